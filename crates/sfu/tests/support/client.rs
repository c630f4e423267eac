//! One client.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use str0m::{
    Event, Input, Output, Rtc, RtcConfig,
    change::{SdpAnswer, SdpPendingOffer},
    media::{Direction, KeyframeRequestKind, MediaKind, Mid, Pt, Rid, Simulcast, SimulcastLayer},
    net::Receive,
    rtp::{ExtensionValues, RtpPacket, RtpWrite},
};
use talkspace_model::SlotCounts;

use super::{
    media::{self, Voice},
    wire::Wire,
};

const LAYERS: [char; 3] = ['q', 'h', 'f'];
const FRAME: Duration = Duration::from_millis(33);
const SOUND: Duration = Duration::from_millis(20);

/// What kind of slot something arrived in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Audio,
    Picture,
}

/// A packet as it arrived.
#[derive(Debug, Clone)]
pub(crate) struct Got {
    /// Index of the receiving line within its kind, in the order of the offer.
    pub(crate) slot: usize,
    pub(crate) kind: Kind,
    pub(crate) seq: u64,
    pub(crate) timestamp: u32,
    pub(crate) csrc: Vec<u32>,
    /// From the payload.
    pub(crate) from: u32,
    pub(crate) layer: char,
    pub(crate) keyframe: bool,
    pub(crate) picture: Option<(u16, u8)>,
    pub(crate) level: Option<i8>,
}

pub(crate) struct Client {
    pub(crate) voice: Voice,
    pub(crate) got: Vec<Got>,
    pub(crate) answers_slots: bool,
    /// Layers that are sent; by default all three.
    pub(crate) layers: Vec<char>,
    pub(crate) sends: bool,
    /// Drops every so many-th datagram that would be sent.
    pub(crate) loses_each: Option<u32>,
    pub(crate) keyframe_requests: usize,
    seat: u32,
    rtc: Rtc,
    pub(crate) wire: Wire,
    pending: Option<SdpPendingOffer>,
    microphone: Mid,
    camera: Mid,
    slots: BTreeMap<Mid, (Kind, usize)>,
    timeout: Instant,
    connected: bool,
    next_frame: Instant,
    next_sound: Instant,
    frames: u64,
    sounds: u64,
    keyframe_due: bool,
    datagrams: u32,
}

impl Client {
    pub(crate) fn new(seat: u32, slots: SlotCounts, wire: Wire, now: Instant) -> (Self, String) {
        let config = RtcConfig::new().set_rtp_mode(true).clear_codecs().enable_opus(true, false).enable_vp8(true);
        let mut rtc = config.build(now);
        rtc.add_local_candidate(wire.candidate());
        let mut api = rtc.sdp_api();
        let mut simulcast = Simulcast::new();
        for layer in LAYERS {
            simulcast.add_send_layer(SimulcastLayer::new(&layer.to_string()));
        }
        let microphone = api.add_media(MediaKind::Audio, Direction::SendOnly, None, None, None);
        let camera = api.add_media(MediaKind::Video, Direction::SendOnly, None, None, Some(simulcast));
        api.add_media(MediaKind::Video, Direction::SendOnly, None, None, None);
        api.add_media(MediaKind::Audio, Direction::SendOnly, None, None, None);
        let mut receiving = BTreeMap::new();
        for index in 0..usize::from(slots.audio) {
            let mid = api.add_media(MediaKind::Audio, Direction::RecvOnly, None, None, None);
            receiving.insert(mid, (Kind::Audio, index));
        }
        for index in 0..usize::from(slots.video + slots.screen) {
            let mid = api.add_media(MediaKind::Video, Direction::RecvOnly, None, None, None);
            receiving.insert(mid, (Kind::Picture, index));
        }
        let (offer, pending) = api.apply().unwrap();
        let client = Self {
            voice: Voice::Quiet,
            got: Vec::new(),
            answers_slots: true,
            layers: LAYERS.to_vec(),
            sends: true,
            loses_each: None,
            keyframe_requests: 0,
            seat,
            rtc,
            wire,
            pending: Some(pending),
            microphone,
            camera,
            slots: receiving,
            timeout: now,
            connected: false,
            next_frame: now,
            next_sound: now,
            frames: 0,
            sounds: 0,
            keyframe_due: true,
            datagrams: 0,
        };
        (client, offer.to_sdp_string())
    }

    pub(crate) fn accept(&mut self, answer: &str) {
        let Some(pending) = self.pending.take() else { return };
        let answer = SdpAnswer::from_sdp_string(answer).unwrap();
        self.rtc.sdp_api().accept_answer(pending, answer).unwrap();
        // The change is to be drained at once, not at the next timeout.
        self.timeout = super::now();
    }

    /// What arrived from a seat since the packets were last cleared.
    pub(crate) fn from(&self, seat: u32, kind: Kind) -> Vec<&Got> {
        self.got.iter().filter(|got| got.from == seat && got.kind == kind).collect()
    }

    /// Asks for a keyframe in a picture slot.
    pub(crate) fn ask_keyframe(&mut self, slot: usize) {
        let mid = *self.slots.iter().find(|(_, own)| **own == (Kind::Picture, slot)).unwrap().0;
        self.rtc.direct_api().stream_rx_by_mid(mid, None).unwrap().request_keyframe(KeyframeRequestKind::Pli);
    }

