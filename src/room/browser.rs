//! What the room's components ask of the browser, in one place. Called from effects and event handlers only, so never
//! on the server.

use leptos::{
    prelude::*,
    wasm_bindgen::{JsCast, JsValue, closure::Closure},
    web_sys::{self, js_sys},
};
use talkspace_model::Timestamp;
use web_sys::{Element, HtmlElement, ResizeObserver, Storage};

use super::layout::Size;

/// The browser's clock.
pub(super) fn now() -> Timestamp {
    // Milliseconds since 1970 stay exact in a double for 285,000 years.
    #[expect(clippy::cast_possible_truncation, reason = "a whole number of milliseconds far below 2^53")]
    Timestamp(js_sys::Date::now() as i64)
}

pub(super) fn reload() {
    // Refused only while the page is being unloaded already.
    let _ = window().location().reload();
}

/// Device pixels per CSS pixel.
pub(super) fn pixel_ratio() -> f64 {
    window().device_pixel_ratio()
}

/// Phones have no `getDisplayMedia`, and insecure pages have no `mediaDevices` at all.
pub(super) fn can_share_screen() -> bool {
    let navigator: JsValue = window().navigator().into();
    let devices = js_sys::Reflect::get(&navigator, &"mediaDevices".into()).unwrap_or(JsValue::UNDEFINED);
    devices.is_object() && js_sys::Reflect::has(&devices, &"getDisplayMedia".into()).unwrap_or(false)
}

/// Remembers for this browser.
pub(super) fn remember(key: &str, value: &str) {
    store(window().local_storage().ok().flatten(), key, value);
}

pub(super) fn remembered(key: &str) -> Option<String> {
    window().local_storage().ok().flatten()?.get_item(key).ok()?
}

/// Keeps for this tab, through reloads.
pub(super) fn keep(key: &str, value: &str) {
    store(window().session_storage().ok().flatten(), key, value);
}

pub(super) fn kept(key: &str) -> Option<String> {
    window().session_storage().ok().flatten()?.get_item(key).ok()?
}

fn store(storage: Option<Storage>, key: &str, value: &str) {
    let Some(storage) = storage else { return };
    // A full or forbidden storage costs a convenience, nothing more.
    let _ = if value.is_empty() { storage.remove_item(key) } else { storage.set_item(key, value) };
}

/// Whether typing costs no room: on a touch screen a focused field brings up half a page of keys.
pub(super) fn has_keyboard() -> bool {
    let coarse = window().match_media("(pointer: coarse)").ok().flatten();
    !coarse.is_some_and(|query| query.matches())
}

/// Moves the keyboard to the element, if it is on the page and can be seen; says whether it did.
pub(super) fn focus(id: &str) -> bool {
    if let Some(element) = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // `focus` fails on detached documents only.
        let _ = element.focus();
    }
    document().active_element().is_some_and(|element| element.id() == id)
}

/// Whether text is typed there.
pub(super) fn takes_text(target: Option<web_sys::EventTarget>) -> bool {
    is_within(target, "input, textarea, select, [contenteditable]")
}

/// Whether keys pressed there belong to the element: text is typed, or Space presses a button.
pub(super) fn takes_keys(target: Option<web_sys::EventTarget>) -> bool {
    is_within(target, "input, textarea, select, button, a[href], summary, video[controls], [contenteditable]")
}

/// A mouse that presses a button leaves the keyboard where it was: Space, held to talk a moment later, must not press
/// that button again.
pub(super) fn keep_focus(press: &web_sys::MouseEvent) {
    if is_within(press.target(), "button") {
        press.prevent_default();
    }
}

fn is_within(target: Option<web_sys::EventTarget>, selector: &str) -> bool {
    let element = target.and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| element.closest(selector).ok().flatten().is_some())
}

/// Calls back with the element's inner size whenever it changes, until dropped.
pub(super) struct SizeWatch {
    observer: ResizeObserver,
    _callback: Closure<dyn FnMut(js_sys::Array)>,
}

impl SizeWatch {
    /// `None` in browsers without `ResizeObserver`, which are older than any that can make a call.
    pub(super) fn new(element: &Element, on_size: impl Fn(Size) + 'static) -> Option<Self> {
        let callback = Closure::new(move |entries: js_sys::Array| {
            let last = entries.pop().unchecked_into::<web_sys::ResizeObserverEntry>().content_rect();
            on_size(Size { width: last.width(), height: last.height() });
        });
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self { observer, _callback: callback })
    }
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
