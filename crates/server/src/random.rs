//! The one place that asks the machine for randomness, and the digests under which secrets are kept.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};
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
    hex(&bytes::<32>())
}

/// What is kept of a token: its SHA-256. No salt is needed for 256 random bits.
pub fn digest(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// A new identifier: UUID version 7 (RFC 9562), so that rows lie in the order in which they were made.
#[expect(clippy::disallowed_methods, reason = "the one driver that makes identifiers")]
pub fn id() -> String {
    Uuid::now_v7().to_string()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a String cannot fail");
        text
    })
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

    /// FIPS 180-4's example.
    #[test]
    fn digests_are_sha_256() {
        assert_eq!(digest("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
