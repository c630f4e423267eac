//! The peer connection: its offer, its answer, and whether anything still comes in.

use talkspace_model::{Millis, Timestamp, Wanted};
use talkspace_signal::ClientMessage;

use crate::{Call, Effect, PeerNumber, PeerState, SocketNumber, Stage};

/// Offering takes some 10 ms; a browser that says nothing for this long has lost it.
const STEP_WITHIN: Millis = Millis(8000);
/// With somebody's media due, silence for this long is a dead path. Lower: a bad second of Wi-Fi costs a new connection.
/// Higher: a frozen picture for longer. Chromium itself notices after about 7 s (TARGETS section 4).
const SILENCE: Millis = Millis(4000);
/// With no media due only connectivity checks come in, one every 2.5 s in Chromium.
const IDLE_SILENCE: Millis = Millis(9000);
/// How long `disconnected` may last: the browser says so only after seconds of silence.
const DISCONNECTED: Millis = Millis(1000);
/// When the link has been away, the media path most likely was too, and comes back by itself once the browser's next
/// connectivity check gets through. Lower: connections are replaced that were about to work. Higher: those the server
/// has given up stay silent for longer.
const GRACE: Millis = Millis(1200);
/// First pause before a new peer connection when the last one never worked; doubles up to `LONGEST_PAUSE`.
const PAUSE: Millis = Millis(1000);
const LONGEST_PAUSE: Millis = Millis(16_000);

/// How far the present peer connection has come.
#[derive(Debug, Clone, Default, PartialEq)]
enum Step {
    #[default]
    None,
    /// After a failure: wait, so that a broken path is not hammered.
    Pausing {
        until: Timestamp,
    },
    Making {
        since: Timestamp,
    },
    /// The offer may be sent again until it is answered. `sent` on the present socket.
    Offered {
        sdp: String,
        sent: Option<(SocketNumber, Timestamp)>,
    },
    Answering {
        since: Timestamp,
    },
    Up(Watch),
}

/// Watches a peer connection whose answer is applied.
#[derive(Debug, Clone, PartialEq)]
struct Watch {
    state: PeerState,
    /// Since when `state` holds.
    since: Timestamp,
    inbound: u64,
    /// When `inbound` grew last.
    heard: Timestamp,
}

#[derive(Debug, Default)]
pub(crate) struct Media {
    number: u32,
    step: Step,
    /// Media has worked in this call and does not now.
    lost: bool,
    has_worked: bool,
    /// Failures since media worked last.
    failures: u32,
    /// When the link was lost for the last time and came back.
    link_back: Option<Timestamp>,
    /// Somebody's packets ought to be coming in.
    due: bool,
}

impl Media {
    pub(crate) fn is_lost(&self) -> bool {
        self.lost
    }

    pub(crate) fn peer(&self) -> PeerNumber {
        PeerNumber(self.number)
    }

    /// The offer, while it waits for its answer.
    pub(crate) fn open_offer(&self) -> Option<&str> {
        match &self.step {
            Step::Offered { sdp, .. } => Some(sdp),
            Step::None | Step::Pausing { .. } | Step::Making { .. } | Step::Answering { .. } | Step::Up(_) => None,
        }
    }

    /// A resume may go out without an offer.
    pub(crate) fn is_answered(&self) -> bool {
        match self.step {
            Step::Answering { .. } | Step::Up(_) => true,
            Step::None | Step::Pausing { .. } | Step::Making { .. } | Step::Offered { .. } => false,
        }
    }

    pub(crate) fn link_lost(&mut self) {
        if let Step::Offered { sent, .. } = &mut self.step {
            *sent = None;
        }
    }

    pub(crate) fn link_back(&mut self, now: Timestamp) {
        self.link_back = Some(now);
    }

    pub(crate) fn offer_sent(&mut self, socket: SocketNumber, now: Timestamp) {
        if let Step::Offered { sent, .. } = &mut self.step {
            *sent = Some((socket, now));
        }
    }

    /// The server did not use the offer it was sent: it is to be sent again.
    pub(crate) fn offer_unused(&mut self) {
        self.link_lost();
    }

