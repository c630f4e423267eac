//! What the page holds. Where something is missing nothing is done: the page is complete without.

use js_sys::Function;
use wasm_bindgen::{JsCast as _, closure::Closure};
use web_sys::{Document, Element, Event, HtmlElement};

pub(crate) fn document() -> Option<Document> {
    web_sys::window()?.document()
}

pub(crate) fn one(selector: &str) -> Option<HtmlElement> {
    document()?.query_selector(selector).ok().flatten()?.dyn_into().ok()
}

pub(crate) fn all(selector: &str) -> Vec<Element> {
    let found = document().and_then(|document| document.query_selector_all(selector).ok());
    let found = found.iter().flat_map(|list| (0..list.length()).filter_map(|index| list.get(index)));
    found.filter_map(|node| node.dyn_into().ok()).collect()
}

/// For as long as the element is there: the browser lets go of the handler with it.
pub(crate) fn on(element: &HtmlElement, event: &str, handler: impl Fn(Event) + 'static) {
    let handler: Function = Closure::<dyn Fn(Event)>::new(handler).into_js_value().unchecked_into();
    // Adding a listener cannot fail.
    let _ = element.add_event_listener_with_callback(event, &handler);
}
