//! Keeps one person from taking the places of all with files that are coming in.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use talkspace_room::Identity;

/// Files of one person that come in at once: a page sends one after the other, and two devices may do so at once.
const AT_ONCE_EACH: usize = 4;

/// How many files of each person are coming in.
#[derive(Debug, Default)]
pub(super) struct UnderWay(Mutex<BTreeMap<Identity, usize>>);

/// One of them, for as long as it is held.
pub(super) struct Lane<'a> {
    under_way: &'a UnderWay,
    owner: Identity,
}

impl UnderWay {
    /// `None` while as many of this person come in as may.
    pub(super) fn begin(&self, owner: &Identity) -> Option<Lane<'_>> {
        let mut lanes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = lanes.entry(owner.clone()).or_default();
        if *count >= AT_ONCE_EACH {
            return None;
        }
        *count += 1;
        Some(Lane { under_way: self, owner: owner.clone() })
    }
}

impl Drop for Lane<'_> {
    fn drop(&mut self) {
        let mut lanes = self.under_way.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = lanes.get_mut(&self.owner) {
            *count -= 1;
            if *count == 0 {
                lanes.remove(&self.owner);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_does_not_take_the_places_of_all() {
        let (asha, ravi) = (Identity::guest("asha"), Identity::guest("ravi"));
        let under_way = UnderWay::default();
        let mut lanes: Vec<_> = (0..AT_ONCE_EACH).filter_map(|_| under_way.begin(&asha)).collect();
        assert_eq!(lanes.len(), AT_ONCE_EACH);
        assert!(under_way.begin(&asha).is_none());
        assert!(under_way.begin(&ravi).is_some());
        lanes.pop();
        assert!(under_way.begin(&asha).is_some());
        drop(lanes);
        assert!(under_way.0.lock().is_ok_and(|lanes| lanes.is_empty()));
    }
}
