//! What has happened in the room between two looks at it, told once for everybody it is about.
//!
//! Comparing two looks gathers by itself: however many come in between, it is one sentence, and who came and went again
//! is not mentioned.

use std::collections::BTreeMap;

use talkspace_model::{Role, SeatId};
use talkspace_signal::Reaction;

use super::state::{Person, ShownReaction};

/// What of a person is told when it changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    name: String,
    hand: bool,
    screen: bool,
    spotlight: bool,
    role: Role,
}

/// Everybody but oneself.
pub(super) type Roster = BTreeMap<SeatId, Known>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum News {
    Joined,
    Left,
    RaisedHand,
    LoweredHand,
    Shares,
    StoppedSharing,
    Spotlit,
    Became(Role),
    Reacted(Reaction),
}

/// One kind of news and the names of those it is about; never empty.
pub(super) type Told<'a> = (News, Vec<&'a str>);

pub(super) fn roster(people: &[Person]) -> Roster {
    let known = |person: &Person| Known {
        name: person.name.clone(),
        hand: person.hand.is_some(),
        screen: person.publish.screen,
        spotlight: person.spotlight,
        role: person.role,
    };
    people.iter().filter(|person| !person.me).map(|person| (person.seat, known(person))).collect()
}

/// What is new, in the order in which one wants to hear it.
pub(super) fn changes<'a>(before: &'a Roster, now: &'a Roster) -> Vec<Told<'a>> {
    let stayed = |test: &dyn Fn(&Known, &Known) -> bool| {
        let both = now.iter().filter_map(|(seat, known)| Some((before.get(seat)?, known)));
        both.filter(|(before, now)| test(before, now)).map(|(_, now)| now.name.as_str()).collect::<Vec<_>>()
    };
    let became = |role| (News::Became(role), stayed(&|before, now| before.role != role && now.role == role));
    let told = [
        (News::Joined, missing(now, before)),
        (News::Left, missing(before, now)),
        (News::RaisedHand, stayed(&|before, now| !before.hand && now.hand)),
        (News::LoweredHand, stayed(&|before, now| before.hand && !now.hand)),
        (News::Shares, stayed(&|before, now| !before.screen && now.screen)),
        (News::StoppedSharing, stayed(&|before, now| before.screen && !now.screen)),
        (News::Spotlit, stayed(&|before, now| !before.spotlight && now.spotlight)),
    ];
    told.into_iter().chain(Role::ALL.map(became)).filter(|(_, names)| !names.is_empty()).collect()
}

/// The reactions with a greater number than the last that was told; each kind once.
pub(super) fn reactions<'a>(shown: &[ShownReaction], last: u32, people: &'a Roster) -> Vec<Told<'a>> {
    let of = |reaction| {
        let fresh = shown.iter().filter(|shown| shown.number > last && shown.reaction == reaction);
        let mut seats: Vec<SeatId> = fresh.map(|shown| shown.seat).collect();
        seats.sort_unstable();
        seats.dedup();
        let names = seats.iter().filter_map(|seat| people.get(seat)).map(|known| known.name.as_str()).collect();
        (News::Reacted(reaction), names)
    };
    Reaction::ALL.map(of).into_iter().filter(|(_, names): &Told<'_>| !names.is_empty()).collect()
}

/// The names in `these` whose seats are not in `those`.
fn missing<'a>(these: &'a Roster, those: &Roster) -> Vec<&'a str> {
    these.iter().filter(|(seat, _)| !those.contains_key(seat)).map(|(_, known)| known.name.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use talkspace_model::Timestamp;

    fn known(name: &str) -> Known {
        Known { name: name.to_owned(), hand: false, screen: false, spotlight: false, role: Role::Participant }
    }

    fn room(people: &[(u32, Known)]) -> Roster {
        people.iter().map(|(seat, known)| (SeatId(*seat), known.clone())).collect()
    }

    #[test]
    fn a_class_that_comes_in_is_one_piece_of_news() {
        let class = room(&(1..=30).map(|seat| (seat, known("Ravi"))).collect::<Vec<_>>());
        let nobody = Roster::new();
        let told = changes(&nobody, &class);
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].0, told[0].1.len()), (News::Joined, 30));
    }

    #[test]
    fn each_kind_of_change_is_told_and_nothing_else() {
        let hand = Known { hand: true, ..known("Asha") };
        let screen = Known { screen: true, ..known("Ravi") };
        let host = Known { role: Role::CoHost, spotlight: true, ..known("Meera") };
        let quiet = room(&[(1, known("Asha")), (2, known("Ravi")), (3, known("Meera")), (4, known("Tom"))]);
        let busy = room(&[(1, hand), (2, screen), (3, host), (5, known("Zoya"))]);
        let there = [
            (News::Joined, vec!["Zoya"]),
            (News::Left, vec!["Tom"]),
            (News::RaisedHand, vec!["Asha"]),
            (News::Shares, vec!["Ravi"]),
            (News::Spotlit, vec!["Meera"]),
            (News::Became(Role::CoHost), vec!["Meera"]),
        ];
        assert_eq!(changes(&quiet, &busy), there);
        let back = [
            (News::Joined, vec!["Tom"]),
            (News::Left, vec!["Zoya"]),
            (News::LoweredHand, vec!["Asha"]),
            (News::StoppedSharing, vec!["Ravi"]),
            (News::Became(Role::Participant), vec!["Meera"]),
        ];
        assert_eq!(changes(&busy, &quiet), back);
        assert_eq!(changes(&busy, &busy), []);
    }

    #[test]
    fn who_claps_three_times_is_named_once_and_old_reactions_are_not_told_again() {
        let people = room(&[(1, known("Asha")), (2, known("Ravi"))]);
        let shown =
            |number, seat, reaction| ShownReaction { number, seat: SeatId(seat), reaction, since: Timestamp(0) };
        let all = [
            shown(1, 1, Reaction::Heart),
            shown(2, 1, Reaction::Clap),
            shown(3, 2, Reaction::Clap),
            shown(4, 1, Reaction::Clap),
            // One's own, which one has seen oneself send.
            shown(5, 9, Reaction::Laugh),
        ];
        assert_eq!(reactions(&all, 1, &people), [(News::Reacted(Reaction::Clap), vec!["Asha", "Ravi"])]);
        assert_eq!(reactions(&all, 5, &people), []);
    }
}
