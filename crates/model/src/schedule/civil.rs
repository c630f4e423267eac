//! Days and times as calendars and clocks show them, without a time zone.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The years in which meetings can be planned. Narrow enough that no arithmetic on them overflows, and that every moment
/// has four digits.
const YEARS: std::ops::RangeInclusive<i32> = 1970..=9000;

/// A day of the Gregorian calendar, `2026-11-23`. Holds real days only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CivilDate {
    year: i32,
    month: u32,
    day: u32,
}

/// A time of day, `09:30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CivilTime {
    hour: u32,
    minute: u32,
}

/// The text is neither a day nor a time that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CivilError;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];

    /// The word used in forms and in the locale keys; its first two letters are iCalendar's.
    pub fn as_str(self) -> &'static str {
        match self {
            Weekday::Monday => "monday",
            Weekday::Tuesday => "tuesday",
            Weekday::Wednesday => "wednesday",
            Weekday::Thursday => "thursday",
            Weekday::Friday => "friday",
            Weekday::Saturday => "saturday",
            Weekday::Sunday => "sunday",
        }
    }
}

impl CivilDate {
    /// `None` for a day that does not exist, and before 1970 or after 9000.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let exists = YEARS.contains(&year) && (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    pub fn year(self) -> i32 {
        self.year
    }

    /// 1 to 12.
    pub fn month(self) -> u32 {
        self.month
    }

    /// 1 to 31.
    pub fn day(self) -> u32 {
        self.day
    }

    pub fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        let index = usize::try_from((self.since_epoch() + 3).rem_euclid(7)).unwrap_or_default();
        Weekday::ALL[index]
    }

    /// So many days later; `None` where our calendar ends.
    pub fn after_days(self, days: i32) -> Option<Self> {
        from_epoch(self.since_epoch().checked_add(i64::from(days))?)
    }

    /// Days since 1970-01-01 (Howard Hinnant's `days_from_civil`).
    fn since_epoch(self) -> i64 {
        let (month, day) = (i64::from(self.month), i64::from(self.day));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }
}

/// Howard Hinnant's `civil_from_days`.
fn from_epoch(days: i64) -> Option<CivilDate> {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    CivilDate::new(i32::try_from(year).ok()?, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

fn days_in(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl CivilTime {
    pub fn new(hour: u32, minute: u32) -> Option<Self> {
        (hour < 24 && minute < 60).then_some(Self { hour, minute })
    }

    /// 0 to 23.
    pub fn hour(self) -> u32 {
        self.hour
    }

    /// 0 to 59.
    pub fn minute(self) -> u32 {
        self.minute
    }
}

impl FromStr for CivilDate {
    type Err = CivilError;

    /// `2026-11-23`, as a date field of HTML sends it.
    fn from_str(text: &str) -> Result<Self, CivilError> {
        let mut parts = text.trim().splitn(3, '-');
        let year = digits(parts.next(), 4..=4)?;
        let (month, day) = (digits(parts.next(), 1..=2)?, digits(parts.next(), 1..=2)?);
        Self::new(i32::try_from(year).map_err(|_| CivilError)?, month, day).ok_or(CivilError)
    }
}

impl FromStr for CivilTime {
    type Err = CivilError;

    /// `09:30`, as a time field of HTML sends it; seconds are passed over.
    fn from_str(text: &str) -> Result<Self, CivilError> {
        let mut parts = text.trim().splitn(3, ':');
        let (hour, minute) = (digits(parts.next(), 1..=2)?, digits(parts.next(), 2..=2)?);
        Self::new(hour, minute).ok_or(CivilError)
    }
}

fn digits(part: Option<&str>, length: std::ops::RangeInclusive<usize>) -> Result<u32, CivilError> {
    let part = part.filter(|part| length.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
    part.and_then(|part| part.parse().ok()).ok_or(CivilError)
}

impl fmt::Display for CivilDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Display for CivilTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

impl From<CivilDate> for String {
    fn from(date: CivilDate) -> String {
        date.to_string()
    }
}

impl From<CivilTime> for String {
    fn from(time: CivilTime) -> String {
        time.to_string()
    }
}

impl TryFrom<String> for CivilDate {
    type Error = CivilError;

    fn try_from(text: String) -> Result<Self, CivilError> {
        text.parse()
    }
}

impl TryFrom<String> for CivilTime {
    type Error = CivilError;

    fn try_from(text: String) -> Result<Self, CivilError> {
        text.parse()
    }
}

impl fmt::Display for CivilError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a day or a time")
    }
}

impl std::error::Error for CivilError {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_people_and_browsers_write() {
        assert_eq!("2026-11-23".parse::<CivilDate>().map(CivilDate::weekday), Ok(Weekday::Monday));
        assert_eq!("9:05".parse::<CivilTime>().map(String::from), Ok("09:05".into()));
        assert_eq!("23:59:59".parse::<CivilTime>().map(String::from), Ok("23:59".into()));
        for bad in [
            "",
            "2026-02-29",
            "2026-13-01",
            "26-01-01",
            "2026-1",
            "1969-12-31",
            "9001-01-01",
            "+026-01-01",
            "२०२६-01-01",
        ] {
            assert_eq!(bad.parse::<CivilDate>(), Err(CivilError), "{bad}");
        }
        for bad in ["", "24:00", "12:60", "12", "1:2", "-1:00"] {
            assert_eq!(bad.parse::<CivilTime>(), Err(CivilError), "{bad}");
        }
        assert!("2028-02-29".parse::<CivilDate>().is_ok());
    }

    proptest! {
        /// The next day, found the slow way: by trying which of the three candidates exists.
        #[test]
        fn one_day_after_another(year in 1970..9000_i32, month in 1..=12_u32, day in 1..=31_u32) {
            let Some(date) = CivilDate::new(year, month, day) else { return Ok(()) };
            let next = CivilDate::new(year, month, day + 1)
                .or_else(|| CivilDate::new(year, month + 1, 1))
                .or_else(|| CivilDate::new(year + 1, 1, 1));
            prop_assert_eq!(date.after_days(1), next);
            let turn = |weekday: Weekday| Weekday::ALL[(weekday as usize + 1) % 7];
            prop_assert_eq!(next.map(CivilDate::weekday), Some(turn(date.weekday())));
            prop_assert_eq!(date.to_string().parse(), Ok(date));
        }

        #[test]
        fn parsing_never_panics(text in ".*") {
            let _ = (text.parse::<CivilDate>(), text.parse::<CivilTime>());
        }
    }
}
