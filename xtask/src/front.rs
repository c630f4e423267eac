//! The browser's program and looks: Rust -> WebAssembly -> JavaScript glue, style sheets and texts, into one folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::cache::{self, fingerprint, unless_same};
use crate::packages;
use crate::project::{Mode, Project};
use crate::site::{self, Asset};
use crate::step::step;
use crate::tools::{ensure_wasm_target, run, run_quietly};

/// What rustc may use for this target, named so that wasm-opt does not refuse it.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// What counts is what is downloaded. `-Oz` leaves the program a sixth smaller, but so much less alike in itself that
/// Brotli makes 8 % more of it.
const EFFORT: &str = "-O1";

/// What is done is an input of what comes out, as much as the files are.
const RECIPE: &str = include_str!("front.rs");

/// Asks for what is missing before anything long begins.
pub(crate) fn require_tools(project: &Project) -> Result<()> {
    ensure_wasm_target()?;
    packages::ensure(project)
}

/// One program of the browser's.
struct Program {
    package: &'static str,
    features: &'static [&'static str],
    /// What cargo calls its file.
    library: &'static str,
    /// What its files are called, and its entries in the manifest.
    name: &'static str,
    js: &'static str,
    wasm: &'static str,
}

/// The room.
const APP: Program = Program {
    package: "talkspace",
    features: &["--no-default-features", "--features", "hydrate"],
    library: "talkspace",
    name: "talkspace",
    js: "js",
    wasm: "wasm",
};

/// What the pages around a meeting's record add: apart, so that the room does not grow by it.
const RECORD: Program = Program {
    package: "talkspace-record-web",
    features: &[],
    library: "talkspace_record_web",
    name: "record",
    js: "record_js",
    wasm: "record_wasm",
};

/// Builds everything the browser downloads and returns the folder it is in.
pub(crate) fn build(project: &Project, mode: Mode) -> Result<PathBuf> {
    let mut assets = Vec::new();
    for program in [&APP, &RECORD] {
        assets.extend(build_program(project, mode, program)?);
    }
    let style = step("bundle the style sheets", || bundle_style(project, mode))?;
    assets.push(Asset::hashed("css", "talkspace", "css", cache::read(&style)?));
    assets.extend(locales(project)?);
    step("lay out the site", || site::lay_out(project, mode, &assets))
}

fn build_program(project: &Project, mode: Mode, program: &Program) -> Result<[Asset; 2]> {
    let Program { name, js, wasm, .. } = program;
    let compiled = step(&format!("compile {name} for the browser"), || compile(project, mode, program))?;
    let bound = step("connect WebAssembly and JavaScript", || bind(project, mode, program, &compiled))?;
    let script = bundle_script(project, mode, program, &bound)?;
    let optimised = optimise(project, mode, program, &bound)?;
    Ok([
        Asset::hashed(js, name, "js", cache::read(&script)?),
        Asset::hashed(wasm, name, "wasm", cache::read(&optimised)?),
    ])
}

fn compile(project: &Project, mode: Mode, program: &Program) -> Result<PathBuf> {
    let mut cargo = project.cargo_for_app(&["build", "--package", program.package, "--lib"]);
    cargo.args(["--target", "wasm32-unknown-unknown"]).args(program.features);
    let folder = match mode {
        // Without debug information: reading it costs wasm-bindgen more than compiling the change.
        Mode::Dev => {
            cargo.args(["--config", "profile.dev.debug=false"]);
            "debug"
        }
        Mode::Release => {
            cargo.args(["--profile", "wasm-release"]);
            "wasm-release"
        }
    };
    run(&mut cargo, "cargo build for the browser")?;
    Ok(project.target.join("wasm32-unknown-unknown").join(folder).join(format!("{}.wasm", program.library)))
}

/// Writes `{name}.js` and `{name}_bg.wasm` beside each other and returns their folder.
fn bind(project: &Project, mode: Mode, program: &Program, compiled: &Path) -> Result<PathBuf> {
    let folder = project.workshop(mode).join("bound").join(program.name);
    let bytes = cache::read(compiled)?;
    let inputs = format!("{} {}", fingerprint(&bytes), bindgen_version(project)?);
    unless_same(&folder.join(format!("{}_bg.wasm", program.name)), &inputs, || {
        let _ = fs::remove_dir_all(&folder);
        Bindgen::new()
            .input_bytes(program.name, bytes)
            .web(true)?
            .typescript(false)
            .remove_name_section(mode == Mode::Release)
            .remove_producers_section(mode == Mode::Release)
            .generate(&folder)
    })?;
    Ok(folder)
}

