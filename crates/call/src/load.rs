//! Whether this machine can hardly keep up, from what the browser says of its encoder.
//!
//! A browser that is short of processor makes pictures smaller, but goes on encoding three of them. Leaving the largest
//! out is what helps. A moment of trouble is another page loading, so several readings in a row have to agree.

use talkspace_model::Layer;

/// Readings in a row, one a second, before the largest layer is left out. Fewer: a page that loads in another tab takes
/// the picture down. More: the call stutters for longer.
const STRAINED_AFTER: u16 = 5;
/// The same before it is tried again. Fewer: where the load lasts, everybody sees the picture change all the time.
const TRIED_AGAIN_AFTER: u16 = 30;
/// Each time that was too early the next try comes twice as late, up to this.
const TRIED_AGAIN_AT_MOST: u16 = 480;

/// Turns readings into the tallest layer that is worth trying.
#[derive(Debug)]
pub struct LoadMeter {
    strained: bool,
    /// Readings in a row that speak against what holds.
    against: u16,
    patience: u16,
}

impl Default for LoadMeter {
    fn default() -> Self {
        Self { strained: false, against: 0, patience: TRIED_AGAIN_AFTER }
    }
}

impl LoadMeter {
    /// Takes a reading, one a second or so: whether the browser says that the processor limits what it encodes
    /// (`qualityLimitationReason`, W3C webrtc-stats). True when what holds has changed.
    pub fn read(&mut self, limited: bool) -> bool {
        if limited == self.strained {
            self.against = 0;
            return false;
        }
        self.against += 1;
        let needed = if self.strained { self.patience } else { STRAINED_AFTER };
        if self.against < needed {
            return false;
        }
        if self.strained {
            self.patience = (self.patience * 2).min(TRIED_AGAIN_AT_MOST);
        }
        (self.strained, self.against) = (!self.strained, 0);
        true
    }

    pub fn is_strained(&self) -> bool {
        self.strained
    }

    /// The tallest layer of the camera to send.
    pub fn most(&self) -> Layer {
        if self.strained { Layer::Half } else { Layer::Full }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How often what holds has changed.
    fn read(meter: &mut LoadMeter, limited: bool, times: u16) -> usize {
        (0..times).filter(|_| meter.read(limited)).count()
    }

    #[test]
    fn moments_change_nothing() {
        let mut meter = LoadMeter::default();
        for _ in 0..20 {
            assert_eq!(read(&mut meter, true, STRAINED_AFTER - 1) + read(&mut meter, false, 1), 0);
        }
        assert_eq!(meter.most(), Layer::Full);
    }

    #[test]
    fn lasting_trouble_leaves_the_largest_layer_out_once_and_it_comes_back() {
        let mut meter = LoadMeter::default();
        assert_eq!(read(&mut meter, true, 60), 1);
        assert_eq!((meter.is_strained(), meter.most()), (true, Layer::Half));
        assert_eq!(read(&mut meter, false, TRIED_AGAIN_AFTER - 1), 0);
        assert_eq!(read(&mut meter, false, 1), 1);
        assert_eq!((meter.is_strained(), meter.most()), (false, Layer::Full));
    }

    #[test]
    fn trouble_in_between_puts_the_next_try_off() {
        let mut meter = LoadMeter::default();
        read(&mut meter, true, STRAINED_AFTER);
        assert_eq!(read(&mut meter, false, TRIED_AGAIN_AFTER - 1) + read(&mut meter, true, 1), 0);
        assert_eq!((read(&mut meter, false, TRIED_AGAIN_AFTER - 1), read(&mut meter, false, 1)), (0, 1));
    }

    #[test]
    fn what_was_tried_too_early_is_tried_ever_later() {
        let mut meter = LoadMeter::default();
        for wait in [30, 60, 120, 240, 480, 480] {
            assert_eq!(read(&mut meter, true, STRAINED_AFTER), 1);
            assert_eq!((read(&mut meter, false, wait - 1), read(&mut meter, false, 1)), (0, 1), "{wait}");
        }
    }
}
