//! What happened in a run, fact by fact, each bound to the one before it by a hash: whoever changes, leaves out or adds
//! one breaks the chain from there on.

use std::fmt;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use talkspace_model::{AttendanceId, LeaveReason, Millis, Note, OccurrenceId, Role, Timestamp};

use crate::json::canonical;

/// What happened in one stay.
#[derive(Clone, PartialEq, Eq)]
pub enum Event {
    /// The stay began. `person` is who it was across devices and names.
    Joined {
        person: String,
        name: String,
        role: Role,
    },
    Left {
        reason: LeaveReason,
    },
    Renamed {
        name: String,
    },
    Noted(Note),
}

/// One fact of a run. `ordinal` counts from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    pub ordinal: u32,
    pub at: Timestamp,
    pub stay: AttendanceId,
    pub event: Event,
}

/// A fact as it is stored and exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    pub fact: Fact,
    pub hash: Hash,
}

/// SHA-256. Shown in hexadecimal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Hash([u8; 32]);

impl Hash {
    /// What the first fact of a run is bound to: the hash of the run's id.
    pub fn genesis(run: &OccurrenceId) -> Self {
        Self(Sha256::digest(run.as_str().as_bytes()).into())
    }

    /// The hash of a fact that comes after the one with this hash: SHA-256 of this hash (32 bytes) and of the fact in its
    /// canonical form.
    pub fn link(&self, fact: &Fact) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(self.0);
        hasher.update(fact.canonical().as_bytes());
        Self(hasher.finalize().into())
    }

    pub fn parse(text: &str) -> Option<Self> {
        Some(Self(from_hex(text)?))
    }
}

/// Where a chain breaks: the ordinal of the first fact that is not what was written down.
///
/// # Errors
/// That ordinal.
pub fn check(run: &OccurrenceId, facts: &[Linked]) -> Result<(), u32> {
    let mut before = Hash::genesis(run);
    for (expected, linked) in (1..).zip(facts) {
        if linked.fact.ordinal != expected || before.link(&linked.fact) != linked.hash {
            return Err(expected);
        }
        before = linked.hash;
    }
    Ok(())
}

impl Fact {
    /// One object with `at`, `detail`, `kind`, `ordinal` and `stay`, as canonical JSON.
    pub fn canonical(&self) -> String {
        canonical(&self.value()).expect("a fact holds whole numbers only")
    }

    pub(crate) fn value(&self) -> Value {
        json!({
            "at": self.at.0,
            "detail": self.event.detail_value(),
            "kind": self.event.kind(),
            "ordinal": self.ordinal,
            "stay": self.stay.as_str(),
        })
    }

    pub(crate) fn read(value: &Value) -> Option<Self> {
        Some(Self {
            ordinal: u32::try_from(value.get("ordinal")?.as_i64()?).ok()?,
            at: Timestamp(value.get("at")?.as_i64()?),
            stay: AttendanceId::new(value.get("stay")?.as_str()?),
            event: Event::of(value.get("kind")?.as_str()?, value.get("detail")?)?,
        })
    }
}

impl Event {
    /// The word for it in the database and in exports.
    pub fn kind(&self) -> &'static str {
        match self {
            Event::Joined { .. } => "joined",
            Event::Left { .. } => "left",
            Event::Renamed { .. } => "renamed",
            Event::Noted(Note::HandRaised) => "hand_raised",
            Event::Noted(Note::HandLowered) => "hand_lowered",
            Event::Noted(Note::ShareStarted) => "share_started",
            Event::Noted(Note::ShareStopped) => "share_stopped",
            Event::Noted(Note::Spoke { .. }) => "spoke",
            Event::Noted(Note::PoorConnection { .. }) => "poor_connection",
        }
    }

    /// What else there is to say, as canonical JSON.
    pub fn detail(&self) -> String {
        canonical(&self.detail_value()).expect("a detail holds whole numbers only")
    }

    fn detail_value(&self) -> Value {
        match self {
            Event::Joined { person, name, role } => json!({ "name": name, "person": person, "role": role.as_str() }),
            Event::Left { reason } => json!({ "reason": reason.as_str() }),
            Event::Renamed { name } => json!({ "name": name }),
            Event::Noted(Note::Spoke { span } | Note::PoorConnection { span }) => json!({ "millis": span.0 }),
            Event::Noted(Note::HandRaised | Note::HandLowered | Note::ShareStarted | Note::ShareStopped) => json!({}),
        }
    }

    /// As it was stored. `None` for what this version does not know.
    pub fn parse(kind: &str, detail: &str) -> Option<Self> {
        Self::of(kind, &serde_json::from_str(detail).ok()?)
    }

    fn of(kind: &str, detail: &Value) -> Option<Self> {
        let text = |name: &str| Some(detail.get(name)?.as_str()?.to_owned());
        let span = || Some(Millis(detail.get("millis")?.as_i64()?));
        Some(match kind {
            "joined" => {
                Event::Joined { person: text("person")?, name: text("name")?, role: Role::parse(&text("role")?)? }
            }
            "left" => Event::Left { reason: LeaveReason::parse(&text("reason")?)? },
            "renamed" => Event::Renamed { name: text("name")? },
            "hand_raised" => Event::Noted(Note::HandRaised),
            "hand_lowered" => Event::Noted(Note::HandLowered),
            "share_started" => Event::Noted(Note::ShareStarted),
            "share_stopped" => Event::Noted(Note::ShareStopped),
            "spoke" => Event::Noted(Note::Spoke { span: span()? }),
            "poor_connection" => Event::Noted(Note::PoorConnection { span: span()? }),
            _unknown => return None,
        })
    }
}

