//! What the browser adds to a page that the server has written: moments in the person's own time zone and language, a
//! greeting by the time of day, buttons that copy. The page is complete without; nothing moves when it is added.

use std::time::Duration;

use leptos::{
    ev::{self, KeyboardEvent},
    prelude::*,
    task::spawn_local,
    wasm_bindgen::JsCast as _,
    web_sys::{Element, HtmlElement},
};
use talkspace_model::schedule::present_name;
use wasm_bindgen_futures::JsFuture;

use super::time::{MomentStyle, local_hour, local_text, same_day};
use crate::{
    args,
    i18n::{t, tr},
};

/// How long a button says that it has copied.
const SHOWN: Duration = Duration::from_secs(3);

/// Does all of it, once, when the page's words have arrived.
pub fn enhance() {
    each("time[data-style]", localize);
    each("[data-greet]", greet);
    if let Some(zone) = own_zone() {
        tell_zone(&zone);
        each("[data-zone=own]", |choice| choose(choice, &zone));
    }
    let _ = window_event_listener(ev::keydown, |event| close_on_escape(&event));
    // Listens as long as the page is there, also for buttons that come later.
    let _ = window_event_listener(ev::click, |event| {
        let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        close_menus(pressed.as_ref());
        if let Some(button) = pressed.and_then(|element| element.closest("[data-copy]").ok().flatten()) {
            copy(button);
        }
    });
}

/// An open menu closes with Esc, which gives the keyboard back to what opened it, and with a press elsewhere.
fn close_on_escape(event: &KeyboardEvent) {
    if event.key() != "Escape" {
        return;
    }
    if let Ok(Some(summary)) = document().query_selector("details.menu[open] > summary")
        && let Ok(summary) = summary.dyn_into::<HtmlElement>()
    {
        close_menus(None);
        // `focus` fails on detached documents only.
        let _ = summary.focus();
    }
}

fn close_menus(pressed: Option<&Element>) {
    each("details.menu[open]", |menu| {
        if !pressed.is_some_and(|pressed| menu.contains(Some(pressed))) {
            // Removing an attribute cannot fail.
            let _ = menu.remove_attribute("open");
        }
    });
}

fn each(selector: &str, act: impl Fn(&HtmlElement)) {
    let Ok(found) = document().query_selector_all(selector) else { return };
    let nodes = (0..found.length()).filter_map(|index| found.get(index));
    nodes.filter_map(|node| node.dyn_into().ok()).for_each(|element: HtmlElement| act(&element));
}

fn localize(element: &HtmlElement) {
    let style = element.get_attribute("data-style").and_then(|name| MomentStyle::parse(&name));
    let date = |name: &str| element.get_attribute(name).map(|text| js_sys::Date::new(&text.into()));
    if let (Some(style), Some(at)) = (style, date("datetime")) {
        let another_day = date("data-after").is_some_and(|before| !same_day(&before, &at));
        let style = if another_day { MomentStyle::DateTime } else { style };
        element.set_text_content(Some(&local_text(&at, style)));
        // Only now does it show; see `style/base.css`.
        let _ = element.set_attribute("data-local", "");
    }
}

/// The IANA name of the person's time zone.
fn own_zone() -> Option<String> {
    let format = js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new());
    js_sys::Reflect::get(&format.resolved_options(), &"timeZone".into())
        .ok()?
        .as_string()
        .map(|name| present_name(&name).to_owned())
}

/// For the pages that come next: the server writes their days and hours.
fn tell_zone(zone: &str) {
    let cookie = format!("zone={zone}; path=/; max-age=31536000; samesite=lax");
    // Setting a plain property cannot fail.
    let _ = js_sys::Reflect::set(&document(), &"cookie".into(), &cookie.into());
}

/// Chooses a word, where it is one of the choices and nobody has chosen another meanwhile.
fn choose(choice: &HtmlElement, word: &str) {
    let known = choice.query_selector(&format!("option[value=\"{word}\"]"));
    let untouched = choice.query_selector("option[selected]:checked");
    if [known, untouched].into_iter().all(|option| option.is_ok_and(|option| option.is_some())) {
        // Setting a plain property cannot fail.
        let _ = js_sys::Reflect::set(choice, &"value".into(), &word.into());
    }
}

fn greet(element: &HtmlElement) {
    let name = element.get_attribute("data-greet").unwrap_or_default();
    element.set_text_content(Some(&tr(greeting(local_hour()), args!["name" => name])));
}

fn greeting(hour: u32) -> &'static str {
    match hour {
        5..=11 => "greeting-morning",
        12..=16 => "greeting-afternoon",
        17..=21 => "greeting-evening",
        _ => "greeting-hello",
    }
}

/// Says in place of the label how it went. Where the browser refuses (no permission, or not a secure context), the text
/// has to be copied by hand.
fn copy(button: Element) {
    let text = button.get_attribute("data-copy").unwrap_or_default();
    spawn_local(async move {
        let clipboard = window().navigator().clipboard();
        // There is none where the page is not a secure context.
        let written = !clipboard.is_undefined() && JsFuture::from(clipboard.write_text(&text)).await.is_ok();
        let Ok(Some(label)) = button.query_selector("span") else { return };
        let usual = button.get_attribute("data-label").unwrap_or_else(|| label.text_content().unwrap_or_default());
        // Changing an element's attributes and classes cannot fail here.
        let _ = button.set_attribute("data-label", &usual);
        label.set_text_content(Some(&t(if written { "copy-done" } else { "copy-refused" })));
        if written {
            // The mark beside it is style's business.
            let _ = button.class_list().add_1("done");
        }
        set_timeout(move || settle(&button, &label, &usual), SHOWN);
    });
}

fn settle(button: &Element, label: &Element, usual: &str) {
    label.set_text_content(Some(usual));
    let _ = button.class_list().remove_1("done");
}
