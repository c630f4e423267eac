//! One peer connection: str0m, driven by its rule.
//!
//! The rule: after each change drain `poll_output` until it gives a timeout. It is kept here and nowhere else: every public
//! method either drains before it returns or only queues what [`Peer::flush`] drains.

use std::{
    collections::HashMap,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::{Duration, Instant},
};

use str0m::{
    Candidate, Event, IceConnectionState, Input, Output, Rtc, RtcConfig,
    change::SdpOffer,
    config::{CryptoProvider, DtlsCert},
    crypto,
    media::{KeyframeRequestKind, Mid, Pt},
    net::{Protocol, Receive, Transmit},
    rtp::{RtpPacket, RtpWrite, Ssrc},
};
use talkspace_model::{SlotCounts, SlotId, SlotKind};
use tracing::{debug, warn};

use crate::{
    answer,
    offer::{self, Lines, OfferError, Source},
};

/// Packets a peer may send per second, on average and in one burst. A camera, a shared screen and their repairs are about
/// 1,000; lower cuts legitimate bursts, higher lets one client take a larger share of the shard.
const PACKETS_PER_SECOND: u32 = 5000;
/// The same for STUN from addresses that are not known to be the peer's: anybody may send it who has seen the peer's ICE user
/// name, and checking each costs a digest. Lower makes it easier to keep a client from changing its network; higher lets
/// strangers take more of the shard.
const STRANGE_PER_SECOND: u32 = 500;
/// More incoming streams than a client's media lines can hold at a time; a client that keeps inventing new ones starts over.
const KNOWN_STREAMS: usize = 32;

/// What all peers of the server share: the certificate is made once, because making it takes as long as ten joins.
pub(crate) struct PeerFactory {
    certificate: DtlsCert,
    crypto: Arc<CryptoProvider>,
    candidates: Vec<Candidate>,
    slots: SlotCounts,
}

/// One client's peer connection.
pub(crate) struct Peer {
    rtc: Rtc,
    ufrag: String,
    lines: Lines,
    streams: HashMap<Ssrc, Option<Source>>,
    outlets: HashMap<SlotId, Outlet>,
    budget: Budget,
    strange_budget: Budget,
    timeout: Instant,
    heard: Instant,
    sent: u64,
    is_dead: bool,
}

/// Where a slot's packets go.
#[derive(Debug, Clone, Copy)]
struct Outlet {
    ssrc: Ssrc,
    payload_type: Pt,
}

/// What comes out of a peer connection for its room.
#[derive(Debug)]
pub(crate) enum PeerEvent {
    /// ICE and DTLS are up.
    Connected,
    /// It failed or was closed; nothing comes any more.
    Dead,
    Packet(Source, Box<RtpPacket>),
    /// The client cannot decode what comes in this slot.
    KeyframeWish(SlotId),
}

/// A packet for a slot, all but the payload type, which is the slot's own.
pub(crate) type SlotPacket<'a> = &'a dyn Fn(Pt) -> RtpWrite;

/// Takes what a peer connection sends.
pub(crate) trait Outbox {
    fn send(&mut self, transmit: &Transmit);
}

impl PeerFactory {
    pub(crate) fn new(candidates: Vec<Candidate>, slots: SlotCounts) -> Self {
        let crypto = crypto::from_feature_flags();
        let certificate = crypto.dtls_provider.generate_certificate();
        let certificate = certificate.expect("the provider chosen at build time makes certificates");
        Self { certificate, crypto: Arc::new(crypto), candidates, slots }
    }

    /// Makes a peer connection from a client's offer, and the answer to send back.
    pub(crate) fn accept(&self, offer: &str, now: Instant) -> Result<(Peer, String), OfferError> {
        let offer = offer::without_candidates(offer)?;
        let lines = Lines::read(&offer, self.slots)?;
        // str0m is fuzzed against hostile SDP; should it fail all the same, this client alone is refused.
        catch_unwind(AssertUnwindSafe(|| self.accept_read(&offer, lines, now))).unwrap_or(Err(OfferError::Panicked))
    }

    fn accept_read(&self, offer: &str, lines: Lines, now: Instant) -> Result<(Peer, String), OfferError> {
        let offer = SdpOffer::from_sdp_string(offer).map_err(|error| {
            debug!(%error, "offer unreadable");
            OfferError::Unreadable
        })?;
        let mut rtc = self.config().build(now);
        for candidate in &self.candidates {
            rtc.add_local_candidate(candidate.clone());
        }
        let answer = rtc.sdp_api().accept_offer(offer).map_err(|error| {
            debug!(%error, "offer not acceptable");
            OfferError::Unreadable
        })?;
        let peer = Peer::new(rtc, lines, now);
        Ok((peer, answer::for_browser(&answer.to_sdp_string())))
    }

