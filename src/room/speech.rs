//! Noticing that somebody speaks while muted.

/// Louder than this is a voice near the microphone: -24 dB of full scale, in the level's percent. Lower takes the neighbour's
/// voice for one's own; higher misses people who speak softly.
const LOUD: u8 = 60;
/// A loud moment counts for two quiet ones, so that the pauses between syllables do no harm and a door that slams is
/// forgotten.
const STEP: u8 = 2;
/// Counted loud moments until it is certain: with the steps above, a good second of speech.
const CERTAIN: u8 = 18;
/// Looks between two hints: a minute of them.
const REST: u16 = 600;

/// Fed ten times a second with the level of a microphone that is muted.
#[derive(Debug, Default)]
pub(super) struct MutedSpeech {
    heard: u8,
    rest: u16,
}

impl MutedSpeech {
    /// Whether the person is to be told now; at most once a minute.
    pub(super) fn hear(&mut self, level: u8) -> bool {
        self.rest = self.rest.saturating_sub(1);
        self.heard = if level >= LOUD { self.heard + STEP } else { self.heard.saturating_sub(1) }.min(CERTAIN);
        if self.heard < CERTAIN || self.rest > 0 {
            return false;
        }
        *self = Self { heard: 0, rest: REST };
        true
    }

    /// What was heard belongs to the past; the rest between hints goes on.
    pub(super) fn forget(&mut self) {
        self.heard = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(levels: impl IntoIterator<Item = u8>) -> usize {
        let mut speech = MutedSpeech::default();
        levels.into_iter().filter(|level| speech.hear(*level)).count()
    }

    #[test]
    fn a_sentence_is_told_once_a_minute() {
        let sentence = |ticks: usize| (0..ticks).map(|tick| if tick % 4 == 3 { 20 } else { 80 });
        assert_eq!(told(sentence(30)), 1);
        assert_eq!(told(sentence(500)), 1);
        assert_eq!(told(sentence(1200)), 2, "two minutes");
    }

    #[test]
    fn noises_are_no_speech() {
        assert_eq!(told([100; 5]), 0, "a door");
        assert_eq!(told((0..600).map(|tick| if tick % 5 == 0 { 100 } else { 0 })), 0, "typing");
        assert_eq!(told([LOUD - 1; 600]), 0, "somebody else in the room");
    }

    #[test]
    fn what_was_begun_before_unmuting_is_forgotten() {
        let mut speech = MutedSpeech::default();
        let mut nearly = || (0..8).any(|_| speech.hear(100));
        assert!(!nearly(), "not long enough yet");
        speech.forget();
        assert!(!(0..8).any(|_| speech.hear(100)), "counted from the beginning");
        assert!((0..8).any(|_| speech.hear(100)));
    }
}
