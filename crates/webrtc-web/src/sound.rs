//! Sounds that are not the call's: the test of the loudspeaker, and one's own voice played back.

use js_sys::{Math, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AudioBuffer, AudioBufferSourceNode, AudioContext, HtmlAudioElement, HtmlMediaElement};

use crate::{LocalTrack, handles::Listener, handles::Timeout, js};

/// Samples a second of the chime; its highest tone needs a tenth of that.
const RATE: f32 = 24_000.0;
/// The chime's tones, a major chord going up: hertz, and when they begin, in seconds.
const TONES: [(f64, f32); 3] = [(659.26, 0.0), (880.0, 0.17), (1108.73, 0.34)];
/// How long the last tone may ring out.
const CHIME_SECONDS: f32 = 1.7;
/// Of full scale, for each tone: together they stay below it.
const LOUDNESS: f64 = 0.22;
/// What the slowest loudspeaker (Bluetooth) is late by, in milliseconds.
const OUTPUT_DELAY: i32 = 350;
/// Quieter than this is a microphone that hears nothing: -46 dB.
const SILENCE: f32 = 0.005;

/// A sound on its way to a loudspeaker, until dropped.
#[derive(Debug)]
pub struct Playing {
    context: AudioContext,
    source: AudioBufferSourceNode,
    element: HtmlAudioElement,
    _over: Timeout,
}

/// What became of a recording.
#[derive(Debug)]
pub enum Echo {
    Playing(Playing),
    /// There is nothing to hear on it.
    Silent,
    Failed,
}

/// Some seconds of a microphone.
#[derive(Debug)]
pub struct Recording(JsValue);

/// Records a microphone until stopped or dropped.
#[derive(Debug)]
pub struct Recorder {
    recorder: JsValue,
    _data: Listener,
    // Stops after the recorder has.
    _microphone: LocalTrack,
}

impl Recorder {
    /// Begins; [`Self::stop`] leads to `recorded`. `None` where the browser cannot record.
    pub fn start(microphone: LocalTrack, recorded: impl FnOnce(Recording) + 'static) -> Option<Self> {
        let class: js_sys::Function = js::get(&js_sys::global(), "MediaRecorder").dyn_into().ok()?;
        let stream: &JsValue = microphone.stream();
        let recorder = js_sys::Reflect::construct(&class, &js_sys::Array::of1(stream)).ok()?;
        let mut recorded = Some(recorded);
        let target: web_sys::EventTarget = recorder.clone().unchecked_into();
        let data = Listener::new(target, "dataavailable", move |event| {
            if let Some(recorded) = recorded.take() {
                recorded(Recording(js::get(&event, "data")));
            }
        });
        js::call(&recorder, "start", &[]).ok()?;
        Some(Self { recorder, _data: data, _microphone: microphone })
    }

