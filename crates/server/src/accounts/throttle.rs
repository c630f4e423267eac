//! What slows down guessing. Nobody is ever locked out: a person who knows the password waits seconds at most.
//!
//! Pure: the time is an argument. Every try is counted when it begins and given back when it succeeds, so that a
//! thousand tries at the same moment gain nothing over one after the other.

use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
    net::IpAddr,
};

use talkspace_model::{Email, Millis, Timestamp};

/// Entries remembered per throttle. Beyond it the oldest are forgotten: whoever can send from that many addresses is
/// not stopped by any of them.
const ENTRIES_MAX: usize = 50_000;

/// Try again after so many seconds, rounded up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryAfter(pub u32);

/// Delays that double with every failure.
#[derive(Debug, Clone, Copy)]
pub struct BackoffRule {
    /// Failures that cost no delay.
    pub free: u32,
    /// Delay after the first failure beyond those.
    pub first: Millis,
    pub longest: Millis,
    /// Failures are forgotten this long after the last one.
    pub forget: Millis,
}

/// Counts failures by key.
#[derive(Debug)]
pub struct Backoff<K> {
    rule: BackoffRule,
    entries: HashMap<K, Failures>,
}

#[derive(Debug, Clone, Copy)]
struct Failures {
    count: u32,
    last: Timestamp,
}

impl<K: Hash + Eq + Clone> Backoff<K> {
    pub fn new(rule: BackoffRule) -> Self {
        Self { rule, entries: HashMap::new() }
    }

    /// Begins a try and counts it as failed.
    ///
    /// # Errors
    /// When it comes too soon after the last one; it is not counted then.
    pub fn begin(&mut self, key: &K, now: Timestamp) -> Result<(), RetryAfter> {
        let known = self.entries.get(key).filter(|known| now.since(known.last) < self.rule.forget);
        let count = known.map_or(0, |known| known.count);
        if let Some(known) = known {
            let ready = known.last + self.rule.delay(count);
            // A clock that was set back must not make anybody wait longer than the delay itself.
            if now < ready && known.last <= now {
                return Err(seconds_until(ready, now));
            }
        }
        self.make_room(now);
        self.entries.insert(key.clone(), Failures { count: count.saturating_add(1), last: now });
        Ok(())
    }

    /// The try that began succeeded: whoever it was knows the secret.
    pub fn forget(&mut self, key: &K) {
        self.entries.remove(key);
    }

    /// The try that began was no guess, but says nothing about the others under this key.
    pub fn give_back(&mut self, key: &K) {
        if let Some(known) = self.entries.get_mut(key) {
            known.count = known.count.saturating_sub(1);
        }
    }

    fn make_room(&mut self, now: Timestamp) {
        if self.entries.len() < ENTRIES_MAX {
            return;
        }
        let forget = self.rule.forget;
        self.entries.retain(|_, known| now.since(known.last) < forget);
        drop_oldest(&mut self.entries, |known| known.last);
    }
}

impl BackoffRule {
    fn delay(self, failures: u32) -> Millis {
        let Some(beyond) = failures.checked_sub(self.free) else { return Millis::ZERO };
        if beyond == 0 {
            return Millis::ZERO;
        }
        let doubled = self.first.0.saturating_mul(1i64 << (beyond - 1).min(30));
        Millis(doubled.min(self.longest.0))
    }
}

/// So many at once, and one more every so often.
#[derive(Debug, Clone, Copy)]
pub struct BucketRule {
    pub burst: u32,
    pub every: Millis,
}

/// Token buckets by key.
#[derive(Debug)]
pub struct Buckets<K> {
    rule: BucketRule,
    entries: HashMap<K, Bucket>,
}

/// `used` milliseconds' worth of refilling is missing at `since`.
#[derive(Debug, Clone, Copy)]
struct Bucket {
    used: i64,
    since: Timestamp,
}

impl<K: Hash + Eq + Clone> Buckets<K> {
    pub fn new(rule: BucketRule) -> Self {
        Self { rule, entries: HashMap::new() }
    }

