//! Who is in which slot of one receiver.

use std::time::Duration;

use talkspace_model::{SeatId, SlotAssignment, SlotCounts, SlotId, SlotKind};

use crate::Moment;

/// How often an assignment that the client has not answered is announced again. Shorter only adds messages; longer leaves
/// a tile empty for longer when an answer got lost with a socket.
const ANNOUNCE_AGAIN: Duration = Duration::from_secs(1);

/// An emptied slot counts as empty on the client's page too after this time, even unanswered. Shorter risks a picture under
/// the leaver's name on a slow signaling path; longer delays newcomers for clients that do not answer an emptying.
const SURELY_EMPTY: Duration = Duration::from_secs(2);

/// Who may be shown, best first. The same for every receiver of a room; a receiver leaves itself out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ranking {
    pub audio: Vec<SeatId>,
    pub video: Vec<SeatId>,
    pub screen: Vec<SeatId>,
}

/// The slots of one receiver. Nobody who stays eligible changes their slot, and nobody is ever in their own.
#[derive(Debug)]
pub struct ReceiverSlots {
    me: SeatId,
    audio: Vec<Slot>,
    video: Vec<Slot>,
    screen: Vec<Slot>,
    changes: Vec<SlotAssignment>,
}

#[derive(Debug, Clone, Copy)]
struct Slot {
    turn: u32,
    occupant: Occupant,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Occupant {
    /// The client has nothing attached here.
    Nobody,
    /// Emptied, but the client may still be showing who was here.
    Leaving { since: Moment },
    /// Announced; packets wait for the client's `slot_ready`, or for `sure`, when the page cannot show the former one any more.
    Announced { seat: SeatId, at: Moment, sure: Option<Moment> },
    /// Packets flow.
    Open { seat: SeatId },
}

impl ReceiverSlots {
    pub fn new(me: SeatId, counts: SlotCounts) -> Self {
        let slots = |count: u8| vec![Slot { turn: 0, occupant: Occupant::Nobody }; usize::from(count)];
        Self {
            me,
            audio: slots(counts.audio),
            video: slots(counts.video),
            screen: slots(counts.screen),
            changes: Vec::new(),
        }
    }

    /// For a new peer connection: everybody keeps their slot, and each assignment is announced anew under a new turn. The new
    /// connection's tracks are attached to nothing yet, so nobody has to be waited for.
    pub fn restart(&mut self, counts: SlotCounts) {
        for (kind, count) in
            [(SlotKind::Audio, counts.audio), (SlotKind::Video, counts.video), (SlotKind::Screen, counts.screen)]
        {
            let slots = self.of_kind_mut(kind);
            slots.resize(usize::from(count), Slot { turn: 0, occupant: Occupant::Nobody });
            let announced = slots.iter_mut().zip(0_u8..).filter_map(|(slot, index)| slot.restart(kind, index));
            let announced: Vec<_> = announced.collect();
            self.changes.extend(announced);
        }
    }

    /// Fills and empties slots after the ranking, or what the receiver's page shows, changed. Cameras that are `shown` come
    /// before all others; a camera that is not may be shown in the next moment.
    pub fn update(&mut self, ranking: &Ranking, shown: impl Fn(SeatId) -> bool, now: Moment) {
        let mut video = ranking.video.clone();
        video.sort_by_key(|seat| !shown(*seat));
        for (kind, ranked) in
            [(SlotKind::Audio, &ranking.audio), (SlotKind::Video, &video), (SlotKind::Screen, &ranking.screen)]
        {
            let me = self.me;
            let slots = self.of_kind_mut(kind);
            let wanted: Vec<SeatId> = ranked.iter().copied().filter(|seat| *seat != me).take(slots.len()).collect();
            let changed = assign(kind, slots, &wanted, now);
            self.changes.extend(changed);
        }
    }

