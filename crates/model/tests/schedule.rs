//! Series of dates against a slow reference that knows nothing of how they are made.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use talkspace_model::{
    Millis, Timestamp,
    schedule::{Change, CivilDate, CivilTime, DATES_MAX, Ends, PlannedDate, Repeat, Schedule, Weekday},
};

fn day(text: &str) -> CivilDate {
    text.parse().expect("a day")
}

fn time(text: &str) -> CivilTime {
    text.parse().expect("a time")
}

/// A place without a time zone: its clocks show the universal time.
fn moment(day: CivilDate, time: CivilTime) -> Timestamp {
    let (mut days, mut walk) = (0, CivilDate::new(1970, 1, 1).expect("exists"));
    // A thousand days at a time while that is not too far, then one by one.
    while walk < day {
        let far = walk.after_days(1000).filter(|far| *far <= day);
        days += if far.is_some() { 1000 } else { 1 };
        walk = far.or_else(|| walk.after_days(1)).expect("inside the calendar");
    }
    Timestamp(((days * 24 + i64::from(time.hour())) * 60 + i64::from(time.minute())) * 60_000)
}

fn schedule(repeat: Repeat) -> Schedule {
    let (first, time, zone) = (day("2026-11-23"), time("09:30"), "Asia/Kolkata".to_owned());
    Schedule { first, time, zone, minutes: 60, repeat, changes: BTreeMap::new() }
}

fn texts(days: &[CivilDate]) -> Vec<String> {
    days.iter().map(ToString::to_string).collect()
}

#[test]
fn once_daily_weekly() {
    assert_eq!(texts(&schedule(Repeat::Once).days()), ["2026-11-23"]);
    let daily = schedule(Repeat::Daily { ends: Ends::Until { day: day("2026-11-25") } });
    assert_eq!(texts(&daily.days()), ["2026-11-23", "2026-11-24", "2026-11-25"]);
    let days = [Weekday::Monday, Weekday::Thursday].into();
    let weekly = schedule(Repeat::Weekly { days, ends: Ends::After { count: 4 } });
    assert_eq!(texts(&weekly.days()), ["2026-11-23", "2026-11-26", "2026-11-30", "2026-12-03"]);
}

#[test]
fn a_series_is_bounded() {
    for ends in [Ends::Never, Ends::After { count: u32::MAX }, Ends::Until { day: day("9000-12-31") }] {
        assert_eq!(schedule(Repeat::Daily { ends }).days().len(), DATES_MAX as usize);
        let weekly = schedule(Repeat::Weekly { days: [Weekday::Sunday].into(), ends });
        assert_eq!(weekly.days().len(), DATES_MAX as usize);
    }
    assert!(schedule(Repeat::Weekly { days: BTreeSet::new(), ends: Ends::Never }).days().is_empty());
    let last = Schedule { first: day("9000-12-31"), ..schedule(Repeat::Daily { ends: Ends::Never }) };
    assert_eq!(last.days().len(), 1, "where the calendar ends");
}

#[test]
fn single_dates_are_moved_and_cancelled() {
    let mut weekly = schedule(Repeat::Weekly { days: [Weekday::Monday].into(), ends: Ends::After { count: 3 } });
    weekly.changes.insert(day("2026-11-30"), Change::Cancelled);
    let moved = Change::Moved { day: day("2026-11-22"), time: time("08:00"), minutes: 30 };
    weekly.changes.insert(day("2026-12-07"), moved);
    let dates = weekly.dates(moment);
    let planned = |name: &str, on: &str, at: &str, minutes| {
        let start = moment(day(on), time(at));
        PlannedDate { day: day(name), start, end: start + Millis::from_mins(minutes) }
    };
    let first = planned("2026-12-07", "2026-11-22", "08:00", 30);
    assert_eq!(dates, [first, planned("2026-11-23", "2026-11-23", "09:30", 60)]);
}

#[test]
fn a_plan_settles_on_its_first_day() {
    let mut weekly = schedule(Repeat::Weekly { days: [Weekday::Wednesday].into(), ends: Ends::Never });
    weekly.changes = [(day("2026-11-24"), Change::Cancelled), (day("2026-12-02"), Change::Cancelled)].into();
    let settled = weekly.settled();
    assert_eq!(settled.first, day("2026-11-25"));
    assert_eq!(settled.changes.into_keys().collect::<Vec<_>>(), [day("2026-12-02")]);
    let without = schedule(Repeat::Weekly { days: BTreeSet::new(), ends: Ends::Never }).settled();
    assert_eq!(without.days().first(), Some(&day("2026-11-23")));
}

