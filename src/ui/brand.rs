//! The name and the speech bubble that smiles.

use leptos::prelude::*;

use crate::i18n::t;

/// The brand as a link to the first page.
#[component]
pub fn Brand() -> impl IntoView {
    view! {
        <a class="brand" href="/">
            <BrandMark />
            <span>{t("app-name")}</span>
        </a>
    }
}

/// The bubble alone.
#[component]
pub fn BrandMark() -> impl IntoView {
    view! {
        <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <path
                class="brand-bubble"
                d="M16 3C8.3 3 2.5 8.3 2.5 15c0 3.2 1.3 6 3.4 8.1L5 29.5l6.5-3.2c1.4.4 2.9.7 4.5.7 7.7 0 13.5-5.3 13.5-12S23.7 3 16 3z"
            />
            <path class="brand-face" d="M10.5 17.5a6.2 6.2 0 0 0 11 0M11.5 11.5v1.5M20.5 11.5v1.5" />
        </svg>
    }
}
