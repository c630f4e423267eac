//! How many bytes a second a stream takes.

use std::time::Duration;

use crate::Moment;

/// Shorter spans tell more about single pictures than about the stream.
const SPAN: Duration = Duration::from_millis(900);
/// After this time without a packet nothing is known any more. Lower: a screen that stands still counts as unknown.
const FORGOTTEN: Duration = Duration::from_secs(10);

/// Bytes a second, smoothed over a few seconds.
#[derive(Debug, Default)]
pub struct RateMeter {
    bytes: u64,
    since: Moment,
    heard: Moment,
    rate: Option<u64>,
}

impl RateMeter {
    pub fn add(&mut self, bytes: u64, now: Moment) {
        self.bytes += bytes;
        self.heard = now;
    }

    /// To be called a few times a second.
    pub fn handle_timeout(&mut self, now: Moment) {
        let span = now.since(self.since);
        if span < SPAN {
            return;
        }
        let millis = u64::try_from(span.as_millis()).unwrap_or(u64::MAX);
        let fresh = self.bytes.saturating_mul(1000) / millis;
        let smoothed = self.rate.map_or(fresh, |rate| (rate * 2 + fresh) / 3);
        self.rate = Some(smoothed).filter(|_| now.since(self.heard) < FORGOTTEN && self.heard > Moment::default());
        (self.bytes, self.since) = (0, now);
    }

    /// `None` while nothing is known.
    pub fn rate(&self) -> Option<u64> {
        self.rate
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_steady_stream_has_its_rate_and_a_gone_one_none() {
        let mut meter = RateMeter::default();
        assert_eq!(meter.rate(), None);
        for second in 1..10 {
            meter.add(5000, Moment::from_millis(second * 1000));
            meter.handle_timeout(Moment::from_millis(second * 1000));
            assert_eq!(meter.rate(), Some(5000));
        }
        meter.handle_timeout(Moment::from_millis(11_000));
        assert!(meter.rate().is_some_and(|rate| rate < 5000), "less, but not nothing");
        meter.handle_timeout(Moment::from_millis(20_000));
        assert_eq!(meter.rate(), None);
    }
}