#[test]
fn how_a_plan_is_stored() {
    let mut weekly = schedule(Repeat::Weekly { days: [Weekday::Monday].into(), ends: Ends::After { count: 3 } });
    weekly.changes.insert(day("2026-11-30"), Change::Cancelled);
    let json = r#"{"first":"2026-11-23","time":"09:30","zone":"Asia/Kolkata","minutes":60,"repeat":{"kind":"weekly","days":["monday"],"ends":{"kind":"after","count":3}},"changes":{"2026-11-30":{"kind":"cancelled"}}}"#;
    assert_eq!(serde_json::to_string(&weekly).expect("writes"), json);
    assert_eq!(serde_json::from_str::<Schedule>(json).expect("reads"), weekly);
}

fn any_ends() -> impl Strategy<Value = Ends> {
    prop_oneof![
        Just(Ends::Never),
        (0..800_i32).prop_map(|days| Ends::Until { day: day("2026-11-20").after_days(days).expect("exists") }),
        (0..500_u32).prop_map(|count| Ends::After { count }),
    ]
}

fn any_repeat() -> impl Strategy<Value = Repeat> {
    let days = proptest::collection::btree_set(proptest::sample::select(Weekday::ALL.to_vec()), 0..=7);
    prop_oneof![
        Just(Repeat::Once),
        any_ends().prop_map(|ends| Repeat::Daily { ends }),
        (days, any_ends()).prop_map(|(days, ends)| Repeat::Weekly { days, ends }),
    ]
}

/// Looks at every single day of seven years and asks whether it is one.
fn reference(schedule: &Schedule) -> Vec<CivilDate> {
    let (ends, on): (Ends, Vec<Weekday>) = match &schedule.repeat {
        Repeat::Once => return vec![schedule.first],
        Repeat::Daily { ends } => (*ends, Weekday::ALL.to_vec()),
        Repeat::Weekly { days, ends } => (*ends, days.iter().copied().collect()),
    };
    let mut found = Vec::new();
    for year in 2026..=2035 {
        for month in 1..=12 {
            for number in 1..=31 {
                let Some(day) = CivilDate::new(year, month, number) else { continue };
                let full = match ends {
                    Ends::Never => false,
                    Ends::Until { day: last } => day > last,
                    Ends::After { count } => found.len() >= count as usize,
                };
                if day >= schedule.first && on.contains(&day.weekday()) && !full && found.len() < 366 {
                    found.push(day);
                }
            }
        }
    }
    found
}

proptest! {
    #[test]
    fn a_series_is_what_looking_at_every_day_finds(repeat in any_repeat(), later in 0..400_i32) {
        let first = day("2026-11-23").after_days(later).expect("exists");
        let schedule = Schedule { first, ..schedule(repeat) };
        prop_assert_eq!(schedule.days(), reference(&schedule));
    }

    #[test]
    fn settling_twice_changes_nothing_more(repeat in any_repeat()) {
        let settled = schedule(repeat).settled();
        prop_assert_eq!(settled.clone().settled(), settled.clone());
        prop_assert!(settled.days().is_empty() || settled.days()[0] == settled.first);
    }

    #[test]
    fn what_takes_place_is_in_order_and_never_cancelled(repeat in any_repeat(), gone in proptest::collection::btree_set(0..60_i32, 0..9)) {
        let mut schedule = schedule(repeat);
        let gone: BTreeSet<CivilDate> = gone.into_iter().filter_map(|days| schedule.first.after_days(days)).collect();
        schedule.changes = gone.iter().map(|day| (*day, Change::Cancelled)).collect();
        let dates = schedule.dates(moment);
        prop_assert!(dates.is_sorted_by_key(|date| date.start));
        prop_assert!(dates.iter().all(|date| !gone.contains(&date.day) && date.end > date.start));
        let rest = schedule.days().into_iter().filter(|day| !gone.contains(day)).count();
        prop_assert_eq!(dates.len(), rest);
    }
}
