//! A button that puts a text on the clipboard and says that it did.

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;

use super::{Icon, Sign};
use crate::i18n::t;

/// How a try to copy went; shown in place of the label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Copied {
    NotYet,
    Done,
    /// The browser refused (no permission, or not a secure context): the text has to be copied by hand.
    Refused,
}

/// Copies `text`. Before the browser has taken over, the text beside it can be selected instead.
#[component]
pub fn CopyButton(
    #[prop(into)] text: String,
    /// The accessible name and the label.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let copied = RwSignal::new(Copied::NotYet);
    let copy = move |_| {
        let text = text.clone();
        spawn_local(async move {
            let written = JsFuture::from(window().navigator().clipboard().write_text(&text)).await;
            copied.set(if written.is_ok() { Copied::Done } else { Copied::Refused });
        });
    };
    let sign = move || match copied.get() {
        Copied::NotYet | Copied::Refused => Sign::Copy,
        Copied::Done => Sign::Check,
    };
    let words = move || match copied.get() {
        Copied::NotYet => label.clone(),
        Copied::Done => t("copy-done"),
        Copied::Refused => t("copy-refused"),
    };
    view! {
        <button type="button" class="button quiet copy" on:click=copy>
            {move || view! { <Icon sign=sign() /> }}
            <span aria-live="polite">{words}</span>
        </button>
    }
}
