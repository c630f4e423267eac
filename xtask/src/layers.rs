//! The floors of ARCHITECTURE.md, checked against what the crates declare: imports run downward only.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::project::Project;

/// Every crate of the workspace and its floor. Tools stand above everything and nothing imports them.
const FLOORS: [(&str, u8); 14] = [
    ("talkspace-model", 0),
    ("talkspace-signal", 0),
    ("talkspace-room", 1),
    ("talkspace-call", 1),
    ("talkspace-forward", 1),
    ("talkspace-ledger", 1),
    ("talkspace-sfu", 2),
    ("talkspace-db", 2),
    ("talkspace-webrtc-web", 2),
    ("talkspace-record-web", 2),
    ("talkspace-server", 3),
    ("talkspace", 4),
    ("talkspace-loadtest", 5),
    ("xtask", 5),
];

/// The one import within a floor.
const SAME_FLOOR: (&str, &str) = ("talkspace-signal", "talkspace-model");

/// Crates that only one of ours may name, so that what is written in terms of them stays in one place.
const ONLY: [(&str, &str); 2] = [("sqlx", "talkspace-db"), ("str0m", "talkspace-sfu")];

/// The only crate that names the browser's RTC and media types, and how those begin in web-sys.
const BROWSER_MEDIA: &str = "talkspace-webrtc-web";
const MEDIA_TYPES: [&str; 6] = ["Rtc", "MediaDevice", "MediaStream", "MediaTrack", "DisplayMedia", "AudioContext"];

/// Floors 0 and 1 have no clock, no randomness, no I/O and no runtime.
const BANNED_IN_CORES: [&str; 9] =
    ["axum", "getrandom", "js-sys", "rand", "socket2", "tokio", "tracing", "wasm-bindgen", "web-sys"];
const HIGHEST_CORE: u8 = 1;

/// What may be compiled into the browser's program.
const BROWSER: [&str; 5] =
    ["talkspace-call", "talkspace-ledger", "talkspace-model", "talkspace-signal", "talkspace-webrtc-web"];

pub(crate) fn check(project: &Project) -> Result<()> {
    let crates = read(&project.metadata)?;
    let wrong = violations(&crates);
    if wrong.is_empty() {
        println!("layers: {} crates keep to their floors", crates.len());
        return Ok(());
    }
    bail!("the layers are broken:\n  {}", wrong.join("\n  "))
}

#[derive(Debug, Default)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
    features: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Clone)]
struct Dependency {
    name: String,
    /// Needed to build, not only to test.
    normal: bool,
    optional: bool,
    features: Vec<String>,
}

fn read(metadata: &Value) -> Result<Vec<Package>> {
    let packages = metadata["packages"].as_array().context("cargo metadata lists no packages")?;
    Ok(packages.iter().map(package).collect())
}

fn package(entry: &Value) -> Package {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let features = entry["features"].as_object().cloned().unwrap_or_default();
    Package {
        name: text(&entry["name"]),
        dependencies: list(&entry["dependencies"]).iter().map(dependency).collect(),
        features: features.iter().map(|(name, needs)| (name.clone(), texts(needs))).collect(),
    }
}

