//! What happened in a run, moment by moment.

use std::collections::BTreeMap;

use talkspace_db::{MessageRow, RecordedStay};
use talkspace_ledger::{
    PersonStay, RunTimes, StripRow, Track,
    chain::{Event, Fact},
    strip,
};
use talkspace_model::{AttendanceId, LeaveReason, Note, Timestamp};

use super::RunRow;

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
    Said { text: String },
    SentFile { file: String },
}

/// The run at a glance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strip {
    pub from: Timestamp,
    pub to: Timestamp,
    pub rows: Vec<StripRow>,
}

impl Strip {
    /// Who is there at its end: while the run goes on, whoever is inside.
    pub fn inside(&self) -> impl Iterator<Item = &StripRow> {
        self.rows.iter().filter(|row| row.there.last().is_some_and(|span| span.to >= self.to))
    }
}

/// In the order of time. A run from before facts were kept has comings and goings only, and what was written.
pub(super) fn of(stays: &[RecordedStay], facts: &[Fact], said: &[MessageRow]) -> Vec<Moment> {
    let mut moments = if facts.is_empty() { from_stays(stays) } else { from_facts(facts) };
    moments.extend(said.iter().map(from_message));
    moments.sort_by_key(|moment| moment.at);
    moments
}

/// `stays` are the same as those of the attendance, in the same order.
pub(super) fn at_a_glance(
    (run, times): (&RunRow, &RunTimes),
    stays: Vec<(AttendanceId, PersonStay)>,
    facts: &[Fact],
    said: &[MessageRow],
    now: Timestamp,
) -> Strip {
    let mut notes: BTreeMap<&AttendanceId, Vec<(Timestamp, Note)>> = BTreeMap::new();
    for fact in facts {
        if let Event::Noted(note) = &fact.event {
            notes.entry(&fact.stay).or_default().push((fact.at, *note));
        }
    }
    let track = |(id, stay)| Track { notes: notes.remove(&id).unwrap_or_default(), stay };
    let tracks = stays.into_iter().map(track).collect();
    let said: Vec<(String, Timestamp)> = said.iter().map(|row| (row.sender.clone(), row.sent)).collect();
    Strip { from: run.started, to: run.ended.unwrap_or(now), rows: strip(times, tracks, &said, now) }
}

/// Where a file came without words, it is what was said.
fn from_message(row: &MessageRow) -> Moment {
    let what = match &row.file {
        Some(file) if row.text.is_empty() => Happening::SentFile { file: file.name.clone() },
        Some(_) | None => Happening::Said { text: row.text.clone() },
    };
    Moment { at: row.sent, name: row.name.clone(), what }
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
fn from_facts(facts: &[Fact]) -> Vec<Moment> {
    let mut names: BTreeMap<&AttendanceId, &String> = BTreeMap::new();
    let mut moments = Vec::new();
    for fact in facts {
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
            // Measured each minute, and told in sums.
            Event::Noted(Note::Spoke { .. } | Note::PoorConnection { .. }) => continue,
        };
        moments.push(Moment { at: fact.at, name: (*name).clone(), what });
    }
    moments
}
