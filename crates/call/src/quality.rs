//! How well the call works here, from what the browser has counted, in one word that the others are told.
//!
//! A word that changed with every reading would tell nobody anything: it changes only when several readings in a row
//! agree, and better news needs more of them than bad.

use talkspace_model::{Millis, Timestamp};
use talkspace_signal::Quality;

use crate::PeerNumber;

/// From this share of lost packets, in thousandths, speech has holes that repair cannot fill. Lower: every Wi-Fi is
/// "lossy". Higher: people hear it before the sign says so.
const LOSSY: u32 = 50;
/// From this share next to nothing can be understood.
const HOPELESS: u32 = 250;
/// From this round trip on people talk into each other (ITU-T G.114 calls 400 ms one way unacceptable; half of it
/// disturbs already). Lower: calls between continents always wear the sign.
const SLOW: Millis = Millis(400);
/// A word that holds is kept until the measure is below this share, in percent, of what it takes to get it, so that it
/// does not come and go at the threshold.
const KEPT_DOWN_TO: u32 = 60;
/// With somebody's media due, silence for this long is no call. Longer than the longest pause of a speaker's packets
/// (400 ms), and before the connection is given up as dead.
const SILENCE: Millis = Millis(3000);
/// Fewer packets than this tell nothing about a share.
const ENOUGH: u64 = 40;
/// Readings in a row that have to agree before the word gets worse, and better. More: later. Fewer: nervous.
const WORSE_AFTER: u8 = 2;
const BETTER_AFTER: u8 = 3;

/// What the browser has counted on a connection since it began.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// Of the path that carries the media at present; `None` until it was measured.
    pub round_trip: Option<Millis>,
    /// Packets sent, and how many of them did not arrive, by the server's reports.
    pub sent: u64,
    pub sent_lost: u64,
    /// Packets that came in, and how many did not.
    pub received: u64,
    pub received_lost: u64,
    /// Anything at all that came in, as in [`crate::Input::MediaTick`].
    pub inbound: u64,
}

/// Turns readings into a word.
#[derive(Debug, Default)]
pub struct QualityMeter {
    held: Quality,
    /// Another word than the held one, and how many readings in a row have said it.
    rival: Option<(Quality, u8)>,
    last: Option<Last>,
}

#[derive(Debug, Clone, Copy)]
struct Last {
    peer: PeerNumber,
    counted: Counted,
    /// When something came in last.
    heard: Timestamp,
}

impl QualityMeter {
    /// Takes a reading, one every two seconds or so; says which word holds after it.
    /// `due`: somebody's media ought to be coming in.
    pub fn read(&mut self, peer: PeerNumber, counted: Counted, due: bool, now: Timestamp) -> Quality {
        let before = self.last.filter(|last| last.peer == peer);
        let heard = match before {
            Some(last) if due && last.counted.inbound == counted.inbound => last.heard,
            Some(_) | None => now,
        };
        self.last = Some(Last { peer, counted, heard });
        if now.since(heard) >= SILENCE {
            (self.held, self.rival) = (Quality::Broken, None);
        } else if let Some(before) = before {
            self.weigh(judge(&before.counted, &counted, self.held));
        }
        self.held
    }

    fn weigh(&mut self, said: Quality) {
        if said == self.held {
            self.rival = None;
            return;
        }
        let times = match self.rival {
            Some((rival, times)) if rival == said => times + 1,
            Some(_) | None => 1,
        };
        let needed = if rank(said) > rank(self.held) { WORSE_AFTER } else { BETTER_AFTER };
        if times >= needed {
            (self.held, self.rival) = (said, None);
        } else {
            self.rival = Some((said, times));
        }
    }
}

/// How bad a word is.
fn rank(quality: Quality) -> u8 {
    match quality {
        Quality::Good => 0,
        Quality::Slow => 1,
        Quality::Lossy => 2,
        Quality::Broken => 3,
    }
}

/// What one reading says, given the word that holds.
fn judge(before: &Counted, now: &Counted, held: Quality) -> Quality {
    let out = share(now.sent.saturating_sub(before.sent), now.sent_lost.saturating_sub(before.sent_lost));
    let arrived = now.received.saturating_sub(before.received);
    let missing = now.received_lost.saturating_sub(before.received_lost);
    let lost = out.max(share(arrived + missing, missing));
    let round_trip = u32::try_from(now.round_trip.unwrap_or_default().0).unwrap_or(0);
    let slow = u32::try_from(SLOW.0).unwrap_or(u32::MAX);
    if reaches(lost, HOPELESS, held == Quality::Broken) {
        Quality::Broken
    } else if reaches(lost, LOSSY, held == Quality::Lossy || held == Quality::Broken) {
        Quality::Lossy
    } else if reaches(round_trip, slow, held == Quality::Slow) {
        Quality::Slow
    } else {
        Quality::Good
    }
}

