//! A person who has a place in the room: waiting, on the way in, or seated.

use std::collections::{BTreeMap, VecDeque};

use talkspace_model::{
    AttendanceId, MediaSource, PublishState, Role, SeatId, SlotAssignment, SlotId, Timestamp, Wanted,
};
use talkspace_signal::{KnockEntry, Quality, SeatInfo, StopCause};

use crate::{
    Arrival, ConnectionId, Token,
    marks::{MARK_RATE, MARKED_RATE},
    notes::Notes,
    policy::Standing,
    rate::{Rate, TokenBucket},
};

#[derive(Debug)]
pub(crate) struct Occupant {
    pub(crate) seat: SeatId,
    pub(crate) arrival: Arrival,
    /// What the person is at present; the door's word is in `arrival`.
    pub(crate) role: Role,
    /// What the person was before the meeting was left without a host.
    pub(crate) acting: Option<Role>,
    pub(crate) token: Token,
    pub(crate) attendance: AttendanceId,
    pub(crate) publish: PublishState,
    /// How often something was told to stop.
    pub(crate) stops: u32,
    /// What was told to stop and not answered yet: the number and the reason.
    pub(crate) stopped: BTreeMap<MediaSource, (u32, StopCause)>,
    /// A host has asked to unmute: it may be done.
    pub(crate) asked: bool,
    pub(crate) line: Line,
    pub(crate) place: Place,
    /// Answers that the media server owes, oldest first. Only the last one counts.
    pub(crate) owed: VecDeque<Owed>,
    /// How often an offer may still be read.
    pub(crate) offers: TokenBucket,
}

/// Whether somebody can be spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    Open(ConnectionId),
    /// `heard` is when the last sign of life came, `since` when the connection was given up.
    Lost {
        heard: Timestamp,
        since: Timestamp,
    },
}

#[derive(Debug)]
pub(crate) enum Place {
    Waiting(Waiting),
    Connecting(Connecting),
    Seated(Seated),
}

#[derive(Debug, Clone)]
pub(crate) struct Waiting {
    pub(crate) since: Timestamp,
    /// What the person says to the hosts.
    pub(crate) note: Option<String>,
    /// How many waited before this person when that was told last.
    pub(crate) told_before: u32,
    /// Handed to the media server when the person is let in.
    pub(crate) offer: String,
}

#[derive(Debug)]
pub(crate) struct Connecting {
    /// The waiting place to go back to when the connection is lost; `None` for somebody who never waited and so has
    /// no token yet.
    pub(crate) waited: Option<Waiting>,
}

#[derive(Debug)]
pub(crate) struct Seated {
    pub(crate) joined: Timestamp,
    pub(crate) hand: Option<Timestamp>,
    pub(crate) slots: BTreeMap<SlotId, SlotAssignment>,
    pub(crate) quality: Quality,
    /// What the others look at of this person's pictures.
    pub(crate) wanted: Wanted,
    /// Everybody is to see this person large.
    pub(crate) spotlight: bool,
    pub(crate) notes: Notes,
    pub(crate) chat: TokenBucket,
    pub(crate) signs: TokenBucket,
    pub(crate) pages: TokenBucket,
    pub(crate) files: TokenBucket,
    /// What the person draws on screens, and what all draw on theirs.
    pub(crate) marks: TokenBucket,
    pub(crate) marked: TokenBucket,
    /// The connection that has its snapshot. Another one gets no deltas before it has its own.
    pub(crate) told: Option<ConnectionId>,
}

/// What to do with an answer of the media server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owed {
    Join,
    Resume,
    Offer,
}

/// Faster than anybody types, slower than a script that wants to bury the others.
const CHAT_RATE: Rate = Rate { burst: 10, every: talkspace_model::Millis(200) };

/// Reactions and the like: livelier than anybody is, calmer than a script.
const SIGN_RATE: Rate = Rate { burst: 8, every: talkspace_model::Millis(500) };

/// Pages of earlier messages: a search through a long chat asks for many, but each is work for the database.
const PAGE_RATE: Rate = Rate { burst: 20, every: talkspace_model::Millis(250) };

/// Files: a dozen pictures at once are usual; more for long would fill the disk.
const FILE_RATE: Rate = Rate { burst: 20, every: talkspace_model::Millis(5000) };

