//! What must pass before a change is merged.

use anyhow::Result;

use crate::project::Project;
use crate::step::step;
use crate::tools::{answer, ensure_wasm_target, run};
use crate::{layers, test};

pub(crate) fn check(project: &Project) -> Result<()> {
    step("formatting", || cargo(project, &["fmt", "--all", "--check"]))?;
    step("layers", || layers::check(project))?;
    step("licences, bans, sources", || licences(project))?;
    step("lints for the server", || lints_for_server(project))?;
    step("lints for the browser", || lints_for_browser(project))?;
    test::all(project, &[])
}

fn lints_for_server(project: &Project) -> Result<()> {
    let everything = ["clippy", "--workspace", "--all-targets", "--features", "talkspace/ssr"];
    cargo(project, &[&everything[..], &["--", "-D", "warnings"]].concat())
}

fn lints_for_browser(project: &Project) -> Result<()> {
    ensure_wasm_target()?;
    // One command and one set of features: each crate is checked once.
    let browser =
        ["--lib", "--package", "talkspace", "--package", "talkspace-call", "--package", "talkspace-webrtc-web"];
    let target = ["clippy", "--target", "wasm32-unknown-unknown", "--no-default-features", "--features"];
    cargo(project, &[&target[..], &["talkspace/hydrate"], &browser, &["--", "-D", "warnings"]].concat())
}

/// Compiling cargo-deny costs more minutes than it is worth here; where it is installed, it is used.
fn licences(project: &Project) -> Result<()> {
    if answer("cargo", &["deny", "--version"]).is_none() {
        eprintln!("  cargo-deny is not installed: skipped (`cargo install cargo-deny` adds it)");
        return Ok(());
    }
    cargo(project, &["deny", "--all-features", "check", "licenses", "bans", "sources"])
}

fn cargo(project: &Project, arguments: &[&str]) -> Result<()> {
    let what = format!("cargo {}", arguments.first().copied().unwrap_or_default());
    run(&mut project.cargo(arguments), &what)
}
