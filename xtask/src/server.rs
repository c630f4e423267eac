//! The program itself: built after the front end, which it carries inside when optimised.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::front;
use crate::project::{Mode, Project};
use crate::step::step;
use crate::tools::run;

/// Builds front end and server and returns the program.
pub(crate) fn build(project: &Project, mode: Mode) -> Result<PathBuf> {
    let site = front::build(project, mode)?;
    let features = match mode {
        Mode::Release if project.has_feature("talkspace", "embed") => "ssr,embed",
        Mode::Release | Mode::Dev => "ssr",
    };
    let mut cargo = project.cargo_for_app(&["build", "--package", "talkspace", "--bin", "talkspace"]);
    cargo.args(["--features", features]);
    cargo.env("LEPTOS_SITE_ROOT", site);
    if mode == Mode::Release {
        cargo.arg("--release");
    }
    step("build the server", || run(&mut cargo, "cargo build of the server"))?;
    let folder = match mode {
        Mode::Dev => "debug",
        Mode::Release => "release",
    };
    Ok(project.target.join(folder).join("talkspace").with_extension(std::env::consts::EXE_EXTENSION))
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