fn dependency(entry: &Value) -> Dependency {
    Dependency {
        name: text(&entry["name"]),
        normal: entry["kind"].is_null(),
        optional: entry["optional"].as_bool().unwrap_or_default(),
        features: texts(&entry["features"]),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().map(|list| list.iter().map(text).collect()).unwrap_or_default()
}

/// A sentence for each edge that is not allowed.
fn violations(crates: &[Package]) -> Vec<String> {
    let mut wrong = Vec::new();
    for package in crates {
        for dependency in &package.dependencies {
            wrong.extend(downward(&package.name, dependency));
            wrong.extend(only_there(&package.name, dependency));
            wrong.extend(pure(&package.name, dependency));
            wrong.extend(browser_media(&package.name, dependency));
        }
        if floor(&package.name).is_none() {
            wrong.push(format!("{} has no floor: give it one in xtask/src/layers.rs", package.name));
        }
    }
    wrong.extend(browser_program(crates));
    wrong
}

fn floor(name: &str) -> Option<u8> {
    FLOORS.iter().find(|(known, _)| *known == name).map(|(_, floor)| *floor)
}

fn downward(from: &str, to: &Dependency) -> Option<String> {
    let (own, other) = (floor(from)?, floor(&to.name)?);
    let allowed = other < own || (from, to.name.as_str()) == SAME_FLOOR;
    (!allowed).then(|| format!("{from} (floor {own}) -> {} (floor {other}): imports run downward only", to.name))
}

fn only_there(from: &str, to: &Dependency) -> Option<String> {
    let (_, home) = ONLY.iter().find(|(name, _)| *name == to.name)?;
    (*home != from).then(|| format!("{from} -> {}: only {home} may name it", to.name))
}

fn pure(from: &str, to: &Dependency) -> Option<String> {
    let core = floor(from).is_some_and(|floor| floor <= HIGHEST_CORE);
    let banned = core && to.normal && BANNED_IN_CORES.contains(&to.name.as_str());
    banned.then(|| format!("{from} -> {}: floors 0 and 1 have no clock, randomness, I/O or runtime", to.name))
}

fn browser_media(from: &str, to: &Dependency) -> Option<String> {
    if to.name != "web-sys" || from == BROWSER_MEDIA {
        return None;
    }
    let media = |feature: &&String| MEDIA_TYPES.iter().any(|start| feature.starts_with(start));
    let named: Vec<&str> = to.features.iter().filter(media).map(String::as_str).collect();
    (!named.is_empty())
        .then(|| format!("{from} -> web-sys with {}: only {BROWSER_MEDIA} names media types", named.join(", ")))
}

/// What the feature `hydrate` of the app reaches, through any number of crates.
fn browser_program(crates: &[Package]) -> Vec<String> {
    let ours: BTreeMap<&str, &Package> = crates.iter().map(|package| (package.name.as_str(), package)).collect();
    let Some(app) = ours.get("talkspace") else { return Vec::new() };
    let mut reached = BTreeSet::new();
    let mut next: Vec<(&str, &str)> = hydrated(app).into_iter().map(|name| (app.name.as_str(), name)).collect();
    let mut wrong = Vec::new();
    while let Some((from, name)) = next.pop() {
        let Some(package) = ours.get(name).filter(|_| reached.insert(name)) else { continue };
        if !BROWSER.contains(&name) {
            wrong.push(format!("{from} -> {name}: it does not belong in the browser's program"));
        }
        let below = package.dependencies.iter().filter(|dependency| dependency.normal);
        next.extend(below.map(|dependency| (name, dependency.name.as_str())));
    }
    wrong
}

fn hydrated(app: &Package) -> Vec<&str> {
    let enabled = |name: &str| {
        let needs = app.features.get("hydrate").map_or(&[][..], Vec::as_slice);
        needs.iter().any(|need| *need == format!("dep:{name}") || *need == name)
    };
    let wanted = app.dependencies.iter().filter(|found| found.normal && (!found.optional || enabled(&found.name)));
    wanted.map(|dependency| dependency.name.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needs(from: &str, to: &str) -> Package {
        Package {
            name: from.to_owned(),
            dependencies: vec![Dependency { name: to.to_owned(), normal: true, optional: false, features: Vec::new() }],
            features: BTreeMap::new(),
        }
    }

    fn only_violation(package: Package) -> String {
        let mut wrong = violations(&[package]);
        assert_eq!(wrong.len(), 1, "{wrong:?}");
        wrong.remove(0)
    }

    #[test]
    fn downward_edges_are_allowed() {
        for (from, to) in [
            ("talkspace", "talkspace-server"),
            ("talkspace-server", "talkspace-room"),
            ("talkspace-sfu", "talkspace-forward"),
            ("talkspace-signal", "talkspace-model"),
            ("talkspace-db", "sqlx"),
            ("talkspace-sfu", "str0m"),
        ] {
            assert_eq!(violations(&[needs(from, to)]), Vec::<String>::new());
        }
    }

    #[test]
    fn upward_and_sideways_edges_are_named() {
        for (from, to) in [
            ("talkspace-room", "talkspace-server"),
            ("talkspace-room", "talkspace-ledger"),
            ("talkspace-sfu", "talkspace-db"),
            ("talkspace-model", "talkspace-signal"),
            ("talkspace", "xtask"),
        ] {
            assert!(only_violation(needs(from, to)).starts_with(&format!("{from} (floor")));
        }
    }

    #[test]
    fn a_test_may_not_reach_upward_either() {
        let mut package = needs("talkspace-room", "talkspace-db");
        package.dependencies[0].normal = false;
        assert!(only_violation(package).contains("talkspace-room"));
    }

    #[test]
    fn sqlx_and_str0m_have_one_home() {
        assert_eq!(
            only_violation(needs("talkspace-server", "sqlx")),
            "talkspace-server -> sqlx: only talkspace-db may name it"
        );
        assert!(only_violation(needs("talkspace-server", "str0m")).ends_with("only talkspace-sfu may name it"));
    }

    #[test]
    fn the_cores_have_no_runtime_but_their_tests_may() {
        assert!(only_violation(needs("talkspace-room", "tokio")).starts_with("talkspace-room -> tokio"));
        let mut package = needs("talkspace-room", "tokio");
        package.dependencies[0].normal = false;
        assert_eq!(violations(&[package]), Vec::<String>::new());
    }

    #[test]
    fn media_types_of_the_browser_have_one_home() {
        let mut package = needs("talkspace", "web-sys");
        package.dependencies[0].features = vec!["MediaQueryList".to_owned(), "RtcPeerConnection".to_owned()];
        assert!(only_violation(package).contains("web-sys with RtcPeerConnection:"));
    }

    #[test]
    fn a_crate_without_a_floor_is_named() {
        assert!(only_violation(needs("talkspace-new", "serde")).starts_with("talkspace-new has no floor"));
    }

    #[test]
    fn the_browser_does_not_get_the_server() {
        let mut app = needs("talkspace", "talkspace-db");
        assert!(violations(&[app, needs("talkspace-db", "serde")])[0].contains("browser's program"));
        app = needs("talkspace", "talkspace-server");
        app.dependencies[0].optional = true;
        app.features.insert("ssr".to_owned(), vec!["dep:talkspace-server".to_owned()]);
        assert_eq!(violations(&[app, needs("talkspace-server", "serde")]), Vec::<String>::new());
    }

    #[test]
    fn the_browser_does_not_get_the_server_by_a_detour() {
        let app = needs("talkspace", "talkspace-webrtc-web");
        let detour = needs("talkspace-webrtc-web", "talkspace-room");
        let wrong = violations(&[app, detour, needs("talkspace-room", "serde")]);
        assert_eq!(wrong, ["talkspace-webrtc-web -> talkspace-room: it does not belong in the browser's program"]);
    }
}
