//! A run at a glance: for each person when they were there, and what they did when.

use std::collections::BTreeMap;

use talkspace_model::{Note, Timestamp};

use crate::{
    PersonStay, RunTimes,
    attendance::{is_account, keys},
};

/// From one moment to another, never backwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub from: Timestamp,
    pub to: Timestamp,
}

/// One stay, and what was noted in it, in the order of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Track {
    pub stay: PersonStay,
    pub notes: Vec<(Timestamp, Note)>,
}

/// One person.
#[derive(Clone, PartialEq, Eq)]
pub struct StripRow {
    /// As [`crate::Attendee::key`].
    pub key: String,
    pub guest: bool,
    /// The name they had last.
    pub name: String,
    /// When they were there; two devices at once are one presence.
    pub there: Vec<Span>,
    pub shares: Vec<Span>,
    pub hands: Vec<Timestamp>,
    pub messages: Vec<Timestamp>,
}

/// Everybody once, in the order of their coming. `said` tells who (by [`PersonStay::person`]) wrote when.
pub fn strip(run: &RunTimes, tracks: Vec<Track>, said: &[(String, Timestamp)], now: Timestamp) -> Vec<StripRow> {
    let stays: Vec<PersonStay> = tracks.iter().map(|track| track.stay.clone()).collect();
    let keys = keys(&stays);
    let mut rows: BTreeMap<String, (Timestamp, StripRow)> = BTreeMap::new();
    let mut persons: BTreeMap<String, String> = BTreeMap::new();
    for (track, key) in tracks.into_iter().zip(keys) {
        if let Some(person) = &track.stay.person {
            persons.insert(person.clone(), key.clone());
        }
        let joined = track.stay.stay.joined;
        let (named, row) = rows.entry(key.clone()).or_insert_with(|| (joined, StripRow::of(key)));
        if row.name.is_empty() || joined >= *named {
            (*named, row.name) = (joined, track.stay.name.clone());
        }
        row.take(run, &track, now);
    }
    for (person, at) in said {
        if let Some((_, row)) = persons.get(person).and_then(|key| rows.get_mut(key)) {
            row.messages.push(*at);
        }
    }
    let mut rows: Vec<StripRow> = rows.into_values().map(|(_, row)| row.ordered()).collect();
    rows.sort_by(|one, other| (one.came(), &one.key).cmp(&(other.came(), &other.key)));
    rows
}

impl Span {
    fn new(from: Timestamp, to: Timestamp) -> Self {
        Self { from, to: to.max(from) }
    }
}

impl StripRow {
    fn of(key: String) -> Self {
        let (there, shares, hands, messages) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { guest: !is_account(&key), key, name: String::new(), there, shares, hands, messages }
    }

    fn came(&self) -> Option<Timestamp> {
        self.there.first().map(|span| span.from)
    }

    fn take(&mut self, run: &RunTimes, track: &Track, now: Timestamp) {
        let stay = track.stay.closed(run);
        let end = stay.left.unwrap_or(now);
        self.there.push(Span::new(stay.joined, end));
        let mut shares_since = None;
        for (at, note) in &track.notes {
            match note {
                Note::HandRaised => self.hands.push(*at),
                Note::ShareStarted => shares_since = Some(*at),
                Note::ShareStopped => self.shares.extend(shares_since.take().map(|from| Span::new(from, *at))),
                Note::HandLowered | Note::Spoke { .. } | Note::PoorConnection { .. } => {}
            }
        }
        self.shares.extend(shares_since.map(|from| Span::new(from, end)));
    }

    fn ordered(mut self) -> Self {
        self.there = union(self.there);
        self.shares = union(self.shares);
        self.hands.sort_unstable();
        self.messages.sort_unstable();
        self
    }
}

/// Spans that overlap or touch become one.
fn union(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut whole: Vec<Span> = Vec::new();
    for span in spans {
        match whole.last_mut() {
            Some(last) if span.from <= last.to => last.to = last.to.max(span.to),
            Some(_) | None => whole.push(span),
        }
    }
    whole
}

/// Names are private.
impl std::fmt::Debug for StripRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StripRow").field("there", &self.there).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use talkspace_model::{Millis, Role};

    use super::*;
    use crate::{Stay, Tally, attendance};

    const RUN: RunTimes =
        RunTimes { started: Timestamp(0), ended: Some(Timestamp(100)), planned_start: None, planned_end: None };

    fn track(person: &str, name: &str, joined: i64, left: Option<i64>, notes: Vec<(i64, Note)>) -> Track {
        let stay = Stay { role: Role::Participant, joined: Timestamp(joined), left: left.map(Timestamp) };
        let (person, seen) = (Some(person.to_owned()), Timestamp(joined.max(90)));
        let stay = PersonStay { person, name: name.to_owned(), stay, seen, tally: Tally::default() };
        Track { stay, notes: notes.into_iter().map(|(at, note)| (Timestamp(at), note)).collect() }
    }

    fn span(from: i64, to: i64) -> Span {
        Span { from: Timestamp(from), to: Timestamp(to) }
    }

    #[test]
    fn devices_are_one_row_and_open_ends_are_closed() {
        let tracks = vec![
            track("user r", "Ravi", 10, Some(40), vec![(12, Note::HandRaised), (20, Note::ShareStarted)]),
            track("user r", "Ravi (phone)", 30, Some(50), vec![(35, Note::Spoke { span: Millis(3) })]),
            track("user r", "Ravi", 60, None, vec![(61, Note::ShareStarted), (70, Note::ShareStopped)]),
            track("guest m", "Meera", 5, Some(6), vec![]),
        ];
        let said = [("user r".to_owned(), Timestamp(33)), ("nobody".to_owned(), Timestamp(34))];
        let rows = strip(&RUN, tracks, &said, Timestamp(200));
        let names: Vec<(&str, bool)> = rows.iter().map(|row| (row.name.as_str(), row.guest)).collect();
        assert_eq!(names, [("Meera", true), ("Ravi", false)]);
        assert_eq!(rows[1].there, [span(10, 50), span(60, 90)], "nobody is inside a run that is over");
        assert_eq!(rows[1].shares, [span(20, 40), span(61, 70)], "a share ends with its stay");
        assert_eq!((&rows[1].hands, &rows[1].messages), (&vec![Timestamp(12)], &vec![Timestamp(33)]));
    }

    proptest! {
        /// The bars are as long as the attendance says that people were there, and those of one person do not touch.
        #[test]
        fn like_the_attendance(
            stays in proptest::collection::vec((0..3u8, 0..100i64, proptest::option::of(0..100i64)), 1..10),
            over: bool,
        ) {
            let run = RunTimes { ended: over.then_some(Timestamp(100)), ..RUN };
            let tracks: Vec<Track> = stays
                .iter()
                .map(|(who, joined, left)| track(&format!("user {who}"), "A", *joined, *left, vec![]))
                .collect();
            let plain = tracks.iter().map(|track| track.stay.clone()).collect();
            let people = attendance(&run, plain, &BTreeMap::new(), Timestamp(100));
            let rows = strip(&run, tracks, &[], Timestamp(100));
            prop_assert_eq!(rows.len(), people.len());
            for person in &people {
                let row = rows.iter().find(|row| row.key == person.key).expect("everybody has a row");
                let length: Millis = row.there.iter().map(|span| span.to.since(span.from)).sum();
                prop_assert_eq!(length, person.present);
                prop_assert!(row.there.windows(2).all(|two| two[0].to < two[1].from));
            }
        }
    }
}
