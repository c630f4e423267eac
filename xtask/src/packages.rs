//! The npm packages of the build and of the browser tests, exactly as `package-lock.json` says.

use std::process::Command;

use anyhow::{Context, Result};

use crate::cache;
use crate::project::Project;
use crate::step::step;
use crate::tools::{require_node, run_quietly};

/// Installs them when the lock file changed since the last time.
pub(crate) fn ensure(project: &Project) -> Result<()> {
    require_node()?;
    let lock = cache::fingerprint(&cache::read(&project.root.join("package-lock.json"))?);
    let stamp = project.root.join("node_modules/installed");
    cache::unless_same(&stamp, &lock, || {
        step("install npm packages", || install(project))?;
        cache::write(&stamp, b"")
    })
}

fn install(project: &Project) -> Result<()> {
    let mut npm = Command::new("npm");
    // The browser tests drive the system's Chromium; Playwright need not fetch its own.
    npm.current_dir(&project.root).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1").arg("ci");
    run_quietly(&mut npm, "npm ci").context("check that npm reaches its registry (`npm ping`), then run this again")
}
