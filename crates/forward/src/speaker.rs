//! Who is speaking, from the audio levels in the RTP header extension (RFC 6464).

use std::{cmp::Reverse, collections::BTreeMap, time::Duration};

use talkspace_model::SeatId;

use crate::Moment;

/// Loudness of one packet in -dBov: 0 is the loudest, 127 silence (RFC 6464 section 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct AudioLevel(pub u8);

/// Levels up to this are a voice. A browser's gain control brings speech to 20 to 40; noise suppression leaves a room at 60 and
/// quieter. A lower number misses people far from their microphone; a higher one takes fans for speakers.
const LOUD: AudioLevel = AudioLevel(50);

/// Quieter by this much than the packet before is the tail of a noise, no sound of its own: browsers let the level of a click fall
/// by about 4 dB a packet, over 160 ms. A smaller number takes the unevenness of a voice for tails; a larger one takes each
/// click for a syllable.
const TAIL: u8 = 3;

/// Loud for this long in sum and a person may have an audio slot. Shorter gives slots to keystrokes; longer cuts off more of
/// the first syllable of somebody who had no slot.
const AUDIBLE: Duration = Duration::from_millis(60);

/// Loud for this long in sum and the person is shown as speaking. Shorter flickers on coughs; longer feels late.
const SPEAKING: Duration = Duration::from_millis(100);

/// Silent for this long and the person has stopped. Shorter flickers between words; longer leaves the ring on after the end.
const STOPPED: Duration = Duration::from_millis(500);

/// Spoke for this long in one go and the person comes to the front of the order. Shorter lets every "yes" move the tiles.
const DOMINANT: Duration = Duration::from_millis(500);

/// The front of the order changes at most this often while the person there goes on speaking. Shorter makes tiles jump in a
/// lively discussion; longer shows the wrong one for longer.
const FRONT_HOLD: Duration = Duration::from_millis(1500);

/// The longest time that one packet may stand for; browsers send 20 ms packets, and gaps are silence.
const PACKET_MAX: Duration = Duration::from_millis(60);

/// Follows the voices of one room.
#[derive(Debug, Default)]
pub struct SpeakerDetector {
    voices: BTreeMap<SeatId, Voice>,
    /// Who spoke last, newest first.
    order: Vec<SeatId>,
    front_since: Moment,
}

#[derive(Debug)]
struct Voice {
    last_packet: Moment,
    last_level: AudioLevel,
    last_loud: Moment,
    /// Rises while loud, falls while quiet, between zero and [`SPEAKING`].
    loudness: Duration,
    state: State,
    last_heard: Option<Moment>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Silent,
    /// Loud enough for an audio slot, not yet for the ring.
    Audible {
        since: Moment,
    },
    Speaking {
        since: Moment,
        promoted: bool,
    },
}

impl SpeakerDetector {
    /// A packet of the seat's microphone arrived.
    pub fn handle_level(&mut self, seat: SeatId, level: AudioLevel, now: Moment) {
        let voice = self.voices.entry(seat).or_insert_with(|| Voice::new(now));
        voice.hear(level, now);
        self.promote(now);
    }

    /// Ends what has gone silent; to be called every 50 ms or so while anybody is heard.
    pub fn handle_timeout(&mut self, now: Moment) {
        for voice in self.voices.values_mut() {
            voice.fall_silent(now);
        }
        self.promote(now);
    }

    /// The seat's microphone is off: it stops speaking at once, and keeps its place in the order.
    pub fn mute(&mut self, seat: SeatId) {
        if let Some(voice) = self.voices.get_mut(&seat) {
            voice.loudness = Duration::ZERO;
            voice.state = State::Silent;
        }
    }

    /// The seat is gone.
    pub fn remove(&mut self, seat: SeatId) {
        self.voices.remove(&seat);
        self.order.retain(|other| *other != seat);
    }

    /// Everybody who is speaking now, in the order of their seats.
    pub fn speaking(&self) -> Vec<SeatId> {
        let speaking = |voice: &Voice| matches!(voice.state, State::Speaking { .. });
        self.voices.iter().filter(|(_, voice)| speaking(voice)).map(|(seat, _)| *seat).collect()
    }

