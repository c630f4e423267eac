//! Tables tell their times in the person's time zone, which only the browser knows.

use js_sys::Date;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlAnchorElement;

use crate::page::all;

/// Adds it to the addresses of what can be downloaded.
pub(crate) fn tell() {
    let east = -Date::new_0().get_timezone_offset();
    for link in all("a[data-zone]") {
        if let Ok(link) = link.dyn_into::<HtmlAnchorElement>() {
            link.set_href(&format!("{}&offset={east}", link.href()));
        }
    }
}
