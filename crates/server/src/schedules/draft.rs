//! A plan as somebody typed it, and what of it can be kept.

use std::collections::{BTreeMap, BTreeSet};

use talkspace_model::{
    Email, Field, FieldError, Problem, Timestamp, WaitingRoom,
    limits::Limits,
    schedule::{Change, CivilDate, DATES_MAX, Ends, MINUTES_MAX, MINUTES_MIN, Repeat, Schedule, Weekday},
    text,
};

use super::zones::Zone;
use crate::{addresses::addresses, meetings::PasscodeChange};

/// Most people who can be invited to one meeting.
pub const INVITEES_MAX: usize = 200;
/// Longest description, in characters.
pub const DESCRIPTION_MAX: usize = 2000;

/// The words of the form.
pub const ONCE: &str = "none";
pub const DAILY: &str = "daily";
pub const WEEKLY: &str = "weekly";
pub const NEVER: &str = "never";
pub const UNTIL: &str = "until";
pub const AFTER: &str = "after";

/// A form as it came, every field as text.
#[derive(Clone, Default)]
pub struct Draft {
    pub title: String,
    pub date: String,
    pub starts_at: String,
    pub zone: String,
    pub duration: String,
    pub repeats: String,
    pub days: Vec<String>,
    pub ends: String,
    pub until: String,
    pub times: String,
    pub waiting_room: String,
    pub invitees: String,
    pub description: String,
    pub passcode: Option<PasscodeChange>,
}

/// The same, checked.
pub(super) struct Checked {
    pub(super) title: String,
    pub(super) schedule: Schedule,
    pub(super) waiting_room: WaitingRoom,
    pub(super) invitees: Vec<Email>,
    pub(super) description: String,
    pub(super) passcode: PasscodeChange,
}

/// What is wrong, in the order of the form.
struct Errors(Vec<FieldError>);

impl Errors {
    fn take<T>(&mut self, field: Field, value: Result<T, Problem>) -> Option<T> {
        value.map_err(|problem| self.0.push(FieldError::new(field, problem))).ok()
    }
}

impl Draft {
    /// `changes` are those of the plan before, kept where the new one still has the day.
    pub(super) fn check(
        self,
        limits: &Limits,
        changes: BTreeMap<CivilDate, Change>,
        now: Timestamp,
    ) -> Result<Checked, Vec<FieldError>> {
        let mut errors = Errors(Vec::new());
        let title = errors.take(Field::Title, text::clean_line(&self.title, limits.title));
        let schedule = self.schedule(&mut errors, changes, now);
        let passcode = errors.take(Field::Passcode, self.passcode.clone().unwrap_or(PasscodeChange::Keep).check());
        let waiting = WaitingRoom::ALL.into_iter().find(|choice| choice.as_str() == self.waiting_room);
        let invitees = errors.take(Field::Invitees, addresses(&self.invitees, INVITEES_MAX));
        let description = errors.take(Field::Description, paragraph(&self.description));
        let whole = title.zip(schedule).zip(passcode).zip(invitees).zip(description);
        match whole {
            Some(((((title, schedule), passcode), invitees), description)) => {
                let waiting_room = waiting.unwrap_or_default();
                Ok(Checked { title, schedule, waiting_room, invitees, description, passcode })
            }
            None => Err(errors.0),
        }
    }

    fn schedule(&self, errors: &mut Errors, changes: BTreeMap<CivilDate, Change>, now: Timestamp) -> Option<Schedule> {
        let first = errors.take(Field::Date, required(&self.date));
        let time = errors.take(Field::StartsAt, required(&self.starts_at));
        let zone = errors.take(Field::Zone, Zone::find(&self.zone).ok_or(Problem::NotAChoice));
        let minutes = errors.take(Field::Duration, number(&self.duration, MINUTES_MIN, MINUTES_MAX));
        let repeat = self.repeat(errors);
        let ((((first, time), zone), minutes), repeat) = first.zip(time).zip(zone).zip(minutes).zip(repeat)?;
        let zone_name = zone.name().to_owned();
        let schedule = Schedule { first, time, zone: zone_name, minutes, repeat, changes }.settled();
        let dates = schedule.dates(|day, time| zone.moment(day, time));
        let problem = match dates.last() {
            None => Some((Field::Until, Problem::NoDates)),
            Some(_) if dates.iter().all(|date| date.end <= now) => Some((Field::Date, Problem::Over)),
            Some(_) => None,
        };
        problem.map_or(Some(schedule), |(field, problem)| errors.take(field, Err(problem)))
    }

    fn repeat(&self, errors: &mut Errors) -> Option<Repeat> {
        match self.repeats.as_str() {
            ONCE => Some(Repeat::Once),
            DAILY => Some(Repeat::Daily { ends: self.ends(errors)? }),
            WEEKLY => {
                let typed = |day: &Weekday| self.days.iter().any(|typed| typed == day.as_str());
                let days: BTreeSet<Weekday> = Weekday::ALL.into_iter().filter(typed).collect();
                Some(Repeat::Weekly { days, ends: self.ends(errors)? })
            }
            _ => errors.take(Field::Repeats, Err(Problem::NotAChoice)),
        }
    }

    fn ends(&self, errors: &mut Errors) -> Option<Ends> {
        match self.ends.as_str() {
            NEVER => Some(Ends::Never),
            UNTIL => errors.take(Field::Until, required(&self.until)).map(|day| Ends::Until { day }),
            AFTER => errors.take(Field::Times, number(&self.times, 1, DATES_MAX)).map(|count| Ends::After { count }),
            _ => errors.take(Field::Ends, Err(Problem::NotAChoice)),
        }
    }

