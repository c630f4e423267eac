//! Short sounds that tell something: a few soft tones, made here, so that there is nothing to download.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AudioContext, AudioContextState};

use crate::{handles::Listener, js};

/// One tone: when it begins after the sound does, how long until it has died away (both in seconds), and its pitch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tone {
    pub begin: f64,
    pub length: f64,
    pub hertz: f32,
}

/// Of full scale. Above it a tone startles whoever wears headphones; below it is lost under speech.
const LOUDNESS: f32 = 0.12;
/// How long a tone takes to swell, in seconds: without it there is a click.
const SWELL: f64 = 0.015;
/// Where a tone counts as gone; an exponential ramp never reaches zero.
const GONE: f32 = 0.0001;

/// Plays the tones on the loudspeaker, where the browser lets the page choose it, else on the standard one. A browser
/// that plays nothing before a gesture stays silent: a sound that comes late tells something wrong.
pub fn play_tones(tones: &[Tone], device: Option<&str>) {
    // Refused only by browsers that cannot play anything.
    drop(play(tones, device));
}

fn play(tones: &[Tone], device: Option<&str>) -> Result<(), JsValue> {
    let context = AudioContext::new()?;
    if context.state() == AudioContextState::Suspended {
        return close(&context);
    }
    if let Some(device) = device {
        settle(js::call(&context, "setSinkId", &[device.into()]));
    }
    let mut last = None;
    for tone in tones {
        last = Some(sound(&context, tone)?);
    }
    let Some(last) = last else { return close(&context) };
    let ended = context.clone();
    // The browser keeps what sounds; the context goes with the last of it, and this listener with the context.
    let heard = std::rc::Rc::new(std::cell::RefCell::new(None));
    let held = heard.clone();
    heard.replace(Some(Listener::new(last, "ended", move |_: JsValue| {
        drop(close(&ended));
        let held = held.clone();
        // A listener must not be dropped while it runs.
        spawn_local(async move { drop(held.take()) });
    })));
    Ok(())
}

fn sound(context: &AudioContext, tone: &Tone) -> Result<web_sys::OscillatorNode, JsValue> {
    let (tuned, volume) = (context.create_oscillator()?, context.create_gain()?);
    let begin = context.current_time() + tone.begin;
    tuned.frequency().set_value(tone.hertz);
    volume.gain().set_value_at_time(GONE, begin)?;
    volume.gain().exponential_ramp_to_value_at_time(LOUDNESS, begin + SWELL)?;
    volume.gain().exponential_ramp_to_value_at_time(GONE, begin + tone.length)?;
    tuned.connect_with_audio_node(&volume)?.connect_with_audio_node(&context.destination())?;
    tuned.start_with_when(begin)?;
    tuned.unchecked_ref::<web_sys::AudioScheduledSourceNode>().stop_with_when(begin + tone.length)?;
    Ok(tuned)
}

fn close(context: &AudioContext) -> Result<(), JsValue> {
    settle(context.close().map(JsValue::from));
    Ok(())
}

/// Waits for a promise whose outcome does not matter.
fn settle(promise: Result<JsValue, JsValue>) {
    if let Ok(promise) = promise {
        spawn_local(async move {
            drop(JsFuture::from(js_sys::Promise::<JsValue>::unchecked_from_js(promise)).await);
        });
    }
}
