//! Plural categories of CLDR: `one`, `few`, `other` and so on.

/// The category of a count in a language. The browser asks `Intl`, which has the tables built in.
#[cfg(target_arch = "wasm32")]
pub(super) fn category(language: &str, count: f64) -> String {
    let locales = js_sys::Array::of1(&language.into());
    String::from(js_sys::Intl::PluralRules::new(&locales, &js_sys::Object::new()).select(count))
}

/// The category of a count in a language; `other` for a language without rules.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn category(language: &str, count: f64) -> String {
    use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};

    let rules = language.parse().ok().and_then(|id: unic_langid::LanguageIdentifier| {
        let bare = unic_langid::LanguageIdentifier::from_parts(id.language, None, None, &[]);
        PluralRules::create(bare, PluralRuleType::CARDINAL).ok()
    });
    let category = rules.and_then(|rules| rules.select(count).ok()).unwrap_or(PluralCategory::OTHER);
    let word = match category {
        PluralCategory::ZERO => "zero",
        PluralCategory::ONE => "one",
        PluralCategory::TWO => "two",
        PluralCategory::FEW => "few",
        PluralCategory::MANY => "many",
        PluralCategory::OTHER => "other",
    };
    word.to_owned()
}
