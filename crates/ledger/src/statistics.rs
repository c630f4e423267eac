//! What a history comes to: what a filter leaves of it, its sums, and its weeks.

use talkspace_model::{HistoryEntry, Millis, Timestamp};

use crate::attendance::share;

/// Whose meetings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Part {
    #[default]
    All,
    /// The person's own, whether they came or not.
    Hosted,
    /// Other people's.
    Attended,
}

impl Part {
    pub const ALL: [Part; 3] = [Part::All, Part::Hosted, Part::Attended];

    /// The word used in forms and locale keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Part::All => "all",
            Part::Hosted => "hosted",
            Part::Attended => "attended",
        }
    }

    fn holds(self, entry: &HistoryEntry) -> bool {
        match self {
            Part::All => true,
            Part::Hosted => entry.hosted,
            Part::Attended => !entry.hosted,
        }
    }
}

/// Which entries are meant. The default means all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    pub part: Part,
    /// The person came then or later.
    pub from: Option<Timestamp>,
    /// The person came before.
    pub until: Option<Timestamp>,
    pub at_least: Millis,
    /// In lower case; part of the title or of the host's name.
    pub search: String,
}

impl Filter {
    pub fn keeps(&self, entry: &HistoryEntry) -> bool {
        let finds = |text: &str| text.to_lowercase().contains(&self.search);
        self.part.holds(entry)
            && self.from.is_none_or(|from| entry.joined >= from)
            && self.until.is_none_or(|until| entry.joined < until)
            && entry.present >= self.at_least
            && (self.search.is_empty() || finds(&entry.title) || finds(&entry.host_name))
    }
}

/// Sums over entries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    pub meetings: u32,
    /// How many of them were the person's own.
    pub hosted: u32,
    pub present: Millis,
    /// How long the person spoke.
    pub spoke: Millis,
    /// How long all people together spoke in the runs that the person was in.
    pub all_spoke: Millis,
}

impl Totals {
    /// In thousandths of what was spoken while the person took part; `None` where nobody spoke.
    pub fn talk_permille(&self) -> Option<u32> {
        (self.all_spoke > Millis::ZERO).then(|| share(self.spoke, self.all_spoke))
    }

    fn add(&mut self, entry: &HistoryEntry) {
        self.meetings += 1;
        self.hosted += u32::from(entry.hosted);
        self.present = self.present + entry.present;
        if entry.joins > 0 {
            self.spoke = self.spoke + entry.spoke;
            self.all_spoke = self.all_spoke + entry.all_spoke;
        }
    }
}

pub fn totals<'a>(entries: impl IntoIterator<Item = &'a HistoryEntry>) -> Totals {
    entries.into_iter().fold(Totals::default(), |mut sum, entry| {
        sum.add(entry);
        sum
    })
}

/// The sums between each two neighbours of `edges`, which are in order; an entry counts whole where the person came.
pub fn weeks<'a>(entries: impl IntoIterator<Item = &'a HistoryEntry>, edges: &[Timestamp]) -> Vec<Totals> {
    let mut weeks = vec![Totals::default(); edges.len().saturating_sub(1)];
    for entry in entries {
        let begun = edges.partition_point(|edge| *edge <= entry.joined);
        if let Some(week) = begun.checked_sub(1).and_then(|index| weeks.get_mut(index)) {
            week.add(entry);
        }
    }
    weeks
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use talkspace_model::{MeetingId, OccurrenceId, Role};

    use super::*;

    fn entry(joined: i64, minutes: i64, hosted: bool, title: &str) -> HistoryEntry {
        HistoryEntry {
            occurrence: OccurrenceId::new("o"),
            meeting: MeetingId::new("m"),
            code: "abcd-efgh-jkmn".parse().expect("a code"),
            title: title.into(),
            host_name: "Élodie Roy".into(),
            hosted,
            role: Role::Participant,
            started: Timestamp(joined),
            joined: Timestamp(joined),
            left: None,
            present: Millis::from_mins(minutes),
            joins: 1,
            spoke: Millis::from_mins(minutes / 4),
            all_spoke: Millis::from_mins(minutes),
        }
    }

    #[test]
    fn filters() {
        let physics = entry(10, 30, false, "Physics 100%");
        let keeps = |filter: Filter| filter.keeps(&physics);
        let search = |text: &str| Filter { search: text.into(), ..Filter::default() };
        assert!(keeps(Filter::default()));
        assert!(keeps(search("physics")) && keeps(search("élodie")) && keeps(search("100%")));
        assert!(!keeps(search("phys%cs")) && !keeps(search("_")), "no signs of a pattern");
        assert!(keeps(Filter { from: Some(Timestamp(10)), ..Filter::default() }));
        assert!(!keeps(Filter { until: Some(Timestamp(10)), ..Filter::default() }), "the end is no part of it");
        assert!(keeps(Filter { at_least: Millis::from_mins(30), ..Filter::default() }));
        assert!(!keeps(Filter { at_least: Millis::from_mins(31), ..Filter::default() }));
        assert!(!keeps(Filter { part: Part::Hosted, ..Filter::default() }));
        assert!(keeps(Filter { part: Part::Attended, ..Filter::default() }));
    }

    #[test]
    fn talk_counts_where_one_took_part() {
        let away = HistoryEntry { joins: 0, spoke: Millis::ZERO, ..entry(9, 60, true, "") };
        let all = [entry(1, 40, true, ""), entry(2, 40, false, ""), away];
        assert_eq!(totals(&all).talk_permille(), Some(250));
        assert_eq!(totals(&all[2..]).talk_permille(), None, "a host who did not come");
        assert_eq!(Totals::default().talk_permille(), None);
    }

    fn entries() -> impl Strategy<Value = Vec<HistoryEntry>> {
        let one = (0..100i64, 0..60i64, any::<bool>(), "[a-c]{0,2}");
        let one = one.prop_map(|(joined, minutes, hosted, title)| entry(joined, minutes, hosted, &title));
        proptest::collection::vec(one, 0..30)
    }

    proptest! {
        /// Every entry between the first and the last edge counts in one week, and there alone.
        #[test]
        fn weeks_share_the_entries_out(entries in entries(), edges in proptest::collection::btree_set(0..100i64, 0..8)) {
            let edges: Vec<Timestamp> = edges.into_iter().map(Timestamp).collect();
            let weeks = weeks(&entries, &edges);
            prop_assert_eq!(weeks.len(), edges.len().saturating_sub(1));
            for (span, week) in edges.windows(2).zip(&weeks) {
                let filter = Filter { from: Some(span[0]), until: Some(span[1]), ..Filter::default() };
                prop_assert_eq!(*week, totals(entries.iter().filter(|entry| filter.keeps(entry))));
            }
        }

        /// What is one's own and what is not make up the whole.
        #[test]
        fn the_parts_make_the_whole(entries in entries(), minutes in 0..60i64, search in "[a-c]{0,2}") {
            let of = |part| {
                let filter = Filter { part, at_least: Millis::from_mins(minutes), search: search.clone(), ..Filter::default() };
                totals(entries.iter().filter(|entry| filter.keeps(entry)))
            };
            let (all, hosted, attended) = (of(Part::All), of(Part::Hosted), of(Part::Attended));
            prop_assert_eq!(all.meetings, hosted.meetings + attended.meetings);
            prop_assert_eq!(all.present, hosted.present + attended.present);
            prop_assert_eq!((all.hosted, attended.hosted), (hosted.meetings, 0));
        }
    }
}
