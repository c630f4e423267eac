//! The peer connection, its number, and the steps of its offer and answer.

use leptos::task::spawn_local;
use talkspace_call::{Counted, Input, PeerNumber, PeerState, Phase};
use talkspace_model::{Millis, SlotCounts};
use talkspace_webrtc_web::{Counters, PeerConnection, PeerConnectionState};

use super::{Event, Machine, Post, clock, mirror::put};
use crate::room::state::RoomStateStoreFields;

/// The present peer connection; dropping it closes it.
pub(super) struct Peer {
    pub(super) number: PeerNumber,
    pub(super) connection: PeerConnection,
}

impl Peer {
    fn new(number: PeerNumber, slots: SlotCounts, post: &Post) -> Option<Self> {
        let report = post.clone();
        let changed = move |state| report.input(Input::PeerState { peer: number, state: peer_state(state) });
        let connection = PeerConnection::new(slots, changed).ok()?;
        Some(Self { number, connection })
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        self.connection.close();
    }
}

impl Machine {
    pub(super) fn make_offer(&mut self, number: PeerNumber) {
        self.peer = None;
        self.peer = Peer::new(number, self.setup.slots, &self.post);
        let post = self.post.clone();
        let Some(peer) = &self.peer else {
            return post.input(Input::OfferFailed { peer: number });
        };
        self.local.send_all(&peer.connection, self.call.publish());
        if let Some(speaker) = self.local.speaker() {
            peer.connection.set_output(&speaker);
        }
        let connection = peer.connection.clone();
        spawn_local(async move {
            post.input(match connection.offer().await {
                Ok(sdp) => Input::OfferReady { peer: number, sdp },
                Err(_) => Input::OfferFailed { peer: number },
            });
        });
    }

    pub(super) fn apply_answer(&self, number: PeerNumber, sdp: String) {
        let post = self.post.clone();
        let Some(peer) = self.peer.as_ref().filter(|peer| peer.number == number) else {
            return post.input(Input::AnswerFailed { peer: number });
        };
        let connection = peer.connection.clone();
        spawn_local(async move {
            post.input(match connection.apply_answer(&sdp).await {
                Ok(()) => Input::AnswerApplied { peer: number },
                Err(_) => Input::AnswerFailed { peer: number },
            });
        });
    }

    /// Looks every other time how well the call works: often enough to be told in time, seldom enough to be sure.
    pub(super) fn counted(&mut self, peer: PeerNumber, counters: &Counters) {
        let counted = counted(counters);
        if self.load.read(counters.strained) {
            put(self.state.strained(), self.load.is_strained());
            self.send_at_most();
        }
        self.readings = !self.readings;
        if self.readings && self.call.phase() == Phase::Joined {
            let due = self.call.media_is_due();
            let quality = self.meter.read(peer, counted, due, clock::now());
            self.call.handle(Input::Quality(quality), clock::now());
        }
        self.tell(Input::MediaTick { peer, inbound: counted.inbound });
    }

    pub(super) fn media_tick(&self) {
        let Some(peer) = &self.peer else { return };
        let (post, number, connection) = (self.post.clone(), peer.number, peer.connection.clone());
        spawn_local(async move {
            if let Some(counters) = connection.counters().await {
                post.send(Event::Counted(number, counters));
            }
        });
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counters and milliseconds")]
fn counted(counters: &Counters) -> Counted {
    Counted {
        round_trip: counters.round_trip.map(|seconds| Millis((seconds * 1000.0) as i64)),
        sent: counters.sent as u64,
        sent_lost: counters.sent_lost as u64,
        received: counters.received as u64,
        received_lost: counters.received_lost as u64,
        inbound: counters.inbound as u64,
    }
}

fn peer_state(state: PeerConnectionState) -> PeerState {
    match state {
        PeerConnectionState::Connecting => PeerState::Connecting,
        PeerConnectionState::Connected => PeerState::Connected,
        PeerConnectionState::Disconnected => PeerState::Disconnected,
        PeerConnectionState::Failed => PeerState::Failed,
    }
}
