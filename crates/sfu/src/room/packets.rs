//! The packets' way through a room.

use std::{collections::BTreeSet, time::Instant};

use str0m::rtp::RtpPacket;
use talkspace_forward::{AudioLevel, best_layer};
use talkspace_model::{Layer, SeatId, SlotId, SlotKind};
use tracing::trace;

use super::Room;
use crate::{feed::Forwarded, member::Arrival, offer::Source};

impl Room {
    /// A packet from a member goes to everybody who has the member in an open slot; what the member has switched off goes to
    /// nobody, whatever arrives.
    pub(super) fn handle_packet(&mut self, from: SeatId, source: Source, packet: &RtpPacket, now: Instant) {
        let Some(publish) = self.members.get(&from).map(|member| member.publish) else { return };
        trace!(seat.id = from.0, ?source, seq = *packet.seq_no, "media packet");
        match source {
            Source::Microphone if publish.microphone => self.forward_audio(from, packet, now),
            Source::Camera(layer) if publish.camera => self.forward_picture(from, source, layer, packet, now),
            Source::Screen if publish.screen_moves() => self.forward_picture(from, source, Layer::Full, packet, now),
            Source::ScreenAudio if publish.screen_moves() => self.forward_sound(from, packet, now),
            Source::ScreenAudio | Source::Microphone | Source::Camera(_) | Source::Screen => {}
        }
    }

    fn forward_audio(&mut self, from: SeatId, packet: &RtpPacket, now: Instant) {
        if packet.payload.is_empty() {
            return;
        }
        let moment = self.moment(now);
        if let Some(level) = audio_level(packet) {
            let heard = self.detector.anybody_heard();
            self.detector.handle_level(from, level, moment);
            if !heard && self.detector.anybody_heard() {
                self.wake(now);
            }
        }
        let forwarded = Forwarded::audio(from, packet);
        let Some(receivers) = self.receivers.get(&from) else { return };
        for (receiver, index) in &receivers.audio {
            let Some(link) = self.members.get_mut(receiver).and_then(|member| member.link.as_mut()) else { continue };
            if link.forward_audio(*index, &forwarded, moment) {
                self.dirty.insert(*receiver);
            }
        }
    }

    /// A screen's sound goes to everybody who has its picture.
    fn forward_sound(&mut self, from: SeatId, packet: &RtpPacket, now: Instant) {
        if packet.payload.is_empty() {
            return;
        }
        let moment = self.moment(now);
        let forwarded = Forwarded::audio(from, packet);
        let Some(receivers) = self.receivers.get(&from) else { return };
        for (receiver, slot) in &receivers.screen {
            let Some(link) = self.members.get_mut(receiver).and_then(|member| member.link.as_mut()) else { continue };
            if link.forward_sound(slot.index, &forwarded, moment) {
                self.dirty.insert(*receiver);
            }
        }
    }

    fn forward_picture(&mut self, from: SeatId, source: Source, layer: Layer, packet: &RtpPacket, now: Instant) {
        let moment = self.moment(now);
        let Some(forwarded) = Forwarded::video(from, packet) else { return };
        let Some(link) = self.members.get_mut(&from).and_then(|member| member.link.as_mut()) else { return };
        let Some(picture) = link.picture(source) else { return };
        let appeared = !picture.presence.has(layer);
        let in_order = picture.handle_packet(layer, packet, forwarded.starts_keyframe, moment);
        let presence = picture.presence.clone();
        let Some(receivers) = self.receivers.get(&from) else { return };
        let slots = if source == Source::Screen { &receivers.screen } else { &receivers.video };
        for (receiver, slot) in slots {
            let Some(member) = self.members.get_mut(receiver) else { continue };
            let Some(wanted) = member.wanted_layer(slot.kind, from) else { continue };
            let arrival = Arrival { layer, best: best_layer(wanted, &presence), in_order };
            let Some(link) = member.link.as_mut() else { continue };
            if link.forward_picture(*slot, &forwarded, arrival, moment) {
                self.dirty.insert(*receiver);
            }
        }
        if appeared {
            self.wake(now);
        }
    }

    /// A receiver asks for a keyframe of what it gets in a slot.
    pub(super) fn handle_wish(&mut self, receiver: SeatId, slot: SlotId, now: Instant) {
        let moment = self.moment(now);
        let Some(member) = self.members.get_mut(&receiver) else { return };
        let Some(publisher) = member.slots.open_seat(slot) else { return };
        let Some(feed) = member.link.as_mut().and_then(|link| link.feed_mut(slot)) else { return };
        let Some(layer) = feed.layer_of(publisher) else { return };
        if !feed.wish.admit(moment) {
            return;
        }
        let Some(link) = self.members.get_mut(&publisher).and_then(|member| member.link.as_mut()) else { return };
        let source = if slot.kind == SlotKind::Screen { Source::Screen } else { Source::Camera(layer) };
        if let Some(picture) = link.picture(source) {
            picture.keyframes.wish(layer);
        }
        self.ask_keyframes(now);
    }

    /// Asks publishers for the keyframes that receivers wait for. True while anybody waits.
    pub(super) fn ask_keyframes(&mut self, now: Instant) -> bool {
        let moment = self.moment(now);
        let mut anybody = false;
        let publishers: Vec<SeatId> = self.receivers.keys().copied().collect();
        for publisher in publishers {
            for kind in [SlotKind::Video, SlotKind::Screen] {
                let waiting = self.waiting_layers(publisher, kind);
                let Some(link) = self.members.get_mut(&publisher).and_then(|member| member.connected()) else {
                    continue;
                };
                anybody |= !waiting.is_empty() || link.is_wished(kind);
                if link.ask_keyframes(kind, &waiting, moment) {
                    self.dirty.insert(publisher);
                }
            }
        }
        if anybody {
            self.wake(now);
        }
        anybody
    }

    /// The layers of the publisher's picture that some receiver should have and does not get yet.
    fn waiting_layers(&self, publisher: SeatId, kind: SlotKind) -> BTreeSet<Layer> {
        let picture =
            self.members.get(&publisher).and_then(|member| member.link.as_ref()).and_then(|link| link.picture_of(kind));
        let (Some(picture), Some(receivers)) = (picture, self.receivers.get(&publisher)) else {
            return BTreeSet::new();
        };
        let missing = receivers.of_kind(kind).iter().filter_map(|(receiver, slot)| {
            let member = self.members.get(receiver)?;
            let best = picture.best(member.wanted_layer(kind, publisher)?)?;
            let flows = member.link.as_ref()?.feed(*slot)?.layer_of(publisher);
            (flows != Some(best)).then_some(best)
        });
        missing.collect()
    }
}

/// str0m gives decibels below overload as a negative number (RFC 6464 has them positive).
fn audio_level(packet: &RtpPacket) -> Option<AudioLevel> {
    packet.header.ext_vals.audio_level.map(|level| AudioLevel(level.unsigned_abs().min(127)))
}
