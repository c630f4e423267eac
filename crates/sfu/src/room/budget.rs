//! Keeps each receiver to the meeting's data limit.

use std::{
    cmp::Reverse,
    collections::BTreeMap,
    time::{Duration, Instant},
};

use talkspace_forward::{Moment, Wish};
use talkspace_model::{DataLimit, Layer, MediaEvent, SeatId, SlotId, SlotKind};

use super::Room;
use crate::member::{Member, Picture};

/// How often the allowance is shared out anew. Longer: overdrafts grow. Shorter: rates are known no better.
const SHARE_TICK: Duration = Duration::from_millis(500);
/// How often a receiver is told what it has spent.
const TELL_TICK: Duration = Duration::from_secs(2);

/// What a layer of a camera takes, in bytes a second, while it has not been measured: the rates the page encodes with.
const CAMERA_RATES: [u64; 3] = [20_000, 65_000, 220_000];
/// The same of a screen. Text that stands still takes less and a film more; too much is noticed within seconds, but what
/// is never tried is never measured.
const SCREEN_RATE: u64 = 40_000;

/// The meeting's limit, and when it is looked after.
pub(super) struct Limit {
    limit: Option<DataLimit>,
    pub(super) share_due: Instant,
    tell_due: Instant,
}

/// What each picture takes, by layers.
type Rates = BTreeMap<(SlotKind, SeatId), [u64; 3]>;

impl Limit {
    pub(super) fn new(limit: Option<DataLimit>, now: Instant) -> Self {
        Self { limit, share_due: now, tell_due: now }
    }

    pub(super) fn limit(&self) -> Option<DataLimit> {
        self.limit
    }
}

impl Room {
    pub(super) fn set_limit(&mut self, limit: Option<DataLimit>, now: Instant) {
        let moment = self.moment(now);
        self.limit = Limit::new(limit, now);
        for member in self.members.values_mut() {
            // What was sent before does not count against the limit.
            if let Some(link) = &member.link {
                member.account.count(link, moment);
            }
            member.account.set_limit(limit, moment);
        }
        self.demand_soon(now);
    }

    /// Shares out anew what each receiver may be sent, if the time has come.
    pub(super) fn keep_limit(&mut self, now: Instant) {
        if self.limit.limit.is_none() {
            return;
        }
        if self.limit.share_due <= now {
            self.limit.share_due = now + SHARE_TICK;
            self.share(now);
        }
        if self.limit.tell_due <= now {
            self.limit.tell_due = now + TELL_TICK;
            self.tell_spending();
        }
    }

    fn share(&mut self, now: Instant) {
        let moment = self.moment(now);
        let rates = self.rates(moment);
        for member in self.members.values_mut() {
            let Some(link) = member.link.as_ref().filter(|link| link.connected) else { continue };
            member.account.count(link, moment);
            let wishes = wishes(member, &rates, &self.speaking);
            member.account.share(wishes, moment);
            member.stop_stale_feeds();
        }
    }

    fn rates(&mut self, now: Moment) -> Rates {
        let mut rates = Rates::new();
        for (seat, member) in &mut self.members {
            let Some(link) = &mut member.link else { continue };
            link.camera.measure(now);
            link.screen.measure(now);
            rates.insert((SlotKind::Video, *seat), rates_of(&link.camera, CAMERA_RATES));
            rates.insert((SlotKind::Screen, *seat), rates_of(&link.screen, [SCREEN_RATE; 3]));
        }
        rates
    }

    fn tell_spending(&self) {
        for (seat, member) in self.members.iter().filter(|(_, member)| member.link.is_some()) {
            (self.events)(MediaEvent::Spending { seat: *seat, spending: member.account.spending() });
        }
    }
}

fn rates_of(picture: &Picture, unknown: [u64; 3]) -> [u64; 3] {
    let mut rates = unknown;
    for (rate, layer) in rates.iter_mut().zip(Layer::ALL) {
        *rate = picture.rate(layer).unwrap_or(*rate);
    }
    rates
}

/// What is in sight: screens, then the largest tiles, then whoever speaks.
fn wishes(member: &Member, rates: &Rates, speaking: &[SeatId]) -> Vec<Wish> {
    let wish = |(slot, from): (SlotId, SeatId)| {
        let (kind, layer) = (slot.kind, member.seen_layer(slot.kind, from)?);
        Some(Wish { kind, from, layer, rates: *rates.get(&(kind, from))? })
    };
    let mut wishes: Vec<Wish> = member.slots.open_slots().filter_map(wish).collect();
    let height = |from| member.height(from).unwrap_or_default();
    wishes.sort_by_key(|wish| {
        (wish.kind != SlotKind::Screen, Reverse(height(wish.from)), !speaking.contains(&wish.from))
    });
    wishes
}
