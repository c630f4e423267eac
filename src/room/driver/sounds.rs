//! The sounds that tell of somebody.

use talkspace_model::{Millis, Timestamp};
use talkspace_webrtc_web::{Tone, play_tones};

use super::clock;
use crate::room::state::Sound;

/// At most one sound in this time: a class that comes in shall not ring for a minute.
const PAUSE: Millis = Millis(1000);

/// Two tones up, as a doorbell.
const KNOCK: [Tone; 2] =
    [Tone { begin: 0.0, length: 0.5, hertz: 659.26 }, Tone { begin: 0.18, length: 0.9, hertz: 880.0 }];
/// A step up, softly short.
const ENTRY: [Tone; 2] =
    [Tone { begin: 0.0, length: 0.2, hertz: 523.25 }, Tone { begin: 0.1, length: 0.4, hertz: 659.26 }];
/// The same step down.
const LEAVE: [Tone; 2] =
    [Tone { begin: 0.0, length: 0.2, hertz: 659.26 }, Tone { begin: 0.1, length: 0.4, hertz: 523.25 }];

#[derive(Debug, Default)]
pub(super) struct Sounds {
    last: Option<Timestamp>,
}

impl Sounds {
    /// Plays it, unless there has been one just now.
    pub(super) fn play(&mut self, sound: Sound, device: Option<&str>) {
        let now = clock::now();
        if self.last.is_some_and(|last| now.since(last) < PAUSE) {
            return;
        }
        self.last = Some(now);
        play_tones(tones(sound), device);
    }
}

fn tones(sound: Sound) -> &'static [Tone] {
    match sound {
        Sound::Knock => &KNOCK,
        Sound::Entry => &ENTRY,
        Sound::Leave => &LEAVE,
    }
}