    /// The next frame is a keyframe.
    pub(crate) fn send_keyframe(&mut self) {
        self.keyframe_due = true;
    }

    pub(crate) fn close(&mut self) {
        self.rtc.close().unwrap();
        self.timeout = super::now();
    }

    /// True when something happened.
    pub(crate) fn step(&mut self, now: Instant) -> bool {
        let received = self.receive(now);
        if self.connected && self.sends && self.rtc.is_alive() {
            self.send_media(now);
        }
        if self.timeout <= now {
            self.rtc.handle_input(Input::Timeout(now)).unwrap();
            self.drain();
        }
        received
    }

    fn receive(&mut self, now: Instant) -> bool {
        let (protocol, local) = (self.wire.protocol(), self.wire.local());
        let mut any = false;
        while let Some((source, datagram)) = self.wire.receive() {
            any = true;
            let Ok(receive) = Receive::new(protocol, source, local, &datagram) else { continue };
            self.rtc.handle_input(Input::Receive(now, receive)).unwrap();
            self.drain();
        }
        any
    }

    fn send_media(&mut self, now: Instant) {
        if self.next_sound <= now {
            self.next_sound += SOUND;
            self.sounds += 1;
            self.send_sound(now);
        }
        if self.next_frame <= now {
            self.next_frame += FRAME;
            self.frames += 1;
            let keyframe = std::mem::take(&mut self.keyframe_due);
            for (layer, offset) in LAYERS.into_iter().zip([100, 20_000, 65_500]) {
                if self.layers.contains(&layer) {
                    self.send_frame(layer, offset, keyframe, now);
                }
            }
        }
    }

    fn send_sound(&mut self, now: Instant) {
        let level = Some(self.voice.level());
        let ext_vals = ExtensionValues { audio_level: level, voice_activity: Some(true), ..ExtensionValues::default() };
        let timestamp = u32::try_from(self.sounds * 960).unwrap();
        let (seq, payload) = (1000 + self.sounds, media::opus(self.seat));
        self.write(self.microphone, None, |pt| {
            RtpWrite::new(pt, seq.into(), timestamp, now, payload).ext_vals(ext_vals).marker(false)
        });
    }

    /// Each layer has numbers of its own, as in a browser.
    fn send_frame(&mut self, layer: char, offset: u64, keyframe: bool, now: Instant) {
        let number = self.frames + offset;
        let picture_id = u16::try_from(number & 0x7fff).unwrap();
        let tl0 = u8::try_from(number & 0xff).unwrap();
        let payload = media::vp8(self.seat, layer, picture_id, tl0, keyframe);
        let timestamp = u32::try_from(self.frames * 2970).unwrap();
        let rid = Rid::from(layer.to_string().as_str());
        self.write(self.camera, Some(rid), |pt| {
            RtpWrite::new(pt, number.into(), timestamp, now, payload).marker(true).nackable(true)
        });
    }

    fn write(&mut self, mid: Mid, rid: Option<Rid>, packet: impl FnOnce(Pt) -> RtpWrite) {
        let pt = self.rtc.media(mid).unwrap().remote_pts()[0];
        let mut api = self.rtc.direct_api();
        let stream = api.stream_tx_by_mid(mid, rid).unwrap();
        stream.write_rtp(packet(pt));
        self.rtc.handle_input(Input::Timeout(super::now())).unwrap();
        self.drain();
    }

    fn drain(&mut self) {
        loop {
            match self.rtc.poll_output().unwrap() {
                Output::Timeout(timeout) => {
                    self.timeout = timeout;
                    return;
                }
                Output::Transmit(transmit) => {
                    self.datagrams += 1;
                    if self.loses_each.is_none_or(|each| !self.datagrams.is_multiple_of(each)) {
                        self.wire.send(transmit.destination, &transmit.contents);
                    }
                }
                Output::Event(event) => self.handle(event),
            }
        }
    }

    fn handle(&mut self, event: Event) {
        match event {
            Event::Connected => {
                self.connected = true;
                (self.next_frame, self.next_sound) = (super::now(), super::now());
            }
            Event::RtpPacket(packet) => self.note(&packet),
            Event::KeyframeRequest(_) => {
                self.keyframe_requests += 1;
                self.keyframe_due = true;
            }
            _ => {}
        }
    }

    fn note(&mut self, packet: &RtpPacket) {
        let mut api = self.rtc.direct_api();
        let mid = api.stream_rx(&packet.header.ssrc).unwrap().mid();
        let (kind, slot) = self.slots[&mid];
        let (from, layer) = media::read_label(&packet.payload, kind == Kind::Picture);
        let vp8 = (kind == Kind::Picture).then(|| media::read_vp8(&packet.payload));
        self.got.push(Got {
            slot,
            kind,
            seq: *packet.seq_no,
            timestamp: packet.header.timestamp,
            csrc: packet.header.csrc[..packet.header.csrc_count].to_vec(),
            from,
            layer,
            keyframe: vp8.is_some_and(|(_, _, keyframe)| keyframe),
            picture: vp8.map(|(id, tl0, _)| (id, tl0)),
            level: packet.header.ext_vals.audio_level,
        });
    }
}