    /// Whether [`Self::handle_timeout`] has anything to follow.
    pub fn anybody_heard(&self) -> bool {
        self.voices.values().any(|voice| voice.state != State::Silent || !voice.loudness.is_zero())
    }

    /// Sorts seats by who should be heard: those who are audible now, in the order they began; then who was audible last; then
    /// in the order given.
    pub fn rank_audio(&self, seats: &mut [SeatId]) {
        seats.sort_by_key(|seat| {
            let voice = self.voices.get(seat);
            let since = voice.and_then(|voice| match voice.state {
                State::Silent => None,
                State::Audible { since } | State::Speaking { since, .. } => Some(since),
            });
            match since {
                Some(since) => (0, since, Reverse(None)),
                None => (1, Moment::default(), Reverse(voice.and_then(|voice| voice.last_heard))),
            }
        });
    }

    /// Sorts seats by who spoke last; those who never did keep the order given, at the end.
    pub fn rank_video(&self, seats: &mut [SeatId]) {
        seats.sort_by_key(|seat| self.order.iter().position(|spoke| spoke == seat).unwrap_or(usize::MAX));
    }

    /// Brings to the front whoever has spoken long enough; each time somebody speaks counts once, unless the front falls silent.
    fn promote(&mut self, now: Moment) {
        let front_speaks = self.order.first().is_some_and(|seat| self.is_speaking(*seat));
        if front_speaks && now.since(self.front_since) < FRONT_HOLD {
            return;
        }
        let front = self.order.first().copied();
        let candidates = self.voices.iter().filter(|(seat, _)| front != Some(**seat));
        let longest =
            candidates.filter_map(|(seat, voice)| voice.may_lead(front_speaks, now).map(|since| (since, *seat))).min();
        if let Some((_, seat)) = longest {
            self.order.retain(|other| *other != seat);
            self.order.insert(0, seat);
            self.front_since = now;
        }
        if let Some(voice) = self.order.first().and_then(|seat| self.voices.get_mut(seat)) {
            voice.mark_promoted();
        }
    }

    fn is_speaking(&self, seat: SeatId) -> bool {
        self.voices.get(&seat).is_some_and(|voice| matches!(voice.state, State::Speaking { .. }))
    }
}

impl Voice {
    fn new(now: Moment) -> Self {
        Self {
            last_packet: now,
            last_level: AudioLevel(127),
            last_loud: now,
            loudness: Duration::ZERO,
            state: State::Silent,
            last_heard: None,
        }
    }

    fn hear(&mut self, level: AudioLevel, now: Moment) {
        let span = now.since(self.last_packet).min(PACKET_MAX);
        self.last_packet = now;
        let before = std::mem::replace(&mut self.last_level, level);
        if level.0 >= before.0.saturating_add(TAIL) && level <= LOUD {
            return;
        }
        if level > LOUD {
            self.loudness = self.loudness.saturating_sub(span);
            self.fall_silent(now);
            return;
        }
        self.last_loud = now;
        self.loudness = (self.loudness + span).min(SPEAKING);
        self.state = self.louder(now);
        if self.state != State::Silent {
            self.last_heard = Some(now);
        }
    }

    fn louder(&self, now: Moment) -> State {
        match self.state {
            State::Speaking { .. } => self.state,
            State::Audible { since } if self.loudness >= SPEAKING => State::Speaking { since, promoted: false },
            State::Silent if self.loudness >= AUDIBLE => State::Audible { since: now },
            State::Audible { .. } | State::Silent => self.state,
        }
    }

    fn fall_silent(&mut self, now: Moment) {
        if now.since(self.last_loud) >= STOPPED {
            self.state = State::Silent;
            self.loudness = Duration::ZERO;
        }
    }

    /// Since when this voice has been speaking, if it may come to the front.
    fn may_lead(&self, front_speaks: bool, now: Moment) -> Option<Moment> {
        match self.state {
            State::Speaking { since, promoted } => {
                let long_enough = now.since(since) >= DOMINANT && self.last_loud.since(since) >= DOMINANT;
                (long_enough && !(promoted && front_speaks)).then_some(since)
            }
            State::Silent | State::Audible { .. } => None,
        }
    }

    fn mark_promoted(&mut self) {
        if let State::Speaking { promoted, .. } = &mut self.state {
            *promoted = true;
        }
    }
}

#[cfg(test)]
mod tests;
