//! The folder that is served: every file under a name that says its content, so that browsers may keep it for ever.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::json;

use crate::cache::{self, fingerprint};
use crate::project::{Mode, Project};

/// Compressing less than this gains nothing on the wire.
const SMALLEST_COMPRESSED: usize = 256;
/// What is compressed already.
const COMPRESSED_KINDS: [&str; 7] = ["png", "jpg", "jpeg", "webp", "avif", "woff2", "ico"];

/// One downloaded file.
#[derive(Debug)]
pub(crate) struct Asset {
    role: Role,
    /// Path below the site, without a slash in front.
    path: String,
    bytes: Vec<u8>,
}

#[derive(Debug)]
enum Role {
    /// An entry of the manifest: `js`, `wasm` or `css`, and those of the record's program.
    Entry(&'static str),
    /// The texts of one language.
    Locale(String),
    /// A file of `public/`, known by its own name.
    Public,
}

impl Asset {
    pub(crate) fn hashed(entry: &'static str, name: &str, extension: &str, bytes: Vec<u8>) -> Self {
        let path = format!("pkg/{name}.{}.{extension}", fingerprint(&bytes));
        Self { role: Role::Entry(entry), path, bytes }
    }

    pub(crate) fn locale(language: &str, bytes: Vec<u8>) -> Self {
        let path = format!("pkg/locales/{language}.{}.ftl", fingerprint(&bytes));
        Self { role: Role::Locale(language.to_owned()), path, bytes }
    }
}

/// Brings the site's folder to hold exactly these assets, `public/` and the manifest, and returns it.
pub(crate) fn lay_out(project: &Project, mode: Mode, assets: &[Asset]) -> Result<PathBuf> {
    let site = project.site(mode);
    let public = public(project)?;
    let mut files: BTreeMap<PathBuf, Vec<u8>> = BTreeMap::new();
    for asset in assets.iter().chain(&public) {
        files.insert(site.join(&asset.path), asset.bytes.clone());
    }
    if mode == Mode::Release {
        files.extend(compressed(project, &files)?);
    }
    files.insert(site.join("pkg/manifest.json"), manifest(assets).into_bytes());
    for (path, bytes) in &files {
        write_if_changed(path, bytes)?;
    }
    for stale in cache::files_below(&site)?.iter().filter(|path| !files.contains_key(*path)) {
        fs::remove_file(stale).with_context(|| format!("cannot remove {}", stale.display()))?;
    }
    Ok(site)
}

/// Which file to ask for: `{"js": "/pkg/…", "wasm": …, "css": …, "locales": {"en": …}}`.
fn manifest(assets: &[Asset]) -> String {
    let mut entries = serde_json::Map::new();
    let mut locales = serde_json::Map::new();
    for asset in assets {
        let address = json!(format!("/{}", asset.path));
        match &asset.role {
            Role::Entry(entry) => entries.insert((*entry).to_owned(), address),
            Role::Locale(language) => locales.insert(language.clone(), address),
            Role::Public => None,
        };
    }
    entries.insert("locales".to_owned(), locales.into());
    format!("{:#}\n", serde_json::Value::Object(entries))
}

fn public(project: &Project) -> Result<Vec<Asset>> {
    let folder = project.root.join("public");
    let asset = |path: PathBuf| {
        let below = path.strip_prefix(&folder).context("a file below public/ is not below it")?;
        let name = below.to_str().with_context(|| format!("{} is not text", below.display()))?;
        Ok(Asset { role: Role::Public, path: name.replace('\\', "/"), bytes: cache::read(&path)? })
    };
    cache::files_below(&folder)?.into_iter().map(asset).collect()
}

/// A change of time is a change to whoever watches the folder (cargo, when it embeds the site).
fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|before| before == bytes) { Ok(()) } else { cache::write(path, bytes) }
}

/// A Brotli twin for each file worth it, kept from one build to the next by content.
fn compressed(project: &Project, files: &BTreeMap<PathBuf, Vec<u8>>) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
    let store = project.target.join("front/brotli");
    let worth = |path: &Path, bytes: &[u8]| {
        let kind = path.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
        bytes.len() >= SMALLEST_COMPRESSED && !COMPRESSED_KINDS.contains(&kind)
    };
    let wanted: Vec<(&PathBuf, PathBuf)> = files
        .iter()
        .filter(|(path, bytes)| worth(path, bytes))
        .map(|(path, bytes)| (path, store.join(fingerprint(bytes))))
        .collect();
    compress_missing(project, files, &wanted)?;
    forget_others(&store, &wanted)?;
    wanted.iter().map(|(path, kept)| Ok((twin(path), cache::read(kept)?))).collect()
}

fn twin(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".br");
    PathBuf::from(name)
}

/// Node has Brotli built in and compresses on all cores.
fn compress_missing(
    project: &Project,
    files: &BTreeMap<PathBuf, Vec<u8>>,
    wanted: &[(&PathBuf, PathBuf)],
) -> Result<()> {
    let mut jobs = String::new();
    for (path, kept) in wanted.iter().filter(|(_, kept)| !kept.exists()) {
        let source = kept.with_extension("raw");
        cache::write(&source, &files[*path])?;
        jobs += &format!("{}\t{}\n", source.display(), kept.display());
    }
    if jobs.is_empty() {
        return Ok(());
    }
    let mut node = Command::new("node")
        .arg(project.root.join("xtask/assets/brotli.mjs"))
        .stdin(Stdio::piped())
        .spawn()
        .context("node could not be started")?;
    node.stdin.take().context("node has no input")?.write_all(jobs.as_bytes())?;
    let status = node.wait()?;
    if status.success() { Ok(()) } else { bail!("compressing the site failed ({status})") }
}

fn forget_others(store: &Path, wanted: &[(&PathBuf, PathBuf)]) -> Result<()> {
    for path in cache::files_below(store)? {
        if !wanted.iter().any(|(_, kept)| *kept == path) {
            fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_names_every_entry_and_language() {
        let assets = [
            Asset::hashed("js", "talkspace", "js", b"a".to_vec()),
            Asset::hashed("wasm", "talkspace", "wasm", b"b".to_vec()),
            Asset::hashed("css", "talkspace", "css", b"c".to_vec()),
            Asset::locale("en", b"d".to_vec()),
        ];
        let read: serde_json::Value = serde_json::from_str(&manifest(&assets)).unwrap();
        assert_eq!(read["js"], "/pkg/talkspace.ca978112ca1bbdca.js");
        assert_eq!(read["locales"]["en"], "/pkg/locales/en.18ac3e7343f01689.ftl");
        assert!(read["wasm"].is_string() && read["css"].is_string());
    }

    #[test]
    fn other_content_has_another_name() {
        let name = |bytes: &[u8]| Asset::hashed("js", "talkspace", "js", bytes.to_vec()).path;
        assert_eq!(name(b"a"), name(b"a"));
        assert_ne!(name(b"a"), name(b"b"));
    }
}