    /// # Errors
    /// When nothing is left.
    pub fn take(&mut self, key: &K, now: Timestamp) -> Result<(), RetryAfter> {
        let used = self.entries.get(key).map_or(0, |bucket| bucket.used_at(now));
        let (all, one) = (self.rule.every.0 * i64::from(self.rule.burst), self.rule.every.0);
        if used + one > all {
            return Err(seconds_until(now + Millis(used + one - all), now));
        }
        self.make_room(now);
        self.entries.insert(key.clone(), Bucket { used: used + one, since: now });
        Ok(())
    }

    pub fn give_back(&mut self, key: &K) {
        if let Some(bucket) = self.entries.get_mut(key) {
            bucket.used = (bucket.used - self.rule.every.0).max(0);
        }
    }

    fn make_room(&mut self, now: Timestamp) {
        if self.entries.len() < ENTRIES_MAX {
            return;
        }
        self.entries.retain(|_, bucket| bucket.used_at(now) > 0);
        drop_oldest(&mut self.entries, |bucket| bucket.since);
    }
}

impl Bucket {
    fn used_at(self, now: Timestamp) -> i64 {
        (self.used - now.since(self.since).0).max(0)
    }
}

/// Halves a map that is still full, so that the work is rare.
fn drop_oldest<K: Hash + Eq, V>(entries: &mut HashMap<K, V>, age: impl Fn(&V) -> Timestamp) {
    if entries.len() < ENTRIES_MAX {
        return;
    }
    let mut ages: Vec<Timestamp> = entries.values().map(&age).collect();
    let middle = ages.len() / 2;
    let (_, cut, _) = ages.select_nth_unstable(middle);
    let cut = *cut;
    entries.retain(|_, value| age(value) > cut);
}

fn seconds_until(ready: Timestamp, now: Timestamp) -> RetryAfter {
    let seconds = (ready.since(now).0 + 999) / 1000;
    RetryAfter(u32::try_from(seconds.max(1)).unwrap_or(u32::MAX))
}

/// Pairs of an account and an address that it has been signed in from since the server started.
#[derive(Debug, Default)]
pub struct Familiar {
    pairs: HashSet<(Email, IpAddr)>,
}

impl Familiar {
    pub fn contains(&self, pair: &(Email, IpAddr)) -> bool {
        self.pairs.contains(pair)
    }

    /// Forgets everything when there are too many: a sign-in brings each back.
    pub fn insert(&mut self, pair: (Email, IpAddr)) {
        if self.pairs.len() >= ENTRIES_MAX {
            self.pairs.clear();
        }
        self.pairs.insert(pair);
    }
}

