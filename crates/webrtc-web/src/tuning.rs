//! What the encoders of the own pictures do: which layers, how many pictures a second, how many bits.
//!
//! A browser takes one change of a sender's parameters at a time and refuses one that was begun before the last one had
//! ended. So what is wanted is kept here, and set again whenever it has changed meanwhile.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::{Array, Promise};
use talkspace_model::{Layer, ScreenContent, Wanted};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::RtcRtpSender;

use crate::{display, js};

/// The parameters of one sender, as they are wanted.
#[derive(Debug, Clone)]
pub(crate) struct Tuning {
    inner: Rc<Inner>,
}

#[derive(Debug)]
struct Inner {
    sender: RtcRtpSender,
    wish: RefCell<Wish>,
    /// A change is under way, and another one is wanted after it.
    busy: Cell<bool>,
    again: Cell<bool>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Wish {
    wanted: Wanted,
    /// Of a shared screen, once it is known.
    content: Option<ScreenContent>,
}

impl Tuning {
    pub(crate) fn new(sender: RtcRtpSender) -> Self {
        let inner = Inner { sender, wish: RefCell::default(), busy: Cell::new(false), again: Cell::new(false) };
        Self { inner: Rc::new(inner) }
    }

    /// Encodes only what somebody looks at.
    pub(crate) fn encode(&self, wanted: Wanted) {
        self.inner.wish.borrow_mut().wanted = wanted;
        self.apply();
    }

    /// Encodes a shared screen for this content.
    pub(crate) fn suit(&self, content: ScreenContent) {
        self.inner.wish.borrow_mut().content = Some(content);
        self.apply();
    }

    fn apply(&self) {
        self.inner.again.set(true);
        if self.inner.busy.replace(true) {
            return;
        }
        let inner = Rc::clone(&self.inner);
        spawn_local(async move {
            while inner.again.replace(false) {
                inner.set().await;
            }
            inner.busy.set(false);
        });
    }
}

impl Inner {
    /// Refused while there is no connection; it is wanted again when there is one.
    async fn set(&self) {
        let Ok(parameters) = js::call(&self.sender, "getParameters", &[]) else { return };
        let encodings = js::get(&parameters, "encodings");
        if !Array::is_array(&encodings) {
            return;
        }
        let wish = *self.wish.borrow();
        for encoding in Array::from(&encodings).iter() {
            wish.write(&encoding);
        }
        if let Some(content) = wish.content {
            js::set(&parameters, "degradationPreference", &display::kept(content).into());
        }
        let Ok(set) = js::call(&self.sender, "setParameters", &[parameters]) else { return };
        drop(JsFuture::from(Promise::<JsValue>::unchecked_from_js(set)).await);
    }
}

impl Wish {
    fn write(self, encoding: &JsValue) {
        let active = match layer_of(encoding) {
            Some(layer) => self.wanted.camera >= Some(layer),
            None => self.wanted.screen,
        };
        js::set(encoding, "active", &active.into());
        if let Some(content) = self.content {
            js::set(encoding, "maxFramerate", &display::frames(content).into());
            js::set(encoding, "maxBitrate", &display::bitrate(content).into());
        }
    }
}

/// Which of the camera's layers an encoding is; a screen has one without a name.
fn layer_of(encoding: &JsValue) -> Option<Layer> {
    match js::get(encoding, "rid").as_string()?.as_str() {
        "q" => Some(Layer::Quarter),
        "h" => Some(Layer::Half),
        "f" => Some(Layer::Full),
        _ => None,
    }
}
