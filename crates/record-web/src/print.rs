//! A button that prints; shown only where it can.

use crate::page::{on, one};

pub(crate) fn listen() {
    let Some(button) = one("[data-print]") else { return };
    on(&button, "click", |_| {
        if let Some(window) = web_sys::window() {
            // A browser that cannot print does nothing.
            let _ = window.print();
        }
    });
    // Setting an attribute cannot fail.
    let _ = button.remove_attribute("hidden");
}