    /// DTLS 1.2 with the server passive is what makes browsers choose AES-GCM for SRTP.
    fn config(&self) -> RtcConfig {
        RtcConfig::new()
            .set_crypto_provider(Arc::clone(&self.crypto))
            .set_dtls_cert(self.certificate.clone())
            .set_rtp_mode(true)
            .set_ice_lite(true)
            .clear_codecs()
            .enable_opus(true, false)
            .enable_vp8(true)
            .set_stats_interval(None)
    }
}

impl Peer {
    fn new(mut rtc: Rtc, lines: Lines, now: Instant) -> Self {
        let ufrag = rtc.direct_api().local_ice_credentials().ufrag;
        let outlets = outlets(&mut rtc, &lines);
        Self {
            rtc,
            ufrag,
            lines,
            streams: HashMap::new(),
            outlets,
            budget: Budget::new(PACKETS_PER_SECOND, now),
            strange_budget: Budget::new(STRANGE_PER_SECOND, now),
            timeout: now,
            heard: now,
            sent: 0,
            is_dead: false,
        }
    }

    pub(crate) fn ufrag(&self) -> &str {
        &self.ufrag
    }

    pub(crate) fn slot_counts(&self) -> SlotCounts {
        self.lines.counts()
    }

    /// How many screens this client can hear.
    pub(crate) fn sounds(&self) -> usize {
        self.lines.sounds.len()
    }

    /// When [`Self::flush`] must be called at the latest.
    pub(crate) fn timeout(&self) -> Instant {
        self.timeout
    }

    /// When something of this client last arrived.
    pub(crate) fn heard(&self) -> Instant {
        self.heard
    }

    /// Bytes sent to this client, all that goes into its datagrams.
    pub(crate) fn sent(&self) -> u64 {
        self.sent
    }

    /// Takes in a datagram, if it is this client's. The answer tells whether it was. `known`: it comes from an address that
    /// this client has proved to be at; others cannot use up what it may send.
    pub(crate) fn receive(
        &mut self,
        receive: Receive<'_>,
        known: bool,
        now: Instant,
        outbox: &mut dyn Outbox,
        events: &mut Vec<PeerEvent>,
    ) -> bool {
        let budget = if known { &mut self.budget } else { &mut self.strange_budget };
        if self.is_dead || !budget.take(now) {
            return false;
        }
        let input = Input::Receive(now, receive);
        let mut accepted = false;
        self.guarded(events, |peer, events| {
            accepted = peer.rtc.accepts(&input);
            if !accepted {
                return;
            }
            peer.heard = now;
            match peer.rtc.handle_input(input) {
                Ok(()) => peer.drain(outbox, events),
                Err(error) => peer.fail(&error, events),
            }
        });
        accepted
    }

    /// Sends what was queued and does what is due.
    pub(crate) fn flush(&mut self, now: Instant, outbox: &mut dyn Outbox, events: &mut Vec<PeerEvent>) {
        self.guarded(events, |peer, events| match peer.rtc.handle_input(Input::Timeout(now)) {
            Ok(()) => peer.drain(outbox, events),
            Err(error) => peer.fail(&error, events),
        });
    }

    /// Queues a packet into a slot.
    pub(crate) fn write(&mut self, slot: SlotId, packet: SlotPacket<'_>) {
        let Some(outlet) = self.outlets.get(&slot) else { return };
        let mut api = self.rtc.direct_api();
        if let Some(stream) = api.stream_tx(&outlet.ssrc) {
            stream.write_rtp(packet(outlet.payload_type));
        }
    }

    /// Queues a request for a keyframe of one of the client's pictures.
    pub(crate) fn request_keyframe(&mut self, source: Source) {
        let stream = self.streams.iter().find(|(_, known)| **known == Some(source)).map(|(ssrc, _)| *ssrc);
        let Some(stream) = stream else { return };
        if let Some(stream) = self.rtc.direct_api().stream_rx(&stream) {
            stream.request_keyframe(KeyframeRequestKind::Pli);
        }
    }

    /// Tells the client that the connection ends.
    pub(crate) fn close(&mut self, outbox: &mut dyn Outbox) {
        self.guarded(&mut Vec::new(), |peer, events| match peer.rtc.close() {
            Ok(()) => peer.drain(outbox, events),
            Err(error) => peer.fail(&error, events),
        });
    }

    /// A panic inside one peer ends that peer only.
    fn guarded(&mut self, events: &mut Vec<PeerEvent>, work: impl FnOnce(&mut Self, &mut Vec<PeerEvent>)) {
        if self.is_dead {
            return;
        }
        if catch_unwind(AssertUnwindSafe(|| work(self, events))).is_err() {
            warn!("a peer connection failed inside and was dropped");
            self.die(events);
        }
    }