    /// The client's `slot_ready`. True when packets may flow from now on that could not before.
    pub fn ready(&mut self, slot: SlotId, turn: u32) -> bool {
        let Some(slot) = self.of_kind_mut(slot.kind).get_mut(usize::from(slot.index)) else { return false };
        if slot.turn != turn {
            return false;
        }
        match slot.occupant {
            Occupant::Announced { seat, .. } => {
                slot.occupant = Occupant::Open { seat };
                true
            }
            Occupant::Leaving { .. } => {
                slot.occupant = Occupant::Nobody;
                false
            }
            Occupant::Nobody | Occupant::Open { .. } => false,
        }
    }

    /// Announces again what was not answered and opens slots that are surely empty on the client's page.
    /// True when a slot was opened.
    pub fn handle_timeout(&mut self, now: Moment) -> bool {
        let mut opened = false;
        for kind in [SlotKind::Video, SlotKind::Screen] {
            let mut again = Vec::new();
            for (slot, index) in self.of_kind_mut(kind).iter_mut().zip(0_u8..) {
                opened |= slot.open_if_sure(now);
                again.extend(slot.announce_again(kind, index, now));
            }
            self.changes.extend(again);
        }
        opened
    }

    /// When [`Self::handle_timeout`] has something to do.
    pub fn poll_timeout(&self) -> Option<Moment> {
        let due = |slot: &Slot| match slot.occupant {
            Occupant::Announced { at, sure, .. } => {
                Some(sure.map_or(at + ANNOUNCE_AGAIN, |s| s.min(at + ANNOUNCE_AGAIN)))
            }
            Occupant::Nobody | Occupant::Leaving { .. } | Occupant::Open { .. } => None,
        };
        self.video.iter().chain(&self.screen).filter_map(due).min()
    }

    /// What changed since the last call, to be sent to the client: the last word on each slot, in the order spoken.
    pub fn take_changes(&mut self) -> Vec<SlotAssignment> {
        let changes = std::mem::take(&mut self.changes);
        let is_last = |at: usize, slot: SlotId| !changes[at + 1..].iter().any(|later| later.slot == slot);
        changes.iter().enumerate().filter(|(at, change)| is_last(*at, change.slot)).map(|(_, change)| *change).collect()
    }

    /// Whose packets may flow into the slot now.
    pub fn open_seat(&self, slot: SlotId) -> Option<SeatId> {
        match self.of_kind(slot.kind).get(usize::from(slot.index))?.occupant {
            Occupant::Open { seat } => Some(seat),
            Occupant::Nobody | Occupant::Leaving { .. } | Occupant::Announced { .. } => None,
        }
    }

    /// All slots into which packets flow.
    pub fn open_slots(&self) -> impl Iterator<Item = (SlotId, SeatId)> + '_ {
        let kinds = [(SlotKind::Audio, &self.audio), (SlotKind::Video, &self.video), (SlotKind::Screen, &self.screen)];
        kinds.into_iter().flat_map(|(kind, slots)| {
            slots.iter().zip(0_u8..).filter_map(move |(slot, index)| match slot.occupant {
                Occupant::Open { seat } => Some((SlotId::new(kind, index), seat)),
                Occupant::Nobody | Occupant::Leaving { .. } | Occupant::Announced { .. } => None,
            })
        })
    }

    fn of_kind(&self, kind: SlotKind) -> &[Slot] {
        match kind {
            SlotKind::Audio => &self.audio,
            SlotKind::Video => &self.video,
            SlotKind::Screen => &self.screen,
        }
    }

    fn of_kind_mut(&mut self, kind: SlotKind) -> &mut Vec<Slot> {
        match kind {
            SlotKind::Audio => &mut self.audio,
            SlotKind::Video => &mut self.video,
            SlotKind::Screen => &mut self.screen,
        }
    }
}

impl Slot {
    fn seat(&self) -> Option<SeatId> {
        match self.occupant {
            Occupant::Announced { seat, .. } | Occupant::Open { seat } => Some(seat),
            Occupant::Nobody | Occupant::Leaving { .. } => None,
        }
    }

