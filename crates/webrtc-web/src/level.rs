//! How loud the microphone is: for the pre-join page, and to notice that somebody talks while muted.

use wasm_bindgen_futures::JsFuture;
use web_sys::{AnalyserNode, AudioContext, AudioContextState, MediaStreamAudioSourceNode};

use crate::LocalTrack;

/// Samples looked at: 85 ms at 48 kHz, nearly all since the last look; a power of two as the Web Audio specification
/// demands.
const WINDOW: u32 = 4096;
/// The quietest level shown, in decibels relative to full scale.
const FLOOR_DB: f32 = -60.0;

/// Listens to a microphone until dropped.
#[derive(Debug)]
pub struct LevelMeter {
    context: AudioContext,
    source: MediaStreamAudioSourceNode,
    analyser: AnalyserNode,
}

impl LevelMeter {
    /// `None` where the browser cannot.
    pub fn new(microphone: &LocalTrack) -> Option<Self> {
        let context = AudioContext::new().ok()?;
        let source = context.create_media_stream_source(microphone.stream()).ok()?;
        let analyser = context.create_analyser().ok()?;
        analyser.set_fft_size(WINDOW);
        source.connect_with_audio_node(&analyser).ok()?;
        Some(Self { context, source, analyser })
    }

    /// The level at this moment, from 0 (silence) to 100.
    pub fn level(&self) -> u8 {
        if self.context.state() == AudioContextState::Suspended {
            wake(&self.context);
        }
        let mut samples = vec![0.0f32; WINDOW as usize];
        self.analyser.get_float_time_domain_data(&mut samples);
        let peak = samples.iter().fold(0.0f32, |peak, sample| peak.max(sample.abs()));
        percent(peak)
    }
}

/// Decibels above the floor, as a share of the whole range.
fn percent(peak: f32) -> u8 {
    let decibels = 20.0 * peak.max(1e-6).log10();
    let share = ((decibels - FLOOR_DB) / -FLOOR_DB).clamp(0.0, 1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
    let percent = (share * 100.0) as u8;
    percent
}

/// Browsers let a context run only after a gesture or with the microphone open; asking again costs nothing.
fn wake(context: &AudioContext) {
    if let Ok(resuming) = context.resume() {
        wasm_bindgen_futures::spawn_local(async move {
            drop(JsFuture::from(resuming).await);
        });
    }
}

impl Drop for LevelMeter {
    fn drop(&mut self) {
        drop(self.source.disconnect());
        if let Ok(closing) = self.context.close() {
            wasm_bindgen_futures::spawn_local(async move {
                drop(JsFuture::from(closing).await);
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn levels_span_sixty_decibels() {
        assert_eq!([percent(0.0), percent(0.001), percent(1.0), percent(2.0)], [0, 0, 100, 100]);
        assert!((45..=55).contains(&percent(0.0316)), "half of the range at -30 dB");
    }
}
