//! Where things are: the repository, cargo's target folder, the workspace's crates.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// How to build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Quick to rebuild, slow to run.
    Dev,
    /// As it is installed.
    Release,
}

impl Mode {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Mode::Dev => "dev",
            Mode::Release => "release",
        }
    }
}

#[derive(Debug)]
pub(crate) struct Project {
    pub(crate) root: PathBuf,
    /// Cargo's target folder; elsewhere than `./target` when `CARGO_TARGET_DIR` says so.
    pub(crate) target: PathBuf,
    /// `cargo metadata --no-deps`.
    pub(crate) metadata: Value,
}

impl Project {
    pub(crate) fn find() -> Result<Self> {
        let output = Command::new(cargo())
            .args(["metadata", "--format-version", "1", "--no-deps"])
            .output()
            .context("cargo cannot be started: install Rust with rustup (https://rustup.rs)")?;
        if !output.status.success() {
            bail!("cargo metadata failed:\n{}", String::from_utf8_lossy(&output.stderr));
        }
        let metadata: Value = serde_json::from_slice(&output.stdout).context("cargo metadata wrote no JSON")?;
        let path = |key: &str| {
            metadata[key].as_str().map(PathBuf::from).with_context(|| format!("cargo metadata names no {key}"))
        };
        Ok(Self { root: path("workspace_root")?, target: path("target_directory")?, metadata })
    }

    /// The folder that the server serves the browser's files from.
    pub(crate) fn site(&self, mode: Mode) -> PathBuf {
        match mode {
            Mode::Dev => self.target.join("site-dev"),
            Mode::Release => self.target.join("site"),
        }
    }

    /// Where the steps of the front end keep what they made, so that they need not make it again.
    pub(crate) fn workshop(&self, mode: Mode) -> PathBuf {
        self.target.join("front").join(mode.name())
    }

    /// A program of the npm packages, such as `esbuild`.
    pub(crate) fn npm_program(&self, name: &str) -> PathBuf {
        self.root.join("node_modules/.bin").join(name)
    }

    /// A cargo command that builds the app itself. Leptos' components are erased: each view is otherwise a type made of
    /// all its elements, which takes half again as long to compile and makes the browser's program half again as large.
    /// Server and browser must agree on it, or the pages' twins would differ.
    pub(crate) fn cargo_for_app(&self, arguments: &[&str]) -> Command {
        let mut command = self.cargo(arguments);
        // Flags from the environment would win over the configuration.
        match std::env::var("RUSTFLAGS") {
            Ok(flags) => command.env("RUSTFLAGS", format!("{flags} --cfg erase_components")),
            Err(_) => command.args(["--config", "target.'cfg(all())'.rustflags=['--cfg', 'erase_components']"]),
        };
        command
    }

    /// A cargo command at the root of the repository.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(cargo());
        command.current_dir(&self.root).args(arguments);
        command
    }
}

/// The cargo that started us, so that a toolchain chosen on the command line is kept.
fn cargo() -> PathBuf {
    std::env::var_os("CARGO").map_or_else(|| Path::new("cargo").to_owned(), PathBuf::from)
}
