//! How long somebody was there.

use talkspace_model::{Millis, Role, Timestamp};

/// One stay of one person in one occurrence. Stays may overlap: two devices, or a rejoin before the old socket was
/// noticed to be gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    pub role: Role,
    pub joined: Timestamp,
    /// `None` while the person is inside. A moment before `joined`, after a clock was set back, counts as `joined`.
    pub left: Option<Timestamp>,
}

/// All stays of one person in one occurrence, merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Presence {
    /// The greatest role that the person held.
    pub role: Role,
    pub joined: Timestamp,
    /// `None` while any stay is open.
    pub left: Option<Timestamp>,
    /// Time with at least one stay.
    pub present: Millis,
    /// How often the person came while not there already: a second device is no coming back.
    pub joins: u32,
}

/// Merges stays in any order; `None` when there are none.
pub fn merge(stays: &[Stay], now: Timestamp) -> Option<Presence> {
    let joined = stays.iter().map(|stay| stay.joined).min()?;
    let role = stays.iter().map(|stay| stay.role).max()?;
    let open = stays.iter().any(|stay| stay.left.is_none());
    let last = stays.iter().map(|stay| stay.end(now)).max()?;
    let (present, joins) = covered(stays, now);
    Some(Presence { role, joined, left: (!open).then_some(last), present, joins })
}

impl Stay {
    fn end(&self, now: Timestamp) -> Timestamp {
        self.left.unwrap_or(now).max(self.joined)
    }
}

/// The length of the union of the stays, and of how many pieces it is: each counts from where the ones before it have
/// ended.
fn covered(stays: &[Stay], now: Timestamp) -> (Millis, u32) {
    let mut spans: Vec<_> = stays.iter().map(|stay| (stay.joined, stay.end(now))).collect();
    spans.sort_unstable();
    let mut reached = Timestamp(i64::MIN);
    let (mut total, mut pieces) = (Millis::ZERO, 0);
    for (start, end) in spans {
        pieces += u32::from(start > reached);
        total = total + end.since(start.max(reached));
        reached = reached.max(end);
    }
    (total, pieces)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn stay(joined: i64, left: impl Into<Option<i64>>) -> Stay {
        Stay { role: Role::Participant, joined: Timestamp(joined), left: left.into().map(Timestamp) }
    }

    #[test]
    fn nobody_was_there() {
        assert_eq!(merge(&[], Timestamp(5)), None);
    }

    #[test]
    fn a_rejoin_leaves_its_gap_out() {
        let merged = merge(&[stay(10, 20), stay(50, 70)], Timestamp(99)).unwrap();
        assert_eq!((merged.joined, merged.left), (Timestamp(10), Some(Timestamp(70))));
        assert_eq!((merged.present, merged.joins), (Millis(30), 2));
    }

    #[test]
    fn two_devices_count_once() {
        let merged = merge(&[stay(10, 40), stay(20, 30), stay(35, None)], Timestamp(60)).unwrap();
        assert_eq!((merged.left, merged.present, merged.joins), (None, Millis(50), 1));
    }

    #[test]
    fn a_clock_that_was_set_back() {
        let merged = merge(&[stay(100, 40), stay(200, None)], Timestamp(150)).unwrap();
        assert_eq!((merged.joined, merged.left, merged.present), (Timestamp(100), None, Millis(0)));
    }

    #[test]
    fn the_greatest_role_counts() {
        let host = Stay { role: Role::Host, ..stay(0, 1) };
        assert_eq!(merge(&[stay(2, 3), host], Timestamp(9)).unwrap().role, Role::Host);
    }

    fn any_stay() -> impl Strategy<Value = Stay> {
        (0..60i64, proptest::option::of(0..60i64)).prop_map(|(joined, left)| stay(joined, left))
    }

    proptest! {
        /// Against a set of the milliseconds in which somebody was there.
        #[test]
        fn like_the_naive_model(stays in proptest::collection::vec(any_stay(), 1..8), now in 0..80i64) {
            let there: BTreeSet<i64> =
                stays.iter().flat_map(|stay| stay.joined.0..stay.left.map_or(now, |left| left.0)).collect();
            let merged = merge(&stays, Timestamp(now)).expect("there are stays");
            prop_assert_eq!(merged.present, Millis(there.len() as i64));
            prop_assert_eq!(Some(merged.joined), stays.iter().map(|stay| stay.joined).min());
            prop_assert_eq!(merged.left.is_none(), stays.iter().any(|stay| stay.left.is_none()));
            if let Some(left) = merged.left {
                prop_assert!(left >= merged.joined && merged.present <= left.since(merged.joined));
            }
            // A stay of no length is a coming all the same.
            let runs = there.iter().filter(|moment| !there.contains(&(*moment - 1))).count();
            let joins = merged.joins as usize;
            prop_assert!(joins >= runs && joins <= stays.len());
            prop_assert!(joins == runs || stays.iter().any(|stay| stay.end(Timestamp(now)) == stay.joined));
        }

        #[test]
        fn the_order_does_not_matter(stays in proptest::collection::vec(any_stay(), 1..8), now in 0..80i64) {
            let mut reversed = stays.clone();
            reversed.reverse();
            prop_assert_eq!(merge(&stays, Timestamp(now)), merge(&reversed, Timestamp(now)));
        }
    }
}
