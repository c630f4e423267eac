//! When to ask a publisher for a keyframe.
//!
//! A browser answers a request on one layer with keyframes on all of them and ignores requests that come within about 300 ms
//! of its last keyframe. So there is one pending request per publisher, repeated while somebody waits.

use std::{collections::BTreeSet, time::Duration};

use talkspace_model::Layer;

use crate::Moment;

/// A request is repeated after this time while somebody waits. Shorter adds requests that the browser ignores anyway; longer
/// delays the first picture by up to the difference when a request fell into the browser's own pause.
const RETRY: Duration = Duration::from_millis(120);

/// A receiver's own wishes for one picture count at most this often. Shorter lets one receiver on a bad link make the publisher
/// send keyframes all the time, which costs everybody quality; longer leaves that receiver's picture frozen for longer.
const RECEIVER_PAUSE: Duration = Duration::from_millis(500);

/// The requests towards one camera or screen.
#[derive(Debug, Default)]
pub struct Keyframes {
    /// Wished for by receivers that have a picture but cannot go on decoding it.
    wished: BTreeSet<Layer>,
    asked: Option<Moment>,
}

impl Keyframes {
    /// A receiver cannot decode what it gets of this layer.
    pub fn wish(&mut self, layer: Layer) {
        self.wished.insert(layer);
    }

    /// A keyframe of this layer arrived.
    pub fn handle_keyframe(&mut self, layer: Layer) {
        self.wished.remove(&layer);
    }

    /// The layers to ask for now. `waiting` are those for which a connected receiver waits before it can show a picture.
    pub fn poll(&mut self, waiting: &BTreeSet<Layer>, now: Moment) -> BTreeSet<Layer> {
        let asked_lately = self.asked.is_some_and(|asked| now.since(asked) < RETRY);
        if asked_lately || (waiting.is_empty() && self.wished.is_empty()) {
            return BTreeSet::new();
        }
        self.asked = Some(now);
        waiting.union(&self.wished).copied().collect()
    }

    /// Whether a wish is still open, so that [`Self::poll`] must be called again.
    pub fn is_waiting(&self) -> bool {
        !self.wished.is_empty()
    }

    /// The camera was switched off: nobody will answer.
    pub fn clear(&mut self) {
        self.wished.clear();
    }
}

/// Holds back a receiver that asks for keyframes of one slot all the time.
#[derive(Debug, Default)]
pub struct ReceiverWish {
    last: Option<Moment>,
}

impl ReceiverWish {
    /// Whether the wish counts.
    pub fn admit(&mut self, now: Moment) -> bool {
        if self.last.is_some_and(|last| now.since(last) < RECEIVER_PAUSE) {
            return false;
        }
        self.last = Some(now);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layers(of: &[Layer]) -> BTreeSet<Layer> {
        of.iter().copied().collect()
    }

    #[test]
    fn asks_once_and_repeats_while_somebody_waits() {
        let mut keyframes = Keyframes::default();
        let waiting = layers(&[Layer::Half]);
        assert_eq!(keyframes.poll(&BTreeSet::new(), Moment::from_millis(0)), BTreeSet::new());
        assert_eq!(keyframes.poll(&waiting, Moment::from_millis(1)), waiting);
        assert_eq!(keyframes.poll(&waiting, Moment::from_millis(100)), BTreeSet::new());
        assert_eq!(keyframes.poll(&waiting, Moment::from_millis(121)), waiting);
        assert_eq!(keyframes.poll(&BTreeSet::new(), Moment::from_millis(300)), BTreeSet::new());
    }

    #[test]
    fn a_wish_lasts_until_its_keyframe() {
        let mut keyframes = Keyframes::default();
        keyframes.wish(Layer::Full);
        assert_eq!(
            keyframes.poll(&layers(&[Layer::Quarter]), Moment::from_millis(0)),
            layers(&[Layer::Quarter, Layer::Full])
        );
        keyframes.handle_keyframe(Layer::Quarter);
        assert!(keyframes.is_waiting());
        keyframes.handle_keyframe(Layer::Full);
        assert!(!keyframes.is_waiting());
        assert_eq!(keyframes.poll(&BTreeSet::new(), Moment::from_millis(500)), BTreeSet::new());
    }

    #[test]
    fn a_receiver_that_asks_all_the_time_is_held_back() {
        let mut wish = ReceiverWish::default();
        let admitted = (0..100).filter(|n| wish.admit(Moment::from_millis(n * 20))).count();
        assert_eq!(admitted, 4);
    }
}
