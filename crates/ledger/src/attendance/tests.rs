use std::collections::BTreeSet;

use proptest::prelude::*;
use talkspace_model::{AttendanceId, LeaveReason};

use super::*;

const MINUTE: i64 = 60_000;

fn at(minutes: i64) -> Timestamp {
    Timestamp(minutes * MINUTE)
}

fn lasted(minutes: i64) -> RunTimes {
    RunTimes { started: at(0), ended: Some(at(minutes)), planned_start: None, planned_end: None }
}

fn planned(run: RunTimes, start: i64, end: i64) -> RunTimes {
    RunTimes { planned_start: Some(at(start)), planned_end: Some(at(end)), ..run }
}

fn stay(person: &str, name: &str, joined: i64, left: impl Into<Option<i64>>) -> PersonStay {
    let left = left.into();
    PersonStay {
        person: (!person.is_empty()).then(|| person.to_owned()),
        name: name.to_owned(),
        stay: Stay { role: Role::Participant, joined: at(joined), left: left.map(at) },
        seen: at(left.unwrap_or(joined)),
        tally: Tally { spoke: Millis(1000), poor: Millis(50), hands: 1, shares: 0 },
    }
}

fn fold(run: RunTimes, stays: Vec<PersonStay>) -> Vec<Attendee> {
    attendance(&run, stays, &BTreeMap::new(), at(90))
}

#[test]
fn rejoins_and_second_devices_make_one_line_with_the_sum() {
    let stays = vec![
        stay("user a", "Asha", 0, 20),
        stay("user a", "Asha (phone)", 10, 30),
        stay("user a", "Asha Patil", 40, 60),
    ];
    let people = fold(lasted(60), stays);
    assert_eq!(people.len(), 1);
    let asha = &people[0];
    assert_eq!((asha.name.as_str(), asha.present, asha.rejoins), ("Asha Patil", Millis(50 * MINUTE), 1));
    assert_eq!((asha.permille, asha.tally.hands, asha.tally.spoke), (833, 3, Millis(3000)));
}

#[test]
fn guests_go_by_their_names() {
    let stays = vec![
        stay("guest 1", "Meera Joshi", 0, 10),
        stay("guest 2", "meera  joshi", 20, 30),
        stay("", "Meera Joshi", 40, 50),
        stay("guest 3", "Meera", 0, 60),
        stay("user m", "Meera Joshi", 0, 60),
    ];
    let people = fold(lasted(60), stays);
    let told: Vec<_> = people.iter().map(|one| (one.name.as_str(), one.guest, one.present.0 / MINUTE)).collect();
    assert_eq!(told, [("Meera", true, 60), ("Meera Joshi", true, 30), ("Meera Joshi", false, 60)]);
}

#[test]
fn a_guest_who_took_another_name_is_one_person() {
    let people = fold(lasted(60), vec![stay("guest 1", "Guest", 0, 10), stay("guest 1", "Lina", 20, 30)]);
    assert_eq!((people.len(), people[0].name.as_str()), (1, "Lina"));
}

#[test]
fn a_leave_that_was_never_written_is_when_the_person_was_last_seen() {
    let crashed = PersonStay { seen: at(25), ..stay("user a", "Asha", 5, None) };
    let people = fold(lasted(60), vec![crashed.clone()]);
    assert_eq!((people[0].left, people[0].present), (Some(at(25)), Millis(20 * MINUTE)));
    let live = RunTimes { ended: None, ..lasted(0) };
    assert_eq!(fold(live, vec![crashed])[0].left, None, "the run goes on, and so does the stay");
}

#[test]
fn a_clock_that_was_set_back_costs_the_stay_but_nothing_else() {
    let people = fold(lasted(60), vec![stay("user a", "Asha", 30, 10), stay("user a", "Asha", 40, 50)]);
    assert_eq!((people[0].present, people[0].left), (Millis(10 * MINUTE), Some(at(50))));
}

