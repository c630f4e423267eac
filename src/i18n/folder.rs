//! The server's side: which languages there are, and which one a request is answered in.

use std::{collections::BTreeMap, fs, io, path::Path, path::PathBuf, sync::Arc};

use super::{Catalog, Language, Words};

const ENGLISH: &str = "en";

/// All languages of the site.
#[derive(Debug, Clone)]
pub struct Locales {
    catalogs: BTreeMap<String, Arc<Catalog>>,
}

/// The locale files cannot be read.
#[derive(Debug)]
pub struct LocalesError {
    pub path: PathBuf,
    pub source: io::Error,
}

impl Locales {
    /// From each language's whole text.
    pub fn from_texts(texts: impl IntoIterator<Item = (String, String)>) -> Self {
        let catalog = |(code, text): (String, String)| {
            let catalog = Arc::new(Catalog::parse(&code, &text));
            (code, catalog)
        };
        Self { catalogs: texts.into_iter().map(catalog).collect() }
    }

    /// From a folder that holds one folder of `.ftl` files for each language.
    ///
    /// # Errors
    /// When a folder or a file cannot be read.
    pub fn from_folder(folder: &Path) -> Result<Self, LocalesError> {
        let mut texts = BTreeMap::new();
        for language in entries(folder)?.into_iter().filter(|path| path.is_dir()) {
            let code = language.file_name().unwrap_or_default().to_string_lossy().into_owned();
            texts.insert(code, language_text(&language)?);
        }
        Ok(Self::from_texts(texts))
    }

    /// What the switcher offers, by code.
    pub fn languages(&self) -> Vec<Language> {
        let name = |catalog: &Catalog| catalog.format("language-name", &[]);
        let language = |(code, catalog): (&String, &Arc<Catalog>)| Language {
            code: code.clone(),
            name: name(catalog).unwrap_or_else(|| code.clone()),
        };
        self.catalogs.iter().map(language).collect()
    }

    pub fn has(&self, code: &str) -> bool {
        self.catalogs.contains_key(code)
    }

    /// Whether this language says everything that English says.
    pub fn is_complete(&self, code: &str) -> bool {
        let (Some(own), Some(english)) = (self.catalogs.get(code), self.catalogs.get(ENGLISH)) else { return true };
        english.keys().all(|key| own.has(key))
    }

    /// The words for a request: the chosen language, else the best of `Accept-Language` (RFC 9110 section 12.5.4),
    /// else English.
    pub fn negotiate(&self, chosen: Option<&str>, accept: Option<&str>) -> Words {
        let wanted = chosen.filter(|code| self.has(code)).or_else(|| self.accepted(accept?));
        self.words(wanted.unwrap_or(ENGLISH))
    }

    /// The words of one language, with English behind it.
    pub fn words(&self, code: &str) -> Words {
        let english = self.catalogs.get(ENGLISH).cloned();
        let own = self.catalogs.get(code).cloned().or_else(|| english.clone());
        Words::new(own.unwrap_or_else(|| Arc::new(Catalog::parse(ENGLISH, ""))), english)
    }

    fn accepted(&self, accept: &str) -> Option<&str> {
        let mut ranges: Vec<(f32, &str)> = accept.split(',').filter_map(range).collect();
        ranges.sort_by(|a, b| b.0.total_cmp(&a.0));
        ranges.into_iter().find_map(|(_, range)| self.matching(range))
    }

    /// The language for a range such as `hi-IN`: the whole, else its first part.
    fn matching(&self, range: &str) -> Option<&str> {
        let primary = range.split('-').next().unwrap_or(range);
        let find = |wanted: &str| self.catalogs.keys().find(|code| code.eq_ignore_ascii_case(wanted));
        find(range).or_else(|| find(primary)).map(String::as_str)
    }
}

/// One member of `Accept-Language`, `hi-IN;q=0.8`, with its weight. What a person does not want has weight 0.
fn range(member: &str) -> Option<(f32, &str)> {
    let (tag, weight) = member.split_once(";q=").unwrap_or((member, "1"));
    let weight: f32 = weight.trim().parse().ok()?;
    (weight > 0.0).then_some((weight, tag.trim()))
}

fn language_text(folder: &Path) -> Result<String, LocalesError> {
    let mut text = String::new();
    for file in entries(folder)?.into_iter().filter(|path| path.extension().is_some_and(|end| end == "ftl")) {
        text.push_str(&fs::read_to_string(&file).map_err(|source| LocalesError { path: file, source })?);
        text.push('\n');
    }
    Ok(text)
}

/// What is in a folder, by name, so that two starts read the same.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, LocalesError> {
    let error = |source| LocalesError { path: folder.to_owned(), source };
    let found: io::Result<Vec<PathBuf>> =
        fs::read_dir(folder).map_err(error)?.map(|entry| entry.map(|entry| entry.path())).collect();
    let mut found = found.map_err(error)?;
    found.sort();
    Ok(found)
}

impl std::fmt::Display for LocalesError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "cannot read the locale files at {}", self.path.display())
    }
}

impl std::error::Error for LocalesError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locales() -> Locales {
        let text = |code: &str| (code.to_owned(), format!("language-name = name of {code}\n"));
        Locales::from_texts([text("en"), text("hi"), text("pt-BR")])
    }

    #[test]
    fn a_choice_wins_then_the_browser_then_english() {
        let pick = |chosen, accept| locales().negotiate(chosen, accept).language().to_owned();
        assert_eq!(pick(Some("hi"), Some("en")), "hi");
        assert_eq!(pick(Some("xx"), Some("hi-IN,en;q=0.5")), "hi");
        assert_eq!(pick(None, Some("de, en;q=0.2, pt-br;q=0.9")), "pt-BR");
        assert_eq!(pick(None, Some("hi;q=0, *;q=0.1")), "en");
        assert_eq!(pick(None, Some(";;q=,,")), "en");
        assert_eq!(pick(None, None), "en");
    }

    #[test]
    fn a_language_may_be_unfinished() {
        let text = |code: &str, text: &str| (code.to_owned(), text.to_owned());
        let locales =
            Locales::from_texts([text("en", "a = A\nb = B\n"), text("hi", "a = अ\n"), text("mr", "a = अ\nb = ब\n")]);
        assert!(!locales.is_complete("hi"));
        assert!(locales.is_complete("mr") && locales.is_complete("en") && locales.is_complete("xx"));
    }

    #[test]
    fn languages_name_themselves() {
        let names: Vec<String> = locales().languages().into_iter().map(|language| language.name).collect();
        assert_eq!(names, ["name of en", "name of hi", "name of pt-BR"]);
    }
}
