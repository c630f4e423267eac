//! Makes one continuous RTP stream out of the sources that follow each other in a slot.
//!
//! Without it a browser freezes at a switch: it takes a jump of the timestamp for lost time and a jump of the VP8 picture id for
//! lost frames.

use std::time::Duration;

use crate::Moment;

/// Most sequence numbers a source may skip and still count as the same stream. A browser's jitter buffer gives up at a few
/// hundred; a jump near 32,768 would lose the receiver's SRTP rollover counter (RFC 3711 section 3.3.1) for good.
const JUMP: u64 = 1000;

/// Most that a source's timestamp may run away from the clock. Real streams stay within a second; more would make the
/// receiver wait for a time that never comes.
const DRIFT: Duration = Duration::from_secs(5);

/// What identifies a packet's place in its stream, as it arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbered {
    /// Extended sequence number.
    pub seq: u64,
    /// RTP timestamp.
    pub timestamp: u32,
    /// From the VP8 payload descriptor (RFC 7741 section 4.2), if it is VP8.
    pub picture: PictureIds,
}

/// The numbers in a VP8 payload descriptor that run through the stream.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PictureIds {
    /// 7 or 15 bits.
    pub picture_id: Option<u16>,
    pub tl0_pic_idx: Option<u8>,
}

/// The packet's place in the slot's stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Renumbered {
    /// Extended sequence number; the first one of a stream is below 65,536.
    pub seq: u64,
    pub timestamp: u32,
    /// To be written into the descriptor's field, in 15 bits.
    pub picture: PictureIds,
}

/// The numbering of one slot's stream.
#[derive(Debug)]
pub struct Rewriter {
    clock_rate: u32,
    /// The newest packet sent.
    newest: Option<(Renumbered, Moment)>,
    source: Option<Source>,
    first_seq: u16,
}

/// Where the present source began, and what that became.
#[derive(Debug, Clone, Copy)]
struct Source {
    first: Numbered,
    became: Renumbered,
    newest: Numbered,
    newest_at: Moment,
}

impl Rewriter {
    /// `clock_rate` in Hz. `first_seq` should be random (RFC 3550 section 5.1); its upper bit is dropped, so that the rollover
    /// counter stays clear of its edge at the start.
    pub fn new(clock_rate: u32, first_seq: u16) -> Self {
        Self { clock_rate, newest: None, source: None, first_seq: first_seq & 0x7fff }
    }

    /// The next packet is the first one of another source, or of the same one after a pause.
    pub fn switch(&mut self) {
        self.source = None;
    }

    /// The packet's new numbers; `None` for one that is older than the switch.
    pub fn rewrite(&mut self, packet: Numbered, now: Moment) -> Option<Renumbered> {
        let source = match self.source {
            Some(source) if packet.seq < source.first.seq => return None,
            Some(source) if source.continues_with(packet, self.clock_rate, now) => source,
            Some(_) | None => self.begin(packet, now),
        };
        let out = source.map(packet);
        self.source = Some(source.advanced(packet, now));
        if self.newest.is_none_or(|(newest, _)| out.seq > newest.seq) {
            self.newest = Some((self.carry_ids(out), now));
        }
        Some(out)
    }

    fn begin(&self, first: Numbered, now: Moment) -> Source {
        let became = match self.newest {
            None => Renumbered { seq: u64::from(self.first_seq), timestamp: first.timestamp, picture: first.picture },
            Some((newest, at)) => Renumbered {
                seq: newest.seq + 1,
                timestamp: newest.timestamp.wrapping_add(ticks(now.since(at), self.clock_rate).max(1)),
                picture: newest.picture.next(first.picture),
            },
        };
        Source { first, became, newest: first, newest_at: now }
    }

    /// A source without picture ids must not make the stream forget where its ids stood.
    fn carry_ids(&self, mut out: Renumbered) -> Renumbered {
        if let Some((newest, _)) = self.newest {
            out.picture.picture_id = out.picture.picture_id.or(newest.picture.picture_id);
            out.picture.tl0_pic_idx = out.picture.tl0_pic_idx.or(newest.picture.tl0_pic_idx);
        }
        out
    }
}

impl Source {
    fn continues_with(&self, packet: Numbered, clock_rate: u32, now: Moment) -> bool {
        if packet.seq <= self.newest.seq {
            return true;
        }
        let step = packet.timestamp.wrapping_sub(self.newest.timestamp).cast_signed();
        let elapsed = ticks(now.since(self.newest_at), clock_rate);
        let drift = i64::from(step) - i64::from(elapsed);
        packet.seq - self.newest.seq <= JUMP && drift.unsigned_abs() <= u64::from(ticks(DRIFT, clock_rate))
    }

    fn map(&self, packet: Numbered) -> Renumbered {
        Renumbered {
            seq: packet.seq - self.first.seq + self.became.seq,
            timestamp: packet.timestamp.wrapping_sub(self.first.timestamp).wrapping_add(self.became.timestamp),
            picture: PictureIds {
                picture_id: packet.picture.picture_id.map(|id| {
                    let steps = id.wrapping_sub(self.first.picture.picture_id.unwrap_or(id));
                    self.became.picture.picture_id.unwrap_or(0).wrapping_add(steps) & 0x7fff
                }),
                tl0_pic_idx: packet.picture.tl0_pic_idx.map(|index| {
                    let steps = index.wrapping_sub(self.first.picture.tl0_pic_idx.unwrap_or(index));
                    self.became.picture.tl0_pic_idx.unwrap_or(0).wrapping_add(steps)
                }),
            },
        }
    }

    fn advanced(mut self, packet: Numbered, now: Moment) -> Self {
        if packet.seq >= self.newest.seq {
            self.newest = packet;
            self.newest_at = now;
        }
        self
    }
}

impl PictureIds {
    /// The ids that follow `self`, for a source whose first packet has `first`.
    fn next(self, first: PictureIds) -> PictureIds {
        let picture_id = self.picture_id.map_or(first.picture_id, |id| Some(id.wrapping_add(1) & 0x7fff));
        let tl0_pic_idx = self.tl0_pic_idx.map_or(first.tl0_pic_idx, |index| Some(index.wrapping_add(1)));
        PictureIds { picture_id, tl0_pic_idx }
    }
}

/// RTP timestamp units in a span, modulo 2^32.
fn ticks(span: Duration, clock_rate: u32) -> u32 {
    let ticks = span.as_micros() * u128::from(clock_rate) / 1_000_000;
    u32::try_from(ticks & u128::from(u32::MAX)).expect("masked to 32 bits")
}

#[cfg(test)]
mod tests;
