//! What hosts and co-hosts do to the others and to the room.

use talkspace_model::{
    LeaveReason, MediaCommand, MediaSource, MeetingSettings, Note, PublishState, Role, SeatId, SettingsChange, Switch,
    Timestamp,
};
use talkspace_signal::{EndReason, RefusalReason, RoomSettings, ServerMessage, StopCause};

use crate::{
    Arrival, ConnectionId, Deed, Effect, Fact, KnownName, Refusal, Room, chat,
    occupant::{Occupant, Place},
    policy,
};

impl Room {
    pub(crate) fn own_role(&self, connection: ConnectionId) -> Result<Role, Refusal> {
        Ok(self.occupant_of(connection).ok_or(RefusalReason::OutOfPlace)?.role)
    }

    pub(crate) fn name_of(&self, connection: ConnectionId) -> String {
        self.occupant_of(connection).map(|occupant| occupant.arrival.name.clone()).unwrap_or_default()
    }

    /// Somebody who sits.
    pub(crate) fn person(&self, seat: SeatId) -> Result<&Occupant, Refusal> {
        let seated = self.occupants.get(&seat).filter(|occupant| occupant.seated().is_some());
        seated.ok_or_else(|| RefusalReason::NoSuchPerson.into())
    }

    /// Somebody who sits and whom the sender may act upon.
    fn reached(&self, connection: ConnectionId, seat: SeatId) -> Result<&Occupant, Refusal> {
        let (own, person) = (self.own_role(connection)?, self.person(seat)?);
        if own.reaches(person.role) { Ok(person) } else { Err(RefusalReason::NotAllowed.into()) }
    }

    pub(crate) fn stop(
        &mut self,
        connection: ConnectionId,
        seat: SeatId,
        source: MediaSource,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        if self.reached(connection, seat)?.publish.is_on(source) {
            let cause = StopCause::Host { by: self.name_of(connection) };
            self.stop_sending(seat, source, &cause, now);
        }
        Ok(())
    }

    pub(crate) fn mute_all(
        &mut self,
        connection: ConnectionId,
        except: &[SeatId],
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let (own, me) = (self.own_role(connection)?, self.occupant_of_mut(connection)?.seat);
        let cause = StopCause::Host { by: self.name_of(connection) };
        let meant =
            |o: &Occupant| o.seated().is_some() && o.seat != me && own.reaches(o.role) && !except.contains(&o.seat);
        let mut heard = Vec::new();
        for occupant in self.occupants.values_mut().filter(|occupant| meant(occupant)) {
            // Who was asked to unmute and has not yet is muted as well.
            occupant.asked = false;
            if occupant.publish.microphone {
                heard.push(occupant.seat);
            }
        }
        for seat in heard {
            self.stop_sending(seat, MediaSource::Microphone, &cause, now);
        }
        Ok(())
    }

    /// Stops what somebody sends, at once and whatever their client does. The client is told a number, and until it has
    /// answered with that number it cannot turn the source on again: what it said before it knew does not count.
    pub(crate) fn stop_sending(&mut self, seat: SeatId, source: MediaSource, cause: &StopCause, now: Timestamp) {
        let Some(occupant) = self.occupants.get_mut(&seat) else { return };
        let n = occupant.stop(source, cause);
        let listener = occupant.listener();
        self.pass_on_publish(seat, now);
        if let Some(listener) = listener {
            self.send(listener, ServerMessage::Stop { source, n, cause: cause.clone() });
        }
    }

    /// Stops whatever somebody sends and may not send any more.
    pub(crate) fn enforce(&mut self, seat: SeatId, now: Timestamp) {
        let Some(occupant) = self.occupants.get(&seat).filter(|occupant| occupant.waiting().is_none()) else { return };
        let sent = occupant.publish;
        let may = policy::sendable(occupant.role, &self.settings, sent, occupant.asked, sent);
        self.stop_forbidden(seat, sent, may, now);
    }

    /// Stops what is `wanted` and not among what `may` be.
    pub(crate) fn stop_forbidden(&mut self, seat: SeatId, wanted: PublishState, may: PublishState, now: Timestamp) {
        for source in MediaSource::ALL.into_iter().filter(|source| wanted.is_on(*source) && !may.is_on(*source)) {
            self.stop_sending(seat, source, &StopCause::Rule, now);
        }
    }

