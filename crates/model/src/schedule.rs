//! When a meeting is to take place: a first date on the clock of a time zone, and how it repeats.
//!
//! Everything here counts in local days and times; what moment that is depends on the zone's rules, which come in as an
//! argument. So a lesson at nine stays at nine when the clocks are changed.

mod civil;
mod zone;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{Millis, Timestamp};
pub use civil::{CivilDate, CivilTime, Weekday};
pub use zone::present_name;

/// Most dates of one series: a year of days. More would fill lists that nobody reads; whoever meets for longer plans anew.
pub const DATES_MAX: u32 = 366;
/// Shortest and longest meeting that can be planned, in minutes.
pub const MINUTES_MIN: u32 = 5;
pub const MINUTES_MAX: u32 = 24 * 60;

/// When a meeting takes place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// Itself a date of the series.
    pub first: CivilDate,
    pub time: CivilTime,
    /// A name of the IANA time zone database, `Asia/Kolkata`.
    pub zone: String,
    pub minutes: u32,
    pub repeat: Repeat,
    /// Single dates that differ, by the day on which the series has them.
    #[serde(default)]
    pub changes: BTreeMap<CivilDate, Change>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Repeat {
    Once,
    Daily { ends: Ends },
    Weekly { days: BTreeSet<Weekday>, ends: Ends },
}

/// When a series ends; at the latest after [`DATES_MAX`] dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Ends {
    Never,
    /// Not after this day.
    Until {
        day: CivilDate,
    },
    /// After so many dates, whether or not single ones are cancelled.
    After {
        count: u32,
    },
}

/// What is different on a single date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Change {
    Cancelled,
    Moved { day: CivilDate, time: CivilTime, minutes: u32 },
}

/// One date of a series with the moments that it lasts from and to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedDate {
    /// The day on which the series has it; its name, also when it was moved.
    pub day: CivilDate,
    pub start: Timestamp,
    pub end: Timestamp,
}

impl Schedule {
    /// The days of the series, in order, without regard to changes. At most [`DATES_MAX`].
    pub fn days(&self) -> Vec<CivilDate> {
        match &self.repeat {
            Repeat::Once => vec![self.first],
            Repeat::Daily { ends } => self.series(*ends, |_| true),
            Repeat::Weekly { days, ends } => self.series(*ends, |day| days.contains(&day.weekday())),
        }
    }

    fn series(&self, ends: Ends, on: impl Fn(CivilDate) -> bool) -> Vec<CivilDate> {
        let (last, count) = match ends {
            Ends::Never => (None, DATES_MAX),
            Ends::Until { day } => (Some(day), DATES_MAX),
            Ends::After { count } => (None, count.min(DATES_MAX)),
        };
        // A week has one of the days at least, or none ever comes.
        let within = usize::try_from(DATES_MAX * 7).unwrap_or(usize::MAX);
        let days = std::iter::successors(Some(self.first), |day| day.after_days(1)).take(within);
        let days = days.take_while(|day| last.is_none_or(|last| *day <= last));
        days.filter(|day| on(*day)).take(count as usize).collect()
    }

    /// The dates that take place, in the order in which they begin. `moment` says when it is so late there on that day.
    pub fn dates(&self, moment: impl Fn(CivilDate, CivilTime) -> Timestamp) -> Vec<PlannedDate> {
        let planned = |day: CivilDate| {
            let (on, time, minutes) = self.placed(day)?;
            let start = moment(on, time);
            Some(PlannedDate { day, start, end: start + Millis::from_mins(i64::from(minutes)) })
        };
        let mut dates: Vec<PlannedDate> = self.days().into_iter().filter_map(planned).collect();
        dates.sort_by_key(|date| (date.start, date.day));
        dates
    }

    /// Where a date of the series lies, and for how many minutes; `None` when it is cancelled.
    pub fn placed(&self, day: CivilDate) -> Option<(CivilDate, CivilTime, u32)> {
        match self.changes.get(&day) {
            None => Some((day, self.time, self.minutes)),
            Some(Change::Moved { day, time, minutes }) => Some((*day, *time, *minutes)),
            Some(Change::Cancelled) => None,
        }
    }

    /// The schedule with its first day on a day of the series, and without changes of days that it does not have. A weekly
    /// one without days is on the first one's.
    #[must_use]
    pub fn settled(mut self) -> Self {
        if let Repeat::Weekly { days, .. } = &mut self.repeat {
            if days.is_empty() {
                days.insert(self.first.weekday());
            }
            let week = std::iter::successors(Some(self.first), |day| day.after_days(1)).take(7);
            self.first = week.into_iter().find(|day| days.contains(&day.weekday())).unwrap_or(self.first);
        }
        let own: BTreeSet<CivilDate> = self.days().into_iter().collect();
        self.changes.retain(|day, _| own.contains(day));
        self
    }

    pub fn repeats(&self) -> bool {
        self.repeat != Repeat::Once
    }
}

/// A date of a meeting in a person's list of what is to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upcoming {
    pub meeting: crate::MeetingSummary,
    pub date: PlannedDate,
    pub hosted: bool,
    pub host_name: String,
    /// It is one of several.
    pub repeats: bool,
}