#[test]
fn late_and_early_are_against_the_plan() {
    let run = planned(lasted(70), 10, 60);
    let people = fold(run, vec![stay("user a", "Asha", 5, 65), stay("user b", "Ravi", 17, 50)]);
    let told: Vec<_> = people.iter().map(|one| (one.late, one.early, one.permille)).collect();
    let minutes = |minutes| Some(Millis(minutes * MINUTE));
    assert_eq!(told, [(None, None, 1000), (minutes(7), minutes(10), 660)]);
}

#[test]
fn less_than_a_minute_is_on_time() {
    let run = planned(lasted(60), 0, 60);
    let shifted = |millis: i64| PersonStay {
        stay: Stay { role: Role::Participant, joined: Timestamp(millis), left: Some(at(60)) },
        ..stay("user a", "Asha", 0, 60)
    };
    assert_eq!(fold(run, vec![shifted(MINUTE - 1)])[0].late, None);
    assert_eq!(fold(run, vec![shifted(MINUTE)])[0].late, Some(Millis(MINUTE)));
}

#[test]
fn of_a_lesson_that_goes_on_counts_what_there_was() {
    let run = planned(RunTimes { ended: None, ..lasted(0) }, 0, 120);
    let people = attendance(&run, vec![stay("user a", "Asha", 30, None)], &BTreeMap::new(), at(60));
    assert_eq!((people[0].permille, people[0].left, people[0].early), (500, None, None));
}

#[test]
fn messages_are_added_up_over_a_guests_devices() {
    let messages = BTreeMap::from([("guest 1".to_owned(), 2), ("guest 2".to_owned(), 3), ("user x".to_owned(), 9)]);
    let stays = vec![stay("guest 1", "Meera", 0, 5), stay("guest 2", "Meera", 6, 9), stay("guest 1", "Meera", 9, 10)];
    assert_eq!(attendance(&lasted(60), stays, &messages, at(60))[0].messages, 5);
}

#[test]
fn the_talk_is_shared_out() {
    let people =
        fold(lasted(60), vec![stay("user a", "A", 0, 9), stay("user b", "B", 0, 9), stay("user b", "B", 10, 19)]);
    let shares: Vec<u32> = people.iter().map(|one| talk_share(one, &people)).collect();
    assert_eq!(shares, [333, 666]);
    let silent: Vec<Attendee> = people.iter().map(|one| Attendee { tally: Tally::default(), ..one.clone() }).collect();
    assert_eq!(talk_share(&silent[0], &silent), 0);
}

#[test]
fn facts_make_stays() {
    let fact =
        |ordinal, minutes, stay: &str, event| Fact { ordinal, at: at(minutes), stay: AttendanceId::new(stay), event };
    let joined = |person: &str| Event::Joined { person: person.into(), name: "Asha".into(), role: Role::Host };
    let spoke = |seconds| Event::Noted(Note::Spoke { span: Millis::from_secs(seconds) });
    let facts = [
        fact(1, 0, "s1", joined("user a")),
        fact(2, 1, "s2", joined("guest b")),
        fact(3, 2, "s1", Event::Noted(Note::HandRaised)),
        fact(4, 3, "s1", spoke(5)),
        fact(5, 4, "s2", Event::Renamed { name: "Bela".into() }),
        fact(6, 5, "s1", Event::Left { reason: LeaveReason::Left }),
        fact(7, 6, "s1", Event::Left { reason: LeaveReason::Ended }),
        fact(8, 7, "unknown", spoke(9)),
        fact(9, 8, "s2", spoke(7)),
    ];
    let made = stays(&facts);
    assert_eq!(made.len(), 2);
    assert_eq!((made[0].stay.left, made[0].tally.hands), (Some(at(5)), 1), "the first leave counts");
    assert_eq!((made[1].name.as_str(), made[1].stay.left, made[1].seen), ("Bela", None, at(8)));
    assert_eq!(made[1].tally.spoke, Millis(7000));
}