    fn assignment(&self, kind: SlotKind, index: u8) -> SlotAssignment {
        SlotAssignment { slot: SlotId::new(kind, index), seat: self.seat(), turn: self.turn }
    }

    fn restart(&mut self, kind: SlotKind, index: u8) -> Option<SlotAssignment> {
        let seat = self.seat();
        self.occupant = seat.map_or(Occupant::Nobody, |seat| Occupant::Open { seat });
        seat?;
        self.turn += 1;
        Some(self.assignment(kind, index))
    }

    fn fill(&mut self, kind: SlotKind, index: u8, seat: SeatId, now: Moment) -> SlotAssignment {
        self.turn += 1;
        self.occupant = match (kind, self.occupant) {
            // A voice needs no element of its own: it cannot appear under a wrong name.
            (SlotKind::Audio, _) | (_, Occupant::Nobody) => Occupant::Open { seat },
            (_, Occupant::Leaving { since }) => {
                let sure = since + SURELY_EMPTY;
                if sure <= now {
                    Occupant::Open { seat }
                } else {
                    Occupant::Announced { seat, at: now, sure: Some(sure) }
                }
            }
            (_, Occupant::Announced { .. } | Occupant::Open { .. }) => {
                Occupant::Announced { seat, at: now, sure: None }
            }
        };
        self.assignment(kind, index)
    }

    fn empty(&mut self, kind: SlotKind, index: u8, now: Moment) -> SlotAssignment {
        self.turn += 1;
        self.occupant = match kind {
            SlotKind::Audio => Occupant::Nobody,
            SlotKind::Video | SlotKind::Screen => Occupant::Leaving { since: now },
        };
        self.assignment(kind, index)
    }

    fn open_if_sure(&mut self, now: Moment) -> bool {
        match self.occupant {
            Occupant::Announced { seat, sure: Some(sure), .. } if sure <= now => {
                self.occupant = Occupant::Open { seat };
                true
            }
            Occupant::Nobody | Occupant::Leaving { .. } | Occupant::Announced { .. } | Occupant::Open { .. } => false,
        }
    }

    fn announce_again(&mut self, kind: SlotKind, index: u8, now: Moment) -> Option<SlotAssignment> {
        match &mut self.occupant {
            Occupant::Announced { at, .. } if *at + ANNOUNCE_AGAIN <= now => {
                *at = now;
                Some(self.assignment(kind, index))
            }
            Occupant::Nobody | Occupant::Leaving { .. } | Occupant::Announced { .. } | Occupant::Open { .. } => None,
        }
    }

    /// How well a newcomer fits in here: lower is better, `None` not at all.
    fn fit(&self, wanted: &[SeatId]) -> Option<(u8, Moment)> {
        match self.occupant {
            Occupant::Nobody => Some((0, Moment::default())),
            Occupant::Leaving { since } => Some((1, since)),
            Occupant::Announced { seat, .. } | Occupant::Open { seat } => {
                (!wanted.contains(&seat)).then_some((2, Moment::default()))
            }
        }
    }
}

fn assign(kind: SlotKind, slots: &mut [Slot], wanted: &[SeatId], now: Moment) -> Vec<SlotAssignment> {
    let mut changes = Vec::new();
    let seated: Vec<SeatId> = slots.iter().filter_map(Slot::seat).collect();
    for seat in wanted.iter().copied().filter(|seat| !seated.contains(seat)) {
        let best = slots.iter_mut().zip(0_u8..).filter_map(|(slot, index)| Some((slot.fit(wanted)?, index, slot)));
        if let Some((_, index, slot)) = best.min_by_key(|(fit, index, _)| (*fit, *index)) {
            changes.push(slot.fill(kind, index, seat, now));
        }
    }
    for (slot, index) in slots.iter_mut().zip(0_u8..) {
        if slot.seat().is_some_and(|seat| !wanted.contains(&seat)) {
            changes.push(slot.empty(kind, index, now));
        }
    }
    changes
}

#[cfg(test)]
mod tests;
