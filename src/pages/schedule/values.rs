//! What the fields of the form show before anybody has typed.

use std::collections::BTreeMap;

use talkspace_model::{
    Field, Timestamp, WaitingRoom,
    schedule::{Change, CivilDate, CivilTime, Ends, Repeat, Weekday},
};
use talkspace_server::{
    meetings::MeetingSetup,
    schedules::{
        Plan,
        draft::{AFTER, DAILY, NEVER, ONCE, UNTIL, WEEKLY},
        zones::Zone,
    },
};

use super::{super::settings::WAITING_ROOM, box_of};

type Values = BTreeMap<String, String>;

const DURATION: &str = "60";

/// For a plan that is not there yet: the next full hour.
pub fn fresh(title: &str, waiting_room: WaitingRoom, zone: &Zone, now: Timestamp) -> Values {
    let (today, time) = zone.shown(now);
    let (day, hour) = match time.hour() {
        hour @ ..23 => (today, hour + 1),
        _ => (today.after_days(1).unwrap_or(today), 0),
    };
    let time = CivilTime::new(hour, 0).unwrap_or(time);
    let mut values = when(day, time, DURATION);
    set(&mut values, Field::Title, title);
    set(&mut values, Field::Zone, zone.name());
    set(&mut values, Field::Repeats, ONCE);
    set(&mut values, Field::Ends, NEVER);
    values.insert(WAITING_ROOM.to_owned(), waiting_room.as_str().to_owned());
    values
}

/// For a meeting as it is planned.
pub fn of_plan(plan: &Plan) -> Values {
    let schedule = &plan.row.schedule;
    let mut values = when(schedule.first, schedule.time, &schedule.minutes.to_string());
    let MeetingSetup { title, settings, .. } = &plan.setup;
    set(&mut values, Field::Title, title);
    set(&mut values, Field::Zone, &schedule.zone);
    set(&mut values, Field::Description, &plan.row.description);
    let invitees: Vec<&str> = plan.invitees.iter().map(talkspace_model::Email::as_str).collect();
    set(&mut values, Field::Invitees, &invitees.join("\n"));
    values.insert(WAITING_ROOM.to_owned(), settings.waiting_room.as_str().to_owned());
    let (word, days, ends): (_, Vec<Weekday>, _) = match &schedule.repeat {
        Repeat::Once => (ONCE, Vec::new(), Ends::Never),
        Repeat::Daily { ends } => (DAILY, Vec::new(), *ends),
        Repeat::Weekly { days, ends } => (WEEKLY, days.iter().copied().collect(), *ends),
    };
    set(&mut values, Field::Repeats, word);
    values.extend(days.into_iter().map(|day| (box_of(day).to_owned(), "on".to_owned())));
    match ends {
        Ends::Never => set(&mut values, Field::Ends, NEVER),
        Ends::Until { day } => {
            set(&mut values, Field::Ends, UNTIL);
            set(&mut values, Field::Until, &day.to_string());
        }
        Ends::After { count } => {
            set(&mut values, Field::Ends, AFTER);
            set(&mut values, Field::Times, &count.to_string());
        }
    }
    values
}

/// For one date of a series, where it lies now.
pub fn of_date(plan: &Plan, day: CivilDate) -> Values {
    let schedule = &plan.row.schedule;
    let (on, time, minutes) = match schedule.changes.get(&day) {
        Some(Change::Moved { day, time, minutes }) => (*day, *time, *minutes),
        Some(Change::Cancelled) | None => (day, schedule.time, schedule.minutes),
    };
    when(on, time, &minutes.to_string())
}

fn when(day: CivilDate, time: CivilTime, minutes: &str) -> Values {
    let mut values = Values::new();
    set(&mut values, Field::Date, &day.to_string());
    set(&mut values, Field::StartsAt, &time.to_string());
    set(&mut values, Field::Duration, minutes);
    values
}

fn set(values: &mut Values, field: Field, value: &str) {
    values.insert(field.as_str().to_owned(), value.to_owned());
}
