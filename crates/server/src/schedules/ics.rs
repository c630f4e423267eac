//! Plans as calendar files (RFC 5545), which calendar programs add, change and take away by themselves (RFC 5546).
//!
//! Written here and not by a library: the ones there are know no rules of time zones, which a series cannot be without. The
//! tests have another library read what is written, and count the dates.

use std::fmt::Write as _;

use talkspace_model::{
    Email, Timestamp,
    schedule::{Change, CivilDate, CivilTime, Repeat, Schedule},
};

use super::{Plan, zones::Zone};

/// Longest line in octets, without its end (RFC 5545, section 3.1).
const LINE_MAX: usize = 75;

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// To be looked at, by whoever has it.
    Publish,
    /// Asks somebody to come, for the first time or because something has changed.
    Request,
    /// Takes back the whole plan, or one date of it.
    Cancel(Option<CivilDate>),
}

impl Method {
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Publish => "PUBLISH",
            Method::Request => "REQUEST",
            Method::Cancel(_) => "CANCEL",
        }
    }
}

/// What stands in the file besides the plan.
#[derive(Debug, Clone, Copy)]
pub struct Head<'a> {
    /// The site's name on the network; with the meeting's id it names the event for ever.
    pub site: &'a str,
    /// The meeting's link.
    pub link: &'a str,
    pub host_name: &'a str,
    pub host_email: &'a str,
    /// Who is asked to come: nobody else learns of it.
    pub attendee: Option<&'a Email>,
}

/// The file, lines ending as they must.
pub fn write(plan: &Plan, method: Method, head: Head<'_>) -> String {
    let mut file = File(String::new());
    file.line("BEGIN:VCALENDAR");
    file.line("VERSION:2.0");
    file.line("PRODID:-//TalkSpace//TalkSpace//EN");
    file.line("CALSCALE:GREGORIAN");
    file.line(&format!("METHOD:{}", method.as_str()));
    let zone = plan.zone();
    if !is_universal(&zone) {
        time_zone(&mut file, &zone, plan);
    }
    let events = Events { plan, zone: &zone, method, head };
    match method {
        Method::Publish | Method::Request => events.all(&mut file),
        Method::Cancel(None) => events.series(&mut file),
        Method::Cancel(Some(day)) => {
            events.single(&mut file, day, (day, plan.row.schedule.time, plan.row.schedule.minutes));
        }
    }
    file.line("END:VCALENDAR");
    file.0
}

/// The lines of a file, long ones folded.
struct File(String);

impl File {
    fn line(&mut self, line: &str) {
        let mut room = LINE_MAX;
        for c in line.chars() {
            if c.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = LINE_MAX - 1;
            }
            room -= c.len_utf8();
            self.0.push(c);
        }
        self.0.push_str("\r\n");
    }
}

struct Events<'a> {
    plan: &'a Plan,
    zone: &'a Zone,
    method: Method,
    head: Head<'a>,
}

impl Events<'_> {
    /// The series, and every date of it that was moved.
    fn all(&self, file: &mut File) {
        self.series(file);
        let schedule = &self.plan.row.schedule;
        if !schedule.repeats() {
            return;
        }
        for (day, change) in &schedule.changes {
            if let Change::Moved { day: on, time, minutes } = change {
                self.single(file, *day, (*on, *time, *minutes));
            }
        }
    }

    fn series(&self, file: &mut File) {
        let schedule = &self.plan.row.schedule;
        let once = schedule.placed(schedule.first).filter(|_| !schedule.repeats());
        let (day, time, minutes) = once.unwrap_or((schedule.first, schedule.time, schedule.minutes));
        file.line("BEGIN:VEVENT");
        self.common(file);
        file.line(&self.moment("DTSTART", day, time));
        file.line(&format!("DURATION:PT{minutes}M"));
        if let Some(rule) = rule(schedule) {
            file.line(&rule);
        }
        for day in schedule.changes.iter().filter(|(_, change)| **change == Change::Cancelled).map(|(day, _)| *day) {
            file.line(&self.moment("EXDATE", day, schedule.time));
        }
        file.line("END:VEVENT");
    }

    /// One date in place of what the series says about it.
    fn single(&self, file: &mut File, day: CivilDate, (on, time, minutes): (CivilDate, CivilTime, u32)) {
        file.line("BEGIN:VEVENT");
        self.common(file);
        file.line(&self.moment("RECURRENCE-ID", day, self.plan.row.schedule.time));
        file.line(&self.moment("DTSTART", on, time));
        file.line(&format!("DURATION:PT{minutes}M"));
        file.line("END:VEVENT");
    }

    fn common(&self, file: &mut File) {
        let (plan, head) = (self.plan, &self.head);
        file.line(&format!("UID:{}@{}", plan.setup.id, head.site));
        file.line(&format!("DTSTAMP:{}", universal(plan.row.changed)));
        file.line(&format!("SEQUENCE:{}", plan.row.sequence));
        file.line(&format!("SUMMARY:{}", escaped(&plan.setup.title)));
        let about = [plan.row.description.as_str(), head.link].map(str::trim);
        let about = about.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n");
        file.line(&format!("DESCRIPTION:{}", escaped(&about)));
        file.line(&format!("LOCATION:{}", escaped(head.link)));
        file.line(&format!("URL:{}", head.link));
        file.line(&format!("ORGANIZER;CN=\"{}\":mailto:{}", quoted(head.host_name), head.host_email));
        if let Some(attendee) = head.attendee {
            let role = "CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE";
            file.line(&format!("ATTENDEE;{role}:mailto:{}", attendee.as_str()));
        }
        let status = if matches!(self.method, Method::Cancel(_)) { "CANCELLED" } else { "CONFIRMED" };
        file.line(&format!("STATUS:{status}"));
    }

    fn moment(&self, property: &str, day: CivilDate, time: CivilTime) -> String {
        if is_universal(self.zone) {
            format!("{property}:{}Z", local(day, time))
        } else {
            format!("{property};TZID={}:{}", self.zone.name(), local(day, time))
        }
    }
}

