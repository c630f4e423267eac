//! The front end's files: read once at the start (or carried inside the program), served under names that say their
//! content, so that a browser may keep them for ever.

use std::{borrow::Cow, collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result, bail};
use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, Method, Response, header},
};
use serde::Deserialize;

use crate::{app::FrontEnd, i18n::Locales};

/// A name that says its content never means anything else.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// An icon may be old for an hour.
const FOR_AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");
/// The development build of cargo-leptos has the same names for ever new content.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

type Bytes = Cow<'static, [u8]>;
/// The files of a site by their paths in its folder.
pub type Contents = BTreeMap<String, Bytes>;

/// Everything that is served as a file, and what the pages' heads need to know of it.
#[derive(Debug)]
pub struct Site {
    files: BTreeMap<String, File>,
    manifest: Manifest,
    pub locales: Locales,
}

struct File {
    plain: Bytes,
    brotli: Option<Bytes>,
    kind: &'static str,
    cache: HeaderValue,
}

/// Which file to ask for; `cargo xtask build` writes it to `pkg/manifest.json`.
#[derive(Debug, Clone, Deserialize)]
struct Manifest {
    js: String,
    wasm: String,
    css: String,
    /// The program of the pages around a meeting's record.
    record_js: String,
    record_wasm: String,
    locales: BTreeMap<String, String>,
}

impl Site {
    /// The site in a folder.
    ///
    /// # Errors
    /// When it is not there or something in it cannot be read.
    pub fn load(root: &Path) -> Result<Self> {
        let contents = if root.is_dir() { read_below(root, "")? } else { Contents::new() };
        if contents.is_empty() {
            bail!("there is no front end at {}: build it with `cargo xtask build`", root.display());
        }
        Self::of(contents)
    }

    /// What `cargo xtask build` laid out, or `cargo leptos watch`, which makes no manifest.
    ///
    /// # Errors
    /// When the manifest cannot be read or names what is not there.
    pub fn of(contents: Contents) -> Result<Self> {
        match contents.get("pkg/manifest.json") {
            Some(text) => Self::hashed(serde_json::from_slice(text).context("pkg/manifest.json")?, contents),
            None => Self::plain(contents),
        }
    }

    /// The words alone, without a program for the browser: for tests of what the server renders.
    ///
    /// # Errors
    /// When the locale files cannot be read.
    pub fn words_only(locales: &Path) -> Result<Self> {
        Self::unhashed(BTreeMap::new(), Locales::from_folder(locales)?, locale_texts(locales)?)
    }

    fn hashed(manifest: Manifest, contents: Contents) -> Result<Self> {
        let text = |(code, address): (&String, &String)| {
            let bytes = contents.get(address.trim_start_matches('/')).with_context(|| format!("no {address}"))?;
            anyhow::Ok((code.clone(), String::from_utf8(bytes.to_vec())?))
        };
        let texts: Vec<(String, String)> = manifest.locales.iter().map(text).collect::<Result<_>>()?;
        let locales = Locales::from_texts(texts);
        Ok(Self { files: files(contents, &FOR_EVER), manifest, locales })
    }

    fn plain(contents: Contents) -> Result<Self> {
        let folder = Path::new("locales");
        Self::unhashed(files(contents, &ASK_AGAIN), Locales::from_folder(folder)?, locale_texts(folder)?)
    }

    fn unhashed(mut files: BTreeMap<String, File>, locales: Locales, texts: BTreeMap<String, String>) -> Result<Self> {
        let mut addresses = BTreeMap::new();
        for (code, text) in texts {
            let name = format!("pkg/locales/{code}.ftl");
            addresses.insert(code, format!("/{name}"));
            let file = File::new(&name, Cow::Owned(text.into_bytes()), None, &ASK_AGAIN);
            files.insert(name, file);
        }
        let address = |name: &str| format!("/pkg/{name}");
        let (js, wasm, css) = (address("talkspace.js"), address("talkspace.wasm"), address("talkspace.css"));
        let (record_js, record_wasm) = (address("record.js"), address("record.wasm"));
        Ok(Self { files, manifest: Manifest { js, wasm, css, record_js, record_wasm, locales: addresses }, locales })
    }

    /// What the head of a page in this language asks for.
    pub fn front_end(&self, language: &str) -> FrontEnd {
        let Manifest { js, wasm, css, record_js, record_wasm, locales } = self.manifest.clone();
        let address = |language: &str| locales.get(language).cloned();
        let english = if self.locales.is_complete(language) { None } else { address("en") };
        let words = address(language).unwrap_or_default();
        FrontEnd { js, wasm, css, record_js, record_wasm, words, english }
    }

    /// The file at an address, or `None` when there is none. Looked up in a list: no address can lead anywhere else.
    pub fn respond(&self, method: &Method, path: &str, headers: &HeaderMap) -> Option<Response<Body>> {
        let file = self.files.get(path.strip_prefix('/')?)?;
        let brotli = file.brotli.as_ref().filter(|_| takes_brotli(headers));
        let bytes = brotli.unwrap_or(&file.plain);
        let body = if *method == Method::HEAD { Body::empty() } else { body(bytes) };
        let mut response = Response::new(body);
        let out = response.headers_mut();
        out.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.kind));
        out.insert(header::CACHE_CONTROL, file.cache.clone());
        out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        out.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
        if brotli.is_some() {
            out.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
        }
        Some(response)
    }
}

