//! The browser's half of the pages around a meeting's record. A program of its own, so that the room's stays small and
//! whoever checks an export loads no more than that takes.

mod live;
mod moments;
mod page;
mod print;
mod scrub;
mod verify;

use wasm_bindgen::prelude::wasm_bindgen;

/// Called once, when the program has arrived.
#[wasm_bindgen(start)]
pub fn start() {
    verify::listen();
    print::listen();
    scrub::listen();
    live::listen();
}
