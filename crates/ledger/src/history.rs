//! Entries of a person's history.

use talkspace_model::{HistoryEntry, MeetingCode, MeetingId, Millis, OccurrenceId, Role, Timestamp};

use crate::{Presence, Stay, merge};

/// One occurrence and one person's stays in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub occurrence: OccurrenceId,
    pub meeting: MeetingId,
    pub code: MeetingCode,
    pub title: String,
    pub host_name: String,
    /// The meeting is the person's own.
    pub hosted: bool,
    pub started: Timestamp,
    pub ended: Option<Timestamp>,
    /// Empty for a host who did not come.
    pub stays: Vec<Stay>,
    /// How long the person spoke.
    pub spoke: Millis,
    /// How long all people together spoke.
    pub all_spoke: Millis,
}

/// One line of the history. A host who did not come is shown the occurrence's own times, with no presence and no join.
pub fn entry(run: Run, now: Timestamp) -> HistoryEntry {
    let presence = merge(&run.stays, now).unwrap_or_else(|| absence(&run));
    HistoryEntry {
        occurrence: run.occurrence,
        meeting: run.meeting,
        code: run.code,
        title: run.title,
        host_name: run.host_name,
        hosted: run.hosted,
        started: run.started,
        role: presence.role,
        joined: presence.joined,
        left: presence.left,
        present: presence.present,
        joins: presence.joins,
        spoke: run.spoke,
        all_spoke: run.all_spoke,
    }
}

fn absence(run: &Run) -> Presence {
    let role = if run.hosted { Role::Host } else { Role::Participant };
    Presence { role, joined: run.started, left: run.ended, present: Millis::ZERO, joins: 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(stays: Vec<Stay>) -> Run {
        Run {
            occurrence: OccurrenceId::new("o"),
            meeting: MeetingId::new("m"),
            code: "abcd-efgh-jkmn".parse().expect("a code"),
            title: "Physics".into(),
            host_name: "Asha".into(),
            hosted: true,
            started: Timestamp(5),
            ended: Some(Timestamp(90)),
            stays,
            spoke: Millis(7),
            all_spoke: Millis(9),
        }
    }

    #[test]
    fn a_host_who_did_not_come() {
        let entry = entry(run(Vec::new()), Timestamp(99));
        assert_eq!((entry.role, entry.joins, entry.present), (Role::Host, 0, Millis::ZERO));
        assert_eq!((entry.joined, entry.left), (Timestamp(5), Some(Timestamp(90))));
    }

    #[test]
    fn stays_are_merged() {
        let stay = |joined, left| Stay { role: Role::Host, joined: Timestamp(joined), left: Some(Timestamp(left)) };
        let entry = entry(run(vec![stay(10, 20), stay(40, 50)]), Timestamp(99));
        assert_eq!((entry.joined, entry.left), (Timestamp(10), Some(Timestamp(50))));
        assert_eq!((entry.present, entry.joins, entry.title.as_str()), (Millis(20), 2, "Physics"));
    }
}
