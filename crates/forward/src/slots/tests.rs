use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

const COUNTS: SlotCounts = SlotCounts { audio: 2, video: 3, screen: 1 };

fn video(seats: &[u32]) -> Ranking {
    Ranking { video: seats.iter().copied().map(SeatId).collect(), ..Ranking::default() }
}

fn at(millis: u64) -> Moment {
    Moment::from_millis(millis)
}

fn change(slot: &str, seat: impl Into<Option<u32>>, turn: u32) -> SlotAssignment {
    SlotAssignment { slot: slot.parse().unwrap(), seat: seat.into().map(SeatId), turn }
}

#[test]
fn an_empty_slot_is_filled_at_once_and_never_with_oneself() {
    let mut slots = ReceiverSlots::new(SeatId(2), COUNTS);
    slots.update(&video(&[1, 2, 3]), |_| false, at(0));
    assert_eq!(slots.take_changes(), vec![change("v0", 1, 1), change("v1", 3, 1)]);
    assert_eq!(slots.open_seat("v0".parse().unwrap()), Some(SeatId(1)));
    slots.update(&video(&[1, 2, 3]), |_| false, at(1));
    assert_eq!(slots.take_changes(), vec![]);
}

#[test]
fn a_passed_slot_waits_for_the_answer() {
    let mut slots = ReceiverSlots::new(SeatId(9), COUNTS);
    slots.update(&video(&[1, 2, 3]), |_| false, at(0));
    slots.take_changes();
    slots.update(&video(&[4, 3, 1]), |_| false, at(10));
    assert_eq!(slots.take_changes(), vec![change("v1", 4, 2)]);
    let passed = "v1".parse().unwrap();
    assert_eq!(slots.open_seat(passed), None);
    assert!(!slots.ready(passed, 1), "an answer to the former turn opens nothing");
    assert!(!slots.handle_timeout(at(900)));
    assert_eq!(slots.take_changes(), vec![]);
    assert_eq!(slots.poll_timeout(), Some(at(1010)));
    assert!(!slots.handle_timeout(at(1010)));
    assert_eq!(slots.take_changes(), vec![change("v1", 4, 2)], "announced again after a second");
    assert!(slots.ready(passed, 2));
    assert!(!slots.ready(passed, 2));
    assert_eq!(slots.open_seat(passed), Some(SeatId(4)));
    assert_eq!(slots.poll_timeout(), None);
}

#[test]
fn what_the_page_shows_comes_before_whoever_spoke_last() {
    let mut slots = ReceiverSlots::new(SeatId(9), COUNTS);
    slots.update(&video(&[1, 2, 3, 4, 5]), |seat| seat.0 >= 4, at(0));
    assert_eq!(slots.take_changes(), vec![change("v0", 4, 1), change("v1", 5, 1), change("v2", 1, 1)]);
    slots.update(&video(&[3, 2, 1, 4, 5]), |seat| seat.0 <= 3, at(10));
    assert_eq!(slots.take_changes(), vec![change("v0", 3, 2), change("v1", 2, 2)]);
}

#[test]
fn a_newcomer_takes_an_empty_slot_before_a_leavers() {
    let mut slots = ReceiverSlots::new(SeatId(9), COUNTS);
    slots.update(&video(&[1, 2]), |_| false, at(0));
    slots.take_changes();
    slots.update(&video(&[3, 2]), |_| false, at(10));
    assert_eq!(slots.take_changes(), vec![change("v2", 3, 1), change("v0", None, 2)]);
}

#[test]
fn a_slot_just_emptied_waits_until_it_is_surely_empty() {
    let mut slots = ReceiverSlots::new(SeatId(9), SlotCounts { video: 1, ..COUNTS });
    let slot = "v0".parse().unwrap();
    slots.update(&video(&[1]), |_| false, at(0));
    slots.update(&video(&[]), |_| false, at(10));
    slots.update(&video(&[2]), |_| false, at(20));
    assert_eq!(slots.open_seat(slot), None);
    assert_eq!(slots.poll_timeout(), Some(at(1020)));
    assert!(slots.handle_timeout(at(2010)));
    assert_eq!(slots.open_seat(slot), Some(SeatId(2)));

    slots.update(&video(&[]), |_| false, at(3000));
    assert!(!slots.ready(slot, 4));
    slots.update(&video(&[3]), |_| false, at(3001));
    assert_eq!(slots.open_seat(slot), Some(SeatId(3)), "the emptying was answered");
}

