//! Every language says everything, with the same variables, and the code asks for nothing that is not written.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser,
};

type Messages = BTreeMap<String, BTreeSet<String>>;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|end| end == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn languages() -> Vec<String> {
    let folders = fs::read_dir(root().join("locales")).unwrap();
    let mut codes: Vec<String> = folders.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    codes.sort();
    codes
}

/// The messages of one language with the variables each uses; panics on whatever the app cannot read.
fn messages(language: &str) -> Messages {
    let mut messages = Messages::new();
    for file in files(&root().join("locales").join(language), "ftl") {
        let text = fs::read_to_string(&file).unwrap();
        let resource =
            parser::parse(text.as_str()).unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", file.display()));
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let mut variables = BTreeSet::new();
            pattern(message.value.as_ref().unwrap(), &mut variables);
            let known = messages.insert(message.id.name.to_owned(), variables);
            assert!(known.is_none(), "{}: {} is written twice", file.display(), message.id.name);
        }
    }
    messages
}

fn pattern(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => assert!(!value.contains('—'), "no em dash: {value}"),
            PatternElement::Placeable { expression } => self::expression(expression, variables),
        }
    }
}

fn expression(expression: &Expression<&str>, variables: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => self::inline(inline, variables),
        Expression::Select { selector, variants } => {
            self::inline(selector, variables);
            variants.iter().for_each(|variant| self::pattern(&variant.value, variables));
        }
    }
}

fn inline(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
        }
        InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::MessageReference { .. } => {}
        InlineExpression::Placeable { expression } => self::expression(expression, variables),
        InlineExpression::FunctionReference { .. } | InlineExpression::TermReference { .. } => {
            panic!("functions and terms are not read by the app: {inline:?}")
        }
    }
}

#[test]
fn all_languages_say_the_same() {
    let english = messages("en");
    assert!(english.len() > 50, "the English texts are there");
    for language in languages() {
        let own = messages(&language);
        for (key, variables) in &english {
            assert_eq!(own.get(key), Some(variables), "{language}: {key}");
        }
        for key in own.keys() {
            assert!(english.contains_key(key), "{language}: {key} is not in English");
        }
    }
}

/// Two files that say the same thing differently would make it a matter of their names which one counts.
#[test]
fn nothing_is_said_twice() {
    for language in languages() {
        let mut seen = BTreeSet::new();
        for file in files(&root().join("locales").join(&language), "ftl") {
            let text = fs::read_to_string(&file).unwrap();
            let keys =
                text.lines().filter(|line| !line.starts_with([' ', '#'])).filter_map(|line| line.split_once(" ="));
            for (key, _) in keys {
                assert!(seen.insert(key.to_owned()), "{language}: {key} stands there twice");
            }
        }
    }
}

#[test]
fn every_language_names_itself() {
    for language in languages() {
        let own = messages(&language);
        assert!(own.contains_key("language-name") && own.contains_key("language-direction"), "{language}");
    }
}

/// Every text in quotes after `t(` or `tr(` in the sources.
fn keys_asked_for() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for file in files(&root().join("src"), "rs") {
        let text = fs::read_to_string(&file).unwrap();
        let production = text.split("#[cfg(test)]").next().unwrap_or_default();
        let code: String = production.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        for call in [" t(\"", "(t(\"", "{t(\"", "=t(\"", "tr(\""] {
            let after = code.split(call).skip(1);
            keys.extend(after.filter_map(|rest| rest.split('"').next()).map(str::to_owned));
        }
    }
    keys
}

#[test]
fn the_code_asks_for_nothing_unwritten() {
    let english = messages("en");
    let asked = keys_asked_for();
    assert!(asked.len() > 50, "the search finds the calls");
    let missing: Vec<&String> = asked.iter().filter(|key| !english.contains_key(*key)).collect();
    assert!(missing.is_empty(), "asked for but not written: {missing:?}");
}

#[test]
fn nothing_is_written_in_vain() {
    let sources: String =
        files(&root().join("src"), "rs").iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    let idle: Vec<String> = messages("en")
        .into_keys()
        .filter(|key| !["language-name", "language-direction"].contains(&key.as_str()))
        .filter(|key| !sources.contains(&format!("\"{key}\"")))
        .collect();
    assert!(idle.is_empty(), "written but never asked for: {idle:?}");
}
