//! Who is where in the list of people.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use talkspace_model::{Role, SeatId, Timestamp};

use crate::room::state::Person;

/// The seats to list: those whose name holds what is searched for, myself first, then hosts and co-hosts, raised hands
/// in the order raised, who speaks, and the rest by name. With `held`, whoever was listed stays in place: a list must
/// not move under the keyboard.
pub(super) fn arrange(people: &[Person], wanted: &str, held: Option<&[SeatId]>) -> Vec<SeatId> {
    let wanted = folded(wanted);
    let mut found: Vec<(Rank, SeatId)> = people
        .iter()
        .map(|person| (person, folded(&person.name)))
        .filter(|(_, name)| wanted.split_whitespace().all(|word| name.contains(word)))
        .map(|(person, name)| (rank(person, name), person.seat))
        .collect();
    found.sort();
    let seats = found.into_iter().map(|(_, seat)| seat);
    match held {
        None => seats.collect(),
        Some(held) => keep_places(seats, held),
    }
}

/// Not me; which group; in it, when the hand was raised; the name.
type Rank = (bool, Reverse<Role>, Group, Option<Timestamp>, String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Hand,
    Speaking,
    Rest,
}

fn rank(person: &Person, name: String) -> Rank {
    // Among those who do not steer the role makes no difference.
    let role = if person.role.steers() { person.role } else { Role::Viewer };
    let group = match (person.hand, person.speaking) {
        (Some(_), _) => Group::Hand,
        (None, true) => Group::Speaking,
        (None, false) => Group::Rest,
    };
    (!person.me, Reverse(role), group, person.hand, name)
}

/// Capital letters make no difference, neither in the order nor in the search.
fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}

fn keep_places(seats: impl Iterator<Item = SeatId>, held: &[SeatId]) -> Vec<SeatId> {
    let seats: Vec<SeatId> = seats.collect();
    let places: BTreeMap<SeatId, usize> = held.iter().enumerate().map(|(place, seat)| (*seat, place)).collect();
    let mut kept = seats;
    // A stable sort: newcomers come last, in their own order.
    kept.sort_by_key(|seat| places.get(seat).copied().unwrap_or(usize::MAX));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room() -> Vec<Person> {
        let with = |person: Person, change: fn(&mut Person)| {
            let mut person = person;
            change(&mut person);
            person
        };
        vec![
            Person::example(1, "zoya", Role::Participant),
            with(Person::example(2, "Tom", Role::Participant), |tom| tom.speaking = true),
            with(Person::example(3, "Meera", Role::Viewer), |meera| meera.hand = Some(Timestamp(20))),
            with(Person::example(4, "Ravi Kulkarni", Role::Presenter), |ravi| ravi.hand = Some(Timestamp(10))),
            Person::example(5, "Lina", Role::CoHost),
            Person::example(6, "Asha", Role::Host),
            with(Person::example(7, "Uma", Role::Participant), |uma| uma.me = true),
            Person::example(8, "Anil", Role::Participant),
        ]
    }

    fn numbers(seats: &[SeatId]) -> Vec<u32> {
        seats.iter().map(|seat| seat.0).collect()
    }

    #[test]
    fn hosts_then_hands_in_their_order_then_speaking_then_names() {
        assert_eq!(numbers(&arrange(&room(), "", None)), [7, 6, 5, 4, 3, 2, 8, 1]);
    }

    #[test]
    fn the_search_finds_parts_of_names_in_any_case() {
        assert_eq!(numbers(&arrange(&room(), " kul RAVI", None)), [4]);
        assert_eq!(numbers(&arrange(&room(), "m", None)), [7, 3, 2]);
        assert!(arrange(&room(), "nobody", None).is_empty());
    }

    #[test]
    fn a_held_list_does_not_move() {
        let before = arrange(&room(), "", None);
        let mut people = room();
        people[0].hand = Some(Timestamp(1));
        people.push(Person::example(9, "Bela", Role::CoHost));
        people.retain(|person| person.name != "Tom");
        let held = arrange(&people, "", Some(&before));
        assert_eq!(numbers(&held), [7, 6, 5, 4, 3, 8, 1, 9]);
    }
}
