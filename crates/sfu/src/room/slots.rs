//! Who is in whose slots.

use std::{collections::BTreeSet, time::Instant};

use talkspace_forward::Ranking;
use talkspace_model::{MediaEvent, SeatId, SlotKind};

use super::{Receivers, Room};
use crate::member::Member;

impl Room {
    /// Ranks everybody anew and, where that changes something, fills and empties slots and tells the receivers.
    pub(super) fn update_slots(&mut self, now: Instant) {
        self.ranking = self.rank(now);
        let moment = self.moment(now);
        let mut changed = false;
        for (seat, member) in &mut self.members {
            if member.link.is_none() {
                continue;
            }
            let shown: BTreeSet<SeatId> =
                self.ranking.video.iter().copied().filter(|seat| member.shows(*seat)).collect();
            member.slots.update(&self.ranking, |seat| shown.contains(&seat), moment);
            let slots = member.slots.take_changes();
            if !slots.is_empty() {
                changed = true;
                (self.events)(MediaEvent::Slots { seat: *seat, slots });
            }
        }
        if changed {
            self.index_receivers();
            self.wake(now);
        }
    }

    /// Notes for each seat in which open slots of connected receivers it is, and stops what flows elsewhere.
    pub(super) fn index_receivers(&mut self) {
        self.receivers.clear();
        for (receiver, member) in &mut self.members {
            member.stop_stale_feeds();
            if member.connected().is_none() {
                continue;
            }
            for (slot, seat) in member.slots.open_slots() {
                let receivers = self.receivers.entry(seat).or_default();
                match slot.kind {
                    SlotKind::Audio => receivers.audio.push((*receiver, slot.index)),
                    SlotKind::Video => receivers.video.push((*receiver, slot)),
                    SlotKind::Screen => receivers.screen.push((*receiver, slot)),
                }
            }
        }
    }

    fn rank(&self, now: Instant) -> Ranking {
        let present = |wanted: fn(&Member) -> bool| -> Vec<SeatId> {
            let members = self.members.iter().filter(|(_, member)| wanted(member) && member.is_present(now));
            members.map(|(seat, _)| *seat).collect()
        };
        let mut ranking = Ranking {
            audio: present(|member| member.publish.microphone),
            video: present(|member| member.publish.camera),
            screen: present(|member| member.publish.screen),
        };
        self.detector.rank_audio(&mut ranking.audio);
        self.detector.rank_video(&mut ranking.video);
        ranking.screen.sort_by_key(|seat| self.members.get(seat).map(|member| member.shared));
        ranking
    }
}

impl Receivers {
    pub(super) fn of_kind(&self, kind: SlotKind) -> &[(SeatId, talkspace_model::SlotId)] {
        match kind {
            SlotKind::Audio => &[],
            SlotKind::Video => &self.video,
            SlotKind::Screen => &self.screen,
        }
    }
}
