//! What one member has been sent, and what its budget allows.

use str0m::rtp::RtpPacket;
use talkspace_forward::{Budget, Moment, RateMeter, Wish};
use talkspace_model::{DataLimit, Layer, SeatId, SlotKind, Spending};

use crate::member::Link;

/// What a packet has besides its payload: RTP header, contributing source and extensions (about 32), SRTP's tag (16).
const PACKET_OVERHEAD: u64 = 48;

/// Bytes that a packet takes on its way to a receiver.
pub(crate) fn size_of(packet: &RtpPacket) -> u64 {
    packet.payload.len() as u64 + PACKET_OVERHEAD
}

/// The bytes of one member.
#[derive(Default)]
pub(crate) struct Account {
    /// Sent over peer connections that are gone.
    former: u64,
    /// Sent over this one by the last count: in all, and of pictures.
    counted: (u64, u64),
    /// All that are no pictures.
    sound: RateMeter,
    budget: Option<Budget>,
    wishes: Vec<Wish>,
}

impl Account {
    pub(crate) fn set_limit(&mut self, limit: Option<DataLimit>, now: Moment) {
        match (limit, &mut self.budget) {
            (None, _) => self.budget = None,
            (Some(limit), Some(budget)) => budget.set_limit(limit),
            (Some(limit), None) => self.budget = Some(Budget::new(limit, self.spent(), now)),
        }
    }

    /// As much of the layer as the budget allows; `None` for nothing.
    pub(crate) fn allowed(&self, kind: SlotKind, from: SeatId, layer: Layer) -> Option<Layer> {
        match &self.budget {
            None => Some(layer),
            Some(budget) => budget.given(kind, from).map(|given| given.min(layer)),
        }
    }

    /// Notes what has been sent over the connection since the last count.
    pub(crate) fn count(&mut self, link: &Link, now: Moment) {
        let (all, pictures) = (link.peer.sent(), link.pictures);
        let others = (all - self.counted.0).saturating_sub(pictures - self.counted.1);
        self.counted = (all, pictures);
        self.sound.add(others, now);
        self.sound.handle_timeout(now);
    }

    /// The connection is gone.
    pub(crate) fn close(&mut self, link: &Link) {
        self.former += link.peer.sent();
        self.counted = (0, 0);
    }

    /// Shares the allowance out anew. The most wanted comes first.
    pub(crate) fn share(&mut self, wishes: Vec<Wish>, now: Moment) {
        let (spent, sound) = (self.spent(), self.sound.rate().unwrap_or(0));
        if let Some(budget) = &mut self.budget {
            budget.share(spent, sound, &wishes, now);
            self.wishes = wishes;
        }
    }

    pub(crate) fn spending(&self) -> Spending {
        let mut spending = Spending { bytes: self.spent(), ..Spending::default() };
        for wish in &self.wishes {
            match (wish.kind, self.allowed(wish.kind, wish.from, wish.layer)) {
                (SlotKind::Screen, None) => spending.screens_off.push(wish.from),
                (SlotKind::Video, None) => spending.off.push(wish.from),
                (SlotKind::Video, Some(layer)) if layer < wish.layer => spending.smaller.push(wish.from),
                (SlotKind::Audio | SlotKind::Video | SlotKind::Screen, _) => {}
            }
        }
        spending
    }

    fn spent(&self) -> u64 {
        self.former + self.counted.0
    }
}
