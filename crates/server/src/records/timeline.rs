//! What happened in a run, moment by moment.

use std::collections::BTreeMap;

use talkspace_db::RecordedStay;
use talkspace_ledger::chain::{Event, Linked};
use talkspace_model::{AttendanceId, LeaveReason, Note, Timestamp};

/// Something that happened, and who did it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    pub at: Timestamp,
    pub name: String,
    pub what: Happening,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happening {
    Came,
    Left { reason: LeaveReason },
    Renamed { from: String },
    HandRaised,
    HandLowered,
    ShareStarted,
    ShareStopped,
}

/// In the order of time. A run from before facts were kept has comings and goings only.
pub(super) fn of(stays: &[RecordedStay], facts: &[Linked]) -> Vec<Moment> {
    let mut moments = if facts.is_empty() { from_stays(stays) } else { from_facts(facts) };
    moments.sort_by_key(|moment| moment.at);
    moments
}

fn from_stays(stays: &[RecordedStay]) -> Vec<Moment> {
    let moment = |stay: &RecordedStay, at, what| Moment { at, name: stay.name.clone(), what };
    let of_stay = |stay: &RecordedStay| {
        let left = stay.stay.left.zip(stay.reason);
        let left = left.map(|(at, reason)| moment(stay, at, Happening::Left { reason }));
        std::iter::once(moment(stay, stay.stay.joined, Happening::Came)).chain(left)
    };
    stays.iter().flat_map(of_stay).collect()
}

/// People go by the name they had at that moment.
fn from_facts(facts: &[Linked]) -> Vec<Moment> {
    let mut names: BTreeMap<&AttendanceId, &String> = BTreeMap::new();
    let mut moments = Vec::new();
    for Linked { fact, .. } in facts {
        let before = names.get(&fact.stay).copied();
        if let Event::Joined { name, .. } | Event::Renamed { name } = &fact.event {
            names.insert(&fact.stay, name);
        }
        let Some(name) = names.get(&fact.stay) else { continue };
        let what = match &fact.event {
            Event::Joined { .. } => Happening::Came,
            Event::Left { reason } => Happening::Left { reason: *reason },
            Event::Renamed { .. } => Happening::Renamed { from: before.cloned().unwrap_or_default() },
            Event::Noted(Note::HandRaised) => Happening::HandRaised,
            Event::Noted(Note::HandLowered) => Happening::HandLowered,
            Event::Noted(Note::ShareStarted) => Happening::ShareStarted,
            Event::Noted(Note::ShareStopped) => Happening::ShareStopped,
            // Counted, not told: it is noted once a minute.
            Event::Noted(Note::Spoke { .. }) => continue,
        };
        moments.push(Moment { at: fact.at, name: (*name).clone(), what });
    }
    moments
}
