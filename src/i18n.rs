//! Words for people, read from `locales/{language}/*.ftl` (Fluent).
//!
//! A language is a folder there and nothing else: the server finds it, the browser is given only the text of its own.
//! The parser is `fluent-syntax`; the resolver in [`catalog`] does the part of Fluent that the house uses (variables,
//! plural and word variants, references), which is a sixth of what `fluent-bundle` adds to the browser's download:
//! see `docs/notes-i18n.md`.

mod catalog;
#[cfg(not(target_arch = "wasm32"))]
mod folder;
mod plural;

use std::{cell::RefCell, sync::Arc};

use leptos::prelude::{provide_context, use_context};
use serde::{Deserialize, Serialize};

pub use catalog::{Arg, Catalog};
#[cfg(not(target_arch = "wasm32"))]
pub use folder::{Locales, LocalesError};

/// A language somebody may choose: its code and its own name for itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Language {
    pub code: String,
    pub name: String,
}

/// The texts a page is written with: its language's, then English.
#[derive(Debug, Clone)]
pub struct Words {
    own: Arc<Catalog>,
    fallback: Option<Arc<Catalog>>,
}

impl Words {
    pub fn new(own: Arc<Catalog>, fallback: Option<Arc<Catalog>>) -> Self {
        Self { own, fallback }
    }

    /// The language's code, as in `<html lang>`.
    pub fn language(&self) -> &str {
        self.own.language()
    }

    /// `ltr` or `rtl`.
    pub fn direction(&self) -> String {
        self.own.format("language-direction", &[]).unwrap_or_else(|| "ltr".to_owned())
    }

    /// What [`tr`] would say, for whoever has no page.
    pub fn text(&self, key: &str, args: &[(&str, Arg)]) -> String {
        let fallback = || self.fallback.as_ref().and_then(|words| words.format(key, args));
        self.own.format(key, args).or_else(fallback).unwrap_or_else(|| key.to_owned())
    }
}

thread_local! {
    /// The browser's one page. Event handlers and tasks run outside every reactive owner, so a context would not do.
    static PAGE: RefCell<Option<Words>> = const { RefCell::new(None) };
}

/// Sets the words of this page for good; the browser's entry point calls it before anything is drawn.
pub fn set_page_words(words: Words) {
    PAGE.with(|page| page.replace(Some(words)));
}

/// Sets the words of the page being rendered on the server.
pub fn provide_words(words: Words) {
    provide_context(words);
}

fn with_words<T>(read: impl FnOnce(&Words) -> T) -> Option<T> {
    PAGE.with(|page| match &*page.borrow() {
        Some(words) => Some(read(words)),
        None => use_context::<Words>().as_ref().map(read),
    })
}

/// The text for `key` in the page's language; in English, or the key itself, where there is none.
pub fn t(key: &str) -> String {
    tr(key, &[])
}

/// The text for `key` with its variables filled in: `tr("people-here", args!["count" => 3])`.
pub fn tr(key: &str, args: &[(&str, Arg)]) -> String {
    with_words(|words| words.text(key, args)).unwrap_or_else(|| key.to_owned())
}

/// The code of the page's language, for `Intl`.
pub fn language() -> String {
    with_words(|words| words.language().to_owned()).unwrap_or_else(|| "en".to_owned())
}

/// Named values for [`tr`]: `args!["name" => name, "count" => 3]`.
#[macro_export]
macro_rules! args {
    ($($name:literal => $value:expr),* $(,)?) => { &[$(($name, $crate::i18n::Arg::from($value))),*] };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(own: &str, fallback: &str) -> Words {
        Words::new(Arc::new(Catalog::parse("mr", own)), Some(Arc::new(Catalog::parse("en", fallback))))
    }

    #[test]
    fn a_missing_text_is_english_then_the_key() {
        set_page_words(words("hello = नमस्कार", "hello = Hello\nbye = Bye, { $name }"));
        assert_eq!(t("hello"), "नमस्कार");
        assert_eq!(tr("bye", args!["name" => "Asha"]), "Bye, Asha");
        assert_eq!(t("never-written"), "never-written");
        assert_eq!(language(), "mr");
    }
}
