//! How fast one account or one address may do what costs the server something, or what guesses.

use std::net::IpAddr;

use talkspace_model::{MeetingId, Millis, Timestamp, UserId};

use crate::{
    accounts::throttle::{BucketRule, Buckets, RetryAfter, prefix},
    http::Visitor,
};

/// Codes that lead nowhere, from one address: ten a minute are typing errors, more is somebody trying them out.
const MISSES: BucketRule = BucketRule { burst: 10, every: Millis::from_secs(6) };
/// Wrong passcodes of one meeting from one address: a class behind one router mistypes now and then, a script does not stop.
const GUESSES: BucketRule = BucketRule { burst: 100, every: Millis::from_secs(6) };
/// Wrong passcodes of all meetings from one address, each of which costs a hash. Fewer would hinder a college that begins
/// its lessons behind one address; more would let one script keep a core busy with meetings of its own.
const GUESSES_ANYWHERE: BucketRule = BucketRule { burst: 300, every: Millis::from_secs(1) };
/// New passcodes of one account: each costs a hash, and nobody thinks of them faster.
const PASSCODES: BucketRule = BucketRule { burst: 5, every: Millis::from_secs(10) };
/// New meetings of one account: a term's lessons at once, but not a filled disk.
const MADE: BucketRule = BucketRule { burst: 30, every: Millis::from_secs(20) };

#[derive(Debug)]
pub(super) struct Throttles {
    misses: Buckets<IpAddr>,
    guesses: Buckets<(MeetingId, IpAddr)>,
    guesses_anywhere: Buckets<IpAddr>,
    passcodes: Buckets<UserId>,
    made: Buckets<UserId>,
}

type Allowed = Result<(), RetryAfter>;

impl Throttles {
    pub(super) fn new() -> Self {
        Self {
            misses: Buckets::new(MISSES),
            guesses: Buckets::new(GUESSES),
            guesses_anywhere: Buckets::new(GUESSES_ANYWHERE),
            passcodes: Buckets::new(PASSCODES),
            made: Buckets::new(MADE),
        }
    }

    pub(super) fn miss(&mut self, visitor: &Visitor, now: Timestamp) -> Allowed {
        self.misses.take(&prefix(visitor.address), now)
    }

    /// Counts a passcode as wrong; give it back when it was not.
    pub(super) fn guess(&mut self, meeting: &MeetingId, visitor: &Visitor, now: Timestamp) -> Allowed {
        let from = prefix(visitor.address);
        let here = (meeting.clone(), from);
        self.guesses.take(&here, now)?;
        let anywhere = self.guesses_anywhere.take(&from, now);
        if anywhere.is_err() {
            self.guesses.give_back(&here);
        }
        anywhere
    }

    pub(super) fn give_back_guess(&mut self, meeting: &MeetingId, visitor: &Visitor) {
        let from = prefix(visitor.address);
        self.guesses.give_back(&(meeting.clone(), from));
        self.guesses_anywhere.give_back(&from);
    }

    pub(super) fn new_passcode(&mut self, host: &UserId, now: Timestamp) -> Allowed {
        self.passcodes.take(host, now)
    }

    /// The one that was taken came to nothing.
    pub(super) fn give_back_passcode(&mut self, host: &UserId) {
        self.passcodes.give_back(host);
    }

    pub(super) fn new_meeting(&mut self, host: &UserId, now: Timestamp) -> Allowed {
        self.made.take(host, now)
    }
}
