//! Who is on the stage: which tiles are large, which small, and who is only counted.

use talkspace_model::SeatId;

use super::state::{Person, Picture};

/// One picture of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct TileKey {
    pub seat: SeatId,
    pub picture: Picture,
}

/// How the person wants the stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LayoutMode {
    Grid,
    Speaker,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Cast {
    pub featured: Vec<TileKey>,
    pub others: Vec<TileKey>,
    /// How many people have no tile.
    pub hidden: usize,
}

/// What decides about the cast besides the people themselves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Wish {
    pub mode: LayoutMode,
    pub pinned: Option<TileKey>,
    /// Who of the others spoke last.
    pub speaker: Option<SeatId>,
}

impl TileKey {
    pub(super) fn camera(seat: SeatId) -> Self {
        Self { seat, picture: Picture::Camera }
    }

    pub(super) fn screen(seat: SeatId) -> Self {
        Self { seat, picture: Picture::Screen }
    }
}

/// The large tiles: what is pinned, else shared screens (of others: one's own screen shown large would show itself),
/// else, if wished, the speaker.
pub(super) fn featured(people: &[Person], wish: Wish) -> Vec<TileKey> {
    let exists = |key: &TileKey| people.iter().any(|person| tiles_of(person).any(|tile| tile == *key));
    if let Some(pinned) = wish.pinned.filter(exists) {
        return vec![pinned];
    }
    let screens: Vec<TileKey> =
        people.iter().filter(|person| shares(person) && !person.me).map(|p| TileKey::screen(p.seat)).collect();
    if !screens.is_empty() {
        return screens.into_iter().take(2).collect();
    }
    match wish.mode {
        LayoutMode::Grid => Vec::new(),
        LayoutMode::Speaker => speaker(people, wish.speaker).map(TileKey::camera).into_iter().collect(),
    }
}

fn speaker(people: &[Person], last: Option<SeatId>) -> Option<SeatId> {
    let here = |seat: &SeatId| people.iter().any(|person| person.seat == *seat);
    let first_other = || people.iter().find(|person| !person.me).or(people.first()).map(|person| person.seat);
    last.filter(here).or_else(first_other)
}

/// Fills the places beside the featured tiles. Nobody who has a place loses it as long as there are enough; when there
/// are not, somebody who speaks takes the place of somebody silent. The own tile always has one, the last.
pub(super) fn cast(previous: &[TileKey], people: &[Person], featured: Vec<TileKey>, places: usize) -> Cast {
    let all: Vec<TileKey> = in_order(people).filter(|tile| !featured.contains(tile)).collect();
    if all.len() <= places {
        return Cast { featured, others: all, hidden: 0 };
    }
    // One place is for the tile that counts those who have none.
    let chosen = choose(previous, people, &all, places.saturating_sub(1).max(1));
    let others: Vec<TileKey> = all.into_iter().filter(|tile| chosen.contains(tile)).collect();
    let on_stage = |person: &&Person| tiles_of(person).any(|tile| featured.contains(&tile) || others.contains(&tile));
    let hidden = people.len() - people.iter().filter(on_stage).count();
    Cast { featured, others, hidden }
}

/// Everybody's tiles in the order they came, oneself last.
fn in_order(people: &[Person]) -> impl Iterator<Item = TileKey> {
    let others = people.iter().filter(|person| !person.me);
    others.chain(people.iter().filter(|person| person.me)).flat_map(tiles_of)
}

fn tiles_of(person: &Person) -> impl Iterator<Item = TileKey> {
    let screen = shares(person).then_some(TileKey::screen(person.seat));
    screen.into_iter().chain([TileKey::camera(person.seat)])
}

/// Whoever has gone without a word is still said to share, but nothing comes any more.
fn shares(person: &Person) -> bool {
    person.publish.screen && (!person.away || person.screen_live)
}

