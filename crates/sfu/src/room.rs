//! One room: who gets whose packets.

mod budget;
mod demand;
mod links;
mod packets;
mod slots;

use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, Instant},
};

use str0m::net::Receive;
use talkspace_forward::{Moment, Ranking, SpeakerDetector};
use talkspace_model::{MediaCommand, MediaEvent, PublishState, SeatId, SlotId};
use tracing::info;

use budget::Limit;

use crate::{
    EventSink,
    member::Member,
    peer::{Outbox, PeerEvent},
};

/// How often a room with something going on looks after rings, layers and waiting receivers. Longer delays a repeated keyframe
/// request; shorter costs CPU in every room.
const TICK: Duration = Duration::from_millis(25);
/// How often it is looked for pictures that nobody looks at any more. Shorter costs CPU in large rooms, longer only delays
/// what is told seconds later anyway.
const DEMAND_TICK: Duration = Duration::from_millis(250);
/// How often a room with nothing going on looks for clients that have gone silent.
const IDLE_TICK: Duration = Duration::from_millis(500);

/// The members of a room and what flows between them.
pub(crate) struct Room {
    events: EventSink,
    start: Instant,
    members: BTreeMap<SeatId, Member>,
    detector: SpeakerDetector,
    speaking: Vec<SeatId>,
    ranking: Ranking,
    /// Who has each seat in an open slot.
    receivers: BTreeMap<SeatId, Receivers>,
    /// Seats whose peer connection has something queued.
    dirty: BTreeSet<SeatId>,
    /// Screens shared so far.
    shares: u64,
    /// Offers so far.
    attempts: u64,
    /// Peer connections so far.
    links: u64,
    limit: Limit,
    /// When who looks at what is looked through.
    demand_due: Instant,
    next_tick: Instant,
    timeout: Instant,
    busy: bool,
}

/// The open slots that one seat is in.
#[derive(Debug, Default)]
struct Receivers {
    audio: Vec<(SeatId, u8)>,
    video: Vec<(SeatId, SlotId)>,
    screen: Vec<(SeatId, SlotId)>,
}

/// What the shard has to do outside the room.
#[derive(Debug)]
pub(crate) enum RoomRequest {
    /// Have the offer read; the result comes back to [`Room::handle_offer`].
    ReadOffer { seat: SeatId, attempt: u64, offer: String },
    /// A peer connection is gone.
    Dropped { link: u64, seat: SeatId, ufrag: String },
    /// A peer connection has come.
    Linked { link: u64, seat: SeatId, ufrag: String },
}

/// What a room needs to act: the time, a way out for packets, and a place for its requests.
pub(crate) struct Context<'a> {
    pub(crate) now: Instant,
    pub(crate) outbox: &'a mut dyn Outbox,
    pub(crate) requests: &'a mut Vec<RoomRequest>,
}

impl Room {
    pub(crate) fn new(events: EventSink, now: Instant) -> Self {
        Self {
            events,
            start: now,
            members: BTreeMap::new(),
            detector: SpeakerDetector::default(),
            speaking: Vec::new(),
            ranking: Ranking::default(),
            receivers: BTreeMap::new(),
            dirty: BTreeSet::new(),
            shares: 0,
            attempts: 0,
            links: 0,
            limit: Limit::new(None, now),
            demand_due: now,
            next_tick: now + IDLE_TICK,
            timeout: now + IDLE_TICK,
            busy: false,
        }
    }

    pub(crate) fn handle_command(&mut self, command: MediaCommand, context: &mut Context<'_>) {
        match command {
            MediaCommand::Connect { seat, offer, publish } => self.connect(seat, offer, publish, context),
            MediaCommand::Disconnect { seat } => self.disconnect(seat, context),
            MediaCommand::Publish { seat, publish } => self.publish(seat, publish, context.now),
            MediaCommand::SetView { seat, view } => {
                if let Some(member) = self.members.get_mut(&seat) {
                    member.set_view(&view);
                    self.demand_soon(context.now);
                }
            }
            MediaCommand::SlotReady { seat, slot, turn } => self.slot_ready(seat, slot, turn),
            MediaCommand::Limit { limit } => self.set_limit(limit, context.now),
        }
        self.ask_keyframes(context.now);
        self.flush(context);
    }

    /// A datagram for a seat's peer connection with this number, from a `known` address of it or another. True when the
    /// peer accepts it as its own.
    pub(crate) fn receive(
        &mut self,
        seat: SeatId,
        link: u64,
        receive: Receive<'_>,
        known: bool,
        context: &mut Context<'_>,
    ) -> bool {
        let own = self.members.get_mut(&seat).and_then(|member| member.link.as_mut());
        let Some(own) = own.filter(|own| own.number == link) else { return false };
        let mut events = Vec::new();
        let accepted = own.peer.receive(receive, known, context.now, context.outbox, &mut events);
        self.timeout = self.timeout.min(own.peer.timeout());
        self.handle_peer_events(seat, events, context);
        accepted
    }

    /// Something came out of a seat's peer connection.
    fn handle_peer_events(&mut self, seat: SeatId, events: Vec<PeerEvent>, context: &mut Context<'_>) {
        for event in events {
            match event {
                PeerEvent::Connected => self.connected(seat, context.now),
                PeerEvent::Dead => self.lose(seat, context),
                PeerEvent::Packet(source, packet) => self.handle_packet(seat, source, &packet, context.now),
                PeerEvent::KeyframeWish(slot) => self.handle_wish(seat, slot, context.now),
            }
        }
    }

