//! Moments in the person's own time zone and language, as `src/ui/time.rs` writes them when a page has come: what this
//! program brings to the page later has to look the same.

use js_sys::{Date, Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::Element;

use crate::page::document;

/// Writes all moments below an element.
pub(crate) fn localize(below: &Element) {
    let Ok(found) = below.query_selector_all("time[data-style]") else { return };
    for index in 0..found.length() {
        if let Some(element) = found.get(index).and_then(|node| wasm_bindgen::JsCast::dyn_into::<Element>(node).ok()) {
            localize_one(&element);
        }
    }
}

fn localize_one(element: &Element) {
    let date = |name: &str| element.get_attribute(name).map(|text| Date::new(&text.into()));
    let (Some(at), Some(style)) = (date("datetime"), element.get_attribute("data-style")) else { return };
    let another_day = date("data-after").is_some_and(|before| before.to_date_string() != at.to_date_string());
    let style = if another_day { "date-time" } else { &style };
    element.set_text_content(Some(&written(&at, style)));
    // Setting an attribute cannot fail.
    let _ = element.set_attribute("data-local", "");
}

/// `15:35:20`, on whatever clock the person has.
pub(crate) fn to_the_second(at: &Date) -> String {
    let options = options(&[("hour", "2-digit"), ("minute", "2-digit"), ("second", "2-digit")]);
    at.to_locale_string(&locale(), &options).into()
}

fn written(at: &Date, style: &str) -> String {
    let mut parts = Vec::new();
    if style != "time" {
        parts.extend([("weekday", "short"), ("day", "numeric"), ("month", "short")]);
    }
    match style {
        "date" => parts.push(("year", "numeric")),
        _with_time => parts.extend([("hour", "2-digit"), ("minute", "2-digit")]),
    }
    at.to_locale_string(&locale(), &options(&parts)).into()
}

fn options(parts: &[(&str, &str)]) -> JsValue {
    let options = Object::new();
    for (name, value) in parts {
        // Setting a plain object's property cannot fail.
        let _ = Reflect::set(&options, &(*name).into(), &(*value).into());
    }
    options.into()
}

/// The page's language as this person has it, with Latin digits.
fn locale() -> String {
    let page = document().and_then(|document| document.document_element()?.get_attribute("lang"));
    let page = page.unwrap_or_else(|| "en".to_owned());
    let preferred = web_sys::window().map(|window| window.navigator().languages()).unwrap_or_default();
    let own = preferred.iter().filter_map(|tag| tag.as_string()).find(|tag| tag.split('-').next() == Some(&page));
    let tag = own.filter(|tag| !tag.contains("-u-")).unwrap_or(page);
    format!("{tag}-u-nu-latn")
}
