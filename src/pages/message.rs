//! Pages that say one thing and offer the next step.

use leptos::prelude::*;

use super::{Page, PageWidth};
use crate::{
    app::use_viewer,
    i18n::t,
    ui::{Icon, Sign},
};

/// A title, a sentence, and a way on.
#[component]
fn Message(sign: Sign, #[prop(into)] title: String, #[prop(into)] lead: String) -> impl IntoView {
    let (href, label) = match use_viewer().user {
        Some(_) => ("/home", t("home")),
        None => ("/", t("back-to-start")),
    };
    view! {
        <Page width=PageWidth::Narrow>
            <section class="message">
                <span class="message-sign">
                    <Icon sign />
                </span>
                <h1>{title}</h1>
                <p class="muted">{lead}</p>
                <p>
                    <a href=href class="button quiet">
                        {label}
                    </a>
                </p>
            </section>
        </Page>
    }
}

/// For an address that leads nowhere.
#[component]
pub fn NotFound() -> impl IntoView {
    view! { <Message sign=Sign::Info title=t("not-found-title") lead=t("not-found-lead") /> }
}

/// One answer for no such meeting, ended, and not yours to know.
#[component]
pub fn NoSuchMeeting() -> impl IntoView {
    view! { <Message sign=Sign::Link title=t("no-meeting-title") lead=t("no-meeting-lead") /> }
}

/// When the server cannot answer: too busy, or failed.
#[component]
pub fn Unavailable() -> impl IntoView {
    view! { <Message sign=Sign::WifiOff title=t("unavailable-title") lead=t("unavailable-lead") /> }
}

/// For somebody who tried too many codes.
#[component]
pub fn TooMany() -> impl IntoView {
    view! { <Message sign=Sign::Clock title=t("too-many-title") lead=t("too-many-lead") /> }
}
