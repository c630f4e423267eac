//! TalkSpace's pages: rendered on the server, taken over by the same code in the browser.

// A page is one type made of all its elements; the compiler's usual depth is too small for the room.
#![recursion_limit = "512"]

pub mod api;
#[cfg(feature = "ssr")]
pub mod app;
#[cfg(feature = "ssr")]
pub mod forms;
pub mod i18n;
#[cfg(feature = "ssr")]
pub mod invitations;
#[cfg(feature = "ssr")]
mod letters;
#[cfg(feature = "ssr")]
pub mod pages;
pub mod room;
#[cfg(feature = "ssr")]
pub mod serve;
pub mod ui;

/// The browser's entry point, called by the page's script once the program and the page's words have arrived.
/// `english` is there for a language that does not say everything yet.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate(language: &str, words: &str, english: Option<String>) {
    use std::sync::Arc;

    use i18n::{Catalog, Words, set_page_words};

    let own = Arc::new(Catalog::parse(language, words));
    let english = english.map(|text| Arc::new(Catalog::parse("en", &text)));
    set_page_words(Words::new(own, english));
    room::take_over();
    ui::enhance::enhance();
}