    pub(crate) fn ask_unmute(&mut self, connection: ConnectionId, seat: SeatId) -> Result<(), Refusal> {
        let person = self.reached(connection, seat)?;
        if person.role < Role::Participant {
            return Err(RefusalReason::NotAllowed.into());
        }
        let (listener, by) = (person.listener(), self.name_of(connection));
        if let Some(occupant) = self.occupants.get_mut(&seat) {
            occupant.asked = true;
        }
        if let Some(listener) = listener {
            self.send(listener, ServerMessage::AskedToUnmute { by });
        }
        Ok(())
    }

    /// Everybody sees this person large, and nobody else; whoever is meant need not be below the sender, for it takes nothing
    /// from them.
    pub(crate) fn spotlight(
        &mut self,
        connection: ConnectionId,
        seat: Option<SeatId>,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        if let Some(seat) = seat {
            self.person(seat)?;
        }
        let turned: Vec<SeatId> =
            self.occupants.values().filter(|o| o.is_lit() != (Some(o.seat) == seat)).map(|o| o.seat).collect();
        if !turned.is_empty() {
            self.take_sign(connection, now)?;
        }
        for seat in turned {
            if let Some(seated) = self.occupants.get_mut(&seat).and_then(Occupant::seated_mut) {
                seated.spotlight = !seated.spotlight;
                self.presence.mark(seat, now);
            }
        }
        Ok(())
    }

    pub(crate) fn lower_hand(&mut self, connection: ConnectionId, seat: SeatId, now: Timestamp) -> Result<(), Refusal> {
        self.reached(connection, seat)?;
        self.take_hand_down(connection, seat, now);
        Ok(())
    }

    pub(crate) fn lower_all_hands(&mut self, connection: ConnectionId, now: Timestamp) -> Result<(), Refusal> {
        let own = self.own_role(connection)?;
        let raised = |o: &&Occupant| o.seated().is_some_and(|seated| seated.hand.is_some()) && own.reaches(o.role);
        let raised: Vec<SeatId> = self.occupants.values().filter(raised).map(|occupant| occupant.seat).collect();
        for seat in raised {
            self.take_hand_down(connection, seat, now);
        }
        Ok(())
    }

    fn take_hand_down(&mut self, by: ConnectionId, seat: SeatId, now: Timestamp) {
        let by_name = self.name_of(by);
        let Some(occupant) = self.occupants.get_mut(&seat) else { return };
        let listener = occupant.listener().filter(|listener| *listener != by);
        let Place::Seated(seated) = &mut occupant.place else { return };
        if seated.hand.take().is_some() {
            self.note(seat, Note::HandLowered, now);
            self.presence.mark(seat, now);
            if let Some(listener) = listener {
                self.send(listener, ServerMessage::HandLowered { by: by_name });
            }
        }
    }

    /// Another name for oneself or, for those who steer, for somebody else.
    pub(crate) fn rename(
        &mut self,
        connection: ConnectionId,
        seat: SeatId,
        name: &str,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let own = self.occupant_of(connection).is_some_and(|me| me.seat == seat);
        if !own {
            self.reached(connection, seat)?;
        }
        let name = chat::clean_line(name, self.limits.name)?;
        self.take_sign(connection, now)?;
        if let Some(occupant) = self.occupants.get_mut(&seat) {
            occupant.arrival.name.clone_from(&name);
            let (id, identity) = (occupant.attendance.clone(), occupant.arrival.identity.clone());
            self.names.insert(identity, KnownName { name: name.clone(), by_host: !own });
            self.record(Fact::Renamed { id, name, at: now });
            self.presence.mark(seat, now);
        }
        Ok(())
    }

    /// Under which name somebody takes a place. What a host has called them stays, and where names may not be changed,
    /// leaving and coming again does not change them either.
    pub(crate) fn by_known_name(&mut self, arrival: Arrival) -> Arrival {
        let role = self.role_of(&arrival.identity, arrival.role);
        let free = policy::may(policy::Action::Rename, role, &self.settings);
        let known = self.names.get(&arrival.identity).filter(|known| known.by_host || !free);
        let name = known.map_or_else(|| arrival.name.clone(), |known| known.name.clone());
        Arrival { name, ..arrival }
    }

    /// Takes somebody out, with all places they have. `block`: they do not come back either, in no run of this meeting.
    pub(crate) fn remove(
        &mut self,
        connection: ConnectionId,
        seat: SeatId,
        block: bool,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let person = self.reached(connection, seat)?;
        let (identity, user, name) =
            (person.arrival.identity.clone(), person.arrival.user.clone(), person.arrival.name.clone());
        if self.occupant_of(connection).is_some_and(|me| me.arrival.identity == identity) {
            return Err(RefusalReason::NotAllowed.into());
        }
        let deed = if block { Deed::Block } else { Deed::Remove };
        self.note_deed(connection, deed, Some(seat), now);
        self.admitted.remove(&identity);
        self.keep_standing(&identity);
        self.denied.insert(identity.clone(), now);
        if block {
            self.blocked.insert(identity.clone());
            self.record(Fact::Blocked { identity: identity.clone(), user, name, at: now });
        }
        let theirs = |occupant: &&Occupant| occupant.arrival.identity == identity;
        let theirs: Vec<SeatId> = self.occupants.values().filter(theirs).map(|occupant| occupant.seat).collect();
        for seat in theirs {
            self.put_out(seat, now);
        }
        Ok(())
    }

