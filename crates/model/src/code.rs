//! Meeting codes: `abcd-efgh-jkmn`.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// No `i`, `l`, `o`: they are mistaken for digits and for each other when read aloud or copied by hand.
const ALPHABET: &[u8; 23] = b"abcdefghjkmnpqrstuvwxyz";
const LETTERS: usize = 12;
const GROUP: usize = 4;

/// A meeting's code in its one canonical form, three groups of four letters: `abcd-efgh-jkmn`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MeetingCode(String);

/// The text is neither a meeting code nor a link that ends in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeError;

impl MeetingCode {
    /// Makes a code from random bytes, or `None` when too few of them were usable (ask for more and try again).
    ///
    /// Bytes of 230 and above are skipped: 230 is the largest multiple of 23 that fits a byte, so every letter
    /// stays equally likely. Thirty-two bytes yield the twelve letters practically always.
    pub fn from_random(bytes: &[u8]) -> Option<Self> {
        let fair = bytes.iter().filter(|byte| **byte < 230);
        let letters: Vec<u8> = fair.map(|byte| ALPHABET[usize::from(byte % 23)]).take(LETTERS).collect();
        (letters.len() == LETTERS).then(|| Self(grouped(&letters)))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for MeetingCode {
    type Err = CodeError;

    /// Accepts what people type or paste: any case, spaces, missing or odd hyphens, or the whole invitation link.
    fn from_str(input: &str) -> Result<Self, CodeError> {
        let typed = code_part(input.trim());
        let separator = |c: &char| c.is_whitespace() || matches!(c, '-' | '_' | '.' | '\u{2010}'..='\u{2015}');
        let letters: Vec<char> = typed.chars().filter(|c| !separator(c)).map(|c| c.to_ascii_lowercase()).collect();
        let valid = |c: &char| u8::try_from(*c).is_ok_and(|byte| ALPHABET.contains(&byte));
        if letters.len() != LETTERS || !letters.iter().all(valid) {
            return Err(CodeError);
        }
        let bytes: Vec<u8> = letters.iter().filter_map(|c| u8::try_from(*c).ok()).collect();
        Ok(Self(grouped(&bytes)))
    }
}

/// The piece of a pasted link that holds the code: what follows `/m/`, up to the next separator.
fn code_part(input: &str) -> &str {
    let after = input.rsplit_once("/m/").map_or(input, |(_, rest)| rest);
    after.split(['/', '?', '#']).next().unwrap_or(after)
}

fn grouped(letters: &[u8]) -> String {
    let groups: Vec<String> =
        letters.chunks(GROUP).map(|group| group.iter().copied().map(char::from).collect()).collect();
    groups.join("-")
}

impl fmt::Display for MeetingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<MeetingCode> for String {
    fn from(code: MeetingCode) -> String {
        code.0
    }
}

impl TryFrom<String> for MeetingCode {
    type Error = CodeError;

    fn try_from(text: String) -> Result<Self, CodeError> {
        text.parse()
    }
}

impl fmt::Display for CodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a meeting code")
    }
}

impl std::error::Error for CodeError {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accepts_what_people_paste() {
        for typed in [
            "abcd-efgh-jkmn",
            " ABCD EFGH JKMN ",
            "abcdefghjkmn",
            "abcd – efgh – jkmn",
            "https://talk.example/m/abcd-efgh-jkmn",
            "https://talk.example/m/abcd-efgh-jkmn/?from=mail#x",
            "/m/AbCd-EfGh-JkMn",
        ] {
            assert_eq!(typed.parse::<MeetingCode>().map(String::from), Ok("abcd-efgh-jkmn".into()), "{typed}");
        }
    }

    #[test]
    fn refuses_everything_else() {
        for typed in
            ["", "abcd", "abcd-efgh-jkml", "abcd-efgh-jkm1", "abcd-efgh-jkmn-p", "https://x/m/", "ąbcd-efgh-jkmn"]
        {
            assert_eq!(typed.parse::<MeetingCode>(), Err(CodeError), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn made_codes_parse_to_themselves(bytes in proptest::collection::vec(any::<u8>(), 64)) {
            let code = MeetingCode::from_random(&bytes);
            prop_assume!(code.is_some());
            let code = code.expect("assumed");
            prop_assert_eq!(code.as_str().parse::<MeetingCode>(), Ok(code.clone()));
        }

        #[test]
        fn parsing_never_panics(text in ".*") {
            let _ = text.parse::<MeetingCode>();
        }
    }
}