impl Seated {
    pub(crate) fn new(now: Timestamp) -> Self {
        Self {
            joined: now,
            hand: None,
            slots: BTreeMap::new(),
            quality: Quality::Good,
            wanted: Wanted::ALL,
            spotlight: false,
            notes: Notes::new(now),
            chat: TokenBucket::new(CHAT_RATE, now),
            signs: TokenBucket::new(SIGN_RATE, now),
            pages: TokenBucket::new(PAGE_RATE, now),
            files: TokenBucket::new(FILE_RATE, now),
            marks: TokenBucket::new(MARK_RATE, now),
            marked: TokenBucket::new(MARKED_RATE, now),
            told: None,
        }
    }
}

impl Occupant {
    pub(crate) fn connection(&self) -> Option<ConnectionId> {
        match self.line {
            Line::Open(connection) => Some(connection),
            Line::Lost { .. } => None,
        }
    }

    pub(crate) fn standing(&self) -> Standing {
        match &self.place {
            Place::Waiting(_) => Standing::Waiting,
            Place::Connecting(_) => Standing::Connecting,
            Place::Seated(_) if self.acting.is_some() => Standing::Acting,
            Place::Seated(_) => Standing::Seated(self.role),
        }
    }

    /// Something is to stop. The number is what the client must answer with before it may be on again.
    pub(crate) fn stop(&mut self, source: MediaSource, cause: &StopCause) -> u32 {
        self.stops += 1;
        self.stopped.insert(source, (self.stops, cause.clone()));
        self.asked = self.asked && source != MediaSource::Microphone;
        self.publish = self.publish.with(source, false);
        self.stops
    }

    /// Stops what is on and not among what may be.
    pub(crate) fn forbid(&mut self, may: PublishState) {
        for source in MediaSource::ALL {
            if self.publish.is_on(source) && !may.is_on(source) {
                self.stop(source, &StopCause::Rule);
            }
        }
    }

    /// What is left of what the client wants to send: `stop` is the number of the last stop that it has heard of.
    pub(crate) fn heard_stops(&mut self, stop: u32, wanted: PublishState) -> PublishState {
        self.stopped.retain(|_, (n, _)| *n > stop);
        self.stopped.keys().fold(wanted, |left, source| left.with(*source, false))
    }

    pub(crate) fn seated(&self) -> Option<&Seated> {
        match &self.place {
            Place::Seated(seated) => Some(seated),
            Place::Waiting(_) | Place::Connecting(_) => None,
        }
    }

    pub(crate) fn seated_mut(&mut self) -> Option<&mut Seated> {
        match &mut self.place {
            Place::Seated(seated) => Some(seated),
            Place::Waiting(_) | Place::Connecting(_) => None,
        }
    }

    pub(crate) fn waiting(&self) -> Option<&Waiting> {
        match &self.place {
            Place::Waiting(waiting) => Some(waiting),
            Place::Connecting(_) | Place::Seated(_) => None,
        }
    }

    /// On the way in after having waited.
    pub(crate) fn has_waited(&self) -> bool {
        match &self.place {
            Place::Connecting(connecting) => connecting.waited.is_some(),
            Place::Waiting(_) | Place::Seated(_) => false,
        }
    }

    pub(crate) fn is_lit(&self) -> bool {
        self.seated().is_some_and(|seated| seated.spotlight)
    }

    pub(crate) fn is_here(&self) -> bool {
        self.seated().is_some() && self.connection().is_some()
    }

    /// The socket of somebody who sits and knows the room as it is: whom deltas go to.
    pub(crate) fn listener(&self) -> Option<ConnectionId> {
        self.connection().filter(|connection| self.seated().is_some_and(|seated| seated.told == Some(*connection)))
    }

    pub(crate) fn info(&self) -> Option<SeatInfo> {
        let seated = self.seated()?;
        Some(SeatInfo {
            seat: self.seat,
            name: self.arrival.name.clone(),
            role: self.role,
            guest: self.arrival.user.is_none(),
            publish: self.publish,
            hand: seated.hand,
            joined: seated.joined,
            away: self.connection().is_none(),
            acting: self.acting.is_some(),
            spotlight: seated.spotlight,
            quality: seated.quality,
        })
    }

    pub(crate) fn knock(&self) -> Option<KnockEntry> {
        let waiting = self.waiting()?;
        Some(KnockEntry {
            seat: self.seat,
            name: self.arrival.name.clone(),
            guest: self.arrival.user.is_none(),
            since: waiting.since,
            note: waiting.note.clone(),
        })
    }
}
