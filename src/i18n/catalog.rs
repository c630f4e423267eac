//! One language's messages, and how one of them becomes text.

use std::{collections::BTreeMap, fmt};

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey},
    parser,
};

use super::plural;

/// References may nest this deep; deeper means that a message refers to itself.
const DEPTH_MAX: u8 = 8;

/// A value put into a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    Number(f64),
    Text(String),
}

/// One language's messages.
pub struct Catalog {
    language: String,
    messages: BTreeMap<String, Pattern<String>>,
}

impl Catalog {
    /// Reads Fluent text. What is not Fluent is left out: a slip in one message must not cost the others
    /// (a test keeps our own files free of slips).
    pub fn parse(language: &str, source: &str) -> Self {
        let resource = match parser::parse_runtime(source.to_owned()) {
            Ok(resource) => resource,
            Err((resource, _)) => resource,
        };
        let message = |entry| match entry {
            Entry::Message(message) => message.value.map(|value| (message.id.name, value)),
            Entry::Term(_)
            | Entry::Comment(_)
            | Entry::GroupComment(_)
            | Entry::ResourceComment(_)
            | Entry::Junk { .. } => None,
        };
        Self { language: language.to_owned(), messages: resource.body.into_iter().filter_map(message).collect() }
    }

    pub fn language(&self) -> &str {
        &self.language
    }

    /// Every key, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.messages.keys().map(String::as_str)
    }

    pub fn has(&self, key: &str) -> bool {
        self.messages.contains_key(key)
    }

    /// The message with its variables filled in, or `None` when the language has no such message.
    pub fn format(&self, key: &str, args: &[(&str, Arg)]) -> Option<String> {
        let pattern = self.messages.get(key)?;
        let mut out = String::new();
        self.pattern(pattern, args, DEPTH_MAX, &mut out);
        Some(out)
    }

    fn pattern(&self, pattern: &Pattern<String>, args: &[(&str, Arg)], depth: u8, out: &mut String) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => out.push_str(value),
                PatternElement::Placeable { expression } => self.expression(expression, args, depth, out),
            }
        }
    }

    fn expression(&self, expression: &Expression<String>, args: &[(&str, Arg)], depth: u8, out: &mut String) {
        match expression {
            Expression::Inline(inline) => self.inline(inline, args, depth, out),
            Expression::Select { selector, variants } => {
                if let Some(variant) = self.choose(selector, variants, args) {
                    self.pattern(&variant.value, args, depth, out);
                }
            }
        }
    }

    fn inline(&self, inline: &InlineExpression<String>, args: &[(&str, Arg)], depth: u8, out: &mut String) {
        match inline {
            InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value } => {
                out.push_str(value);
            }
            InlineExpression::VariableReference { id } => match lookup(args, &id.name) {
                Some(Arg::Number(number)) => out.push_str(&number.to_string()),
                Some(Arg::Text(text)) => out.push_str(text),
                None => out.push_str(&id.name),
            },
            InlineExpression::MessageReference { id, .. } => match self.messages.get(&id.name) {
                Some(pattern) if depth > 0 => self.pattern(pattern, args, depth - 1, out),
                Some(_) | None => out.push_str(&id.name),
            },
            InlineExpression::Placeable { expression } => self.expression(expression, args, depth, out),
            // Not used in our files; the locale test refuses them.
            InlineExpression::FunctionReference { .. } | InlineExpression::TermReference { .. } => {}
        }
    }

    /// The variant for a selector: an exact number or word first, then the plural category, then the default.
    fn choose<'a>(
        &self,
        selector: &InlineExpression<String>,
        variants: &'a [Variant<String>],
        args: &[(&str, Arg)],
    ) -> Option<&'a Variant<String>> {
        let value = match selector {
            InlineExpression::VariableReference { id } => lookup(args, &id.name),
            InlineExpression::StringLiteral { .. }
            | InlineExpression::NumberLiteral { .. }
            | InlineExpression::FunctionReference { .. }
            | InlineExpression::MessageReference { .. }
            | InlineExpression::TermReference { .. }
            | InlineExpression::Placeable { .. } => None,
        };
        let exact = |text: &str| variants.iter().find(|variant| key_of(variant) == text);
        let chosen = match value {
            Some(Arg::Number(number)) => {
                exact(&number.to_string()).or_else(|| exact(&plural::category(&self.language, *number)))
            }
            Some(Arg::Text(text)) => exact(text),
            None => None,
        };
        chosen.or_else(|| variants.iter().find(|variant| variant.default))
    }
}

