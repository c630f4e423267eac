//! A token bucket over given time.

use talkspace_model::{Millis, Timestamp};

/// How much of something is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// So many at once.
    pub burst: u32,
    /// One more each time this span has passed.
    pub every: Millis,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenBucket {
    rate: Rate,
    tokens: u32,
    filled: Timestamp,
}

impl TokenBucket {
    pub fn new(rate: Rate, now: Timestamp) -> Self {
        Self { rate, tokens: rate.burst, filled: now }
    }

    /// Takes one; false when there is none left.
    pub fn take(&mut self, now: Timestamp) -> bool {
        self.refill(now);
        let some = self.tokens > 0;
        self.tokens = self.tokens.saturating_sub(1);
        some
    }

    fn refill(&mut self, now: Timestamp) {
        // A clock set back must not stop the refilling until it has caught up.
        self.filled = self.filled.min(now);
        let gained = now.since(self.filled).0 / self.rate.every.0;
        self.filled = self.filled + Millis(gained * self.rate.every.0);
        self.tokens = self.tokens.saturating_add(u32::try_from(gained).unwrap_or(u32::MAX)).min(self.rate.burst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: Rate = Rate { burst: 3, every: Millis(100) };

    #[test]
    fn a_burst_then_one_for_each_span() {
        let mut bucket = TokenBucket::new(RATE, Timestamp(0));
        let taken: Vec<bool> = [0, 0, 0, 0, 99, 100, 150, 200].map(|at| bucket.take(Timestamp(at))).to_vec();
        assert_eq!(taken, [true, true, true, false, false, true, false, true]);
    }

    #[test]
    fn a_clock_set_back_does_not_starve() {
        let mut bucket = TokenBucket::new(RATE, Timestamp(1_000_000));
        for _ in 0..3 {
            assert!(bucket.take(Timestamp(1_000_000)));
        }
        assert!(!bucket.take(Timestamp(0)));
        assert!(bucket.take(Timestamp(100)));
    }
}