    fn drain(&mut self, outbox: &mut dyn Outbox, events: &mut Vec<PeerEvent>) {
        loop {
            match self.rtc.poll_output() {
                Ok(Output::Transmit(transmit)) => {
                    self.sent += transmit.contents.len() as u64;
                    outbox.send(&transmit);
                }
                Ok(Output::Event(event)) => self.handle_event(event, events),
                Ok(Output::Timeout(timeout)) => {
                    self.timeout = timeout;
                    break;
                }
                Err(error) => return self.fail(&error, events),
            }
        }
        if !self.rtc.is_alive() {
            self.die(events);
        }
    }

    fn handle_event(&mut self, event: Event, events: &mut Vec<PeerEvent>) {
        match event {
            Event::Connected => events.push(PeerEvent::Connected),
            Event::RtpPacket(packet) => {
                if let Some(source) = self.source(packet.header.ssrc) {
                    events.push(PeerEvent::Packet(source, Box::new(packet)));
                }
            }
            Event::KeyframeRequest(request) => {
                if let Some(slot) = self.slot(request.mid) {
                    events.push(PeerEvent::KeyframeWish(slot));
                }
            }
            // Not yet the end: the path may come back. The room ends it after a longer silence.
            Event::IceConnectionStateChange(IceConnectionState::Disconnected) => debug!("ICE lost its path"),
            _ => {}
        }
    }

    /// What a stream is; browsers name it (mid, rid) only in the first packets, so it is remembered.
    fn source(&mut self, ssrc: Ssrc) -> Option<Source> {
        if let Some(source) = self.streams.get(&ssrc) {
            return *source;
        }
        if self.streams.len() >= KNOWN_STREAMS {
            self.streams.clear();
        }
        let mut api = self.rtc.direct_api();
        let stream = api.stream_rx(&ssrc)?;
        let source = self.lines.source(stream.mid(), stream.rid().as_deref());
        // A client may start a line's stream over under another number (RFC 3550 section 8.2); the old one is history.
        self.streams.retain(|_, known| known.is_none() || *known != source);
        self.streams.insert(ssrc, source);
        source
    }

    fn slot(&self, mid: Mid) -> Option<SlotId> {
        [SlotKind::Video, SlotKind::Screen].into_iter().find_map(|kind| {
            let index = self.lines.slots_of(kind).iter().position(|own| *own == mid)?;
            Some(SlotId::new(kind, u8::try_from(index).ok()?))
        })
    }

    fn fail(&mut self, error: &str0m::RtcError, events: &mut Vec<PeerEvent>) {
        debug!(%error, "a peer connection failed");
        self.die(events);
    }

    fn die(&mut self, events: &mut Vec<PeerEvent>) {
        if !std::mem::replace(&mut self.is_dead, true) {
            events.push(PeerEvent::Dead);
        }
    }
}

fn outlets(rtc: &mut Rtc, lines: &Lines) -> HashMap<SlotId, Outlet> {
    let mut outlets = HashMap::new();
    for kind in [SlotKind::Audio, SlotKind::Video, SlotKind::Screen] {
        // Sounds of screens are numbered after the voices.
        let sounds = if kind == SlotKind::Audio { lines.sounds.as_slice() } else { &[] };
        for (mid, index) in lines.slots_of(kind).iter().chain(sounds).zip(0_u8..) {
            let payload_type = rtc.media(*mid).and_then(|media| media.remote_pts().first().copied());
            let ssrc = rtc.direct_api().stream_tx_by_mid(*mid, None).map(|stream| stream.ssrc());
            // A line on which no codec was agreed stays silent.
            if let (Some(payload_type), Some(ssrc)) = (payload_type, ssrc) {
                outlets.insert(SlotId::new(kind, index), Outlet { ssrc, payload_type });
            }
        }
    }
    outlets
}

/// A token bucket of packets.
#[derive(Debug)]
struct Budget {
    per_second: u32,
    tokens: u32,
    filled: Instant,
}

impl Budget {
    fn new(per_second: u32, now: Instant) -> Self {
        Self { per_second, tokens: per_second, filled: now }
    }

    fn take(&mut self, now: Instant) -> bool {
        const STEP: Duration = Duration::from_millis(10);
        let steps = u32::try_from(now.saturating_duration_since(self.filled).as_millis() / STEP.as_millis())
            .unwrap_or(u32::MAX);
        if steps > 0 {
            self.tokens = self.tokens.saturating_add(steps.saturating_mul(self.per_second / 100)).min(self.per_second);
            self.filled = now;
        }
        let may = self.tokens > 0;
        self.tokens = self.tokens.saturating_sub(1);
        may
    }
}

/// What str0m is told about a datagram's way. `None` for bytes that are none of STUN, DTLS, RTP and RTCP.
pub(crate) fn received(
    protocol: Protocol,
    source: std::net::SocketAddr,
    destination: std::net::SocketAddr,
    bytes: &[u8],
) -> Option<Receive<'_>> {
    // Reading STUN from strangers comes before any peer is known, so the guard is here.
    catch_unwind(|| Receive::new(protocol, source, destination, bytes).ok()).ok().flatten()
}
