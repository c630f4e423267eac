//! What is noted of those who sit, for the meeting's record: hands, shares, and how long somebody spoke.

use talkspace_model::{Millis, Note, SeatId, Timestamp};

use crate::{Fact, Room, occupant::Occupant};

/// How often what somebody has spoken is recorded while they stay. Shorter costs writes; longer loses more of it when the
/// server dies.
const SPOKEN_EVERY: Millis = Millis::from_secs(60);

/// What is known of one stay and not recorded yet.
#[derive(Debug)]
pub(crate) struct Notes {
    sharing: bool,
    /// Speaking at present, counted up to here.
    voice_since: Option<Timestamp>,
    spoken: Millis,
    recorded: Timestamp,
}

impl Notes {
    pub(crate) fn new(now: Timestamp) -> Self {
        Self { sharing: false, voice_since: None, spoken: Millis::ZERO, recorded: now }
    }

    fn count(&mut self, speaks: bool, now: Timestamp) {
        if let Some(since) = self.voice_since {
            self.spoken = self.spoken + now.since(since);
        }
        self.voice_since = speaks.then_some(now);
    }

    fn take_spoken(&mut self, now: Timestamp) -> Option<Note> {
        self.recorded = now;
        let span = std::mem::take(&mut self.spoken);
        (span > Millis::ZERO).then_some(Note::Spoke { span })
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
        seated.notes.count(heard && publish.microphone, now);
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
                seated.notes.count(speaks, now);
            }
        }
    }

    /// The connection is gone since then: whether somebody speaks is not known any more.
    pub(crate) fn note_lost(&mut self, seat: SeatId, heard: Timestamp) {
        if let Some(seated) = self.occupants.get_mut(&seat).and_then(Occupant::seated_mut) {
            seated.notes.count(false, heard);
        }
    }

    /// Records what was spoken, of those of whom that was not done for a while.
    pub(crate) fn note_spoken(&mut self, now: Timestamp) {
        let mut spoken = Vec::new();
        for occupant in self.occupants.values_mut() {
            let id = occupant.attendance.clone();
            let Some(seated) = occupant.seated_mut().filter(|seated| seated.notes.recorded + SPOKEN_EVERY <= now)
            else {
                continue;
            };
            let speaks = seated.notes.voice_since.is_some();
            seated.notes.count(speaks, now);
            spoken.extend(seated.notes.take_spoken(now).map(|note| Fact::Noted { id, note, at: now }));
        }
        spoken.into_iter().for_each(|fact| self.record(fact));
    }

    /// The last that is noted of a stay, which ends at that moment.
    pub(crate) fn close_notes(&mut self, occupant: &mut Occupant, at: Timestamp) {
        let id = occupant.attendance.clone();
        let Some(seated) = occupant.seated_mut() else { return };
        seated.notes.count(false, at);
        let spoken = seated.notes.take_spoken(at);
        let stopped = seated.notes.sharing.then_some(Note::ShareStopped);
        for note in spoken.into_iter().chain(stopped) {
            self.record(Fact::Noted { id: id.clone(), note, at });
        }
    }
}
