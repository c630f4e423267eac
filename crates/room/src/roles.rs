//! Who is what: roles given and taken, the host's role handed over, and who steers while no host is there.

use talkspace_model::{Role, SeatId, Timestamp, limits};
use talkspace_signal::{RefusalReason, RoleCause, ServerMessage};

use crate::{
    ConnectionId, Deed, Identity, Refusal, Room,
    occupant::{Occupant, Place},
    policy,
};

impl Room {
    /// What somebody who comes is in this run: what a host has made of them, or else what the door says.
    pub(crate) fn role_of(&self, identity: &Identity, at_the_door: Role) -> Role {
        self.grants.get(identity).copied().unwrap_or(at_the_door)
    }

    pub(crate) fn set_role(
        &mut self,
        connection: ConnectionId,
        seat: SeatId,
        role: Role,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let (own, target) = (self.own_role(connection)?, self.person(seat)?);
        if !policy::may_set_role(own, target.role, role) {
            return Err(RefusalReason::NotAllowed.into());
        }
        let (identity, cause) = (target.arrival.identity.clone(), self.caused_by(connection));
        self.note_deed(connection, Deed::Role { role }, Some(seat), now);
        self.give_role(&identity, role, &cause, now);
        self.flush_presence();
        Ok(())
    }

    /// The sender gives the host's role away and stays as a co-host.
    pub(crate) fn hand_over(&mut self, connection: ConnectionId, seat: SeatId, now: Timestamp) -> Result<(), Refusal> {
        let own = self.occupant_of(connection).ok_or(RefusalReason::OutOfPlace)?.arrival.identity.clone();
        let heir = self.person(seat)?.arrival.identity.clone();
        if heir == own {
            return Err(RefusalReason::OutOfPlace.into());
        }
        let cause = self.caused_by(connection);
        self.note_deed(connection, Deed::Role { role: Role::Host }, Some(seat), now);
        self.give_role(&heir, Role::Host, &cause, now);
        self.give_role(&own, Role::CoHost, &cause, now);
        self.flush_presence();
        Ok(())
    }

    fn caused_by(&self, connection: ConnectionId) -> RoleCause {
        RoleCause::Host { by: self.name_of(connection) }
    }

    /// All places of a person get the role, and so do those that they take later in this run. Roles are rights: whoever
    /// calls this tells everybody at once.
    fn give_role(&mut self, identity: &Identity, role: Role, cause: &RoleCause, now: Timestamp) {
        self.grants.insert(identity.clone(), role);
        self.keep_standing(identity);
        let own = |occupant: &&Occupant| occupant.arrival.identity == *identity;
        let seats: Vec<SeatId> = self.occupants.values().filter(own).map(|occupant| occupant.seat).collect();
        for seat in seats {
            if let Some(occupant) = self.occupants.get_mut(&seat) {
                occupant.acting = None;
            }
            self.change_role(seat, role, cause, now);
        }
    }

    /// One place gets a role: it is told, what it may not send any more stops, and a new co-host learns who knocks.
    fn change_role(&mut self, seat: SeatId, role: Role, cause: &RoleCause, now: Timestamp) {
        let Some(occupant) = self.occupants.get_mut(&seat) else { return };
        if std::mem::replace(&mut occupant.role, role) == role || occupant.seated().is_none() {
            return;
        }
        let listener = occupant.listener();
        self.presence.mark(seat, now);
        if let Some(listener) = listener {
            self.send(listener, ServerMessage::Role { role, cause: cause.clone() });
            if role.steers() {
                let knocks = self.knocks();
                self.send(listener, ServerMessage::Knocks { knocks: knocks.listed, more: knocks.more });
            }
        }
        self.enforce(seat, now);
    }

    /// No host or co-host is there: after a while the meeting gets an acting one, until one of them is back.
    pub(crate) fn watch_hosts(&mut self, now: Timestamp) {
        let steered = self.started.is_none() || self.occupants.values().any(|o| o.acting.is_none() && steers_here(o));
        if steered {
            self.hosts_away = None;
            self.end_acting(&RoleCause::HostsBack, now);
        } else {
            let since = *self.hosts_away.get_or_insert(now);
            if since + limits::HOSTS_AWAY <= now && !self.occupants.values().any(steers_here) {
                self.begin_acting(now);
            }
        }
    }

    /// When an acting host is due.
    pub(crate) fn hosts_due(&self) -> Option<Timestamp> {
        let since = self.hosts_away?;
        let heirless = !self.occupants.values().any(steers_here) && self.heir().is_some();
        heirless.then_some(since + limits::HOSTS_AWAY)
    }

    fn begin_acting(&mut self, now: Timestamp) {
        // An acting host who is away loses the role to who is there.
        self.end_acting(&RoleCause::HostsBack, now);
        let Some(heir) = self.heir() else { return };
        if let Some(occupant) = self.occupants.get_mut(&heir) {
            occupant.acting = Some(occupant.role);
        }
        self.change_role(heir, Role::CoHost, &RoleCause::HostsAway, now);
        self.flush_presence();
    }

    fn end_acting(&mut self, cause: &RoleCause, now: Timestamp) {
        let acting = self.occupants.values().filter_map(|occupant| Some((occupant.seat, occupant.acting?)));
        let acting: Vec<(SeatId, Role)> = acting.collect();
        for (seat, former) in &acting {
            if let Some(occupant) = self.occupants.get_mut(seat) {
                occupant.acting = None;
            }
            self.change_role(*seat, *former, cause, now);
        }
        if !acting.is_empty() {
            self.flush_presence();
        }
    }

    /// Who steers when nobody else does: presenters before participants, accounts before guests, then who came first.
    /// Viewers never do.
    fn heir(&self) -> Option<SeatId> {
        let here = self.occupants.values().filter(|occupant| occupant.is_here());
        let fit = here.filter(|occupant| occupant.acting.is_some() || occupant.role >= Role::Participant);
        let rank = |occupant: &&Occupant| {
            let Place::Seated(seated) = &occupant.place else { return None };
            let role = occupant.acting.unwrap_or(occupant.role);
            Some((role < Role::Presenter, occupant.arrival.user.is_none(), seated.joined, occupant.seat))
        };
        fit.min_by_key(rank).map(|occupant| occupant.seat)
    }
}

fn steers_here(occupant: &Occupant) -> bool {
    occupant.role.steers() && occupant.is_here()
}
