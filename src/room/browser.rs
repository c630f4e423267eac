//! What the room's components ask of the browser, in one place. Called from effects and event handlers only, so never
//! on the server.

use leptos::{
    prelude::*,
    wasm_bindgen::{JsCast, JsValue, closure::Closure},
    web_sys::{self, js_sys},
};
use talkspace_model::{SeatId, Timestamp};
use web_sys::{Element, HtmlElement, ResizeObserver, Storage};

use super::{cast::TileKey, layout::Size, state::Picture};

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

pub(super) fn can_fill_screen() -> bool {
    has_method(&document().document_element().into(), "requestFullscreen")
}

pub(super) fn is_full_screen() -> bool {
    document().fullscreen_element().is_some()
}

/// With everything that is on the page. Browsers refuse it where whoever manages them, or the page around, forbids it.
pub(super) fn set_full_screen(on: bool, refused: impl FnOnce() + 'static) {
    if on {
        ask(&document().document_element().into(), "requestFullscreen", refused);
    } else {
        document().exit_fullscreen();
    }
}

/// Whether a picture can have a small window of its own above all others.
pub(super) fn has_picture_windows() -> bool {
    let enabled = js_sys::Reflect::get(&document().into(), &"pictureInPictureEnabled".into());
    enabled.is_ok_and(|enabled| enabled.is_truthy())
}

/// Shows the tile's picture in a window of its own, or takes it back; a tile without a picture has none to give.
pub(super) fn show_in_window(key: TileKey, refused: impl FnOnce() + 'static) {
    let screen = if key.picture == Picture::Screen { "[data-screen]" } else { ":not([data-screen])" };
    let tile = "[data-tile][data-live][data-seat=\"".to_owned() + &key.seat.to_string() + "\"]" + screen + " video";
    if let Ok(Some(video)) = document().query_selector(&tile) {
        ask(&video.into(), "requestPictureInPicture", refused);
    }
}

/// Whether the tab is in the background.
pub(super) fn is_hidden() -> bool {
    document().hidden()
}

/// The tile whose picture is in a window of its own.
pub(super) fn tile_in_window() -> Option<TileKey> {
    let element = js_sys::Reflect::get(&document().into(), &"pictureInPictureElement".into()).ok()?;
    let tile = element.dyn_into::<Element>().ok()?.closest("[data-tile]").ok()??;
    let picture = if tile.has_attribute("data-screen") { Picture::Screen } else { Picture::Camera };
    Some(TileKey { seat: SeatId(tile.get_attribute("data-seat")?.parse().ok()?), picture })
}

/// How many CSS pixels of the stage are above the panel, where that lies over the stage (on a phone).
pub(super) fn stage_above_panel() -> Option<f64> {
    let panel = document().get_element_by_id("panel")?.dyn_into::<HtmlElement>().ok()?;
    let stage = document().get_element_by_id("stage")?.get_bounding_client_rect();
    let position = window().get_computed_style(&panel).ok()??.get_property_value("position").ok()?;
    let height = window().inner_height().ok()?.as_f64()?;
    // Not where it is drawn: it slides in.
    (position == "fixed").then(|| height - f64::from(panel.offset_height()) - stage.top())
}

fn has_method(target: &JsValue, name: &str) -> bool {
    js_sys::Reflect::get(target, &name.into()).is_ok_and(|method| method.is_function())
}

/// Calls what answers with a promise, and tells when it was refused.
fn ask(target: &JsValue, name: &str, refused: impl FnOnce() + 'static) {
    let Ok(method) = js_sys::Reflect::get(target, &name.into()) else { return };
    let Ok(method) = method.dyn_into::<js_sys::Function>() else { return };
    let Ok(promise) = method.call0(target) else { return };
    leptos::task::spawn_local(async move {
        let promise = js_sys::Promise::<JsValue>::unchecked_from_js(promise);
        if wasm_bindgen_futures::JsFuture::from(promise).await.is_err() {
            refused();
        }
    });
}

/// Which browser this is, as far as it matters to say where its permissions are: `chrome` (and Edge, and all others made
/// of it), `firefox`, `safari`, and on phones `android` and `ios`.
pub(super) fn family() -> &'static str {
    family_of(&window().navigator().user_agent().unwrap_or_default())
}

/// By the words that browsers have agreed on keeping in their names; the order is that of how much they claim to be others.
fn family_of(agent: &str) -> &'static str {
    let families = [
        (["Firefox/", "Firefox/"], "firefox"),
        (["iPhone", "iPad"], "ios"),
        (["Android", "Android"], "android"),
        (["Chrome/", "Chromium/"], "chrome"),
        (["Safari/", "Safari/"], "safari"),
    ];
    let known = families.into_iter().find(|(words, _)| words.iter().any(|word| agent.contains(word)));
    known.map_or("chrome", |(_, family)| family)
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

/// Moves the keyboard to the page's heading.
pub(super) fn focus_heading() {
    let heading = document().query_selector("main h1, .call-title").ok().flatten();
    if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
        heading.set_tab_index(-1);
        // `focus` fails on detached documents only.
        let _ = heading.focus();
    }
}

/// Moves the keyboard to the element, if it is on the page and can be seen; says whether it did.
pub(super) fn focus(id: &str) -> bool {
    if let Some(element) = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // `focus` fails on detached documents only.
        let _ = element.focus();
    }
    document().active_element().is_some_and(|element| element.id() == id)
}

/// Puts text where the caret is, as if it had been typed, and leaves the caret behind it.
pub(super) fn type_into(field: &web_sys::HtmlTextAreaElement, text: &str) {
    let end = field.text_length();
    let start = field.selection_start().ok().flatten().unwrap_or(end);
    let stop = field.selection_end().ok().flatten().unwrap_or(end);
    // Fails on a field that cannot be typed into only.
    let _ = field.set_range_text_with_start_and_end_and_mode(text, start, stop, "end");
    let _ = field.focus();
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

#[cfg(test)]
mod tests {
    use super::family_of;

    #[test]
    fn browsers_are_known_by_their_names() {
        let webkit = "AppleWebKit/605.1.15 (KHTML, like Gecko)";
        let cases = [
            (format!("Mozilla/5.0 (X11; Linux x86_64) {webkit} Chrome/142.0.0.0 Safari/537.36"), "chrome"),
            (format!("Mozilla/5.0 (Windows NT 10.0) {webkit} Chrome/142.0.0.0 Safari/537.36 Edg/142.0"), "chrome"),
            ("Mozilla/5.0 (Windows NT 10.0; rv:145.0) Gecko/20100101 Firefox/145.0".to_owned(), "firefox"),
            (
                format!("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {webkit} Version/18.1 Safari/605.1.15"),
                "safari",
            ),
            (format!("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1) {webkit} Version/18.1 Mobile Safari/604.1"), "ios"),
            (format!("Mozilla/5.0 (Linux; Android 10; K) {webkit} Chrome/142.0.0.0 Mobile Safari/537.36"), "android"),
            (String::new(), "chrome"),
        ];
        for (agent, family) in cases {
            assert_eq!(family_of(&agent), family, "{agent}");
        }
    }
}