    /// Day, time and minutes of a single date.
    pub(super) fn single(&self) -> Result<Change, Vec<FieldError>> {
        let mut errors = Errors(Vec::new());
        let day = errors.take(Field::Date, required(&self.date));
        let time = errors.take(Field::StartsAt, required(&self.starts_at));
        let minutes = errors.take(Field::Duration, number(&self.duration, MINUTES_MIN, MINUTES_MAX));
        let whole = day.zip(time).zip(minutes);
        whole.map(|((day, time), minutes)| Change::Moved { day, time, minutes }).ok_or(errors.0)
    }
}

fn required<T: std::str::FromStr>(typed: &str) -> Result<T, Problem> {
    let typed = typed.trim();
    let problem = if typed.is_empty() { Problem::Empty } else { Problem::NotAChoice };
    typed.parse().map_err(|_| problem)
}

fn number(typed: &str, least: u32, most: u32) -> Result<u32, Problem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Problem::Empty);
    }
    let number = typed.parse().ok().filter(|number| (least..=most).contains(number));
    number.ok_or(Problem::OutOfRange { least, most })
}

/// Several lines of text, without what disguises it.
fn paragraph(typed: &str) -> Result<String, Problem> {
    let lines = typed.lines().map(|line| text::clean_line(line, usize::MAX).unwrap_or_default());
    let whole = lines.collect::<Vec<_>>().join("\n").trim().to_owned();
    let too_long = whole.chars().count() > DESCRIPTION_MAX;
    if too_long { Err(Problem::TooLong { max: DESCRIPTION_MAX }) } else { Ok(whole) }
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Draft").field("date", &self.date).field("zone", &self.zone).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        Draft {
            title: "Physics".into(),
            date: "2026-11-23".into(),
            starts_at: "09:30".into(),
            zone: "asia/kolkata".into(),
            duration: "60".into(),
            repeats: ONCE.into(),
            ..Draft::default()
        }
    }

    fn errors(draft: Draft) -> Vec<(Field, Problem)> {
        let refused = draft.check(&Limits::default(), BTreeMap::new(), Timestamp(0));
        refused.err().unwrap_or_default().into_iter().map(|error| (error.field, error.problem)).collect()
    }

    #[test]
    fn a_plan_is_read_as_it_was_meant() {
        let typed = Draft {
            repeats: WEEKLY.into(),
            days: vec!["thursday".into(), "monday".into(), "noday".into()],
            ends: AFTER.into(),
            times: " 4 ".into(),
            invitees: "Ravi@Example.org, meera@example.org;\r\n ravi@example.org\n".into(),
            description: "  Bring your book. \r\n\r\nChapter\t4 \0".into(),
            ..draft()
        };
        let checked = typed.check(&Limits::default(), BTreeMap::new(), Timestamp(0)).ok().unwrap();
        assert_eq!(checked.schedule.zone, "Asia/Kolkata");
        assert_eq!(checked.schedule.days().len(), 4);
        let invitees: Vec<&str> = checked.invitees.iter().map(Email::as_str).collect();
        assert_eq!(invitees, ["ravi@example.org", "meera@example.org"]);
        assert_eq!(checked.description, "Bring your book.\n\nChapter 4");
    }

    #[test]
    fn every_error_is_named_at_once() {
        let none = Draft { repeats: DAILY.into(), ends: UNTIL.into(), ..Draft::default() };
        let fields: Vec<Field> = errors(none).into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, [Field::Title, Field::Date, Field::StartsAt, Field::Zone, Field::Duration, Field::Until]);
    }

    #[test]
    fn what_cannot_be_planned() {
        let ends = |ends: &str| Draft { repeats: DAILY.into(), ends: ends.into(), ..draft() };
        for (draft, field, problem) in [
            (Draft { date: "2026-02-30".into(), ..draft() }, Field::Date, Problem::NotAChoice),
            (Draft { zone: "Mars/Olympus".into(), ..draft() }, Field::Zone, Problem::NotAChoice),
            (Draft { duration: "4".into(), ..draft() }, Field::Duration, Problem::OutOfRange { least: 5, most: 1440 }),
            (
                Draft { duration: "-60".into(), ..draft() },
                Field::Duration,
                Problem::OutOfRange { least: 5, most: 1440 },
            ),
            (Draft { repeats: "hourly".into(), ..draft() }, Field::Repeats, Problem::NotAChoice),
            (ends("sometime"), Field::Ends, Problem::NotAChoice),
            (Draft { times: "367".into(), ..ends(AFTER) }, Field::Times, Problem::OutOfRange { least: 1, most: 366 }),
            (Draft { until: "2026-11-22".into(), ..ends(UNTIL) }, Field::Until, Problem::NoDates),
            (Draft { date: "1970-01-01".into(), starts_at: "00:00".into(), ..draft() }, Field::Date, Problem::Over),
            (
                Draft { invitees: "ravi@example.org, meera".into(), ..draft() },
                Field::Invitees,
                Problem::NotAddresses { first: "meera".into() },
            ),
            (
                Draft { description: "x".repeat(2001), ..draft() },
                Field::Description,
                Problem::TooLong { max: DESCRIPTION_MAX },
            ),
        ] {
            assert_eq!(errors(draft), [(field, problem)]);
        }
    }

    #[test]
    fn an_address_cannot_carry_a_header_or_a_second_recipient() {
        for bad in ["a@b.org>\u{b}cc:x@y.org", "\"a b\"@b.org", "<a@b.org>", "a@b\u{2028}.org", "a..b@c.org", "é@b.org"]
        {
            assert!(addresses(bad, INVITEES_MAX).is_err(), "{bad:?}");
        }
        let many: String = (0..=INVITEES_MAX).map(|number| format!("p{number}@example.org\n")).collect();
        assert_eq!(addresses(&many, INVITEES_MAX), Err(Problem::TooMany { most: INVITEES_MAX }));
    }
}