    /// When to look again. Without a live link only the making of an offer is watched: there is nobody to answer.
    pub(crate) fn timeout(&self, live: bool) -> Option<Timestamp> {
        match &self.step {
            Step::None => None,
            Step::Pausing { until } => Some(*until),
            Step::Making { since } | Step::Answering { since } => Some(*since + STEP_WITHIN),
            Step::Offered { sent, .. } => sent.filter(|_| live).map(|(_, at)| at + STEP_WITHIN),
            Step::Up(watch) if watch.state == PeerState::Failed => Some(watch.since),
            Step::Up(watch) => live.then(|| self.graced(watch.dead_at(self.due, self.failures))),
        }
    }
}

impl Media {
    fn graced(&self, dead_at: Timestamp) -> Timestamp {
        self.link_back.map_or(dead_at, |back| dead_at.max(back + GRACE))
    }
}

impl Watch {
    /// When this peer connection counts as dead unless something changes.
    fn dead_at(&self, due: bool, failures: u32) -> Timestamp {
        match self.state {
            PeerState::Connecting => self.since + patience(STEP_WITHIN, failures),
            PeerState::Connected => self.heard + patience(if due { SILENCE } else { IDLE_SILENCE }, failures),
            PeerState::Disconnected => self.since + DISCONNECTED,
            PeerState::Failed => self.since,
        }
    }
}

/// Each failure in a row doubles the patience, up to four times: a path that is closed for good is asked rarely.
fn patience(base: Millis, failures: u32) -> Millis {
    Millis(base.0 << failures.min(2))
}

impl Call {
    /// Asks for an offer when there is neither one nor a working connection.
    pub(crate) fn ensure_offer(&mut self, now: Timestamp) {
        if self.media.step == Step::None {
            self.make_offer(now);
        }
    }

    fn make_offer(&mut self, now: Timestamp) {
        self.empty_slots();
        self.media.number += 1;
        self.media.step = Step::Making { since: now };
        let peer = self.media.peer();
        self.effect(Effect::MakeOffer { peer });
    }

    /// A new peer connection in place of the present one.
    pub(crate) fn restart_media(&mut self, now: Timestamp) {
        if self.media.has_worked {
            self.media.lost = true;
            self.note_lost(now);
        }
        let failures = self.media.failures;
        self.media.failures = failures.saturating_add(1);
        if failures == 0 {
            return self.make_offer(now);
        }
        let pause = Millis(PAUSE.0 << (failures - 1).min(4)).min(LONGEST_PAUSE);
        self.empty_slots();
        self.media.step = Step::Pausing { until: now + pause };
    }

    pub(crate) fn offer_ready(&mut self, peer: PeerNumber, sdp: String) {
        if peer == self.media.peer() && matches!(self.media.step, Step::Making { .. }) {
            self.media.step = Step::Offered { sdp, sent: None };
        }
    }

    pub(crate) fn offer_failed(&mut self, peer: PeerNumber, now: Timestamp) {
        if peer != self.media.peer() {
            return;
        }
        match self.media.step {
            Step::Making { .. } | Step::Answering { .. } => self.restart_media(now),
            Step::None | Step::Pausing { .. } | Step::Offered { .. } | Step::Up(_) => {}
        }
    }

    pub(crate) fn answered(&mut self, sdp: String, now: Timestamp) {
        if self.media.open_offer().is_none() {
            return;
        }
        self.media.step = Step::Answering { since: now };
        let peer = self.media.peer();
        self.effect(Effect::ApplyAnswer { peer, sdp });
    }

    pub(crate) fn answer_applied(&mut self, peer: PeerNumber, now: Timestamp) {
        if peer == self.media.peer() && matches!(self.media.step, Step::Answering { .. }) {
            let watch = Watch { state: PeerState::Connecting, since: now, inbound: 0, heard: now };
            self.media.step = Step::Up(watch);
            // A new connection encodes everything until it hears otherwise.
            if !self.encoding().is_all() {
                self.effect(Effect::Encode(self.encoding()));
            }
        }
    }

