//! Time zones: what moment it is when clocks somewhere show a time, and back.

use jiff::{
    civil,
    tz::{self, TimeZone},
};
use talkspace_model::{
    Timestamp,
    schedule::{CivilDate, CivilTime, present_name},
};

/// What people's clocks are set to; the database knows other names for the sake of old programs.
const REGIONS: [&str; 10] = [
    "Africa/",
    "America/",
    "Antarctica/",
    "Arctic/",
    "Asia/",
    "Atlantic/",
    "Australia/",
    "Europe/",
    "Indian/",
    "Pacific/",
];
/// Where nothing better is known.
const UNIVERSAL: &str = "UTC";

/// The rules of one zone.
#[derive(Debug, Clone)]
pub struct Zone(TimeZone);

/// A moment at which a zone's clocks begin to stand otherwise.
pub(super) struct ClockChange {
    /// By the clocks as they stood before: `20261025T030000`.
    pub(super) local: String,
    /// Seconds east of Greenwich, before and after.
    pub(super) from: i32,
    pub(super) to: i32,
    pub(super) summer: bool,
    pub(super) name: String,
}

impl Zone {
    /// By its name in the IANA database.
    pub fn find(name: &str) -> Option<Self> {
        let zone = TimeZone::get(present_name(name.trim())).ok()?;
        zone.iana_name()?;
        Some(Self(zone))
    }

    /// The rules of `name`, or universal time for a zone that is not known any more.
    pub fn of(name: &str) -> Self {
        Self::find(name).unwrap_or(Self(TimeZone::UTC))
    }

    pub(crate) fn rules(&self) -> &TimeZone {
        &self.0
    }

    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or(UNIVERSAL)
    }

    /// When clocks show this. A time that is left out when clocks are put forward counts as so much later; of one that comes
    /// twice when they are put back, the first counts. RFC 5545, section 3.3.5, reads them in the same way.
    pub fn moment(&self, day: CivilDate, time: CivilTime) -> Timestamp {
        let moment = local(day, time).and_then(|local| self.0.to_ambiguous_zoned(local).compatible().ok());
        Timestamp(moment.map_or(0, |moment| moment.timestamp().as_millisecond()))
    }

    /// What clocks show at a moment.
    pub fn shown(&self, at: Timestamp) -> (CivilDate, CivilTime) {
        let moment = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
        let local = self.0.to_datetime(moment);
        let (month, day) = (unsigned(local.month()), unsigned(local.day()));
        let date = CivilDate::new(i32::from(local.year()), month, day);
        let time = CivilTime::new(unsigned(local.hour()), unsigned(local.minute()));
        let epoch = || (CivilDate::new(1970, 1, 1).expect("exists"), CivilTime::new(0, 0).expect("exists"));
        date.zip(time).unwrap_or_else(epoch)
    }

    /// How the zone's clocks stand at `first`, since when, and every change until `last`.
    pub(super) fn changes(&self, first: Timestamp, last: Timestamp) -> Vec<ClockChange> {
        let moment = |at: Timestamp| jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
        let (first, last) = (moment(first), moment(last));
        let mut moments: Vec<jiff::Timestamp> =
            self.0.following(first).map(|change| change.timestamp()).take_while(|at| *at <= last).collect();
        // A zone that has never changed has stood so since the epoch.
        moments
            .insert(0, self.0.preceding(first).next().map_or(jiff::Timestamp::UNIX_EPOCH, |change| change.timestamp()));
        moments.into_iter().map(|at| self.change(at)).collect()
    }

    fn change(&self, at: jiff::Timestamp) -> ClockChange {
        let before = at.checked_sub(jiff::SignedDuration::from_secs(1)).unwrap_or(at);
        let (from, to) = (self.0.to_offset(before), self.0.to_offset_info(at));
        ClockChange {
            local: from.to_datetime(at).strftime("%Y%m%dT%H%M%S").to_string(),
            from: from.seconds(),
            to: to.offset().seconds(),
            summer: to.dst().is_dst(),
            name: to.abbreviation().to_owned(),
        }
    }
}