    /// Sends what is queued. To be called at the end of each batch of datagrams.
    pub(crate) fn flush(&mut self, context: &mut Context<'_>) {
        let mut events = Vec::new();
        while let Some(seat) = self.dirty.pop_first() {
            let Some(link) = self.members.get_mut(&seat).and_then(|member| member.link.as_mut()) else { continue };
            link.peer.flush(context.now, context.outbox, &mut events);
            self.timeout = self.timeout.min(link.peer.timeout());
            if !events.is_empty() {
                self.handle_peer_events(seat, std::mem::take(&mut events), context);
            }
        }
    }

    /// [`Self::handle_timeout`] has nothing to do before this.
    pub(crate) fn timeout(&self) -> Instant {
        self.timeout
    }

    pub(crate) fn handle_timeout(&mut self, context: &mut Context<'_>) {
        let now = context.now;
        let due = |member: &Member| member.link.as_ref().is_some_and(|link| link.peer.timeout() <= now);
        self.dirty.extend(self.members.iter().filter(|(_, member)| due(member)).map(|(seat, _)| *seat));
        if self.next_tick <= now {
            self.tick(context);
        }
        // Looked at in full only here; in between it can only come nearer.
        let links = self.members.values().filter_map(|member| member.link.as_ref());
        self.timeout = links.map(|link| link.peer.timeout()).chain([self.next_tick]).min().unwrap_or(self.next_tick);
        self.flush(context);
    }

    /// The room as it was before anybody came, after it has failed inside.
    pub(crate) fn begin_anew(self, now: Instant) -> Self {
        for (seat, ..) in self.links() {
            (self.events)(MediaEvent::Disconnected { seat });
        }
        let limit = Limit::new(self.limit.limit(), now);
        Self { limit, ..Self::new(self.events, now) }
    }

    fn publish(&mut self, seat: SeatId, publish: PublishState, now: Instant) {
        let Some(member) = self.members.get_mut(&seat) else { return };
        if publish.screen && !member.publish.screen || member.shared == 0 {
            self.shares += 1;
            member.shared = self.shares;
        }
        let stops = member.publish.screen_moves() && !publish.screen_moves();
        member.publish = publish;
        if !publish.microphone {
            self.detector.mute(seat);
        }
        if let Some(link) = &mut member.link {
            link.clear_unpublished(publish);
        }
        if stops {
            self.stop_screen(seat);
        }
        self.demand_soon(now);
        self.update_slots(now);
        self.tell_speaking();
    }

    /// What comes after a pause begins with a keyframe.
    fn stop_screen(&mut self, seat: SeatId) {
        let Some(receivers) = self.receivers.get(&seat) else { return };
        for (receiver, slot) in &receivers.screen {
            let link = self.members.get_mut(receiver).and_then(|member| member.link.as_mut());
            if let Some(feed) = link.and_then(|link| link.feed_mut(*slot)) {
                feed.keep_only(None);
            }
        }
    }

    fn slot_ready(&mut self, seat: SeatId, slot: SlotId, turn: u32) {
        let Some(member) = self.members.get_mut(&seat) else { return };
        if member.slots.ready(slot, turn) {
            self.index_receivers();
        }
    }

    fn tick(&mut self, context: &mut Context<'_>) {
        let now = context.now;
        let moment = self.moment(now);
        self.detector.handle_timeout(moment);
        let mut opened = false;
        for member in self.members.values_mut() {
            opened |= member.slots.handle_timeout(moment);
            if let Some(link) = &mut member.link {
                link.camera.presence.handle_timeout(moment);
                link.screen.presence.handle_timeout(moment);
            }
        }
        if opened {
            self.index_receivers();
        }
        self.update_slots(now);
        self.keep_limit(now);
        if self.demand_due <= now {
            self.tell_demand(now);
            self.demand_due = now + DEMAND_TICK;
        }
        self.tell_speaking();
        let waiting = self.ask_keyframes(now);
        let silent: Vec<SeatId> = self.members.iter().filter(|(_, m)| m.is_silent(now)).map(|(s, _)| *s).collect();
        for seat in silent {
            info!(seat.id = seat.0, "media connection lost");
            self.lose(seat, context);
        }
        let pending = self.members.values().any(|member| member.slots.poll_timeout().is_some());
        let busy = std::mem::take(&mut self.busy) || waiting || pending || self.detector.anybody_heard();
        self.next_tick = now + if busy { TICK } else { IDLE_TICK };
    }

    /// More may be looked at than before.
    fn demand_soon(&mut self, now: Instant) {
        self.demand_due = now;
        self.limit.share_due = now;
        self.wake(now);
    }

    /// Something goes on that the next tick should see soon.
    fn wake(&mut self, now: Instant) {
        self.busy = true;
        self.next_tick = self.next_tick.min(now + TICK);
        self.timeout = self.timeout.min(self.next_tick);
    }

    fn tell_speaking(&mut self) {
        let speaking = self.detector.speaking();
        if speaking != self.speaking {
            self.speaking.clone_from(&speaking);
            (self.events)(MediaEvent::Speaking { seats: speaking });
        }
    }

    fn moment(&self, now: Instant) -> Moment {
        let since = now.saturating_duration_since(self.start);
        Moment(u64::try_from(since.as_micros()).unwrap_or(u64::MAX))
    }
}