fn reaches(measured: u32, threshold: u32, holds: bool) -> bool {
    measured >= if holds { threshold / 100 * KEPT_DOWN_TO + threshold % 100 * KEPT_DOWN_TO / 100 } else { threshold }
}

/// Thousandths.
fn share(all: u64, lost: u64) -> u32 {
    if all < ENOUGH { 0 } else { u32::try_from(lost.min(all) * 1000 / all).unwrap_or(0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TICK: i64 = 2000;

    /// A connection on which a thousand packets go each way between two readings.
    struct Line {
        meter: QualityMeter,
        counted: Counted,
        now: i64,
        due: bool,
    }

    impl Line {
        fn new() -> Self {
            let mut line = Self { meter: QualityMeter::default(), counted: Counted::default(), now: 0, due: true };
            line.read(0, 0, 20);
            line
        }

        fn read(&mut self, out_lost: u64, in_lost: u64, round_trip: i64) -> Quality {
            self.now += TICK;
            let counted = &mut self.counted;
            counted.round_trip = Some(Millis(round_trip));
            counted.sent += 1000;
            counted.sent_lost += out_lost;
            counted.received += 1000 - in_lost;
            counted.received_lost += in_lost;
            counted.inbound += 1;
            self.meter.read(PeerNumber(1), self.counted, self.due, Timestamp(self.now))
        }

        fn hear_nothing(&mut self) -> Quality {
            self.now += TICK;
            self.meter.read(PeerNumber(1), self.counted, self.due, Timestamp(self.now))
        }
    }

    #[test]
    fn a_good_line_is_good() {
        let mut line = Line::new();
        assert!((0..10).all(|_| line.read(10, 20, 90) == Quality::Good));
    }

    #[test]
    fn loss_either_way_shows_after_two_readings() {
        for (out, inward) in [(50, 0), (0, 50)] {
            let mut line = Line::new();
            assert_eq!(line.read(out, inward, 20), Quality::Good, "one reading may be a hiccup");
            assert_eq!(line.read(out, inward, 20), Quality::Lossy);
        }
    }

    #[test]
    fn hiccups_with_good_readings_between_them_never_show() {
        let mut line = Line::new();
        for _ in 0..10 {
            assert_eq!(line.read(90, 0, 20), Quality::Good);
            assert_eq!(line.read(0, 0, 20), Quality::Good);
        }
    }

    #[test]
    fn a_slow_way_shows_and_goes_only_well_below_the_threshold() {
        let mut line = Line::new();
        line.read(0, 0, 400);
        assert_eq!(line.read(0, 0, 400), Quality::Slow);
        assert!((0..10).all(|_| line.read(0, 0, 390) == Quality::Slow), "no flicker at the threshold");
        line.read(0, 0, 200);
        line.read(0, 0, 200);
        assert_eq!(line.read(0, 0, 200), Quality::Good);
    }

    #[test]
    fn lossy_is_kept_until_the_loss_is_well_below_the_threshold() {
        let mut line = Line::new();
        line.read(80, 0, 20);
        line.read(80, 0, 20);
        assert!((0..10).all(|_| line.read(40, 0, 20) == Quality::Lossy));
        line.read(20, 0, 20);
        line.read(20, 0, 20);
        assert_eq!(line.read(20, 0, 20), Quality::Good);
    }

    #[test]
    fn a_quarter_lost_is_broken() {
        let mut line = Line::new();
        line.read(0, 250, 20);
        assert_eq!(line.read(0, 250, 20), Quality::Broken);
        assert_eq!(line.read(0, 200, 20), Quality::Broken, "kept down to three twentieths");
    }

    #[test]
    fn silence_is_broken_at_once_but_only_when_somebody_should_be_heard() {
        let mut line = Line::new();
        assert_eq!(line.hear_nothing(), Quality::Good);
        assert_eq!(line.hear_nothing(), Quality::Broken);
        let mut alone = Line { due: false, ..Line::new() };
        assert!((0..10).all(|_| alone.hear_nothing() == Quality::Good));
    }

    #[test]
    fn few_packets_prove_nothing() {
        let mut meter = QualityMeter::default();
        for reading in 1..10 {
            let counted =
                Counted { sent: reading * 20, sent_lost: reading * 10, inbound: reading, ..Counted::default() };
            let now = Timestamp(i64::try_from(reading).unwrap() * TICK);
            assert_eq!(meter.read(PeerNumber(1), counted, true, now), Quality::Good);
        }
    }

    #[test]
    fn a_new_connection_counts_from_nothing() {
        let mut line = Line::new();
        line.read(80, 0, 20);
        let fresh = Counted { inbound: 1, ..Counted::default() };
        let now = Timestamp(line.now + 10 * TICK);
        assert_eq!(line.meter.read(PeerNumber(2), fresh, true, now), Quality::Good);
    }
}
