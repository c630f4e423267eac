//! The program itself: its library is built beside the front end, which the program carries inside when optimised.

use std::path::PathBuf;
use std::process::{Child, Command};

use anyhow::{Context, Result};

use crate::front;
use crate::project::{Mode, Project};
use crate::step::step;
use crate::tools::{finish, run};

/// Builds front end and server and returns the program.
pub(crate) fn build(project: &Project, mode: Mode) -> Result<PathBuf> {
    front::require_tools(project)?;
    let site = match mode {
        // Both halves are in one folder of cargo's, which lets in one at a time.
        Mode::Dev => front::build(project, mode)?,
        Mode::Release => build_both(project)?,
    };
    let mut cargo = cargo_build(project, mode, &["--bin", "talkspace"]);
    cargo.env("LEPTOS_SITE_ROOT", site);
    step("build the server", || run(&mut cargo, "cargo build of the server"))?;
    let folder = match mode {
        Mode::Dev => "debug",
        Mode::Release => "release",
    };
    Ok(project.target.join(folder).join("talkspace").with_extension(std::env::consts::EXE_EXTENSION))
}

/// Either half alone leaves processors idle: the browser's because it is one program in one piece.
fn build_both(project: &Project) -> Result<PathBuf> {
    let mut library = cargo_build(project, Mode::Release, &["--lib"]);
    // Two bars of progress would write over each other.
    library.env("CARGO_TERM_PROGRESS_WHEN", "never");
    let building = Running(library.spawn().context("cargo could not be started")?);
    let site = front::build(project, Mode::Release)?;
    step("build the server's crates", || building.finish("cargo build of the server's crates"))?;
    Ok(site)
}

/// A build beside ours, which ends with ours when that fails.
struct Running(Child);

impl Running {
    fn finish(mut self, what: &str) -> Result<()> {
        finish(self.0.wait(), what)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Fails for a process that has ended by itself, which is as well.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn cargo_build(project: &Project, mode: Mode, what: &[&str]) -> Command {
    let features = match mode {
        Mode::Release => "ssr,embed",
        Mode::Dev => "ssr",
    };
    let mut cargo = project.cargo_for_app(&["build", "--package", "talkspace", "--features", features]);
    cargo.args(what);
    if mode == Mode::Release {
        cargo.arg("--release");
    }
    cargo
}

/// Builds and becomes the server, so that signals from the terminal reach it alone and at once.
pub(crate) fn serve(project: &Project, arguments: &[String]) -> Result<()> {
    let program = build(project, Mode::Release)?;
    become_program(command(project, Mode::Release, program, arguments))
}

/// The server's command line. Its data is in `./data`, so it runs at the root of the repository.
pub(crate) fn command(project: &Project, mode: Mode, program: PathBuf, arguments: &[String]) -> Command {
    let mut command = Command::new(program);
    command.current_dir(&project.root).env("LEPTOS_SITE_ROOT", project.site(mode)).args(arguments);
    command
}

#[cfg(unix)]
fn become_program(mut command: Command) -> Result<()> {
    use std::os::unix::process::CommandExt as _;
    Err(command.exec()).map_err(|error| anyhow::anyhow!("the server could not be started: {error}"))
}

#[cfg(not(unix))]
fn become_program(mut command: Command) -> Result<()> {
    run(&mut command, "the server")
}
