//! `cargo xtask dev`: build, start, and again whenever a file changes.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Child;
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};

use crate::cache::files_below;
use crate::project::{Mode, Project};
use crate::server;
use crate::step::step;

/// Shorter notices a change sooner and costs more reading of folders; nobody feels 300 ms beside a build.
const LOOK_EVERY: Duration = Duration::from_millis(300);
/// What the program is made of.
const WATCHED: [&str; 6] = ["src", "crates", "style", "locales", "public", "migrations"];
/// A server that is still there after this much of a polite request is ended.
const STOP_WITHIN: Duration = Duration::from_secs(2);

type Look = BTreeMap<PathBuf, SystemTime>;

pub(crate) fn watch(project: &Project, arguments: &[String]) -> Result<()> {
    let mut server = None;
    loop {
        let seen = look(project)?;
        match step("build", || server::build(project, Mode::Dev)) {
            Ok(program) => {
                stop(server.take())?;
                let mut command = server::command(project, Mode::Dev, program, arguments);
                server = Some(command.spawn().context("the server could not be started")?);
            }
            // The last good server stays: a typing error must not end the meeting one is testing.
            Err(error) => eprintln!("\n{error:#}\n"),
        }
        eprintln!("watching {} …", WATCHED.join(", "));
        wait_for_change(project, &seen)?;
    }
}

fn wait_for_change(project: &Project, seen: &Look) -> Result<()> {
    while look(project)? == *seen {
        sleep(LOOK_EVERY);
    }
    Ok(())
}

fn look(project: &Project) -> Result<Look> {
    let mut seen = Look::new();
    for path in WATCHED.iter().map(|name| project.root.join(name)).chain([project.root.join("Cargo.toml")]) {
        let files = if path.is_dir() { files_below(&path)? } else { vec![path] };
        for file in files {
            // A file may vanish between listing and looking (editors write a new one and rename it).
            if let Ok(changed) = file.metadata().and_then(|about| about.modified()) {
                seen.insert(file, changed);
            }
        }
    }
    Ok(seen)
}

fn stop(server: Option<Child>) -> Result<()> {
    let Some(mut server) = server else { return Ok(()) };
    ask_to_stop(&server);
    for _ in 0..STOP_WITHIN.as_millis() / LOOK_EVERY.as_millis() {
        if server.try_wait()?.is_some() {
            return Ok(());
        }
        sleep(LOOK_EVERY);
    }
    // It may have ended by itself in between, which is what we want.
    let _ = server.kill();
    server.wait()?;
    Ok(())
}

#[cfg(unix)]
fn ask_to_stop(server: &Child) {
    let _ = std::process::Command::new("kill").args(["-TERM", &server.id().to_string()]).status();
}

#[cfg(not(unix))]
fn ask_to_stop(_server: &Child) {}