#[test]
fn voices_need_no_answer() {
    let mut slots = ReceiverSlots::new(SeatId(9), COUNTS);
    let ranking = |seats: &[u32]| Ranking { audio: video(seats).video, ..Ranking::default() };
    slots.update(&ranking(&[1, 2]), |_| false, at(0));
    slots.update(&ranking(&[3, 1]), |_| false, at(10));
    assert_eq!(slots.open_seat("a1".parse().unwrap()), Some(SeatId(3)));
    assert_eq!(slots.take_changes(), vec![change("a0", 1, 1), change("a1", 3, 2)], "the last word on each");
}

#[test]
fn a_new_connection_is_told_everything_anew() {
    let mut slots = ReceiverSlots::new(SeatId(9), COUNTS);
    slots.update(&video(&[1, 2, 3]), |_| false, at(0));
    slots.update(&video(&[4, 3, 1]), |_| false, at(10));
    slots.take_changes();
    slots.restart(COUNTS);
    assert_eq!(slots.take_changes(), vec![change("v0", 1, 2), change("v1", 4, 3), change("v2", 3, 2)]);
    assert_eq!(slots.open_slots().count(), 3);
}

#[derive(Debug, Clone)]
enum Event {
    Rank(Vec<u32>),
    Answer { index: u8, stale: bool },
    Wait(u64),
    Restart,
}

fn event() -> impl Strategy<Value = Event> {
    let seats = Just((0..8).collect::<Vec<u32>>()).prop_shuffle();
    prop_oneof![
        4 => (seats, 0_usize..8).prop_map(|(seats, count)| Event::Rank(seats[..count].to_vec())),
        3 => (0_u8..3, any::<bool>()).prop_map(|(index, stale)| Event::Answer { index, stale }),
        2 => (1_u64..3000).prop_map(Event::Wait),
        1 => Just(Event::Restart),
    ]
}

/// What a client knows: the last announcement of each slot, and what it has answered.
#[derive(Default)]
struct Client {
    told: BTreeMap<SlotId, SlotAssignment>,
}

impl Client {
    fn take(&mut self, changes: Vec<SlotAssignment>) {
        for change in changes {
            let before = self.told.insert(change.slot, change);
            if let Some(before) = before {
                assert!(
                    change.turn > before.turn || change == before,
                    "a change has a new turn: {before:?} {change:?}"
                );
            }
        }
    }
}

proptest! {
    #[test]
    fn slots_follow_the_ranking_and_keep_their_people(events in prop::collection::vec(event(), 1..60)) {
        const ME: u32 = 0;
        let mut slots = ReceiverSlots::new(SeatId(ME), COUNTS);
        let mut client = Client::default();
        let mut ranking = Ranking::default();
        let mut now = at(0);
        for event in events {
            let before = client.told.clone();
            match event {
                Event::Rank(seats) => {
                    ranking = video(&seats);
                    slots.update(&ranking, |_| false, now);
                }
                Event::Answer { index, stale } => {
                    let slot = SlotId::new(SlotKind::Video, index);
                    let turn = client.told.get(&slot).map_or(0, |told| told.turn);
                    let opened = slots.ready(slot, if stale { turn.wrapping_sub(1) } else { turn });
                    prop_assert!(!(stale && opened));
                }
                Event::Wait(millis) => {
                    now = now + Duration::from_millis(millis);
                    slots.handle_timeout(now);
                }
                Event::Restart => slots.restart(COUNTS),
            }
            client.take(slots.take_changes());

            let wanted: Vec<SeatId> = ranking.video.iter().copied().filter(|s| s.0 != ME).take(3).collect();
            let mut seated: Vec<SeatId> = client.told.values().filter_map(|told| told.seat).collect();
            for told in before.values() {
                if told.seat.is_some_and(|seat| wanted.contains(&seat)) {
                    prop_assert_eq!(client.told[&told.slot].seat, told.seat, "whoever stays eligible keeps the slot");
                }
            }
            for (slot, seat) in slots.open_slots() {
                prop_assert_eq!(client.told[&slot].seat, Some(seat), "only what was announced may flow");
            }
            seated.sort_unstable();
            let mut wanted = wanted;
            wanted.sort_unstable();
            prop_assert_eq!(seated, wanted);
        }
    }
}
