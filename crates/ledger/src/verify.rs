//! Whether a file is what a server has exported. Needs nothing but the file and the key of the server that one trusts.

use serde_json::Value;
use talkspace_model::Timestamp;

use crate::{
    chain,
    record::{self, people_value},
    seal::{PublicKey, Sealed, open_csv, open_json},
};

/// What a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// No export of this program's.
    NotARecord,
    /// An export that is not as it was exported.
    Changed(Changed),
    /// As it was exported, by whoever has this key.
    Genuine { key: PublicKey, contents: Contents },
}

/// Where it was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// Somewhere.
    Somewhere,
    /// The fact with this number, counted from 1, is not what was written down after the ones before it.
    Fact(u32),
    /// The facts hold, but the attendance that stands beside them does not follow from them.
    Attendance,
}

/// What is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contents {
    /// A table; so many rows, without the heading.
    Table { rows: usize },
    /// A record with its facts.
    Record { title: String, started: Timestamp, people: usize, facts: usize },
}

/// Looks through a file.
pub fn verify(file: &[u8]) -> Verdict {
    let Ok(text) = std::str::from_utf8(file) else { return Verdict::NotARecord };
    match serde_json::from_str(text) {
        Ok(value) => verify_json(value),
        Err(_) => verify_csv(text),
    }
}

fn verify_csv(text: &str) -> Verdict {
    match open_csv(text) {
        None => Verdict::NotARecord,
        Some(Ok(Sealed { content, key, holds: true })) => {
            Verdict::Genuine { key, contents: Contents::Table { rows: rows(content).saturating_sub(1) } }
        }
        Some(_) => Verdict::Changed(Changed::Somewhere),
    }
}

/// Line breaks within quotes end no row.
fn rows(csv: &str) -> usize {
    let mut inside = false;
    csv.bytes()
        .filter(|byte| {
            inside ^= *byte == b'"';
            *byte == b'\n' && !inside
        })
        .count()
}

fn verify_json(value: Value) -> Verdict {
    let Some((record, version)) = record::read(&value) else {
        // It may have been one: whoever has broken it would not be told that it never was.
        let was = value.get("format").is_some() && value.get("signature").is_some();
        return if was { Verdict::Changed(Changed::Somewhere) } else { Verdict::NotARecord };
    };
    let chain = chain::check(&record.run, &record.facts);
    let people = people_value(&record.people(), version);
    let follows = value.get("people") == Some(&people);
    let sealed = open_json(value);
    match (chain, follows, sealed) {
        (Err(fact), _, _) => Verdict::Changed(Changed::Fact(fact)),
        (Ok(()), false, _) => Verdict::Changed(Changed::Attendance),
        (Ok(()), true, Some(Ok(Sealed { key, holds: true, .. }))) => {
            let (people, facts) = (people.as_array().map_or(0, Vec::len), record.facts.len());
            let contents = Contents::Record { title: record.title, started: record.times.started, people, facts };
            Verdict::Genuine { key, contents }
        }
        (Ok(()), true, _) => Verdict::Changed(Changed::Somewhere),
    }
}

#[cfg(test)]
mod tests;
