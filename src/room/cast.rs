//! Who is on the stage: which tiles are large, which small, and who is on another page.

use talkspace_model::SeatId;

use super::state::{Person, Picture};

/// Most others on a page: as many cameras as an offer has slots for.
const CAMERAS_MAX: usize = 15;

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

/// Who is on the page of the stage that is looked at.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Cast {
    pub featured: Vec<TileKey>,
    pub others: Vec<TileKey>,
    /// Counted from 0; the one looked at, if there are still that many.
    pub page: usize,
    pub pages: usize,
    /// All tiles in the order of their pages, for the next time.
    pub order: Vec<TileKey>,
}

/// Whom the person does not want to see in a small tile.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Hidden {
    pub me: bool,
    pub without_video: bool,
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
/// else who is in the spotlight (it is for the others' eyes: nobody watches themselves), else, if wished, the speaker.
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
    if let Some(lit) = people.iter().find(|person| person.spotlight && !person.me) {
        return vec![TileKey::camera(lit.seat)];
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

/// All tiles, large ones too: everybody keeps their place in the order, newcomers come last, screens before cameras, and of
/// those who is in the spotlight first. Oneself is not among them, for one's own tiles end each page.
fn in_order(previous: &[TileKey], people: &[Person], hidden: Hidden) -> Vec<TileKey> {
    let wanted = |person: &&Person| !person.me && (!hidden.without_video || person.publish.camera);
    let cameras = people.iter().filter(wanted).map(|person| TileKey::camera(person.seat));
    let screens = people.iter().filter(|person| !person.me && shares(person)).map(|p| TileKey::screen(p.seat));
    let all: Vec<TileKey> = screens.chain(cameras).collect();
    let kept = previous.iter().filter(|tile| all.contains(tile));
    let new = all.iter().filter(|tile| !previous.contains(tile));
    let mut order: Vec<TileKey> = kept.chain(new).copied().collect();
    let lit = |tile: &TileKey| people.iter().any(|person| person.seat == tile.seat && person.spotlight);
    order.sort_by_key(|tile| (tile.picture == Picture::Camera, !lit(tile)));
    order
}

fn own_tiles(people: &[Person], featured: &[TileKey], hidden: Hidden) -> Vec<TileKey> {
    let mine = people.iter().filter(|person| person.me).flat_map(tiles_of);
    let is_hidden = |tile: &TileKey| hidden.me && tile.picture == Picture::Camera;
    mine.filter(|tile| !featured.contains(tile) && !is_hidden(tile)).collect()
}

fn tiles_of(person: &Person) -> impl Iterator<Item = TileKey> {
    let screen = shares(person).then_some(TileKey::screen(person.seat));
    screen.into_iter().chain([TileKey::camera(person.seat)])
}

/// Whoever has gone without a word is still said to share, but nothing comes any more.
fn shares(person: &Person) -> bool {
    person.publish.screen && (!person.away || person.screen_live)
}

/// Fills the places beside the featured tiles with one page of the others. `places` is how many fit when there is one page
/// only; `paged` how many when the buttons that turn pages take some of the stage.
///
/// On the first page whoever speaks takes the place of somebody silent; nobody else moves, and nobody who is visible and
/// speaks ever does. Further pages keep still: whoever turns to them wants to see these people.
pub(super) fn cast(
    previous: &[TileKey],
    people: &[Person],
    featured: Vec<TileKey>,
    hidden: Hidden,
    page: usize,
    (places, paged): (usize, usize),
) -> Cast {
    // An empty stage would look broken.
    let hidden = if is_empty(people, &featured, hidden) { Hidden::default() } else { hidden };
    let mut order = in_order(previous, people, hidden);
    let small: Vec<usize> = (0..order.len()).filter(|at| !featured.contains(&order[*at])).collect();
    let mine = own_tiles(people, &featured, hidden);
    if small.len() + mine.len() <= places {
        let others = small.iter().map(|at| order[*at]).chain(mine).collect();
        return Cast { featured, others, page: 0, pages: 1, order };
    }
    // Where there is hardly a place, it is for the others.
    let mine = if mine.len() < paged { mine } else { Vec::new() };
    let each = (paged - mine.len()).clamp(1, CAMERAS_MAX);
    let pages = small.len().div_ceil(each);
    let page = page.min(pages - 1);
    if page == 0 {
        bring_forward(&mut order, &small, people, each);
    }
    let others = small.iter().skip(page * each).take(each).map(|at| order[*at]).chain(mine).collect();
    Cast { featured, others, page, pages, order }
}

fn is_empty(people: &[Person], featured: &[TileKey], hidden: Hidden) -> bool {
    featured.is_empty() && in_order(&[], people, hidden).is_empty() && own_tiles(people, featured, hidden).is_empty()
}

/// Exchanges those who speak behind the first `places` of the small tiles with silent ones among them, the last first.
fn bring_forward(order: &mut [TileKey], small: &[usize], people: &[Person], places: usize) {
    let speaks = |tile: &TileKey| people.iter().any(|person| person.seat == tile.seat && person.speaking);
    let is_camera = |tile: &TileKey| tile.picture == Picture::Camera;
    let (first, behind) = small.split_at(places.min(small.len()));
    for behind in behind {
        if !speaks(&order[*behind]) || !is_camera(&order[*behind]) {
            continue;
        }
        let silent = first.iter().rfind(|at| is_camera(&order[**at]) && !speaks(&order[**at]));
        let Some(silent) = silent else { return };
        order.swap(*silent, *behind);
    }
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

    const ALL: Hidden = Hidden { me: false, without_video: false };

    fn first_page(previous: &Cast, people: &[Person], places: usize) -> Cast {
        cast(&previous.order, people, vec![], ALL, 0, (places, places))
    }

    #[test]
    fn everybody_has_a_tile_and_oneself_the_last() {
        let people: Vec<Person> = (0..4).map(person).collect();
        let cast = first_page(&Cast::default(), &people, 16);
        assert_eq!((cast.others, cast.page, cast.pages), ([1, 2, 3, 0].map(camera).to_vec(), 0, 1));
    }

    #[test]
    fn whoever_speaks_gets_the_place_of_somebody_silent_and_nobody_else_moves() {
        let mut people: Vec<Person> = (0..8).map(person).collect();
        let before = first_page(&Cast::default(), &people, 4);
        assert_eq!((before.others.clone(), before.pages), ([1, 2, 3, 0].map(camera).to_vec(), 3));
        people[3].speaking = true;
        people[6].speaking = true;
        let after = first_page(&before, &people, 4);
        assert_eq!(after.others, [1, 6, 3, 0].map(camera));
        people[6].speaking = false;
        assert_eq!(first_page(&after, &people, 4), after);
    }

    /// Rooms and stages of all sizes, everybody in turn speaking: whoever is visible and speaks stays where they are, each
    /// person is on exactly one page, and no page is larger than the stage.
    #[test]
    fn pages_hold_everybody_once_and_nobody_who_speaks_moves() {
        for count in 1..40_usize {
            for places in 1..=16 {
                let mut people: Vec<Person> = (0..).map(person).take(count).collect();
                let mut before = first_page(&Cast::default(), &people, places);
                for turn in 0..count * 2 {
                    people[turn * 7 % count].speaking ^= true;
                    let after = first_page(&before, &people, places);
                    for (at, tile) in before.others.iter().enumerate() {
                        let speaks = people.iter().any(|p| p.seat == tile.seat && p.speaking);
                        assert!(!speaks || after.others[at] == *tile, "{tile:?} of {count} in {places}");
                    }
                    before = after;
                }
                let pages =
                    (0..before.pages).map(|page| cast(&before.order, &people, vec![], ALL, page, (places, places)));
                let mut seen: Vec<TileKey> = Vec::new();
                for page in pages {
                    assert!(page.others.len() <= places.max(1), "{count} in {places}: {:?}", page.others);
                    seen.extend(page.others.iter().filter(|tile| **tile != camera(0)));
                }
                seen.sort();
                let others: Vec<TileKey> = (1..).map(camera).take(count - 1).collect();
                assert_eq!(seen, others, "{count} in {places}");
            }
        }
    }

    #[test]
    fn a_further_page_keeps_still_and_ends_with_the_people() {
        let mut people: Vec<Person> = (0..8).map(person).collect();
        let page = |people: &[Person], page| cast(&[], people, vec![], ALL, page, (4, 4));
        assert_eq!(page(&people, 1).others, [4, 5, 6, 0].map(camera));
        people[2].speaking = true;
        people[7].speaking = true;
        assert_eq!(page(&people, 1).others, [4, 5, 6, 0].map(camera));
        people.truncate(4);
        assert_eq!((page(&people, 1).page, page(&people, 1).pages), (0, 1));
    }

    #[test]
    fn who_is_hidden_has_no_small_tile_but_the_stage_is_never_empty() {
        let mut people: Vec<Person> = (0..4).map(person).collect();
        people[2].publish.camera = true;
        let hidden = |me, without_video| cast(&[], &people, vec![], Hidden { me, without_video }, 0, (16, 16)).others;
        assert_eq!(hidden(true, false), [1, 2, 3].map(camera));
        assert_eq!(hidden(false, true), [2, 0].map(camera));
        assert_eq!(hidden(true, true), [camera(2)]);
        let alone = cast(&[], &people[..1], vec![], Hidden { me: true, without_video: true }, 0, (16, 16));
        assert_eq!(alone.others, [camera(0)]);
    }

    #[test]
    fn a_shared_screen_is_large_but_never_ones_own() {
        let mut people: Vec<Person> = (0..3).map(person).collect();
        people[0].publish.screen = true;
        assert_eq!(featured(&people, GRID), []);
        people[2].publish.screen = true;
        assert_eq!(featured(&people, GRID), [TileKey::screen(SeatId(2))]);
        let cast = cast(&[], &people, featured(&people, GRID), ALL, 0, (16, 16));
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
    fn the_spotlight_beats_the_speaker_in_both_layouts_and_yields_to_a_screen_and_the_own_pin() {
        let mut people: Vec<Person> = (0..5).map(person).collect();
        people[3].spotlight = true;
        for mode in [LayoutMode::Grid, LayoutMode::Speaker] {
            let wish = Wish { mode, speaker: Some(SeatId(2)), ..GRID };
            assert_eq!(featured(&people, wish), [camera(3)]);
            assert_eq!(featured(&people, Wish { pinned: Some(camera(1)), ..wish }), [camera(1)]);
        }
        people[1].publish.screen = true;
        assert_eq!(featured(&people, GRID), [TileKey::screen(SeatId(1))]);
        let beside = cast(&[], &people, featured(&people, GRID), ALL, 0, (16, 16));
        assert_eq!(beside.others, [3, 1, 2, 4, 0].map(camera), "and is first beside it");
        people[1].publish.screen = false;
        (people[0].spotlight, people[3].spotlight) = (true, false);
        assert_eq!(featured(&people, GRID), [], "nobody watches themselves");
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
