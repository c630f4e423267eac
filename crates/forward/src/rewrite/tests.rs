use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

const RATE: u32 = 90_000;

/// One thing that happens to a slot.
#[derive(Debug, Clone)]
enum Step {
    /// The slot passes to this source (or starts the same one again).
    Switch(usize),
    /// The current source sends its next packet after this many milliseconds; it may begin a new frame, get lost on the way,
    /// or be held back to arrive later.
    Send { millis: u16, frame: bool, fate: Fate },
    /// One of the packets held back arrives.
    Late,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Fate {
    Arrives,
    Lost,
    HeldBack,
}

fn step() -> impl Strategy<Value = Step> {
    let fate = prop_oneof![8 => Just(Fate::Arrives), 1 => Just(Fate::Lost), 1 => Just(Fate::HeldBack)];
    prop_oneof![
        1 => (0_usize..4).prop_map(Step::Switch),
        12 => (0_u16..120, any::<bool>(), fate).prop_map(|(millis, frame, fate)| Step::Send { millis, frame, fate }),
        2 => Just(Step::Late),
    ]
}

/// A publisher's stream, numbered from anywhere.
#[derive(Debug, Clone)]
struct Stream {
    next: Numbered,
}

impl Stream {
    fn advance(&mut self, elapsed: Duration, frame: bool) -> Numbered {
        self.next.timestamp = self.next.timestamp.wrapping_add(ticks(elapsed, RATE));
        if frame {
            let ids = &mut self.next.picture;
            ids.picture_id = ids.picture_id.map(|id| (id + 1) & 0x7fff);
            ids.tl0_pic_idx = ids.tl0_pic_idx.map(|index| index.wrapping_add(1));
        }
        let packet = self.next;
        self.next.seq += 1;
        packet
    }
}

fn stream() -> impl Strategy<Value = Stream> {
    (0_u64..200_000, any::<u32>(), 0_u16..0x8000, any::<u8>()).prop_map(|(seq, timestamp, id, index)| Stream {
        next: Numbered { seq, timestamp, picture: PictureIds { picture_id: Some(id), tl0_pic_idx: Some(index) } },
    })
}

/// Checks every packet that leaves against what must hold for it.
#[derive(Default)]
struct Checker {
    used: BTreeSet<u64>,
    newest: Option<(Renumbered, Moment)>,
    /// Of the present source: first packet in and out.
    anchor: Option<(Numbered, Renumbered)>,
}

impl Checker {
    fn check(&mut self, packet: Numbered, out: Renumbered, now: Moment) {
        assert!(self.used.insert(out.seq), "number {} used twice", out.seq);
        match self.anchor {
            Some((first_in, first_out)) => Self::check_within(packet, out, first_in, first_out),
            None => self.check_switch(packet, out, now),
        }
        if self.newest.is_none_or(|(newest, _)| out.seq > newest.seq) {
            self.newest = Some((out, now));
        }
    }

    fn check_within(packet: Numbered, out: Renumbered, first_in: Numbered, first_out: Renumbered) {
        assert_eq!(out.seq - first_out.seq, packet.seq - first_in.seq, "gaps are the source's gaps");
        let step_in = packet.timestamp.wrapping_sub(first_in.timestamp);
        assert_eq!(out.timestamp.wrapping_sub(first_out.timestamp), step_in);
        let steps = |later: PictureIds, first: PictureIds| {
            let ids = later.picture_id.unwrap().wrapping_sub(first.picture_id.unwrap()) & 0x7fff;
            (ids, later.tl0_pic_idx.unwrap().wrapping_sub(first.tl0_pic_idx.unwrap()))
        };
        assert_eq!(steps(out.picture, first_out.picture), steps(packet.picture, first_in.picture));
    }

    fn check_switch(&mut self, packet: Numbered, out: Renumbered, now: Moment) {
        if let Some((newest, at)) = self.newest {
            assert_eq!(out.seq, newest.seq + 1, "no gap and no overlap at a switch");
            let step = out.timestamp.wrapping_sub(newest.timestamp);
            assert!(
                step >= 1 && step <= ticks(now.since(at), RATE).max(1),
                "time runs on at a switch, not faster: {step}"
            );
            assert_eq!(out.picture.picture_id.unwrap(), (newest.picture.picture_id.unwrap() + 1) & 0x7fff);
            assert_eq!(out.picture.tl0_pic_idx.unwrap(), newest.picture.tl0_pic_idx.unwrap().wrapping_add(1));
        } else {
            assert!(out.seq < 0x8000);
        }
        self.anchor = Some((packet, out));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    #[test]
    fn a_slot_is_one_continuous_stream(
        mut streams in prop::collection::vec(stream(), 4),
        steps in prop::collection::vec(step(), 1..300),
        first_seq: u16,
    ) {
        let mut rewriter = Rewriter::new(RATE, first_seq);
        let mut checker = Checker::default();
        let (mut current, mut now, mut held) = (0, Moment::default(), Vec::new());
        for step in steps {
            let packet = match step {
                Step::Switch(to) => {
                    rewriter.switch();
                    checker.anchor = None;
                    held.clear();
                    current = to;
                    continue;
                }
                Step::Send { millis, frame, fate } => {
                    let elapsed = Duration::from_millis(millis.into());
                    now = now + elapsed;
                    let packet = streams[current].advance(elapsed, frame);
                    match fate {
                        Fate::Arrives => packet,
                        Fate::Lost => continue,
                        Fate::HeldBack => {
                            held.push(packet);
                            continue;
                        }
                    }
                }
                Step::Late => match held.pop() {
                    Some(packet) => packet,
                    None => continue,
                },
            };
            let older = checker.anchor.is_some_and(|(first, _)| packet.seq < first.seq);
            match rewriter.rewrite(packet, now) {
                Some(out) => {
                    prop_assert!(!older);
                    checker.check(packet, out, now);
                }
                None => prop_assert!(older, "only packets from before the switch are dropped"),
            }
        }
    }
}

fn packet(seq: u64, timestamp: u32) -> Numbered {
    Numbered { seq, timestamp, picture: PictureIds::default() }
}

#[test]
fn a_hostile_jump_is_closed_up() {
    let mut rewriter = Rewriter::new(RATE, 100);
    let now = Moment::from_millis(1000);
    assert_eq!(rewriter.rewrite(packet(5, 0), now).unwrap().seq, 100);
    assert_eq!(rewriter.rewrite(packet(30_000, 0), now).unwrap().seq, 101);
    assert_eq!(rewriter.rewrite(packet(30_001, 0), now).unwrap().seq, 102);
    let out = rewriter.rewrite(packet(30_002, 0x4000_0000), now).unwrap();
    assert_eq!((out.seq, out.timestamp), (103, 2));
}

#[test]
fn ids_survive_a_source_that_has_none() {
    let with_ids =
        |seq, id| Numbered { seq, timestamp: 0, picture: PictureIds { picture_id: Some(id), tl0_pic_idx: Some(7) } };
    let mut rewriter = Rewriter::new(RATE, 0);
    rewriter.rewrite(with_ids(10, 0x7fff), Moment::default());
    rewriter.switch();
    assert_eq!(rewriter.rewrite(packet(1, 0), Moment::default()).unwrap().picture, PictureIds::default());
    rewriter.switch();
    let out = rewriter.rewrite(with_ids(500, 3), Moment::default()).unwrap();
    assert_eq!(out.picture, PictureIds { picture_id: Some(0), tl0_pic_idx: Some(8) });
}