    fn put_out(&mut self, seat: SeatId, now: Timestamp) {
        if let Some(connection) = self.occupants.get(&seat).and_then(Occupant::connection) {
            self.end(connection, EndReason::Removed);
        }
        self.vacate(seat, LeaveReason::Removed, now);
    }

    pub(crate) fn lock(&mut self, connection: ConnectionId, locked: bool, now: Timestamp) -> Result<(), Refusal> {
        if self.locked != locked {
            self.take_sign(connection, now)?;
            self.locked = locked;
            self.note_deed(connection, Deed::Lock { locked }, None, now);
            self.record(Fact::Locked { locked });
            self.tell_settings(self.name_of(connection));
            self.tell_lobby();
        }
        Ok(())
    }

    pub(crate) fn change_settings(
        &mut self,
        connection: ConnectionId,
        change: SettingsChange,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let title = match &change {
            SettingsChange::Title { title } => chat::clean_line(title, self.limits.title)?,
            SettingsChange::WaitingRoom { .. }
            | SettingsChange::SignInRequired { .. }
            | SettingsChange::Switch { .. }
            | SettingsChange::DataLimit { .. }
            | SettingsChange::Template { .. } => self.title.clone(),
        };
        let settings = change.apply(self.settings);
        if settings != self.settings || title != self.title {
            self.note_deed(connection, Deed::Configure, None, now);
            self.configure(title, settings, self.name_of(connection), now);
            self.record(Fact::Configured { title: self.title.clone(), settings });
        }
        Ok(())
    }

    /// The settings were changed, here or on the meeting's own page. What they forbid ends at once.
    pub fn handle_settings(&mut self, title: String, settings: MeetingSettings, by: String, now: Timestamp) {
        if !self.closed && (title != self.title || settings != self.settings) {
            self.configure(title, settings, by, now);
            self.settle(now);
        }
    }

    fn configure(&mut self, title: String, settings: MeetingSettings, by: String, now: Timestamp) {
        if settings.data_limit != self.settings.data_limit {
            self.effects.push_back(Effect::Media(MediaCommand::Limit { limit: settings.data_limit }));
        }
        (self.title, self.settings) = (title, settings);
        self.tell_settings(by);
        let seats: Vec<SeatId> = self.occupants.keys().copied().collect();
        for seat in seats {
            self.enforce(seat, now);
        }
        self.clear_lobby();
        self.tell_lobby();
    }

    fn tell_settings(&mut self, by: String) {
        let settings = self.room_settings();
        self.broadcast(ServerMessage::Settings { settings, by });
    }

    pub(crate) fn room_settings(&self) -> RoomSettings {
        RoomSettings { title: self.title.clone(), locked: self.locked, settings: self.settings }
    }

    /// Somebody is about to come in: muted, where that is the rule, and with nothing on that they may not send. At the
    /// door nothing is on yet, so a microphone does not count as one that may stay on. They are told once they sit.
    pub(crate) fn receive(&mut self, seat: SeatId) {
        let settings = self.settings;
        let Some(occupant) = self.occupants.get_mut(&seat) else { return };
        let sent = occupant.publish;
        if settings.is_on(Switch::MuteOnEntry) && occupant.role < Role::Presenter && sent.microphone {
            occupant.stop(MediaSource::Microphone, &StopCause::Entry);
        }
        let may = policy::sendable(occupant.role, &settings, PublishState::default(), false, occupant.publish);
        occupant.forbid(may);
    }

    pub(crate) fn note_deed(&mut self, by: ConnectionId, deed: Deed, seat: Option<SeatId>, now: Timestamp) {
        let doer = self.occupant_of(by);
        let user = doer.and_then(|occupant| occupant.arrival.user.clone());
        let stay = doer.map(|occupant| occupant.attendance.clone());
        let upon = seat.and_then(|seat| self.occupants.get(&seat)).map(|occupant| occupant.attendance.clone());
        self.record(Fact::Done { deed, by: user, stay, upon, at: now });
    }
}