fn any_stay() -> impl Strategy<Value = PersonStay> {
    let person = prop_oneof![Just("user a"), Just("user b"), Just("guest c"), Just("guest d"), Just("")];
    let name = prop_oneof![Just("Asha"), Just("ravi"), Just("Ravi")];
    (person, name, 0..60i64, proptest::option::of(0..60i64), 0..60i64).prop_map(|(person, name, joined, left, seen)| {
        PersonStay { seen: at(seen), ..stay(person, name, joined, left) }
    })
}

fn any_run() -> impl Strategy<Value = RunTimes> {
    let plan = proptest::option::of((0..40i64, 1..40i64));
    (proptest::option::of(1..90i64), plan).prop_map(|(ended, plan)| RunTimes {
        started: at(0),
        ended: ended.map(at),
        planned_start: plan.map(|(start, _)| at(start)),
        planned_end: plan.map(|(start, long)| at(start + long)),
    })
}

proptest! {
    /// Every stay belongs to exactly one person, and nobody gains or loses by the order in which stays are told.
    #[test]
    fn nothing_is_lost_or_counted_twice(run in any_run(), stays in proptest::collection::vec(any_stay(), 0..12)) {
        let people = attendance(&run, stays.clone(), &BTreeMap::new(), at(70));
        let count = u32::try_from(stays.len()).unwrap();
        prop_assert_eq!(people.iter().map(|one| one.tally.hands).sum::<u32>(), count);
        let keys: BTreeSet<&String> = people.iter().map(|one| &one.key).collect();
        prop_assert_eq!(keys.len(), people.len());
        let mut shuffled = stays;
        shuffled.reverse();
        let times = |people: Vec<Attendee>| -> Vec<(String, Millis, u32, u32)> {
            people.into_iter().map(|one| (one.key, one.present, one.permille, one.rejoins)).collect()
        };
        let names_are_settled = |stays: &[PersonStay]| {
            let mut last: BTreeMap<(&Option<String>, Timestamp), &str> = BTreeMap::new();
            stays.iter().all(|stay| *last.entry((&stay.person, stay.stay.joined)).or_insert(&stay.name) == stay.name)
        };
        // Of two names taken in the same moment either may be the last one.
        if names_are_settled(&shuffled) {
            prop_assert_eq!(times(attendance(&run, shuffled, &BTreeMap::new(), at(70))), times(people));
        }
    }

    /// Against a set of the minutes in which somebody was there.
    #[test]
    fn presence_is_the_union_of_the_stays(run in any_run(), stays in proptest::collection::vec(any_stay(), 1..8)) {
        let mine: Vec<PersonStay> =
            stays.into_iter().map(|stay| PersonStay { person: Some("user a".into()), ..stay }).collect();
        let end = |stay: &PersonStay| match (stay.stay.left, run.ended) {
            (Some(left), _) => left,
            (None, Some(_)) => stay.seen,
            (None, None) => at(70),
        };
        let minutes: BTreeSet<i64> =
            mine.iter().flat_map(|stay| stay.stay.joined.0 / MINUTE..end(stay).0 / MINUTE).collect();
        let people = attendance(&run, mine.clone(), &BTreeMap::new(), at(70));
        prop_assert_eq!(people[0].present.0 / MINUTE, minutes.len() as i64);
        let start = run.planned_start.unwrap_or(run.started).0 / MINUTE;
        let stop = match (run.planned_end, run.ended) {
            (Some(planned), None) => planned.min(at(70)),
            (Some(planned), Some(_)) => planned,
            (None, ended) => ended.unwrap_or(at(70)),
        }.0 / MINUTE;
        let inside = minutes.range(start..stop.max(start)).count() as i64;
        let expected = if stop <= start { 1000 } else { inside * 1000 / (stop - start) };
        prop_assert_eq!(i64::from(people[0].permille), expected);
        for percent in [0, 50, 75, 100] {
            prop_assert_eq!(people[0].was_there_for(percent), expected >= i64::from(percent) * 10);
        }
    }
}
