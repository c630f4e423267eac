//! The whole record of a run as one signed object: times, facts with their chain, and the attendance that follows from them.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use talkspace_model::{OccurrenceId, Timestamp};

use crate::{
    Attendee, RunTimes, attendance,
    chain::{Fact, Hash, Linked},
    seal::Key,
    stays,
};

/// The word and number by which the form is known.
const FORMAT: &str = "talkspace-record";
pub(crate) const VERSION: i64 = 2;
/// Since this one it is told how long connections were poor. Earlier exports stay as genuine as they were.
const POOR_SINCE: i64 = 2;

/// What is exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub run: OccurrenceId,
    pub title: String,
    pub times: RunTimes,
    /// What is still open counts up to here.
    pub exported: Timestamp,
    pub facts: Vec<Linked>,
    /// How many messages each person wrote to everybody.
    pub messages: BTreeMap<String, u32>,
}

impl Record {
    /// What follows from the facts.
    pub fn people(&self) -> Vec<Attendee> {
        let facts = self.facts.iter().map(|linked| &linked.fact);
        attendance(&self.times, stays(facts), &self.messages, self.exported)
    }

    /// Canonical JSON under the server's signature.
    pub fn sealed(&self, key: &Key) -> String {
        key.seal_json(self.value(VERSION)).expect("a record is an object of whole numbers")
    }

    pub(crate) fn value(&self, version: i64) -> Value {
        let RunTimes { started, ended, planned_start, planned_end } = self.times;
        let moment = |at: Option<Timestamp>| at.map(|at| at.0);
        json!({
            "format": FORMAT,
            "version": version,
            "exported_at": self.exported.0,
            "run": {
                "id": self.run.as_str(),
                "title": self.title,
                "started_at": started.0,
                "ended_at": moment(ended),
                "planned_start_at": moment(planned_start),
                "planned_end_at": moment(planned_end),
            },
            "facts": self.facts.iter().map(link_value).collect::<Vec<_>>(),
            "messages": self.messages,
            "people": people_value(&self.people(), version),
        })
    }
}

fn link_value(linked: &Linked) -> Value {
    let mut value = linked.fact.value();
    value["hash"] = linked.hash.to_string().into();
    value
}

pub(crate) fn people_value(people: &[Attendee], version: i64) -> Value {
    people.iter().map(|person| person_value(person, version)).collect()
}

fn person_value(person: &Attendee, version: i64) -> Value {
    let mut value = json!({
        "name": person.name,
        "guest": person.guest,
        "role": person.role.as_str(),
        "joined_at": person.joined.0,
        "left_at": person.left.map(|left| left.0),
        "present_ms": person.present.0,
        "present_permille": person.permille,
        "late_ms": person.late.map(|late| late.0),
        "early_ms": person.early.map(|early| early.0),
        "rejoins": person.rejoins,
        "spoke_ms": person.tally.spoke.0,
        "hands": person.tally.hands,
        "shares": person.tally.shares,
        "messages": person.messages,
    });
    if version >= POOR_SINCE {
        value["poor_connection_ms"] = person.tally.poor.0.into();
    }
    value
}

/// The record that an object tells of, without its people: those follow; and the version of its form. `None` for any other
/// object.
pub(crate) fn read(value: &Value) -> Option<(Record, i64)> {
    let version = value.get("version")?.as_i64()?;
    if value.get("format")?.as_str()? != FORMAT || !(1..=VERSION).contains(&version) {
        return None;
    }
    let run = value.get("run")?;
    let moment = |name: &str| Some(Timestamp(run.get(name)?.as_i64()?));
    let record = Record {
        run: OccurrenceId::new(run.get("id")?.as_str()?),
        title: run.get("title")?.as_str()?.to_owned(),
        times: RunTimes {
            started: moment("started_at")?,
            ended: moment("ended_at"),
            planned_start: moment("planned_start_at"),
            planned_end: moment("planned_end_at"),
        },
        exported: Timestamp(value.get("exported_at")?.as_i64()?),
        facts: value.get("facts")?.as_array()?.iter().map(read_link).collect::<Option<_>>()?,
        messages: read_messages(value.get("messages")?.as_object()?)?,
    };
    Some((record, version))
}

fn read_link(value: &Value) -> Option<Linked> {
    Some(Linked { fact: Fact::read(value)?, hash: Hash::parse(value.get("hash")?.as_str()?)? })
}

fn read_messages(counts: &Map<String, Value>) -> Option<BTreeMap<String, u32>> {
    let count = |(person, count): (&String, &Value)| Some((person.clone(), u32::try_from(count.as_i64()?).ok()?));
    counts.iter().map(count).collect()
}