fn key_of(variant: &Variant<String>) -> &str {
    match &variant.key {
        VariantKey::Identifier { name } => name,
        VariantKey::NumberLiteral { value } => value,
    }
}

fn lookup<'a>(args: &'a [(&str, Arg)], name: &str) -> Option<&'a Arg> {
    args.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
}

impl fmt::Debug for Catalog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Catalog({}, {} messages)", self.language, self.messages.len())
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Arg::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Arg::Text(text)
    }
}

impl From<f64> for Arg {
    fn from(number: f64) -> Self {
        Arg::Number(number)
    }
}

impl From<i32> for Arg {
    fn from(number: i32) -> Self {
        Arg::Number(f64::from(number))
    }
}

impl From<u32> for Arg {
    fn from(number: u32) -> Self {
        Arg::Number(f64::from(number))
    }
}

impl From<i64> for Arg {
    /// Exact up to 2^53, far beyond what is counted for people.
    #[expect(clippy::cast_precision_loss, reason = "counts shown to people stay far below 2^53")]
    fn from(number: i64) -> Self {
        Arg::Number(number as f64)
    }
}

impl From<usize> for Arg {
    /// Exact up to 2^53, far beyond what is counted for people.
    #[expect(clippy::cast_precision_loss, reason = "counts shown to people stay far below 2^53")]
    fn from(number: usize) -> Self {
        Arg::Number(number as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args;

    const SOURCE: &str = "\
people = { $count ->
    [0] Nobody is here
    [one] One person is here
   *[other] { $count } people are here
}
role = { $role ->
    [host] hosted
   *[participant] attended
}
quoted = { people }!
loop = { loop }
brace = { \"{\" }$name{ \"}\" }
";

    fn format(language: &str, key: &str, args: &[(&str, Arg)]) -> String {
        Catalog::parse(language, SOURCE).format(key, args).unwrap_or_default()
    }

    #[test]
    fn plurals_and_words_choose_a_variant() {
        assert_eq!(format("en", "people", args!["count" => 0]), "Nobody is here");
        assert_eq!(format("en", "people", args!["count" => 1]), "One person is here");
        assert_eq!(format("en", "people", args!["count" => 12]), "12 people are here");
        assert_eq!(format("en", "role", args!["role" => "host"]), "hosted");
        assert_eq!(format("en", "role", args!["role" => "guest"]), "attended");
    }

    #[test]
    fn each_language_counts_its_own_way() {
        // Hindi counts nought and a half as singular, Marathi does not.
        assert_eq!(format("hi", "people", args!["count" => 0.5]), "One person is here");
        assert_eq!(format("mr", "people", args!["count" => 0.5]), "0.5 people are here");
        assert_eq!(format("en-GB", "people", args!["count" => 1]), "One person is here");
        assert_eq!(format("xx", "people", args!["count" => 1]), "1 people are here");
    }

    #[test]
    fn references_literals_and_endless_ones() {
        assert_eq!(format("en", "quoted", args!["count" => 2]), "2 people are here!");
        assert_eq!(format("en", "brace", &[]), "{$name}");
        assert_eq!(format("en", "loop", &[]), "loop");
        assert_eq!(format("en", "people", &[]), "count people are here");
    }

    #[test]
    fn a_slip_costs_only_its_own_message() {
        let catalog = Catalog::parse("en", "good = Good\nbad = { $\nfine = Fine\n");
        assert_eq!(catalog.format("good", &[]).as_deref(), Some("Good"));
        assert_eq!(catalog.format("bad", &[]), None);
        assert_eq!(catalog.format("fine", &[]).as_deref(), Some("Fine"));
    }
}
