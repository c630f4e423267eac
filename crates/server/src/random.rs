//! The one place that asks the machine for randomness.

use std::fmt::Write as _;

use uuid::Uuid;

/// Fills an array from the operating system's random source.
///
/// # Panics
/// When the operating system has none to give: nothing that follows could be safe then.
#[expect(clippy::disallowed_methods, reason = "the one driver that asks the machine for randomness")]
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system provides randomness; without it nothing is secret");
    bytes
}

/// A secret of 256 bits as 64 hexadecimal digits: for cookies, links and tickets.
pub fn token() -> String {
    bytes::<32>().iter().fold(String::with_capacity(64), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a String cannot fail");
        text
    })
}

/// A new identifier: UUID version 7 (RFC 9562), so that rows lie in the order in which they were made.
#[expect(clippy::disallowed_methods, reason = "the one driver that makes identifiers")]
pub fn id() -> String {
    Uuid::now_v7().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_long_and_differ() {
        let (one, two) = (token(), token());
        assert_eq!(one.len(), 64);
        assert!(one.bytes().all(|b| b.is_ascii_hexdigit()));
        assert_ne!(one, two);
    }

    #[test]
    fn ids_sort_by_when_they_were_made() {
        let ids: Vec<String> = (0..100).map(|_| id()).collect();
        assert!(ids.is_sorted());
    }
}
