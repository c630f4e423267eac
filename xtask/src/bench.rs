//! Measurements, run by hand. They print figures; they do not pass or fail.

use std::process::Command;

use anyhow::{Result, bail};

use crate::project::{Mode, Project};
use crate::{packages, server, step::step, tools};

pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<()> {
    match arguments.first().map(String::as_str) {
        Some("first-frame") => first_frame(project),
        Some(unknown) => bail!("there is no measurement `{unknown}`; there is: first-frame"),
        None => bail!("say what to measure: first-frame (click on Join to the first remote picture)"),
    }
}

fn first_frame(project: &Project) -> Result<()> {
    let program = server::build(project, Mode::Release)?;
    packages::ensure(project)?;
    let chromium = tools::ensure_chromium()?;
    let mut playwright = Command::new(project.npm_program("playwright"));
    playwright
        .current_dir(&project.root)
        .args(["test", "--config", "end2end/bench.config.ts", "first-frame"])
        .env("E2E_PROGRAM", program)
        .env("CHROMIUM", chromium);
    step("measure click to first frame", || tools::run(&mut playwright, "the measurement"))
}
