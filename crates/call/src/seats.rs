//! Who is in the room.

use std::collections::BTreeSet;

use talkspace_model::SeatId;
use talkspace_signal::SeatInfo;

/// One person in the room.
#[derive(Debug, Clone, PartialEq)]
pub struct Seat {
    pub info: SeatInfo,
    pub speaking: bool,
}

/// Everybody in the room, the own seat among them, in the order they came.
#[derive(Debug, Default)]
pub struct Roster {
    seats: Vec<Seat>,
    speaking: BTreeSet<SeatId>,
}

impl Roster {
    pub fn iter(&self) -> impl Iterator<Item = &Seat> {
        self.seats.iter()
    }

    pub fn get(&self, seat: SeatId) -> Option<&Seat> {
        self.seats.iter().find(|held| held.info.seat == seat)
    }

    pub(crate) fn replace(&mut self, seats: Vec<SeatInfo>, speaking: Vec<SeatId>) {
        self.seats.clear();
        self.speaking = speaking.into_iter().collect();
        self.update(seats);
    }

    pub(crate) fn update(&mut self, seats: Vec<SeatInfo>) {
        for info in seats {
            let speaking = self.speaking.contains(&info.seat);
            match self.seats.iter_mut().find(|held| held.info.seat == info.seat) {
                Some(held) => held.info = info,
                None => self.seats.push(Seat { info, speaking }),
            }
        }
    }

    pub(crate) fn remove(&mut self, seat: SeatId) {
        self.seats.retain(|held| held.info.seat != seat);
    }

    pub(crate) fn set_speaking(&mut self, speaking: Vec<SeatId>) {
        self.speaking = speaking.into_iter().collect();
        for held in &mut self.seats {
            held.speaking = self.speaking.contains(&held.info.seat);
        }
    }

    pub(crate) fn clear(&mut self) {
        self.seats.clear();
        self.speaking.clear();
    }
}
