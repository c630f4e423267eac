//! JSON in its one canonical form (RFC 8785): members sorted, no spaces, and no number but whole ones, so that the same
//! content always is the same bytes, wherever it was written.

use serde_json::Value;

/// `None` for a number that is not whole: it could be written in more than one way.
pub(crate) fn canonical(value: &Value) -> Option<String> {
    let mut text = String::new();
    write(value, &mut text).then_some(text)
}

fn write(value: &Value, out: &mut String) -> bool {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => match number.as_i64() {
            Some(whole) => out.push_str(&whole.to_string()),
            None => return false,
        },
        Value::String(text) => quote(text, out),
        Value::Array(items) => return write_list(items.iter(), ('[', ']'), out, write),
        Value::Object(members) => {
            let mut sorted: Vec<_> = members.iter().collect();
            // RFC 8785 sorts by UTF-16 units; all our names are ASCII, where that is the same.
            sorted.sort_by(|one, other| one.0.cmp(other.0));
            return write_list(sorted.into_iter(), ('{', '}'), out, |(name, value), out| {
                quote(name, out);
                out.push(':');
                write(value, out)
            });
        }
    }
    true
}

fn write_list<T>(
    items: impl Iterator<Item = T>,
    (open, close): (char, char),
    out: &mut String,
    write: impl Fn(T, &mut String) -> bool,
) -> bool {
    out.push(open);
    for (number, item) in items.enumerate() {
        if number > 0 {
            out.push(',');
        }
        if !write(item, out) {
            return false;
        }
    }
    out.push(close);
    true
}

/// As `JSON.stringify` does: only what has to be escaped, control characters in lower case.
fn quote(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            c if u32::from(c) < 0x20 => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn sorted_and_without_spaces() {
        let value = json!({ "b": [1, -2, true, null], "a": { "z": "é\n\u{1}\"\\", "c": false } });
        let text = r#"{"a":{"c":false,"z":"é\n\u0001\"\\"},"b":[1,-2,true,null]}"#;
        assert_eq!(canonical(&value).as_deref(), Some(text));
    }

    #[test]
    fn broken_numbers_have_no_canonical_form() {
        assert_eq!(canonical(&json!([1.5])), None);
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text: String, number: i64) {
            let value = json!({ "text": text, "number": number });
            let written = canonical(&value).expect("no broken numbers");
            prop_assert_eq!(serde_json::from_str::<Value>(&written).expect("is JSON"), value);
        }
    }
}