    pub(crate) fn peer_state(&mut self, peer: PeerNumber, state: PeerState, now: Timestamp) {
        if peer != self.media.peer() {
            return;
        }
        // The browser may report before it has told that the answer is applied.
        self.answer_applied(peer, now);
        let Step::Up(watch) = &mut self.media.step else { return };
        if watch.state != state {
            (watch.state, watch.since) = (state, now);
        }
        if state == PeerState::Connected {
            watch.heard = now;
            self.media_found();
        }
        self.check_media(now);
    }

    pub(crate) fn media_tick(&mut self, peer: PeerNumber, inbound: u64, now: Timestamp) {
        let Step::Up(watch) = &mut self.media.step else { return };
        if peer != PeerNumber(self.media.number) {
            return;
        }
        if inbound > watch.inbound {
            (watch.inbound, watch.heard) = (inbound, now);
            if watch.state == PeerState::Connected {
                self.media.failures = 0;
            }
        }
        self.check_media(now);
    }

    fn media_found(&mut self) {
        self.media.lost = false;
        self.media.has_worked = true;
        self.note_found();
    }

    /// Looks whether a step is overdue or the connection is dead.
    pub(crate) fn check_media(&mut self, now: Timestamp) {
        let live = self.media_is_watched();
        self.media.due = self.media_is_due();
        let overdue = self.media.timeout(live).is_some_and(|at| now >= at);
        if !overdue {
            return;
        }
        if let Step::Pausing { .. } = self.media.step {
            self.make_offer(now);
        } else {
            self.restart_media(now);
        }
    }

    /// Only inside, with a link, can a connection be expected to work or be mended.
    pub(crate) fn media_is_watched(&self) -> bool {
        self.stage == Stage::Inside && self.link.is_live()
    }

    /// Whether somebody in a slot who is on the page is sending, by what the server says.
    pub fn media_is_due(&self) -> bool {
        let sends = |seat| self.roster.get(seat).is_some_and(|held| held.info.publish.camera && !held.info.away);
        let shows = |seat| self.view.as_ref().is_none_or(|view| view.tiles.iter().any(|tile| tile.seat == seat));
        let given_up = |seat| self.spending().is_some_and(|spending| spending.off.contains(&seat));
        self.slots.iter().any(|held| held.seat.is_some_and(|seat| sends(seat) && shows(seat) && !given_up(seat)))
    }

    /// What of the own pictures is worth encoding.
    fn encoding(&self) -> Wanted {
        Wanted { camera: self.wanted.camera.min(Some(self.most)), ..self.wanted }
    }

    pub(crate) fn change_encoding(&mut self, change: impl FnOnce(&mut Self)) {
        let before = self.encoding();
        change(self);
        if self.encoding() != before {
            self.effect(Effect::Encode(self.encoding()));
        }
    }

    /// Sends a fresh offer on a link that is live already.
    pub(crate) fn ensure_offered(&mut self, now: Timestamp) {
        if !self.media_is_watched() {
            return;
        }
        let Step::Offered { sdp, sent: None } = &self.media.step else { return };
        let message = ClientMessage::Offer { sdp: sdp.clone() };
        if let Some(socket) = self.link.open_socket() {
            self.media.offer_sent(socket, now);
            self.send(message);
        }
    }

    /// Whether the server's word on slots may still be about the connection before.
    pub(crate) fn slots_are_stale(&self) -> bool {
        !self.media.is_answered()
    }

    pub(crate) fn close_media(&mut self) {
        if self.media.step != Step::None {
            let peer = self.media.peer();
            self.effect(Effect::ClosePeer { peer });
        }
        self.media.step = Step::None;
        self.media.lost = false;
        self.media.has_worked = false;
        self.media.failures = 0;
    }

    pub(crate) fn media_failures(&self) -> u32 {
        self.media.failures
    }

    fn empty_slots(&mut self) {
        for assignment in self.slots.clear() {
            self.effect(Effect::AssignSlot(assignment));
        }
    }
}
