//! The chat: who wrote what to whom, and the field to write in.

mod compose;
mod emoji;
mod line;
mod lines;
mod markdown;
mod to;

use leptos::prelude::*;

use compose::Compose;
use lines::Lines;
pub(super) use {
    compose::restore_draft,
    to::{Recipient, write_to},
};

#[component]
pub(super) fn Chat() -> impl IntoView {
    view! {
        <Lines />
        <Compose />
    }
}
