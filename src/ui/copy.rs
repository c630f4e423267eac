//! A button that puts a text on the clipboard and says that it did.

use leptos::prelude::*;

use super::{Icon, Sign};

/// Copies `text`. What the press does is in [`super::enhance`]; before the browser has the program, the text beside it
/// can be selected instead.
#[component]
pub fn CopyButton(
    #[prop(into)] text: String,
    /// The accessible name and the label.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! {
        <button type="button" class="button quiet copy" data-copy=text>
            <Icon sign=Sign::Copy />
            <span aria-live="polite">{label}</span>
        </button>
    }
}
