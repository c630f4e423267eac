//! What flows into one slot of one receiver.

use str0m::{
    media::Pt,
    rtp::{ExtensionValues, RtpPacket, RtpWrite, Vp8Descriptor, Vp8Patch},
};
use talkspace_forward::{Moment, Numbered, PictureIds, ReceiverWish, Renumbered, Rewriter};
use talkspace_model::{Layer, SeatId};

use crate::member::Arrival;

const AUDIO_CLOCK: u32 = 48_000;
const VIDEO_CLOCK: u32 = 90_000;

/// An arrived packet with what forwarding needs to know, found out once for all receivers.
pub(crate) struct Forwarded<'a> {
    pub(crate) from: SeatId,
    pub(crate) packet: &'a RtpPacket,
    descriptor: Option<Vp8Descriptor>,
    pub(crate) starts_keyframe: bool,
}

/// A slot of sound.
#[derive(Debug)]
pub(crate) struct AudioFeed {
    rewriter: Rewriter,
    stream: Option<StreamId>,
}

/// A slot of pictures.
#[derive(Debug)]
pub(crate) struct VideoFeed {
    rewriter: Rewriter,
    /// The layer that flows.
    current: Option<(StreamId, Layer)>,
    pub(crate) wish: ReceiverWish,
}

/// One stream of one seat; the number changes when the client starts the stream over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct StreamId {
    seat: SeatId,
    ssrc: u32,
}

impl<'a> Forwarded<'a> {
    pub(crate) fn audio(from: SeatId, packet: &'a RtpPacket) -> Self {
        Self { from, packet, descriptor: None, starts_keyframe: false }
    }

    /// `None` when the payload is no VP8.
    pub(crate) fn video(from: SeatId, packet: &'a RtpPacket) -> Option<Self> {
        let descriptor = Vp8Descriptor::parse(&packet.payload).ok()?;
        let starts_keyframe = descriptor.starts_keyframe(&packet.payload);
        Some(Self { from, packet, descriptor: Some(descriptor), starts_keyframe })
    }

    fn stream(&self) -> StreamId {
        StreamId { seat: self.from, ssrc: *self.packet.header.ssrc }
    }

    fn numbered(&self) -> Numbered {
        let picture = self.descriptor.map_or_else(PictureIds::default, |descriptor| PictureIds {
            picture_id: descriptor.picture_id(),
            tl0_pic_idx: descriptor.tl0_pic_idx(),
        });
        Numbered { seq: *self.packet.seq_no, timestamp: self.packet.header.timestamp, picture }
    }

    /// The packet as it goes on: the seat as contributing source, and only the extensions that a receiver needs.
    pub(crate) fn write(&self, numbers: Renumbered, payload_type: Pt) -> RtpWrite {
        let packet = self.packet;
        let from = &packet.header.ext_vals;
        let ext_vals = ExtensionValues {
            audio_level: from.audio_level,
            voice_activity: from.voice_activity,
            video_orientation: from.video_orientation,
            ..ExtensionValues::default()
        };
        let payload = std::sync::Arc::clone(&packet.payload);
        let write = RtpWrite::new(payload_type, numbers.seq.into(), numbers.timestamp, packet.timestamp, payload)
            .marker(packet.header.marker)
            .ext_vals(ext_vals)
            .nackable(self.descriptor.is_some())
            .csrc(&[self.from.0]);
        match self.patch(numbers.picture) {
            Some(patch) => write.vp8_patch(patch),
            None => write,
        }
    }

    fn patch(&self, ids: PictureIds) -> Option<Vp8Patch> {
        let mut patch = self.descriptor?.patch();
        if let Some(index) = ids.tl0_pic_idx {
            patch = patch.tl0_pic_idx(index);
        }
        let Some(id) = ids.picture_id else { return patch.build().ok() };
        // The field is as wide as the publisher made it.
        patch.picture_id(id).build().or_else(|_| patch.picture_id(id & 0x7f).build()).ok()
    }
}

impl AudioFeed {
    pub(crate) fn new(first_seq: u16) -> Self {
        Self { rewriter: Rewriter::new(AUDIO_CLOCK, first_seq), stream: None }
    }

    /// Unless it comes from this seat, what flows ends.
    pub(crate) fn keep_only(&mut self, seat: Option<SeatId>) {
        self.stream = self.stream.filter(|stream| Some(stream.seat) == seat);
    }

    /// The packet's numbers in this slot; `None` when it must not go on.
    pub(crate) fn forward(&mut self, packet: &Forwarded<'_>, now: Moment) -> Option<Renumbered> {
        if self.stream != Some(packet.stream()) {
            self.stream = Some(packet.stream());
            self.rewriter.switch();
        }
        self.rewriter.rewrite(packet.numbered(), now)
    }
}

impl VideoFeed {
    pub(crate) fn new(first_seq: u16) -> Self {
        Self { rewriter: Rewriter::new(VIDEO_CLOCK, first_seq), current: None, wish: ReceiverWish::default() }
    }

    /// Unless it comes from this seat, what flows ends; the next begins with a keyframe.
    pub(crate) fn keep_only(&mut self, seat: Option<SeatId>) {
        self.current = self.current.filter(|(stream, _)| Some(stream.seat) == seat);
    }

    /// Which layer of the seat flows.
    pub(crate) fn layer_of(&self, seat: SeatId) -> Option<Layer> {
        self.current.filter(|(stream, _)| stream.seat == seat).map(|(_, layer)| layer)
    }

    /// The packet's numbers in this slot; `None` when it must not go on.
    ///
    /// Another layer than the one that flows begins with the first packet of a keyframe, and only when it is the best one;
    /// until then the old one goes on. It must come in order: what follows a repaired or overtaken packet has gone by.
    pub(crate) fn forward(&mut self, packet: &Forwarded<'_>, arrival: Arrival, now: Moment) -> Option<Renumbered> {
        let source = (packet.stream(), arrival.layer);
        if self.current != Some(source) {
            if !packet.starts_keyframe || !arrival.in_order || arrival.best != Some(arrival.layer) {
                return None;
            }
            self.current = Some(source);
            self.rewriter.switch();
        }
        self.rewriter.rewrite(packet.numbered(), now)
    }
}
