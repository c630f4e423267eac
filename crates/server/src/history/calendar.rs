//! Days and weeks of a person's own calendar.

use jiff::{ToSpan as _, Zoned, civil::Date, tz::TimeZone};
use talkspace_model::Timestamp;

use crate::schedules::zones::Zone;

/// Where the person is, as far as days go; universal time until the browser has said.
#[derive(Debug, Clone)]
pub struct Calendar(TimeZone);

/// A week, from Monday to Sunday (ISO 8601).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week {
    /// `2026-W47`
    pub name: String,
    /// Its Monday, `2026-11-16`.
    pub monday: String,
}

impl Calendar {
    pub fn of(zone: Option<&Zone>) -> Self {
        Self(zone.map_or(TimeZone::UTC, |zone| zone.rules().clone()))
    }

    /// The zone's name.
    pub fn zone(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// How clocks stand there at a moment: `UTC+05:30`.
    pub fn offset(&self, at: Timestamp) -> String {
        let seconds = self.zoned(at).map_or(0, |zoned| zoned.offset().seconds());
        let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.unsigned_abs() / 60);
        format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }

    /// `2026-11-23 14:05:00`
    pub fn written(&self, at: Timestamp) -> String {
        self.zoned(at).map_or_else(String::new, |zoned| zoned.strftime("%Y-%m-%d %H:%M:%S").to_string())
    }

    /// When a day begins, written as `2026-11-23`.
    pub(super) fn day(&self, text: &str) -> Option<Timestamp> {
        self.start(text.parse().ok()?)
    }

    /// When the day after it begins.
    pub(super) fn day_after(&self, text: &str) -> Option<Timestamp> {
        self.start(text.parse::<Date>().ok()?.tomorrow().ok()?)
    }

    /// The `count` weeks up to the one that holds `last`, oldest first, and the moments between which they lie: one more
    /// than there are weeks.
    pub(super) fn weeks(&self, last: Timestamp, count: u32) -> (Vec<Week>, Vec<Timestamp>) {
        let Some(today) = self.zoned(last).map(|zoned| zoned.date()) else { return Default::default() };
        let back = i64::from(today.weekday().to_monday_zero_offset());
        let monday = |ago: u32| today.checked_sub(back.days()).and_then(|day| day.checked_sub(i64::from(ago).weeks()));
        let mondays: Vec<Date> = (0..count).rev().filter_map(|ago| monday(ago).ok()).collect();
        let end = mondays.last().and_then(|monday| monday.checked_add(1.week()).ok());
        let edges: Vec<Timestamp> = mondays.iter().copied().chain(end).filter_map(|day| self.start(day)).collect();
        (mondays.into_iter().map(week).collect(), edges)
    }

    fn start(&self, day: Date) -> Option<Timestamp> {
        let zoned = day.to_zoned(self.0.clone()).ok()?;
        Some(Timestamp(zoned.timestamp().as_millisecond()))
    }

    fn zoned(&self, at: Timestamp) -> Option<Zoned> {
        Some(jiff::Timestamp::from_millisecond(at.0).ok()?.to_zoned(self.0.clone()))
    }
}

fn week(monday: Date) -> Week {
    let iso = monday.iso_week_date();
    Week { name: format!("{:04}-W{:02}", iso.year(), iso.week()), monday: monday.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp(text.parse::<jiff::Timestamp>().unwrap().as_millisecond())
    }

    fn in_zone(name: &str) -> Calendar {
        Calendar::of(Zone::find(name).as_ref())
    }

    #[test]
    fn days_begin_where_the_person_is() {
        let pune = in_zone("Asia/Kolkata");
        assert_eq!(pune.zone(), "Asia/Kolkata");
        assert_eq!(pune.day("2026-11-23"), Some(at("2026-11-22T18:30:00Z")));
        assert_eq!(pune.day_after("2026-11-23"), Some(at("2026-11-23T18:30:00Z")));
        assert_eq!(pune.written(at("2026-11-22T18:30:00Z")), "2026-11-23 00:00:00");
        assert_eq!(Calendar::of(None).zone(), "UTC");
        for bad in ["", "23.11.2026", "2026-13-01", "2026-02-30", "+999999-01-01"] {
            assert_eq!(pune.day(bad), None, "{bad}");
        }
    }

    #[test]
    fn each_moment_has_the_clocks_of_its_day() {
        let berlin = in_zone("Europe/Berlin");
        let told = |at: Timestamp| (berlin.written(at), berlin.offset(at));
        assert_eq!(told(at("2026-07-01T08:00:00Z")), ("2026-07-01 10:00:00".into(), "UTC+02:00".into()));
        assert_eq!(told(at("2026-12-01T08:00:00Z")), ("2026-12-01 09:00:00".into(), "UTC+01:00".into()));
        assert_eq!(in_zone("America/St_Johns").offset(at("2026-12-01T08:00:00Z")), "UTC-03:30");
        assert_eq!(Calendar::of(None).offset(at("2026-12-01T08:00:00Z")), "UTC+00:00");
    }

    #[test]
    fn weeks_begin_on_monday() {
        let pune = in_zone("Asia/Kolkata");
        // Sunday evening in London, Monday already in Pune.
        let (weeks, edges) = pune.weeks(at("2027-01-03T19:00:00Z"), 3);
        let names: Vec<_> = weeks.iter().map(|week| (week.name.as_str(), week.monday.as_str())).collect();
        assert_eq!(names, [("2026-W52", "2026-12-21"), ("2026-W53", "2026-12-28"), ("2027-W01", "2027-01-04")]);
        assert_eq!(edges.len(), 4);
        assert_eq!(edges[2], at("2027-01-03T18:30:00Z"));
    }

    /// The clocks of Berlin go back in this week, so it is an hour longer.
    #[test]
    fn weeks_follow_the_clocks() {
        let (_, edges) = in_zone("Europe/Berlin").weeks(at("2026-10-22T12:00:00Z"), 1);
        assert_eq!(edges[1].since(edges[0]).as_secs(), (7 * 24 + 1) * 3600);
    }

    #[test]
    fn the_end_of_time_is_no_panic() {
        let _ = Calendar::of(None).weeks(Timestamp(i64::MAX), 26);
        let _ = Calendar::of(None).weeks(Timestamp(-377_705_023_201_000), 26);
        assert_eq!(Calendar::of(None).written(Timestamp(i64::MIN)), "");
        assert_eq!(Calendar::of(None).day_after("9999-12-31"), None);
    }
}
