//! What is noted of those who sit, for the meeting's record: hands, shares, how long somebody spoke, and how long the
//! connection was poor.

use talkspace_model::{Millis, Note, SeatId, Timestamp};
use talkspace_signal::Quality;

use crate::{Fact, Room, occupant::Occupant};

/// How often the spans that somebody was measured in are recorded while they stay. Shorter costs writes; longer loses more of it when the
/// server dies.
const SPANS_EVERY: Millis = Millis::from_secs(60);

/// What is known of one stay and not recorded yet.
#[derive(Debug)]
pub(crate) struct Notes {
    sharing: bool,
    voice: Stopwatch,
    poor: Stopwatch,
    recorded: Timestamp,
}

/// How long something lasted, in all.
#[derive(Debug, Default)]
struct Stopwatch {
    /// It lasts, and is counted up to here.
    since: Option<Timestamp>,
    sum: Millis,
}

impl Stopwatch {
    /// Goes on or stands from now on.
    fn turn(&mut self, on: bool, now: Timestamp) {
        if let Some(since) = self.since {
            self.sum = self.sum + now.since(since);
        }
        self.since = on.then_some(now);
    }

    /// What was counted up to now, which is not counted again. `None` for nothing.
    fn take(&mut self, now: Timestamp) -> Option<Millis> {
        self.turn(self.since.is_some(), now);
        let sum = std::mem::take(&mut self.sum);
        (sum > Millis::ZERO).then_some(sum)
    }
}

impl Notes {
    pub(crate) fn new(now: Timestamp) -> Self {
        Self { sharing: false, voice: Stopwatch::default(), poor: Stopwatch::default(), recorded: now }
    }

    fn take_spans(&mut self, now: Timestamp) -> impl Iterator<Item = Note> + use<> {
        self.recorded = now;
        let spoke = self.voice.take(now).map(|span| Note::Spoke { span });
        let poor = self.poor.take(now).map(|span| Note::PoorConnection { span });
        spoke.into_iter().chain(poor)
    }
}

impl Room {
    pub(crate) fn note(&mut self, seat: SeatId, note: Note, at: Timestamp) {
        if let Some(id) = self.occupants.get(&seat).map(|occupant| occupant.attendance.clone()) {
            self.record(Fact::Noted { id, note, at });
        }
    }

    /// What a seat sends may have changed. Whose microphone is off does not speak, whatever was heard last.
    pub(crate) fn note_publish(&mut self, seat: SeatId, now: Timestamp) {
        let heard = self.presence.speaking().contains(&seat);
        let Some(occupant) = self.occupants.get_mut(&seat) else { return };
        let publish = occupant.publish;
        let Some(seated) = occupant.seated_mut() else { return };
        seated.notes.voice.turn(heard && publish.microphone, now);
        if std::mem::replace(&mut seated.notes.sharing, publish.screen) != publish.screen {
            let note = if publish.screen { Note::ShareStarted } else { Note::ShareStopped };
            self.note(seat, note, now);
        }
    }

    /// These and no others speak from now on.
    pub(crate) fn note_voices(&mut self, speaking: &[SeatId], now: Timestamp) {
        for (seat, occupant) in &mut self.occupants {
            let speaks = occupant.is_here() && occupant.publish.microphone && speaking.contains(seat);
            if let Some(seated) = occupant.seated_mut() {
                seated.notes.voice.turn(speaks, now);
            }
        }
    }

    /// The connection is gone since then: whether somebody speaks is not known any more.
    pub(crate) fn note_lost(&mut self, seat: SeatId, heard: Timestamp) {
        if let Some(seated) = self.occupants.get_mut(&seat).and_then(Occupant::seated_mut) {
            seated.notes.voice.turn(false, heard);
            seated.notes.poor.turn(true, heard);
        }
    }

    /// How well the connection of a seat works from now on.
    pub(crate) fn note_quality(&mut self, seat: SeatId, quality: Quality, now: Timestamp) {
        if let Some(seated) = self.occupants.get_mut(&seat).and_then(Occupant::seated_mut) {
            seated.quality = quality;
            seated.notes.poor.turn(!quality.is_good(), now);
        }
    }

    /// Records what was measured, of those of whom that was not done for a while. Of a lost connection nothing is known
    /// before it comes back or is given up: its stay may be over already.
    pub(crate) fn note_spans(&mut self, now: Timestamp) {
        let mut told = Vec::new();
        for occupant in self.occupants.values_mut().filter(|occupant| occupant.is_here()) {
            let id = occupant.attendance.clone();
            let Some(seated) = occupant.seated_mut().filter(|seated| seated.notes.recorded + SPANS_EVERY <= now) else {
                continue;
            };
            told.extend(seated.notes.take_spans(now).map(|note| Fact::Noted { id: id.clone(), note, at: now }));
        }
        told.into_iter().for_each(|fact| self.record(fact));
    }

    /// The last that is noted of a stay, which ends at that moment.
    pub(crate) fn close_notes(&mut self, occupant: &mut Occupant, at: Timestamp) {
        let id = occupant.attendance.clone();
        let Some(seated) = occupant.seated_mut() else { return };
        let spans = seated.notes.take_spans(at);
        let stopped = seated.notes.sharing.then_some(Note::ShareStopped);
        for note in spans.chain(stopped) {
            self.record(Fact::Noted { id: id.clone(), note, at });
        }
    }
}
