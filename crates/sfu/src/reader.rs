//! Reading offers beside the media: one thread, first come, first served, each seat with its newest offer only.

use std::{
    collections::VecDeque,
    io,
    sync::mpsc::{self, Receiver, Sender},
    thread,
};

use talkspace_model::SeatId;

use crate::shard::RoomKey;

/// An offer to be read.
#[derive(Debug, PartialEq)]
pub(crate) struct OfferJob {
    pub(crate) key: RoomKey,
    pub(crate) seat: SeatId,
    pub(crate) attempt: u64,
    pub(crate) offer: String,
}

/// Starts the thread. `answer` gets each job in turn, and whether it is still wanted. The thread ends with the sender.
pub(crate) fn start(index: usize, answer: impl Fn(OfferJob, bool) + Send + 'static) -> io::Result<Sender<OfferJob>> {
    let (offers, jobs) = mpsc::channel();
    thread::Builder::new().name(format!("media-offers-{index}")).spawn(move || answer_all(&jobs, answer))?;
    Ok(offers)
}

fn answer_all(jobs: &Receiver<OfferJob>, answer: impl Fn(OfferJob, bool)) {
    let mut waiting = VecDeque::new();
    while let Some(job) = next(jobs, &mut waiting) {
        let newer = |later: &OfferJob| (later.key, later.seat) == (job.key, job.seat);
        // Whoever offers faster than is read makes the others wait for one offer, not for all of them.
        let wanted = !waiting.iter().any(newer);
        answer(job, wanted);
    }
}

fn next(jobs: &Receiver<OfferJob>, waiting: &mut VecDeque<OfferJob>) -> Option<OfferJob> {
    waiting.extend(jobs.try_iter());
    waiting.pop_front().or_else(|| jobs.recv().ok())
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[test]
    fn only_the_newest_offer_of_a_seat_is_read_and_every_one_is_answered() {
        let (offers, jobs) = mpsc::channel();
        for (room, seat, attempt) in [(1, 1, 1), (1, 1, 2), (1, 2, 3), (2, 1, 1), (1, 1, 4)] {
            offers.send(OfferJob { key: RoomKey(room), seat: SeatId(seat), attempt, offer: String::new() }).unwrap();
        }
        drop(offers);
        let answered = RefCell::new(Vec::new());
        answer_all(&jobs, |job, wanted| answered.borrow_mut().push((job.key.0, job.seat.0, job.attempt, wanted)));
        let expected = [(1, 1, 1, false), (1, 1, 2, false), (1, 2, 3, true), (2, 1, 1, true), (1, 1, 4, true)];
        assert_eq!(answered.into_inner(), expected);
    }
}
