use std::cell::RefCell;

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlMediaElement, HtmlVideoElement, MediaStream, MediaStreamTrack};

use crate::{handles::Listener, js};

/// A track from this browser's camera, microphone or screen. Dropping it stops it: the camera's light goes out.
#[derive(Debug)]
pub struct LocalTrack {
    track: MediaStreamTrack,
    stream: MediaStream,
    ended: RefCell<Option<Listener>>,
}

impl LocalTrack {
    /// Takes the track out of what the browser gave; `None` when the stream cannot be made.
    pub(crate) fn new(track: MediaStreamTrack) -> Option<Self> {
        let stream = MediaStream::new_with_tracks(&Array::of1(&track)).ok()?;
        Some(Self { track, stream, ended: RefCell::new(None) })
    }

    pub(crate) fn track(&self) -> &MediaStreamTrack {
        &self.track
    }

    pub(crate) fn stream(&self) -> &MediaStream {
        &self.stream
    }

    /// What the encoder should keep when it cannot keep all: `motion`, `detail`, `speech`.
    pub(crate) fn hint(&self, hint: &str) {
        js::set(&self.track, "contentHint", &hint.into());
    }

    /// The device that the browser really opened.
    pub fn device(&self) -> Option<String> {
        self.setting("deviceId").as_string()
    }

    /// Width over height of the picture, as far as the browser tells.
    pub fn shape(&self) -> Option<f64> {
        let (width, height) = (self.setting("width").as_f64()?, self.setting("height").as_f64()?);
        (width > 0.0 && height > 0.0).then(|| width / height)
    }

    /// What the browser has set; undefined where it does not tell.
    pub(crate) fn setting(&self, name: &str) -> JsValue {
        js::call(&self.track, "getSettings", &[]).map_or(JsValue::UNDEFINED, |settings| js::get(&settings, name))
    }

    /// What the browser calls it, for people; empty where it does not tell.
    pub fn label(&self) -> String {
        self.track.label()
    }

    /// A second hold on the same device, live and enabled whether this one is or not; it stops when it is dropped.
    pub fn duplicate(&self) -> Option<Self> {
        let copy = js::call(&self.track, "clone", &[]).ok()?.dyn_into::<MediaStreamTrack>().ok()?;
        copy.set_enabled(true);
        Self::new(copy)
    }

    /// A disabled track yields silence or black from this moment on.
    pub fn set_enabled(&self, enabled: bool) {
        self.track.set_enabled(enabled);
    }

    pub fn is_live(&self) -> bool {
        self.track.ready_state() == web_sys::MediaStreamTrackState::Live
    }

    /// Calls back when the track ends from outside: unplugged, permission withdrawn, the browser's own "stop sharing".
    pub fn on_ended(&self, mut ended: impl FnMut() + 'static) {
        // `self.track.clone()` would be the browser's own `clone()`: a second track that keeps the camera's light on.
        let same_track = Clone::clone(&self.track);
        let listener = Listener::new(same_track, "ended", move |_: JsValue| ended());
        self.ended.replace(Some(listener));
    }

    /// Shows the own picture on the element, without sound.
    pub fn show_on(&self, element: &HtmlVideoElement) {
        show(element, Some(&self.stream));
    }
}

impl Drop for LocalTrack {
    fn drop(&mut self) {
        self.ended.take();
        self.track.stop();
    }
}

/// Puts a stream on a video element, or takes it off, and starts it. Sound never comes from these elements.
pub(crate) fn show(element: &HtmlVideoElement, stream: Option<&MediaStream>) {
    let element: &HtmlMediaElement = element;
    if element.src_object().as_ref() == stream {
        return;
    }
    element.set_src_object(stream);
    if stream.is_some() {
        element.set_muted(true);
        js::set(element, "playsInline", &true.into());
        start(element);
    }
}

/// Starts playing; a refusal (no user gesture yet, element taken off the page) is dealt with where sound matters.
fn start(element: &HtmlMediaElement) {
    if let Ok(playing) = element.play() {
        wasm_bindgen_futures::spawn_local(async move {
            drop(wasm_bindgen_futures::JsFuture::from(playing).await);
        });
    }
}