fn choose(previous: &[TileKey], people: &[Person], all: &[TileKey], places: usize) -> Vec<TileKey> {
    let find = |tile: &TileKey| people.iter().find(|person| person.seat == tile.seat);
    let rank = |tile: &TileKey| {
        let person = find(tile);
        let me = person.is_some_and(|person| person.me);
        let speaks = person.is_some_and(|person| person.speaking);
        (!me, tile.picture == Picture::Camera, !speaks, !previous.contains(tile))
    };
    let mut ranked = all.to_vec();
    ranked.sort_by_key(rank);
    ranked.truncate(places);
    ranked
}

#[cfg(test)]
mod tests {
    use super::*;
    use talkspace_model::Role;

    fn person(seat: u32) -> Person {
        Person { me: seat == 0, ..Person::example(seat, &format!("Person {seat}"), Role::Participant) }
    }

    fn camera(seat: u32) -> TileKey {
        TileKey::camera(SeatId(seat))
    }

    const GRID: Wish = Wish { mode: LayoutMode::Grid, pinned: None, speaker: None };

    #[test]
    fn everybody_has_a_tile_and_oneself_the_last() {
        let people: Vec<Person> = (0..4).map(person).collect();
        let cast = cast(&[], &people, featured(&people, GRID), 16);
        assert_eq!(cast, Cast { featured: vec![], others: [1, 2, 3, 0].map(camera).to_vec(), hidden: 0 });
    }

    #[test]
    fn whoever_speaks_gets_the_place_of_somebody_silent_and_nobody_else_moves() {
        let mut people: Vec<Person> = (0..8).map(person).collect();
        let before = cast(&[], &people, vec![], 4);
        assert_eq!((before.others.clone(), before.hidden), ([1, 2, 0].map(camera).to_vec(), 5));
        people[6].speaking = true;
        let after = cast(&before.others, &people, vec![], 4);
        assert_eq!((after.others.clone(), after.hidden), ([1, 6, 0].map(camera).to_vec(), 5));
        people[6].speaking = false;
        assert_eq!(cast(&after.others, &people, vec![], 4), after);
    }

    #[test]
    fn a_shared_screen_is_large_but_never_ones_own() {
        let mut people: Vec<Person> = (0..3).map(person).collect();
        people[0].publish.screen = true;
        assert_eq!(featured(&people, GRID), []);
        people[2].publish.screen = true;
        assert_eq!(featured(&people, GRID), [TileKey::screen(SeatId(2))]);
        let cast = cast(&[], &people, featured(&people, GRID), 16);
        assert_eq!(cast.others, [camera(1), camera(2), TileKey::screen(SeatId(0)), camera(0)]);
    }

    #[test]
    fn a_screen_goes_with_the_page_that_shared_it() {
        let mut people: Vec<Person> = (0..2).map(person).collect();
        (people[1].publish.screen, people[1].screen_live, people[1].away) = (true, true, true);
        assert_eq!(featured(&people, GRID), [TileKey::screen(SeatId(1))], "its picture still comes");
        people[1].screen_live = false;
        assert_eq!(featured(&people, GRID), []);
    }

    #[test]
    fn what_is_pinned_wins_while_it_is_there() {
        let mut people: Vec<Person> = (0..3).map(person).collect();
        people[2].publish.screen = true;
        let wish = Wish { pinned: Some(camera(1)), ..GRID };
        assert_eq!(featured(&people, wish), [camera(1)]);
        people.remove(1);
        assert_eq!(featured(&people, wish), [TileKey::screen(SeatId(2))]);
    }

    #[test]
    fn the_speaker_is_whoever_spoke_last_then_who_came_first() {
        let people: Vec<Person> = (0..3).map(person).collect();
        let wish = |speaker| Wish { mode: LayoutMode::Speaker, pinned: None, speaker };
        assert_eq!(featured(&people, wish(Some(SeatId(2)))), [camera(2)]);
        assert_eq!(featured(&people, wish(Some(SeatId(9)))), [camera(1)]);
        assert_eq!(featured(&people[..1], wish(None)), [camera(0)]);
        assert_eq!(featured(&[], wish(None)), []);
    }
}