impl File {
    fn new(name: &str, plain: Bytes, brotli: Option<Bytes>, package_cache: &HeaderValue) -> Self {
        let cache = if name.starts_with("pkg/") { package_cache } else { &FOR_AN_HOUR };
        Self { plain, brotli, kind: kind(name), cache: cache.clone() }
    }
}

fn body(bytes: &Bytes) -> Body {
    match bytes {
        Cow::Borrowed(bytes) => Body::from(axum::body::Bytes::from_static(bytes)),
        Cow::Owned(bytes) => Body::from(bytes.clone()),
    }
}

fn files(mut contents: Contents, package_cache: &HeaderValue) -> BTreeMap<String, File> {
    contents.remove("pkg/manifest.json");
    let twins: Contents =
        contents.iter().filter(|(name, _)| name.ends_with(".br")).map(|(n, b)| (n.clone(), b.clone())).collect();
    let plain = contents.into_iter().filter(|(name, _)| !name.ends_with(".br"));
    plain
        .map(|(name, bytes)| {
            let file = File::new(&name, bytes, twins.get(&format!("{name}.br")).cloned(), package_cache);
            (name, file)
        })
        .collect()
}

/// `br` among the codings of `Accept-Encoding`, and not refused by a weight of nought (RFC 9110 section 12.5.3).
fn takes_brotli(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accepted.split(',').map(str::trim).any(|coding| coding == "br" || coding.starts_with("br;q=") && coding != "br;q=0")
}

/// The media type by the name's ending. A browser runs WASM while it arrives only under `application/wasm`.
fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" | "ftl" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn locale_texts(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut texts = BTreeMap::new();
    for (name, bytes) in read_below(folder, "")? {
        let Some((language, _)) = name.split_once('/').filter(|_| name.ends_with(".ftl")) else { continue };
        let text: &mut String = texts.entry(language.to_owned()).or_default();
        text.push_str(std::str::from_utf8(&bytes).with_context(|| format!("{name} is not UTF-8"))?);
        text.push('\n');
    }
    Ok(texts)
}

/// Every file below a folder, by its path with slashes.
fn read_below(folder: &Path, prefix: &str) -> Result<Contents> {
    let mut found = BTreeMap::new();
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let entry = entry.with_context(|| format!("cannot read {}", folder.display()))?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            found.extend(read_below(&entry.path(), &format!("{name}/"))?);
        } else {
            let bytes = fs::read(entry.path()).with_context(|| format!("cannot read {}", entry.path().display()))?;
            found.insert(name, Cow::Owned(bytes));
        }
    }
    Ok(found)
}

impl std::fmt::Debug for File {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "File({} bytes of {})", self.plain.len(), self.kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> (tempfile::TempDir, Site) {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("pkg/talkspace.1.js", "js");
        write("pkg/talkspace.1.js.br", "brotli");
        write("pkg/talkspace.2.wasm", "wasm");
        write("pkg/locales/en.3.ftl", "hello = Hello");
        write("favicon.svg", "<svg/>");
        write(
            "pkg/manifest.json",
            r#"{"js":"/pkg/talkspace.1.js","wasm":"/pkg/talkspace.2.wasm","css":"/c","record_js":"/r","record_wasm":"/w","locales":{"en":"/pkg/locales/en.3.ftl"}}"#,
        );
        let site = Site::load(folder.path()).unwrap();
        (folder, site)
    }

    fn get(site: &Site, path: &str, encoding: &'static str) -> Option<Response<Body>> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(encoding));
        site.respond(&Method::GET, path, &headers)
    }

    #[test]
    fn files_come_compressed_typed_and_for_ever() {
        let (_folder, site) = site();
        let brotli = get(&site, "/pkg/talkspace.1.js", "gzip, br").unwrap();
        assert_eq!(brotli.headers()[header::CONTENT_ENCODING], "br");
        assert_eq!(brotli.headers()[header::CONTENT_LENGTH], "6");
        assert_eq!(brotli.headers()[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
        let plain = get(&site, "/pkg/talkspace.1.js", "gzip, br;q=0").unwrap();
        assert!(plain.headers().get(header::CONTENT_ENCODING).is_none());
        assert_eq!(plain.headers()[header::CONTENT_LENGTH], "2");
        let wasm = get(&site, "/pkg/talkspace.2.wasm", "br").unwrap();
        assert_eq!(wasm.headers()[header::CONTENT_TYPE], "application/wasm");
        let icon = get(&site, "/favicon.svg", "br").unwrap();
        assert_eq!(icon.headers()[header::CACHE_CONTROL], "public, max-age=3600");
    }

    #[test]
    fn nothing_else_is_served() {
        let (_folder, site) = site();
        for path in
            ["/pkg/manifest.json", "/pkg/../Cargo.toml", "/pkg", "/", "pkg/talkspace.1.js", "/pkg/talkspace.1.js.br"]
        {
            assert!(get(&site, path, "br").is_none(), "{path}");
        }
    }

    #[test]
    fn the_head_names_the_files_of_its_language() {
        let (_folder, site) = site();
        let front = site.front_end("en");
        assert_eq!((front.js.as_str(), front.words.as_str()), ("/pkg/talkspace.1.js", "/pkg/locales/en.3.ftl"));
        assert_eq!(site.front_end("xx").words, "");
    }

    #[test]
    fn a_missing_front_end_names_the_mend() {
        let error = Site::load(Path::new("/nowhere/at/all")).unwrap_err().to_string();
        assert!(error.contains("cargo xtask build"), "{error}");
    }
}
