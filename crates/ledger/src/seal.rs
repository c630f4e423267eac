//! What makes an export a proof: the server's signature (Ed25519, RFC 8032) under it, and how it is put there and found again.

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use serde_json::{Value, json};

use crate::{
    chain::{from_hex, hex},
    csv::{Csv, quoted},
    json::canonical,
};

/// The first field of a table's last record.
const MARK: &str = "talkspace-signature";
const ALGORITHM: &str = "ed25519";

/// The key that a server signs with.
pub struct Key(SigningKey);

/// What others know it by. Shown in hexadecimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicKey([u8; 32]);

/// What is left of a file that was signed, once the signature is taken off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sealed<T> {
    pub(crate) content: T,
    pub(crate) key: PublicKey,
    /// The signature is that key's and the content is what was signed.
    pub(crate) holds: bool,
}

impl Key {
    /// `secret` must come from the system's random source, once for each server.
    pub fn new(secret: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(secret))
    }

    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }

    fn sign(&self, bytes: &[u8]) -> String {
        hex(&self.0.sign(bytes).to_bytes())
    }

    /// The table with one more record: mark, algorithm, key, and the signature over every byte before it.
    pub fn seal_csv(&self, csv: Csv) -> String {
        let mut text = csv.into_text();
        let signature = self.sign(text.as_bytes());
        let fields = [MARK, ALGORITHM, &self.public().to_string(), &signature].map(quoted);
        text.push_str(&fields.join(","));
        text.push_str("\r\n");
        text
    }

    /// The object with one more member, `signature`, over its canonical form without it. `None` for what has none.
    pub fn seal_json(&self, mut value: Value) -> Option<String> {
        let signature = self.sign(canonical(&value)?.as_bytes());
        value.as_object_mut()?.insert(
            "signature".to_owned(),
            json!({ "algorithm": ALGORITHM, "key": self.public().to_string(), "value": signature }),
        );
        canonical(&value)
    }
}

impl PublicKey {
    pub fn parse(text: &str) -> Option<Self> {
        Some(Self(from_hex(text)?))
    }

    fn confirms(&self, bytes: &[u8], signature: &str) -> bool {
        let key = VerifyingKey::from_bytes(&self.0);
        let signature = from_hex::<64>(signature).map(|bytes| Signature::from_bytes(&bytes));
        // Strict: one signature has one form, and keys that would confirm anything confirm nothing.
        matches!((key, signature), (Ok(key), Some(signature)) if key.verify_strict(bytes, &signature).is_ok())
    }
}

/// The table before its signature. `Err` where the signature is not in the form in which it was written.
pub(crate) fn open_csv(text: &str) -> Option<Result<Sealed<&str>, Unreadable>> {
    let start = text.rfind(MARK)?;
    Some(read_record(text, start).ok_or(Unreadable))
}

/// There was a signature, but it is none any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unreadable;

fn read_record(text: &str, mark: usize) -> Option<Sealed<&str>> {
    let start = mark.checked_sub(1)?;
    let record = text.get(start..)?.strip_suffix("\r\n")?;
    let fields: Vec<&str> = record.strip_prefix('"')?.strip_suffix('"')?.split("\",\"").collect();
    let [_, ALGORITHM, key, signature] = fields.as_slice() else { return None };
    let (content, key) = (text.get(..start)?, PublicKey::parse(key)?);
    Some(Sealed { content, key, holds: key.confirms(content.as_bytes(), signature) })
}

/// The object without its signature.
pub(crate) fn open_json(mut value: Value) -> Option<Result<Sealed<Value>, Unreadable>> {
    let signature = value.as_object_mut()?.remove("signature")?;
    Some(read_signature(value, &signature).ok_or(Unreadable))
}

fn read_signature(content: Value, signature: &Value) -> Option<Sealed<Value>> {
    let text = |name: &str| signature.get(name)?.as_str();
    let key = PublicKey::parse(text("key")?).filter(|_| text("algorithm") == Some(ALGORITHM))?;
    let holds = key.confirms(canonical(&content)?.as_bytes(), text("value")?);
    Some(Sealed { content, key, holds })
}

impl std::fmt::Display for PublicKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

/// Secret.
impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8032, section 7.1, test 1.
    #[test]
    fn the_key_of_the_standard() {
        let secret = from_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60").unwrap();
        let key = Key::new(&secret);
        assert_eq!(key.public().to_string(), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        assert_eq!(
            key.sign(b""),
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        );
    }
}