/// Names are private.
impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind())
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

pub(crate) fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits: Vec<u8> = text
        .bytes()
        .map(|byte| match byte {
            b'0'..=b'9' => Some(byte - b'0'),
            b'a'..=b'f' => Some(byte - b'a' + 10),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let bytes: Vec<u8> = digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect();
    if digits.len() == 2 * N { bytes.try_into().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn run() -> OccurrenceId {
        OccurrenceId::new("run")
    }

    fn joined(name: &str) -> Event {
        Event::Joined { person: "user asha".into(), name: name.into(), role: Role::Host }
    }

    fn events() -> impl Strategy<Value = Event> {
        prop_oneof![
            ".*".prop_map(|name| Event::Joined { person: "guest x".into(), name, role: Role::Viewer }),
            ".*".prop_map(|name| Event::Renamed { name }),
            Just(Event::Left { reason: LeaveReason::Removed }),
            Just(Event::Noted(Note::HandRaised)),
            Just(Event::Noted(Note::ShareStopped)),
            (0..i64::from(u32::MAX)).prop_map(|span| Event::Noted(Note::Spoke { span: Millis(span) })),
            (0..i64::from(u32::MAX)).prop_map(|span| Event::Noted(Note::PoorConnection { span: Millis(span) })),
        ]
    }

    fn chain(events: Vec<Event>) -> Vec<Linked> {
        let mut before = Hash::genesis(&run());
        (1..)
            .zip(events)
            .map(|(ordinal, event)| {
                let fact = Fact { ordinal, at: Timestamp(ordinal.into()), stay: AttendanceId::new("stay"), event };
                before = before.link(&fact);
                Linked { fact, hash: before }
            })
            .collect()
    }

    /// Written down, so that a change of the form shows: what is stored must be checked by every later version.
    #[test]
    fn the_form_does_not_change() {
        let fact = &chain(vec![joined("Asha \"A\" Patil")])[0];
        assert_eq!(
            fact.fact.canonical(),
            r#"{"at":1,"detail":{"name":"Asha \"A\" Patil","person":"user asha","role":"host"},"kind":"joined","ordinal":1,"stay":"stay"}"#
        );
        // SHA-256 of "run", and of that and the text above, by another program.
        assert_eq!(
            Hash::genesis(&run()).to_string(),
            "acba25512100f80b56fc3ccd14c65be55d94800cda77585c5f41a887e398f9be"
        );
        assert_eq!(fact.hash.to_string(), "04055c1092f35daaf3bdb2d8dfb11875aee9850e4c5bc9f64ef98c3bde4dba14");
    }

    #[test]
    fn hexadecimal_is_lower_case_and_complete() {
        assert_eq!(from_hex::<2>("0aff"), Some([10, 255]));
        for wrong in ["0af", "0affff", "0AFF", "0ag0", ""] {
            assert_eq!(from_hex::<2>(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn what_is_stored_is_read_again(event in events()) {
            prop_assert_eq!(Event::parse(event.kind(), &event.detail()), Some(event));
        }

        #[test]
        fn a_whole_chain_holds(events in proptest::collection::vec(events(), 0..20)) {
            prop_assert_eq!(check(&run(), &chain(events)), Ok(()));
        }

        #[test]
        fn whatever_is_changed_breaks_it_there(
            events in proptest::collection::vec(events(), 1..12),
            which: proptest::sample::Index,
            how in 0..5,
        ) {
            let mut facts = chain(events);
            let index = which.index(facts.len());
            let last = index + 1 == facts.len();
            match how {
                0 => facts[index].fact.at = facts[index].fact.at + Millis(1),
                1 => facts[index].fact.stay = AttendanceId::new("other"),
                2 => facts[index].hash = Hash::genesis(&OccurrenceId::new("x")),
                // Taken out at the end, nothing of the chain itself is wrong; that is what the signature is for.
                3 if !last => drop(facts.remove(index)),
                _ => {
                    let twice = facts[index].clone();
                    facts.insert(index + 1, twice);
                    prop_assert_eq!(check(&run(), &facts), Err(u32::try_from(index + 2).unwrap()));
                    return Ok(());
                }
            }
            prop_assert_eq!(check(&run(), &facts), Err(u32::try_from(index + 1).unwrap()));
        }

        #[test]
        fn another_run_has_another_chain(events in proptest::collection::vec(events(), 1..5)) {
            prop_assert_eq!(check(&OccurrenceId::new("other"), &chain(events)), Err(1));
        }
    }
}
