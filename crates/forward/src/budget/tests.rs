use proptest::prelude::*;

use super::*;

/// Bytes a second of a camera's layers as the page asks for them.
const RATES: [u64; 3] = [19_000, 62_000, 212_000];
const SOUND: u64 = 6_000;

fn limit(megabytes: u32) -> DataLimit {
    DataLimit::try_from(megabytes).unwrap()
}

fn camera(seat: u32, layer: Layer) -> Wish {
    Wish { kind: SlotKind::Video, from: SeatId(seat), layer, rates: RATES }
}

/// A receiver for whom a second passes at a time.
struct Receiver {
    budget: Budget,
    spent: u64,
    seconds: u64,
}

impl Receiver {
    fn new(megabytes: u32) -> Self {
        Self { budget: Budget::new(limit(megabytes), 0, Moment::default()), spent: 0, seconds: 0 }
    }

    /// What is sent costs `percent` of what was expected.
    fn pass(&mut self, wishes: &[Wish], percent: u64) -> Vec<Option<Layer>> {
        self.seconds += 1;
        self.budget.share(self.spent, SOUND, wishes, Moment::from_millis(self.seconds * 1000));
        let given: Vec<_> = wishes.iter().map(|wish| self.budget.given(wish.kind, wish.from)).collect();
        let pictures: u64 = wishes.iter().zip(&given).map(|(wish, layer)| wish.cost(*layer)).sum();
        self.spent += SOUND + pictures * percent / 100;
        given
    }
}

#[test]
fn with_much_everybody_gets_what_they_want() {
    let mut receiver = Receiver::new(5_000);
    let wishes = [camera(1, Layer::Full), camera(2, Layer::Quarter)];
    assert_eq!(receiver.pass(&wishes, 100), [Some(Layer::Full), Some(Layer::Quarter)]);
}

#[test]
fn everybody_gets_something_before_anybody_gets_more() {
    // 500 MB an hour are 138,888 bytes a second.
    let mut receiver = Receiver::new(500);
    let wishes: Vec<Wish> = (1..=3).map(|seat| camera(seat, Layer::Full)).collect();
    assert_eq!(receiver.pass(&wishes, 100), [Some(Layer::Half), Some(Layer::Quarter), Some(Layer::Quarter)]);
}

#[test]
fn with_little_only_sound_is_left() {
    let mut receiver = Receiver::new(50);
    for _ in 0..60 {
        assert_eq!(receiver.pass(&[camera(1, Layer::Full)], 100), [None]);
    }
}

#[test]
fn what_costs_more_than_expected_is_taken_away_and_comes_back_ever_later() {
    let mut receiver = Receiver::new(150);
    let turns: Vec<bool> = (0..600).map(|_| receiver.pass(&[camera(1, Layer::Full)], 300)[0].is_some()).collect();
    let changes = turns.windows(2).filter(|pair| pair[0] != pair[1]).count();
    assert!((2..60).contains(&changes), "{changes} changes in ten minutes");
}

#[test]
fn a_screen_comes_before_cameras() {
    let mut receiver = Receiver::new(200);
    let screen = Wish { kind: SlotKind::Screen, from: SeatId(9), layer: Layer::Full, rates: [40_000; 3] };
    assert_eq!(receiver.pass(&[screen, camera(1, Layer::Full)], 100), [Some(Layer::Full), None]);
}

proptest! {
    /// Whatever the pictures really cost (up to three times what was expected), and whoever comes and goes: over five minutes
    /// no more than a tenth above the limit is sent, as long as sound alone is below it.
    #[test]
    fn the_limit_holds(
        megabytes in 60_u32..2_000,
        minutes in proptest::collection::vec((0_usize..12, 30_u64..300), 5..8),
    ) {
        let mut receiver = Receiver::new(megabytes);
        for (people, percent) in &minutes {
            let wishes: Vec<Wish> = (1..).take(*people).map(|seat| camera(seat, Layer::Full)).collect();
            for _ in 0..60 {
                receiver.pass(&wishes, *percent);
            }
        }
        let allowed = limit(megabytes).bytes_per_second() * receiver.seconds;
        prop_assert!(receiver.spent <= allowed * 11 / 10, "{} of {allowed}", receiver.spent);
    }
}
