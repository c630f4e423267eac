//! Peer connections: how they come and go.

use std::time::Instant;

use talkspace_model::{MediaEvent, PublishState, SeatId};
use tracing::debug;

use super::{Context, Room, RoomRequest};
use crate::{
    member::{Link, Member},
    offer::OfferError,
    peer::Peer,
};

impl Room {
    pub(super) fn connect(&mut self, seat: SeatId, offer: String, publish: PublishState, context: &mut Context<'_>) {
        self.unlink(seat, context);
        let moment = self.moment(context.now);
        self.attempts += 1;
        let attempt = self.attempts;
        let member = self.members.entry(seat).or_insert_with(|| Member::new(seat, publish));
        (member.attempt, member.coming) = (attempt, true);
        member.account.set_limit(self.limit.limit(), moment);
        self.demand_soon(context.now);
        self.publish(seat, publish, context.now);
        context.requests.push(RoomRequest::ReadOffer { seat, attempt, offer });
    }

    /// An offer has been read.
    pub(crate) fn handle_offer(
        &mut self,
        seat: SeatId,
        attempt: u64,
        result: Result<(Peer, String), OfferError>,
        context: &mut Context<'_>,
    ) {
        let Some(member) = self.members.get_mut(&seat).filter(|member| member.attempt == attempt) else {
            // Meanwhile the seat has left or offered anew. The room still gets one answer to each offer, in order.
            (self.events)(MediaEvent::OfferRefused { seat });
            return;
        };
        member.coming = false;
        match result {
            Ok((peer, answer)) => {
                (self.events)(MediaEvent::Answered { seat, answer });
                self.links += 1;
                context.requests.push(RoomRequest::Linked { link: self.links, seat, ufrag: peer.ufrag().to_owned() });
                member.slots.restart(peer.slot_counts());
                member.link = Some(Link::new(peer, self.links, seed(self.start, context.now, seat)));
                self.dirty.insert(seat);
                self.update_slots(context.now);
            }
            Err(error) => {
                // Anybody can send as many as they like.
                debug!(seat.id = seat.0, %error, "media offer refused");
                (self.events)(MediaEvent::OfferRefused { seat });
            }
        }
        self.flush(context);
    }

    pub(super) fn connected(&mut self, seat: SeatId, now: Instant) {
        let Some(link) = self.members.get_mut(&seat).and_then(|member| member.link.as_mut()) else { return };
        link.connected = true;
        debug!(seat.id = seat.0, "media connected");
        (self.events)(MediaEvent::Connected { seat });
        self.index_receivers();
        self.ask_keyframes(now);
    }

    pub(super) fn disconnect(&mut self, seat: SeatId, context: &mut Context<'_>) {
        self.unlink(seat, context);
        self.members.remove(&seat);
        self.detector.remove(seat);
        self.update_slots(context.now);
        self.tell_speaking();
    }

    /// The peer connection died by itself.
    pub(super) fn lose(&mut self, seat: SeatId, context: &mut Context<'_>) {
        if self.members.get(&seat).is_none_or(|member| member.link.is_none()) {
            return;
        }
        self.unlink(seat, context);
        self.detector.mute(seat);
        self.forget_demand(seat);
        (self.events)(MediaEvent::Disconnected { seat });
        self.update_slots(context.now);
        self.tell_speaking();
    }

    /// Ends all peer connections.
    pub(crate) fn close(&mut self, context: &mut Context<'_>) {
        let seats: Vec<SeatId> = self.members.keys().copied().collect();
        for seat in seats {
            self.unlink(seat, context);
        }
    }

    fn unlink(&mut self, seat: SeatId, context: &mut Context<'_>) {
        let Some(member) = self.members.get_mut(&seat) else { return };
        let Some(mut link) = member.link.take() else { return };
        member.account.close(&link);
        link.peer.close(context.outbox);
        self.dirty.remove(&seat);
        let ufrag = link.peer.ufrag().to_owned();
        context.requests.push(RoomRequest::Dropped { link: link.number, seat, ufrag });
    }

    /// All peer connections with their numbers.
    pub(crate) fn links(&self) -> impl Iterator<Item = (SeatId, u64, &str)> {
        self.members
            .iter()
            .filter_map(|(seat, member)| member.link.as_ref().map(|link| (*seat, link.number, link.peer.ufrag())))
    }
}

/// Where the sequence numbers of a new connection begin: different for each connection, in no particular order.
fn seed(start: Instant, now: Instant, seat: SeatId) -> u64 {
    let since = u64::try_from(now.saturating_duration_since(start).as_nanos()).unwrap_or(u64::MAX);
    since ^ (u64::from(seat.0) << 32)
}
