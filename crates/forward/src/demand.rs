//! What publishers are told about who looks at their pictures.
//!
//! More is told at once, because somebody waits for it. Less is told only when it has held for a while: an encoder that
//! begins anew costs a keyframe, and pages are turned back and forth.

use std::time::Duration;

use talkspace_model::{Layer, Wanted};

use crate::Moment;

/// How long less must have been enough before the publisher is told. Lower: turning a page and back restarts an encoder.
/// Higher: a laptop encodes for longer what nobody looks at.
const LESS_AFTER: Duration = Duration::from_secs(3);

/// What one publisher was told, and since when less would do.
#[derive(Debug, Default)]
pub struct Demand {
    camera: Held<Option<Layer>>,
    screen: Held<bool>,
}

#[derive(Debug)]
struct Held<T> {
    told: T,
    /// Since when less than `told` has been wanted.
    less: Option<Moment>,
}

impl Default for Held<Option<Layer>> {
    fn default() -> Self {
        Self { told: Wanted::ALL.camera, less: None }
    }
}

impl Default for Held<bool> {
    fn default() -> Self {
        Self { told: Wanted::ALL.screen, less: None }
    }
}

impl Demand {
    /// Takes what is wanted now; what the publisher is to be told, if that is news.
    pub fn update(&mut self, wanted: Wanted, now: Moment) -> Option<Wanted> {
        let camera = self.camera.update(wanted.camera, now);
        let screen = self.screen.update(wanted.screen, now);
        (camera || screen).then_some(Wanted { camera: self.camera.told, screen: self.screen.told })
    }
}

impl<T: Copy + Ord> Held<T> {
    fn update(&mut self, wanted: T, now: Moment) -> bool {
        if wanted >= self.told {
            self.less = None;
            return std::mem::replace(&mut self.told, wanted) != wanted;
        }
        let since = *self.less.get_or_insert(now);
        if now.since(since) < LESS_AFTER {
            return false;
        }
        (self.told, self.less) = (wanted, None);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn camera(layer: Option<Layer>) -> Wanted {
        Wanted { camera: layer, screen: false }
    }

    fn at(millis: u64) -> Moment {
        Moment::from_millis(millis)
    }

    #[test]
    fn less_is_told_after_a_while_and_more_at_once() {
        let mut demand = Demand::default();
        assert_eq!(demand.update(camera(None), at(0)), None);
        assert_eq!(demand.update(camera(None), at(2999)), None);
        assert_eq!(demand.update(camera(None), at(3000)), Some(camera(None)));
        assert_eq!(demand.update(camera(Some(Layer::Half)), at(3001)), Some(camera(Some(Layer::Half))));
        assert_eq!(demand.update(camera(Some(Layer::Half)), at(9000)), None);
    }

    #[test]
    fn a_page_turned_back_in_time_is_no_news() {
        let mut demand = Demand::default();
        for turn in 0..10 {
            assert_eq!(demand.update(Wanted { camera: None, ..Wanted::ALL }, at(turn * 3000)), None);
            assert_eq!(demand.update(Wanted::ALL, at(turn * 3000 + 2500)), None);
        }
    }

    #[test]
    fn camera_and_screen_come_and_go_by_themselves() {
        let mut demand = Demand::default();
        let only_screen = Wanted { camera: None, screen: true };
        assert_eq!(demand.update(only_screen, at(0)), None);
        assert_eq!(demand.update(only_screen, at(3000)), Some(only_screen));
        let quarter = Wanted { camera: Some(Layer::Quarter), screen: true };
        assert_eq!(demand.update(quarter, at(3100)), Some(quarter));
    }
}
