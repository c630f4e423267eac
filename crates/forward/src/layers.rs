//! Which simulcast layer of a camera a receiver gets.
//!
//! The rule for now: by how tall the picture is shown, limited by the layers that are really arriving.

use std::time::Duration;

use talkspace_model::Layer;

use crate::Moment;

/// Tallest tile, in device pixels, for which the quarter layer (180 lines of a 720-line camera) is sharp enough.
const QUARTER_UP_TO: u16 = 200;
/// The same for the half layer (360 lines).
const HALF_UP_TO: u16 = 400;

/// A layer without a packet for this long is taken for gone. Shorter would flap at low frame rates (a camera in the dark sends
/// 5 frames a second); longer freezes the picture for longer when the publisher drops a layer.
const LAYER_GONE: Duration = Duration::from_millis(800);

/// The layer that fits a picture shown `height` device pixels tall; `None` while the page has not said how tall.
pub fn layer_for_height(height: Option<u16>) -> Layer {
    match height {
        None => Layer::Half,
        Some(height) if height <= QUARTER_UP_TO => Layer::Quarter,
        Some(height) if height <= HALF_UP_TO => Layer::Half,
        Some(_) => Layer::Full,
    }
}

/// When each layer of one camera last arrived.
#[derive(Debug, Clone, Default)]
pub struct LayerPresence {
    last: [Option<Moment>; 3],
    present: [bool; 3],
}

impl LayerPresence {
    /// A packet of the layer arrived. True when the layer was away before.
    pub fn handle_packet(&mut self, layer: Layer, now: Moment) -> bool {
        self.last[index(layer)] = Some(now);
        !std::mem::replace(&mut self.present[index(layer)], true)
    }

    /// True when a layer has gone since the last call.
    pub fn handle_timeout(&mut self, now: Moment) -> bool {
        let mut gone = false;
        for (present, last) in self.present.iter_mut().zip(self.last) {
            let here = last.is_some_and(|last| now.since(last) < LAYER_GONE);
            gone |= *present && !here;
            *present &= here;
        }
        gone
    }

    pub fn has(&self, layer: Layer) -> bool {
        self.present[index(layer)]
    }

    /// The camera was switched off: nothing is expected any more.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

/// Of the layers that arrive, the tallest that is not above the wanted one; if there is none, the lowest above it.
pub fn best_layer(wanted: Layer, presence: &LayerPresence) -> Option<Layer> {
    let fitting = [Layer::Full, Layer::Half, Layer::Quarter].into_iter().filter(|layer| *layer <= wanted);
    let above = [Layer::Quarter, Layer::Half, Layer::Full].into_iter().filter(|layer| *layer > wanted);
    fitting.chain(above).find(|layer| presence.has(*layer))
}

fn index(layer: Layer) -> usize {
    match layer {
        Layer::Quarter => 0,
        Layer::Half => 1,
        Layer::Full => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shown_height_chooses_the_layer() {
        assert_eq!(layer_for_height(Some(90)), Layer::Quarter);
        assert_eq!(layer_for_height(Some(200)), Layer::Quarter);
        assert_eq!(layer_for_height(Some(201)), Layer::Half);
        assert_eq!(layer_for_height(Some(401)), Layer::Full);
        assert_eq!(layer_for_height(None), Layer::Half);
    }

    #[test]
    fn falls_back_when_a_layer_goes_and_returns_with_it() {
        let mut presence = LayerPresence::default();
        assert_eq!(best_layer(Layer::Full, &presence), None);
        for layer in [Layer::Quarter, Layer::Half, Layer::Full] {
            assert!(presence.handle_packet(layer, Moment::from_millis(0)));
        }
        assert_eq!(best_layer(Layer::Full, &presence), Some(Layer::Full));
        assert_eq!(best_layer(Layer::Quarter, &presence), Some(Layer::Quarter));

        presence.handle_packet(Layer::Half, Moment::from_millis(700));
        assert!(presence.handle_timeout(Moment::from_millis(900)));
        assert!(!presence.handle_timeout(Moment::from_millis(901)));
        assert_eq!(best_layer(Layer::Full, &presence), Some(Layer::Half));
        assert_eq!(best_layer(Layer::Quarter, &presence), Some(Layer::Half));

        assert!(presence.handle_packet(Layer::Full, Moment::from_millis(950)));
        assert_eq!(best_layer(Layer::Full, &presence), Some(Layer::Full));
    }
}