fn unsigned(number: i8) -> u32 {
    u32::try_from(number).unwrap_or_default()
}

fn local(day: CivilDate, time: CivilTime) -> Option<civil::DateTime> {
    let small = |number: u32| i8::try_from(number).ok();
    let date = civil::Date::new(i16::try_from(day.year()).ok()?, small(day.month())?, small(day.day())?).ok()?;
    Some(date.at(small(time.hour())?, small(time.minute())?, 0, 0))
}

/// All names that one can choose from, in alphabetical order.
pub fn names() -> Vec<String> {
    let known = tz::db().available().map(|name| name.as_str().to_owned());
    let of_people = |name: &String| REGIONS.iter().any(|region| name.starts_with(region)) && present_name(name) == name;
    let mut names: Vec<String> = known.filter(of_people).collect();
    names.push(UNIVERSAL.to_owned());
    names.sort();
    names.dedup();
    names
}

/// The zone that this machine is set to: for people of whom nothing is known, the likeliest.
pub fn of_this_machine() -> Zone {
    let own = TimeZone::try_system().ok().and_then(|zone| Zone::find(zone.iana_name()?));
    own.unwrap_or(Zone(TimeZone::UTC))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(zone: &str, day: &str, time: &str) -> i64 {
        let moment = Zone::find(zone).unwrap().moment(day.parse().unwrap(), time.parse().unwrap());
        moment.0 / 60_000
    }

    #[test]
    fn the_local_time_stays_when_clocks_are_changed() {
        let week = 7 * 24 * 60;
        let (before, after) =
            (moment("Europe/Berlin", "2026-10-19", "09:00"), moment("Europe/Berlin", "2026-10-26", "09:00"));
        assert_eq!(after - before, week + 60);
        let kolkata = |day| moment("Asia/Kolkata", day, "09:00");
        assert_eq!(kolkata("2026-10-26") - kolkata("2026-10-19"), week);
    }

    #[test]
    fn times_that_do_not_exist_or_come_twice() {
        // Clocks go from 02:00 to 03:00 on 29 March, and from 03:00 to 02:00 on 25 October.
        let berlin = |day, time| moment("Europe/Berlin", day, time);
        assert_eq!(berlin("2026-03-29", "02:30"), berlin("2026-03-29", "03:30"));
        assert_eq!(berlin("2026-10-25", "02:30") - berlin("2026-10-25", "01:30"), 60, "the first of the two");
        assert_eq!(berlin("2026-10-25", "03:30") - berlin("2026-10-25", "02:30"), 120);
    }

    #[test]
    fn zones_are_found_by_name_and_nothing_else_is() {
        let names = names();
        assert_eq!(Zone::find("Asia/Calcutta").unwrap().name(), "Asia/Kolkata");
        assert!(!names.iter().any(|name| name == "Asia/Calcutta"), "one name for one place");
        for name in ["Asia/Kolkata", "Europe/Berlin", "America/New_York", "UTC"] {
            assert!(names.iter().any(|known| known == name), "{name}");
            assert!(Zone::find(name).is_some(), "{name}");
        }
        for bad in ["", "Mars/Olympus", "../../etc/passwd", "+05:30", "EST5EDT,M3.2.0,M11.1.0"] {
            assert!(Zone::find(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn what_clocks_show_goes_back_to_the_moment() {
        let kolkata = Zone::find("Asia/Kolkata").unwrap();
        let (day, time) = kolkata.shown(Timestamp(1_795_341_900_000));
        assert_eq!((day.to_string().as_str(), time.to_string().as_str()), ("2026-11-22", "15:35"));
        assert_eq!(kolkata.moment(day, time), Timestamp(1_795_341_900_000));
    }
}
