//! What publishers need not encode.

use std::{collections::BTreeMap, time::Instant};

use talkspace_forward::Demand;
use talkspace_model::{MediaEvent, SeatId, SlotKind, Wanted};

use super::Room;

impl Room {
    /// Tells publishers of whose pictures more, or for a while less, has been looked at.
    pub(super) fn tell_demand(&mut self, now: Instant) {
        let moment = self.moment(now);
        let mut wanted = self.wanted();
        for (seat, member) in self.members.iter_mut().filter(|(_, member)| member.sends_pictures()) {
            let of_seat = wanted.remove(seat).unwrap_or(Wanted { camera: None, screen: false });
            if let Some(news) = member.demand.update(of_seat, moment) {
                (self.events)(MediaEvent::Wanted { seat: *seat, wanted: news });
            }
        }
    }

    /// The seat begins anew, with everything.
    pub(super) fn forget_demand(&mut self, seat: SeatId) {
        if let Some(member) = self.members.get_mut(&seat) {
            member.demand = Demand::default();
        }
    }

    /// The most that anybody but the seat itself looks at. Whoever is on the way in counts, so that the picture is there when
    /// they are; their page does not say yet what it shows.
    fn wanted(&self) -> BTreeMap<SeatId, Wanted> {
        let mut wanted = BTreeMap::new();
        for (viewer, member) in self.members.iter().filter(|(_, member)| member.looks()) {
            let senders = self.members.iter().filter(|(_, of)| of.sends_pictures()).map(|(of, _)| of);
            for of in senders.filter(|of| *of != viewer) {
                let camera = member.wanted_layer(SlotKind::Video, *of);
                let screen = member.wanted_layer(SlotKind::Screen, *of).is_some();
                let most = wanted.entry(*of).or_insert(Wanted { camera: None, screen: false });
                most.camera = most.camera.max(camera);
                most.screen |= screen;
            }
        }
        wanted
    }
}
