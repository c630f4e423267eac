//! Programs that are needed: found, installed where that is ours to do, or asked for in a sentence that names the mend.

use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};

use anyhow::{Context, Result, bail};

use crate::step::step;

const WASM: &str = "wasm32-unknown-unknown";
/// The oldest Node.js that esbuild and Playwright of `package.json` run on.
const NODE_MAJOR: u32 = 20;

/// Runs a command with its output on our terminal; `what` names it in the error.
pub(crate) fn run(command: &mut Command, what: &str) -> Result<()> {
    finish(command.status(), what)
}

/// How a command ended whose output was on our terminal.
pub(crate) fn finish(ended: std::io::Result<ExitStatus>, what: &str) -> Result<()> {
    let status = ended.with_context(|| format!("{what} could not be started"))?;
    if status.success() { Ok(()) } else { bail!("{what} failed ({status})") }
}

/// Runs a command and keeps its output to itself unless it fails.
pub(crate) fn run_quietly(command: &mut Command, what: &str) -> Result<()> {
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("{what} could not be started"))?;
    if output.status.success() {
        return Ok(());
    }
    let told = [output.stdout, output.stderr].concat();
    bail!("{what} failed ({}):\n{}", output.status, String::from_utf8_lossy(&told).trim_end())
}

/// What a command prints, trimmed; `None` when it is missing or fails.
pub(crate) fn answer(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The Rust target for the browser, installed when it is missing.
pub(crate) fn ensure_wasm_target() -> Result<()> {
    if has_wasm_target() {
        return Ok(());
    }
    if answer("rustup", &["--version"]).is_none() {
        bail!(
            "the Rust target {WASM} is missing and there is no rustup to fetch it: install rustup \
             (https://rustup.rs), or your distribution's package of that target, and run this again"
        );
    }
    step("install the Rust target for the browser", || {
        run(Command::new("rustup").args(["target", "add", WASM]), "rustup target add")
            .with_context(|| format!("run `rustup target add {WASM}` by hand to see why"))
    })
}

fn has_wasm_target() -> bool {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    answer(&rustc, &["--print", "target-libdir", "--target", WASM])
        .is_some_and(|folder| std::fs::read_dir(folder).is_ok_and(|mut files| files.next().is_some()))
}

/// Node.js and npm, new enough.
pub(crate) fn require_node() -> Result<()> {
    let mend = format!(
        "install Node.js {NODE_MAJOR} or newer with npm (https://nodejs.org, or your distribution's packages \
         `nodejs` and `npm`) and run this again"
    );
    let Some(version) = answer("node", &["--version"]) else {
        bail!("Node.js is missing: {mend}");
    };
    let major = version.trim_start_matches('v').split('.').next().and_then(|number| number.parse::<u32>().ok());
    if major.is_none_or(|major| major < NODE_MAJOR) {
        bail!("Node.js {version} is too old: {mend}");
    }
    if answer("npm", &["--version"]).is_none() {
        bail!("npm is missing: {mend}");
    }
    Ok(())
}

/// The Chromium for the browser tests: `CHROMIUM`, or the system's, installed by apt-get when we may.
pub(crate) fn ensure_chromium() -> Result<PathBuf> {
    if let Some(chosen) = std::env::var_os("CHROMIUM").map(PathBuf::from) {
        return if chosen.exists() {
            Ok(chosen)
        } else {
            bail!("CHROMIUM names {}, which does not exist", chosen.display())
        };
    }
    if let Some(found) = find_chromium() {
        return Ok(found);
    }
    let mend = "install Chromium (Debian and Ubuntu: `apt-get install chromium`) or set CHROMIUM to the path of a \
                Chromium or Chrome, and run this again";
    if !is_root() || answer("apt-get", &["--version"]).is_none() {
        bail!("there is no Chromium for the browser tests: {mend}");
    }
    step("install Chromium", install_chromium).context(mend)?;
    find_chromium().with_context(|| format!("apt-get installed no Chromium: {mend}"))
}

fn find_chromium() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).flat_map(|folder| names.map(|name| folder.join(name))).find(|path| path.is_file())
}

fn is_root() -> bool {
    answer("id", &["-u"]).as_deref() == Some("0")
}

fn install_chromium() -> Result<()> {
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        run(command.env("DEBIAN_FRONTEND", "noninteractive").args(arguments), "apt-get")
    };
    apt(&["update", "--quiet"])?;
    apt(&["install", "--yes", "--quiet", "--no-install-recommends", "chromium"])
}