    pub fn stop(&self) {
        // Refused only when it has stopped by itself, which gives the same.
        drop(js::call(&self.recorder, "stop", &[]));
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Plays a short, friendly chime on the loudspeaker; `over` is called when it has rung out. `None` where the browser
/// cannot.
pub fn play_chime(device: Option<&str>, over: impl FnOnce() + 'static) -> Option<Playing> {
    let context = AudioContext::new().ok()?;
    let samples = chime();
    let buffer = context.create_buffer(1, u32::try_from(samples.len()).ok()?, RATE).ok()?;
    buffer.copy_to_channel(&samples, 0).ok()?;
    Playing::start(context, &buffer, device, over)
}

/// Plays what a microphone recorded.
pub async fn play_recording(recording: &Recording, device: Option<&str>, over: impl FnOnce() + 'static) -> Echo {
    let Some((context, buffer)) = decode(recording).await else { return Echo::Failed };
    if peak(&buffer) < SILENCE {
        return Echo::Silent;
    }
    Playing::start(context, &buffer, device, over).map_or(Echo::Failed, Echo::Playing)
}

impl Playing {
    /// Web Audio alone always plays on the standard device; an audio element may be sent elsewhere.
    fn start(
        context: AudioContext,
        buffer: &AudioBuffer,
        device: Option<&str>,
        over: impl FnOnce() + 'static,
    ) -> Option<Self> {
        let source = context.create_buffer_source().ok()?;
        source.set_buffer(Some(buffer));
        let destination = context.create_media_stream_destination().ok()?;
        source.connect_with_audio_node(&destination).ok()?;
        let element = HtmlAudioElement::new().ok()?;
        let media: &HtmlMediaElement = &element;
        media.set_src_object(Some(&destination.stream()));
        start(&element, &source, device);
        #[expect(clippy::cast_possible_truncation, reason = "some seconds")]
        let length = (buffer.duration() * 1000.0) as i32;
        Some(Self { context, source, element, _over: Timeout::new(length + OUTPUT_DELAY, over) })
    }
}

impl Drop for Playing {
    fn drop(&mut self) {
        drop(js::call(&self.source, "stop", &[]));
        drop(self.element.pause());
        self.element.set_src_object(None);
        settle(self.context.close().map(JsValue::from));
    }
}

/// Plays at once, for that needs the click, and lets the sound begin when the loudspeaker is chosen.
fn start(element: &HtmlAudioElement, source: &AudioBufferSourceNode, device: Option<&str>) {
    let choosing = device.and_then(|device| js::call(element, "setSinkId", &[device.into()]).ok());
    settle(element.play().map(JsValue::from));
    let source = source.clone();
    spawn_local(async move {
        if let Some(choosing) = choosing {
            drop(JsFuture::from(Promise::<JsValue>::unchecked_from_js(choosing)).await);
        }
        // Refused only if it has begun already.
        drop(source.start());
    });
}

/// Waits for a promise whose outcome does not matter.
fn settle(promise: Result<JsValue, JsValue>) {
    if let Ok(promise) = promise {
        spawn_local(async move {
            drop(JsFuture::from(Promise::<JsValue>::unchecked_from_js(promise)).await);
        });
    }
}

async fn decode(recording: &Recording) -> Option<(AudioContext, AudioBuffer)> {
    let context = AudioContext::new().ok()?;
    let bytes = awaited(js::call(&recording.0, "arrayBuffer", &[])).await?;
    let buffer = awaited(js::call(&context, "decodeAudioData", &[bytes])).await;
    if buffer.is_none() {
        settle(context.close().map(JsValue::from));
    }
    Some((context, buffer?.dyn_into().ok()?))
}

async fn awaited(promise: Result<JsValue, JsValue>) -> Option<JsValue> {
    JsFuture::from(Promise::<JsValue>::unchecked_from_js(promise.ok()?)).await.ok()
}

fn peak(buffer: &AudioBuffer) -> f32 {
    let samples = buffer.get_channel_data(0).unwrap_or_default();
    samples.iter().fold(0.0, |peak, sample| peak.max(sample.abs()))
}

fn chime() -> Vec<f32> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some ten thousand samples")]
    let at = |seconds: f32| (seconds * RATE) as usize;
    let mut samples = vec![0.0; at(CHIME_SECONDS)];
    for (hertz, begin) in TONES {
        ring(&mut samples[at(begin)..], hertz);
    }
    samples
}

/// Adds a tone that dies away like a bell's. (A resonator: two multiplications a sample, and no sine in the download.)
fn ring(samples: &mut [f32], hertz: f64) {
    let turn = 2.0 * std::f64::consts::PI * hertz / f64::from(RATE);
    // A thousandth is left after a second.
    let decay = Math::exp(-6.9 / f64::from(RATE));
    let (mut last, mut before) = (0.0, -LOUDNESS * Math::sin(turn));
    for sample in samples {
        #[expect(clippy::cast_possible_truncation, reason = "a sample, between -1 and 1")]
        let value = last as f32;
        *sample += value;
        (last, before) = (2.0 * decay * Math::cos(turn) * last - decay * decay * before, last);
    }
}
