//! Plays the audio slots.

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlAudioElement, HtmlMediaElement, MediaStream};

use crate::{handles::Listener, js};

/// One audio element per audio slot, on no page. When the browser refuses to play before a gesture, the next click or
/// key starts them.
#[derive(Debug)]
pub(crate) struct Speakers {
    elements: Vec<HtmlAudioElement>,
    gestures: Rc<RefCell<Vec<Listener>>>,
}

impl Speakers {
    pub(crate) fn new(streams: &[MediaStream]) -> Self {
        let elements: Vec<HtmlAudioElement> = streams.iter().filter_map(element).collect();
        let speakers = Self { elements, gestures: Rc::default() };
        speakers.play();
        speakers
    }

    fn play(&self) {
        for element in &self.elements {
            let Ok(playing) = element.play() else { continue };
            let (elements, gestures) = (self.elements.clone(), self.gestures.clone());
            spawn_local(async move {
                let refused = JsFuture::from(playing).await.err();
                if refused.is_some_and(|error| js::error_name(&error) == "NotAllowedError") {
                    await_gesture(&elements, &gestures);
                }
            });
        }
    }

    /// Chooses the loudspeaker, where the browser lets the page choose.
    pub(crate) fn set_output(&self, device: &str) {
        for element in &self.elements {
            if let Ok(choosing) = js::call(element, "setSinkId", &[device.into()]) {
                spawn_local(async move {
                    drop(JsFuture::from(js_sys::Promise::<JsValue>::unchecked_from_js(choosing)).await);
                });
            }
        }
    }
}

impl Drop for Speakers {
    fn drop(&mut self) {
        self.gestures.take();
        for element in &self.elements {
            drop(element.pause());
            element.set_src_object(None);
        }
    }
}

fn element(stream: &MediaStream) -> Option<HtmlAudioElement> {
    let element = HtmlAudioElement::new().ok()?;
    element.set_autoplay(true);
    let media: &HtmlMediaElement = &element;
    media.set_src_object(Some(stream));
    Some(element)
}

fn await_gesture(elements: &[HtmlAudioElement], gestures: &Rc<RefCell<Vec<Listener>>>) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    if !gestures.borrow().is_empty() {
        return;
    }
    let listen = |event| {
        let (elements, gestures) = (elements.to_vec(), Rc::downgrade(gestures));
        Listener::new(document.clone(), event, move |_: JsValue| {
            for element in &elements {
                start(element);
            }
            // A listener must not be dropped while it runs.
            let gestures = gestures.clone();
            spawn_local(async move {
                if let Some(gestures) = gestures.upgrade() {
                    gestures.take();
                }
            });
        })
    };
    gestures.replace(vec![listen("pointerdown"), listen("keydown")]);
}

fn start(element: &HtmlAudioElement) {
    if let Ok(playing) = element.unchecked_ref::<HtmlMediaElement>().play() {
        spawn_local(async move {
            drop(JsFuture::from(playing).await);
        });
    }
}
