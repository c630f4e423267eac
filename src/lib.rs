//! TalkSpace's pages: rendered on the server, taken over by the same code in the browser.

// A page is one type made of all its elements; the compiler's usual depth is too small for the room.
#![recursion_limit = "512"]

pub mod api;
pub mod app;
pub mod i18n;
pub mod pages;
pub mod room;
pub mod ui;

/// The browser's entry point, called by the page's one script once the program and the page's words have arrived.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate(language: &str, words: &str) {
    use std::sync::Arc;

    let catalog = Arc::new(i18n::Catalog::parse(language, words));
    i18n::set_page_words(i18n::Words::new(catalog, None));
    leptos::mount::hydrate_body(app::App);
}
