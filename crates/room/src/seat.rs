//! What somebody who sits does: send, look, raise a hand.

use talkspace_model::{MediaCommand, Note, PublishState, SeatId, SlotId, Timestamp, View};
use talkspace_signal::{Quality, Reaction, RefusalReason, ServerMessage};

use crate::{
    ConnectionId, Effect, Refusal, Room,
    occupant::{Place, Seated},
    policy,
};

/// Most tiles that a view may list: everybody in the largest room, each with a camera and a screen.
const TILES_MAX: usize = 1000;

impl Room {
    pub(crate) fn publish(
        &mut self,
        connection: ConnectionId,
        publish: PublishState,
        stop: u32,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let occupant = self.occupant_of_mut(connection)?;
        let (seat, before) = (occupant.seat, occupant.publish);
        self.take_publish(seat, publish, stop, now);
        if self.occupants.get(&seat).is_some_and(|occupant| occupant.publish != before) {
            self.pass_on_publish(seat, now);
        }
        Ok(())
    }

    /// What a seat sends has changed: the media server is told, and the others soon.
    pub(crate) fn pass_on_publish(&mut self, seat: SeatId, now: Timestamp) {
        let Some(occupant) = self.occupants.get(&seat) else { return };
        let publish = occupant.publish;
        match occupant.place {
            Place::Waiting(_) => {}
            Place::Connecting(_) => self.effects.push_back(Effect::Media(MediaCommand::Publish { seat, publish })),
            Place::Seated(_) => {
                self.effects.push_back(Effect::Media(MediaCommand::Publish { seat, publish }));
                self.note_publish(seat, now);
                self.presence.mark(seat, now);
            }
        }
    }

    /// Notes what a seat sends from now on, as far as it may. What it may not is told to stop.
    pub(crate) fn take_publish(&mut self, seat: SeatId, wanted: PublishState, stop: u32, now: Timestamp) {
        let settings = self.settings;
        let Some(occupant) = self.occupants.get_mut(&seat) else { return };
        let wanted = occupant.heard_stops(stop, wanted);
        if occupant.waiting().is_some() {
            occupant.publish = wanted;
            return;
        }
        let may = policy::sendable(occupant.role, &settings, occupant.publish, occupant.asked, wanted);
        occupant.publish = may;
        occupant.asked = occupant.asked && !may.microphone;
        self.stop_forbidden(seat, wanted, may, now);
    }

    pub(crate) fn seated_mut(&mut self, connection: ConnectionId) -> Result<&mut Seated, Refusal> {
        self.occupant_of_mut(connection)?.seated_mut().ok_or_else(|| RefusalReason::OutOfPlace.into())
    }

    /// Counts something that everybody will hear of. Whoever does too much of it is told so.
    pub(crate) fn take_sign(&mut self, connection: ConnectionId, now: Timestamp) -> Result<(), Refusal> {
        if self.seated_mut(connection)?.signs.take(now) { Ok(()) } else { Err(RefusalReason::TooFast.into()) }
    }

    pub(crate) fn react(
        &mut self,
        connection: ConnectionId,
        reaction: Reaction,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        self.take_sign(connection, now)?;
        let seat = self.occupant_of_mut(connection)?.seat;
        self.flush_presence();
        self.broadcast(ServerMessage::Reaction { seat, reaction });
        Ok(())
    }

    pub(crate) fn quality(
        &mut self,
        connection: ConnectionId,
        quality: Quality,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        if self.seated_mut(connection)?.quality != quality {
            self.take_sign(connection, now)?;
            let seat = self.occupant_of_mut(connection)?.seat;
            self.note_quality(seat, quality, now);
            self.presence.mark(seat, now);
        }
        Ok(())
    }

    pub(crate) fn view(&mut self, connection: ConnectionId, view: View) -> Result<(), Refusal> {
        let seat = self.occupant_of_mut(connection)?.seat;
        if view.tiles.len().max(view.screens.as_ref().map_or(0, Vec::len)) > TILES_MAX {
            return Err(RefusalReason::TooLong.into());
        }
        self.effects.push_back(Effect::Media(MediaCommand::SetView { seat, view }));
        Ok(())
    }

    pub(crate) fn slot_ready(&mut self, connection: ConnectionId, slot: SlotId, turn: u32) -> Result<(), Refusal> {
        let seat = self.occupant_of_mut(connection)?.seat;
        self.effects.push_back(Effect::Media(MediaCommand::SlotReady { seat, slot, turn }));
        Ok(())
    }

    pub(crate) fn raise_hand(&mut self, connection: ConnectionId, raised: bool, now: Timestamp) -> Result<(), Refusal> {
        if self.seated_mut(connection)?.hand.is_some() != raised {
            self.take_sign(connection, now)?;
            self.seated_mut(connection)?.hand = raised.then_some(now);
            let seat = self.occupant_of_mut(connection)?.seat;
            self.note(seat, if raised { Note::HandRaised } else { Note::HandLowered }, now);
            self.presence.mark(seat, now);
        }
        Ok(())
    }
}
