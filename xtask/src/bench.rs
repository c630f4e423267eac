//! Measurements, run by hand. They print figures; they do not pass or fail.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::project::{Mode, Project};
use crate::{packages, server, step::step, tools};

/// What can be measured, each a file of `end2end/bench`, and what it tells.
const MEASUREMENTS: [(&str, &str); 7] = [
    ("first-frame", "click on Join to the first remote picture"),
    ("chat", "how a conversation of ten thousand messages scrolls and is searched"),
    ("data", "how well a data limit is kept over five minutes"),
    ("people", "how quick the list of people is in a room of five hundred"),
    ("hundred", "what one browser receives of a hundred cameras, page by page"),
    ("pages", "how fast pages are over a million stays; writes docs/pages-speed.md"),
    ("load", "the server's processor time and memory in a call of three and of six"),
];

pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<()> {
    let list = MEASUREMENTS.map(|(name, what)| format!("{name} ({what})")).join(", ");
    let Some(wanted) = arguments.first() else { bail!("say what to measure: {list}") };
    if !MEASUREMENTS.iter().any(|(name, _)| name == wanted) {
        bail!("there is no measurement `{wanted}`; there is: {list}");
    }
    let program = server::build(project, Mode::Release)?;
    packages::ensure(project)?;
    let chromium = tools::ensure_chromium()?;
    let mut playwright = Command::new(project.npm_program("playwright"));
    playwright
        .current_dir(&project.root)
        .args(["test", "--config", "end2end/bench.config.ts", wanted])
        .env("E2E_PROGRAM", program)
        .env("CHROMIUM", chromium);
    if wanted == "pages" {
        playwright.env("SEED_PROGRAM", seed(project)?);
    }
    step(&format!("measure {wanted}"), || tools::run(&mut playwright, "the measurement"))
}

/// What fills the database, built with the same flags as the program, so that nothing is built twice.
fn seed(project: &Project) -> Result<PathBuf> {
    let mut cargo = project.cargo_for_app(&["build", "--package", "talkspace-db", "--example", "seed", "--release"]);
    step("build what fills the database", || tools::run(&mut cargo, "cargo build of the seed"))?;
    Ok(project.target.join("release/examples/seed").with_extension(std::env::consts::EXE_EXTENSION))
}
