use std::{
    ops::{Add, Sub},
    time::Duration,
};

/// Monotonic time: microseconds since a start that the driver chose. Finer than the room's [`talkspace_model::Timestamp`]
/// because RTP timestamps are computed from it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub u64);

impl Moment {
    pub const fn from_millis(millis: u64) -> Self {
        Self(millis * 1000)
    }

    /// The span from `earlier` to `self`, zero when `earlier` is the later one.
    pub fn since(self, earlier: Moment) -> Duration {
        Duration::from_micros(self.0.saturating_sub(earlier.0))
    }
}

impl Add<Duration> for Moment {
    type Output = Moment;

    fn add(self, span: Duration) -> Moment {
        Moment(self.0.saturating_add(u64::try_from(span.as_micros()).unwrap_or(u64::MAX)))
    }
}

impl Sub<Duration> for Moment {
    type Output = Moment;

    fn sub(self, span: Duration) -> Moment {
        Moment(self.0.saturating_sub(u64::try_from(span.as_micros()).unwrap_or(u64::MAX)))
    }
}
