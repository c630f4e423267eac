//! How many bytes one receiver may be sent in an hour, and what it gives up for that.
//!
//! The allowance comes in evenly, so the first minute cannot eat the hour. A little of it may be saved for a burst (a
//! keyframe), and what was overdrawn is paid back by sending less. Sound is never held back: it comes off the allowance
//! first. Then every picture is to have its smallest layer, in the order of the wishes, and only then any of them more.

use std::{collections::BTreeMap, time::Duration};

use talkspace_model::{DataLimit, Layer, SeatId, SlotKind};

use crate::Moment;

/// How much of the allowance can be saved. More: a longer burst after a quiet time, which shows as spent too fast. Less: each
/// keyframe is an overdraft.
const SAVED: Duration = Duration::from_secs(4);
/// In which time savings may be spent and an overdraft is paid back. Longer: overdrafts last. Shorter: one keyframe too many
/// takes a picture away.
const BALANCED_IN: Duration = Duration::from_secs(5);
/// How long nothing is given back after something was taken away, at first. Each time it had to be taken away again soon
/// doubles it. Shorter: pictures come and go. Longer: they stay away although there is room.
const PATIENCE: Duration = Duration::from_secs(5);
const LONGEST_PATIENCE: Duration = Duration::from_secs(40);
/// What is given back must fit into this share of what is left, in percent: rates vary. More: soon taken away again.
const GIVEN_UP_TO: u64 = 85;

/// One picture that a receiver would like to have, most wanted first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wish {
    pub kind: SlotKind,
    pub from: SeatId,
    pub layer: Layer,
    /// Bytes a second of each layer, smallest first; a screen has the same for all.
    pub rates: [u64; 3],
}

/// What one receiver has spent and is given.
#[derive(Debug)]
pub struct Budget {
    /// Bytes a second.
    allowance: u64,
    /// Bytes not spent yet; negative when overdrawn.
    saved: i64,
    spent: u64,
    at: Moment,
    given: BTreeMap<(SlotKind, SeatId), Option<Layer>>,
    /// Nothing is given back before this.
    patient_until: Moment,
    patience: Duration,
}

impl Budget {
    /// `spent`: bytes that were sent before the limit was set, which do not count.
    pub fn new(limit: DataLimit, spent: u64, now: Moment) -> Self {
        Self {
            allowance: limit.bytes_per_second(),
            saved: 0,
            spent,
            at: now,
            given: BTreeMap::new(),
            patient_until: now,
            patience: PATIENCE,
        }
    }

    pub fn set_limit(&mut self, limit: DataLimit) {
        self.allowance = limit.bytes_per_second();
    }

    /// The layer that the picture gets; `None` when it is given up. What was not among the wishes yet begins with the smallest.
    pub fn given(&self, kind: SlotKind, from: SeatId) -> Option<Layer> {
        self.given.get(&(kind, from)).copied().unwrap_or(Some(Layer::Quarter))
    }

    /// Works out anew what each wish gets. `spent`: all bytes sent so far; `sound`: bytes a second of what are not pictures.
    pub fn share(&mut self, spent: u64, sound: u64, wishes: &[Wish], now: Moment) {
        self.settle(spent, now);
        let mut left = self.usable().saturating_sub(sound);
        let mut given: Vec<Option<Layer>> = wishes.iter().map(|wish| self.keep(wish, &mut left)).collect();
        let lost = wishes.iter().zip(&given).any(|(wish, layer)| *layer < self.held(wish).min(Some(wish.layer)));
        if lost {
            self.wait(now);
        } else if now >= self.patient_until && self.saved >= 0 {
            give_more(wishes, &mut given, left * GIVEN_UP_TO / 100);
        }
        self.given = wishes.iter().zip(given).map(|(wish, layer)| ((wish.kind, wish.from), layer)).collect();
    }

    fn settle(&mut self, spent: u64, now: Moment) {
        let millis = i64::try_from(now.since(self.at).as_millis()).unwrap_or(i64::MAX);
        let income = bytes(self.allowance).saturating_mul(millis) / 1000;
        let outgo = bytes(spent.saturating_sub(self.spent));
        let most = bytes(self.allowance * SAVED.as_secs());
        self.saved = self.saved.saturating_add(income).saturating_sub(outgo).min(most);
        (self.spent, self.at) = (spent, now);
    }

    /// Bytes a second at which savings or debts are gone in time.
    fn usable(&self) -> u64 {
        let change = self.saved / bytes(BALANCED_IN.as_secs());
        u64::try_from(bytes(self.allowance).saturating_add(change)).unwrap_or(0)
    }

    fn held(&self, wish: &Wish) -> Option<Layer> {
        self.given.get(&(wish.kind, wish.from)).copied().flatten()
    }

    /// What the wish goes on having: as much of what it had as fits.
    fn keep(&self, wish: &Wish, left: &mut u64) -> Option<Layer> {
        let held = self.held(wish)?.min(wish.layer);
        let layer = Layer::ALL.into_iter().rev().find(|layer| *layer <= held && wish.rate(*layer) <= *left)?;
        *left -= wish.rate(layer);
        Some(layer)
    }

    /// Something had to be taken away. Soon after something was given, that was too early.
    fn wait(&mut self, now: Moment) {
        let soon = now < self.patient_until + self.patience * 2;
        self.patience = if soon { (self.patience * 2).min(LONGEST_PATIENCE) } else { PATIENCE };
        self.patient_until = now + self.patience;
    }
}

impl Wish {
    fn rate(&self, layer: Layer) -> u64 {
        match layer {
            Layer::Quarter => self.rates[0],
            Layer::Half => self.rates[1],
            Layer::Full => self.rates[2],
        }
    }

    fn cost(&self, layer: Option<Layer>) -> u64 {
        layer.map_or(0, |layer| self.rate(layer))
    }
}

/// First something for everybody, then more for some, in the order of the wishes.
fn give_more(wishes: &[Wish], given: &mut [Option<Layer>], mut left: u64) {
    for layer in Layer::ALL {
        for (wish, held) in wishes.iter().zip(given.iter_mut()) {
            let more = wish.rate(layer).saturating_sub(wish.cost(*held));
            if *held < Some(layer) && layer <= wish.layer && more <= left {
                *held = Some(layer);
                left -= more;
            }
        }
    }
}

fn bytes(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests;