/// By count, however the plan ends: it is the one end that every reader counts alike.
fn rule(schedule: &Schedule) -> Option<String> {
    let count = schedule.days().len();
    match &schedule.repeat {
        Repeat::Once => None,
        Repeat::Daily { .. } => Some(format!("RRULE:FREQ=DAILY;COUNT={count}")),
        Repeat::Weekly { days, .. } => {
            let days: Vec<String> = days.iter().map(|day| day.as_str()[..2].to_uppercase()).collect();
            Some(format!("RRULE:FREQ=WEEKLY;COUNT={count};BYDAY={}", days.join(",")))
        }
    }
}

fn is_universal(zone: &Zone) -> bool {
    zone.name() == "UTC"
}

/// The zone's rules while the plan lasts, change by change.
fn time_zone(file: &mut File, zone: &Zone, plan: &Plan) {
    let schedule = &plan.row.schedule;
    let days = schedule.days();
    let edge = |day: Option<&CivilDate>| zone.moment(day.copied().unwrap_or(schedule.first), schedule.time);
    let moved = plan.dates.iter().map(|date| date.start);
    let first = moved.clone().chain([edge(days.first())]).min().unwrap_or_default();
    let last = moved.chain([edge(days.last())]).max().unwrap_or_default();
    file.line("BEGIN:VTIMEZONE");
    file.line(&format!("TZID:{}", zone.name()));
    for change in zone.changes(first, last) {
        let kind = if change.summer { "DAYLIGHT" } else { "STANDARD" };
        file.line(&format!("BEGIN:{kind}"));
        file.line(&format!("DTSTART:{}", change.local));
        file.line(&format!("TZOFFSETFROM:{}", offset(change.from)));
        file.line(&format!("TZOFFSETTO:{}", offset(change.to)));
        file.line(&format!("TZNAME:{}", change.name));
        file.line(&format!("END:{kind}"));
    }
    file.line("END:VTIMEZONE");
}

/// Seconds east of Greenwich as `+0530`.
fn offset(seconds: i32) -> String {
    let (sign, seconds) = (if seconds < 0 { '-' } else { '+' }, seconds.abs());
    let mut text = format!("{sign}{:02}{:02}", seconds / 3600, seconds / 60 % 60);
    if seconds % 60 != 0 {
        write!(text, "{:02}", seconds % 60).expect("writing to a String cannot fail");
    }
    text
}

fn local(day: CivilDate, time: CivilTime) -> String {
    format!("{:04}{:02}{:02}T{:02}{:02}00", day.year(), day.month(), day.day(), time.hour(), time.minute())
}

fn universal(at: Timestamp) -> String {
    let (day, time) = Zone::of("UTC").shown(at);
    let second = at.0.div_euclid(1000).rem_euclid(60);
    format!("{:04}{:02}{:02}T{:02}{:02}{second:02}Z", day.year(), day.month(), day.day(), time.hour(), time.minute())
}

/// Text as a value (RFC 5545, section 3.3.11).
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => value.extend(['\\', c]),
            '\n' => value.push_str("\\n"),
            c if c.is_control() => {}
            c => value.push(c),
        }
    }
    value
}

/// Text inside the quotation marks of a parameter, where neither they nor control characters can stand.
fn quoted(text: &str) -> String {
    text.chars().filter(|c| *c != '"' && !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_leave_its_line() {
        assert_eq!(escaped("a;b,c\\d\ne\r\u{b}"), "a\\;b\\,c\\\\d\\ne");
        assert_eq!(quoted("Asha \"A\"\r\nX:1"), "Asha AX:1");
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        let mut file = File(String::new());
        let text = format!("SUMMARY:{}", "भौतिकी ".repeat(30));
        file.line(&text);
        assert!(file.0.split("\r\n").all(|line| line.len() <= LINE_MAX));
        assert_eq!(file.0.replace("\r\n ", "").trim_end_matches("\r\n"), text);
    }

    #[test]
    fn offsets() {
        assert_eq!((offset(19_800), offset(-12_600), offset(0)), ("+0530".into(), "-0330".into(), "+0000".into()));
        assert_eq!(offset(-3601), "-010001");
    }
}
