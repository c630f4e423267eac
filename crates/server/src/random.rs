//! The one place that asks the machine for randomness, and the digests under which secrets are kept.

use std::fmt::Write as _;

use hmac::{Hmac, KeyInit as _, Mac as _};
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

/// The first half of HMAC-SHA-256 (RFC 2104; half of it is enough by its section 5) as 32 hexadecimal digits.
pub fn signature(key: &[u8; 32], text: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(text.as_bytes());
    hex(&mac.finalize().into_bytes()[..16])
}

/// A new identifier: UUID version 7 (RFC 9562), so that rows lie in the order in which they were made.
#[expect(clippy::disallowed_methods, reason = "the one driver that makes identifiers")]
pub fn id() -> String {
    Uuid::now_v7().to_string()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a String cannot fail");
        text
    })
}

/// What [`hex`] wrote.
pub(crate) fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    (digits.len() == 2 * N).then_some(bytes)
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
    fn hexadecimal_goes_both_ways() {
        let key = bytes::<32>();
        assert_eq!(from_hex(&hex(&key)), Some(key));
        assert_eq!(from_hex::<32>("12"), None);
        assert_eq!(from_hex::<1>("zz"), None);
    }

    #[test]
    fn ids_sort_by_when_they_were_made() {
        let ids: Vec<String> = (0..100).map(|_| id()).collect();
        assert!(ids.is_sorted());
    }

    /// RFC 4231, test case 2, with its key filled up with noughts (which RFC 2104 does anyhow).
    #[test]
    fn signatures_are_hmac_sha_256() {
        let mut key = [0; 32];
        key[..4].copy_from_slice(b"Jefe");
        assert_eq!(signature(&key, "what do ya want for nothing?"), "5bdcc146bf60754e6a042426089575c7");
    }

    /// FIPS 180-4's example.
    #[test]
    fn digests_are_sha_256() {
        assert_eq!(digest("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