/// The glue must be made by the library of the very version that the program was compiled with.
fn bindgen_version(project: &Project) -> Result<String> {
    let lock = String::from_utf8(cache::read(&project.root.join("Cargo.lock"))?).context("Cargo.lock is not text")?;
    let mut lines = lock.lines().skip_while(|line| *line != "name = \"wasm-bindgen\"");
    lines.nth(1).map(str::to_owned).context("Cargo.lock names no wasm-bindgen")
}

/// One script without imports. The page's own script hands it the address of the WebAssembly.
fn bundle_script(project: &Project, mode: Mode, program: &Program, bound: &Path) -> Result<PathBuf> {
    let source = bound.join(format!("{}.js", program.name));
    let output = project.workshop(mode).join(format!("{}.js", program.name));
    let inputs = format!("{} {}", cache::fingerprint_below(bound)?, tools_version(project)?);
    unless_same(&output, &inputs, || esbuild(project, mode, &source, &output, &["--format=esm"]))?;
    Ok(output)
}

fn bundle_style(project: &Project, mode: Mode) -> Result<PathBuf> {
    let folder = project.root.join("style");
    let output = project.workshop(mode).join("talkspace.css");
    let inputs = format!("{} {}", cache::fingerprint_below(&folder)?, tools_version(project)?);
    unless_same(&output, &inputs, || esbuild(project, mode, &folder.join("main.css"), &output, &[]))?;
    Ok(output)
}

fn esbuild(project: &Project, mode: Mode, source: &Path, output: &Path, options: &[&str]) -> Result<()> {
    let mut esbuild = Command::new(project.npm_program("esbuild"));
    esbuild.current_dir(&project.root).args(["--bundle", "--log-level=warning"]).args(options);
    if mode == Mode::Release {
        esbuild.args(["--minify", "--legal-comments=none"]);
    }
    esbuild.arg(format!("--outfile={}", output.display())).arg(source);
    run_quietly(&mut esbuild, "esbuild")
}

fn optimise(project: &Project, mode: Mode, program: &Program, bound: &Path) -> Result<PathBuf> {
    let bound = bound.join(format!("{}_bg.wasm", program.name));
    if mode == Mode::Dev {
        return Ok(bound);
    }
    let output = project.workshop(mode).join(format!("{}.wasm", program.name));
    let inputs = format!("{} {}", fingerprint(&cache::read(&bound)?), tools_version(project)?);
    unless_same(&output, &inputs, || {
        step("make the WebAssembly small", || {
            let mut wasm_opt = Command::new(project.npm_program("wasm-opt"));
            wasm_opt.args(WASM_FEATURES).arg(EFFORT).arg(&bound).arg("-o").arg(&output);
            run_quietly(&mut wasm_opt, "wasm-opt")
        })
    })?;
    Ok(output)
}

/// The versions of the npm programs, and what we tell them.
fn tools_version(project: &Project) -> Result<String> {
    let lock = fingerprint(&cache::read(&project.root.join("package-lock.json"))?);
    Ok(format!("{lock} {}", fingerprint(RECIPE.as_bytes())))
}

/// All texts of a language in one file: what a page needs is one download, whatever the number of files.
fn locales(project: &Project) -> Result<Vec<Asset>> {
    let mut languages: Vec<PathBuf> = fs::read_dir(project.root.join("locales"))
        .map(|entries| entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_dir()).collect())
        .unwrap_or_default();
    languages.sort();
    languages.iter().map(|folder| locale(folder)).collect()
}

fn locale(folder: &Path) -> Result<Asset> {
    let language = folder.file_name().and_then(|name| name.to_str()).context("a language's folder is not text")?;
    let mut texts = Vec::new();
    for path in cache::files_below(folder)?.iter().filter(|path| path.extension().is_some_and(|end| end == "ftl")) {
        texts.extend(cache::read(path)?);
        texts.push(b'\n');
    }
    Ok(Asset::locale(language, texts))
}