/// Addresses that one party is likely to hold together count as one: a single IPv4 address, an IPv6 /64.
pub fn prefix(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6((address.to_bits() & (u128::MAX << 64)).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: BackoffRule = BackoffRule {
        free: 2,
        first: Millis::from_secs(1),
        longest: Millis::from_secs(5),
        forget: Millis::from_secs(100),
    };

    fn at(seconds: i64) -> Timestamp {
        Timestamp(1_000_000 + seconds * 1000)
    }

    #[test]
    fn delays_double_up_to_the_longest() {
        let mut backoff = Backoff::new(RULE);
        let mut now = at(0);
        let mut waits = Vec::new();
        for _ in 0..8 {
            if let Err(RetryAfter(seconds)) = backoff.begin(&"asha", now) {
                waits.push(seconds);
                now = now + Millis::from_secs(i64::from(seconds));
                assert_eq!(backoff.begin(&"asha", now), Ok(()));
            }
        }
        // Two failures cost nothing; from the third on each costs a wait, after which the try is repeated.
        assert_eq!(waits, [1, 2, 4, 5, 5]);
        assert_eq!(backoff.begin(&"ravi", now), Ok(()), "others do not wait");
    }

    #[test]
    fn a_refused_try_is_not_counted_and_time_forgets() {
        let mut backoff = Backoff::new(RULE);
        for _ in 0..3 {
            let _ = backoff.begin(&1, at(0));
        }
        for _ in 0..50 {
            assert_eq!(backoff.begin(&1, at(0)), Err(RetryAfter(1)));
        }
        assert_eq!(backoff.begin(&1, at(1)), Ok(()));
        assert_eq!(backoff.begin(&1, at(101)), Ok(()));
        assert_eq!(backoff.begin(&1, at(101)), Ok(()), "all forgotten, two are free again");
    }

    #[test]
    fn tries_at_the_same_moment_gain_nothing() {
        let mut backoff = Backoff::new(RULE);
        let passed = (0..1000).filter(|_| backoff.begin(&1, at(0)).is_ok()).count();
        assert_eq!(passed, 3);
    }

    #[test]
    fn success_forgets_or_gives_back() {
        let mut backoff = Backoff::new(RULE);
        for _ in 0..3 {
            let _ = backoff.begin(&1, at(0));
        }
        assert!(backoff.begin(&1, at(0)).is_err());
        backoff.give_back(&1);
        assert!(backoff.begin(&1, at(0)).is_ok());
        backoff.forget(&1);
        assert!(backoff.begin(&1, at(0)).is_ok());
        assert!(backoff.begin(&1, at(0)).is_ok());
    }

    #[test]
    fn a_clock_set_back_locks_nobody_out() {
        let mut backoff = Backoff::new(RULE);
        for _ in 0..3 {
            let _ = backoff.begin(&1, at(1_000_000));
        }
        assert_eq!(backoff.begin(&1, at(0)), Ok(()));
        let mut buckets = Buckets::new(BucketRule { burst: 1, every: Millis::from_secs(6) });
        assert_eq!(buckets.take(&1, at(1_000_000)), Ok(()));
        assert_eq!(buckets.take(&1, at(0)), Err(RetryAfter(6)));
    }

    #[test]
    fn buckets_refill() {
        let mut buckets = Buckets::new(BucketRule { burst: 10, every: Millis::from_secs(6) });
        let passed = (0..20).filter(|_| buckets.take(&1, at(0)).is_ok()).count();
        assert_eq!(passed, 10);
        assert_eq!(buckets.take(&1, at(0)), Err(RetryAfter(6)));
        assert_eq!(buckets.take(&1, at(5)), Err(RetryAfter(1)));
        assert_eq!(buckets.take(&1, at(6)), Ok(()));
        assert_eq!(buckets.take(&2, at(6)), Ok(()));
        buckets.give_back(&1);
        assert_eq!(buckets.take(&1, at(6)), Ok(()));
        let passed = (0..20).filter(|_| buckets.take(&1, at(1000)).is_ok()).count();
        assert_eq!(passed, 10, "never more than the burst");
    }

    #[test]
    fn memory_is_bounded() {
        let mut backoff = Backoff::new(RULE);
        let mut buckets = Buckets::new(BucketRule { burst: 10, every: Millis::from_secs(6) });
        for n in 0..(ENTRIES_MAX as i64 * 2) {
            let _ = backoff.begin(&n, Timestamp(n));
            let _ = buckets.take(&n, Timestamp(n));
        }
        assert!(backoff.entries.len() <= ENTRIES_MAX && buckets.entries.len() <= ENTRIES_MAX);
        assert!(backoff.entries.contains_key(&(ENTRIES_MAX as i64 * 2 - 1)), "the newest is kept");
    }

    #[test]
    fn prefixes() {
        let parse = |text: &str| prefix(text.parse().unwrap());
        assert_eq!(parse("192.0.2.1"), parse("::ffff:192.0.2.1"));
        assert_ne!(parse("192.0.2.1"), parse("192.0.2.2"));
        assert_eq!(parse("2001:db8::1"), parse("2001:db8::ffff:0:0:2"));
        assert_ne!(parse("2001:db8::1"), parse("2001:db8:0:1::1"));
    }
}
