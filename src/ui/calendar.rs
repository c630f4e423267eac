//! Days and plans in words, in any language: for pages and for letters.

use talkspace_model::{
    Timestamp,
    schedule::{CivilDate, Ends, Repeat, Schedule, Weekday},
};
use talkspace_server::schedules::zones::Zone;

use crate::{args, i18n::Words};

/// `Monday, 23 November 2026`
pub fn day(words: &Words, day: CivilDate) -> String {
    let weekday = weekday(words, day.weekday());
    let month = words.text("month-name", args!["month" => format!("m{}", day.month()).as_str()]);
    let (number, year) = (day.day().to_string(), day.year().to_string());
    words.text(
        "day-long",
        args!["weekday" => weekday.as_str(), "day" => number.as_str(), "month" => month.as_str(), "year" => year.as_str()],
    )
}

pub fn weekday(words: &Words, day: Weekday) -> String {
    words.text("weekday-name", args!["day" => day.as_str()])
}

/// `09:30 – 10:30`, with the day of the end where that is another one.
pub fn hours(words: &Words, zone: &Zone, start: Timestamp, end: Timestamp) -> String {
    let ((first, from), (last, to)) = (zone.shown(start), zone.shown(end));
    let to = if first == last { to.to_string() } else { format!("{}, {to}", day(words, last)) };
    format!("{from} – {to}")
}

/// `Monday, 23 November 2026, 09:30 – 10:30 (Asia/Kolkata)`
pub fn span(words: &Words, zone: &Zone, start: Timestamp, end: Timestamp) -> String {
    format!("{}, {} ({})", day(words, zone.shown(start).0), hours(words, zone, start, end), zone.name())
}

/// How a plan repeats, or nothing where it does not.
pub fn rule(words: &Words, schedule: &Schedule) -> Option<String> {
    let (how, ends) = match &schedule.repeat {
        Repeat::Once => return None,
        Repeat::Daily { ends } => (words.text("repeats-daily", &[]), ends),
        Repeat::Weekly { days, ends } => {
            let names: Vec<String> = days.iter().map(|day| weekday(words, *day)).collect();
            (words.text("repeats-weekly", args!["days" => names.join(", ").as_str()]), ends)
        }
    };
    let until = match ends {
        Ends::Never => None,
        Ends::Until { day: last } => Some(words.text("repeats-until", args!["day" => day(words, *last).as_str()])),
        Ends::After { count } => Some(words.text("repeats-times", args!["count" => *count])),
    };
    Some(until.map_or(how.clone(), |until| format!("{how}, {until}")))
}
