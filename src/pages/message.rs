//! Pages that say one thing and offer the next step.

use leptos::prelude::*;

use talkspace_model::{Field, FormState};

use super::{Page, PageWidth, join::JoinForm};
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

/// One answer for no such meeting, ended, and not yours to know; what was `typed` can be mended.
#[component]
pub fn NoSuchMeeting(typed: String) -> impl IntoView {
    let form = FormState { values: [(Field::Code.as_str().to_owned(), typed)].into(), ..FormState::default() };
    view! {
        <Page width=PageWidth::Narrow>
            <section class="message">
                <span class="message-sign">
                    <Icon sign=Sign::Link />
                </span>
                <h1>{t("no-meeting-title")}</h1>
                <p class="muted">{t("no-meeting-lead")}</p>
                <JoinForm form />
            </section>
        </Page>
    }
}

/// For a set-up link that is mistyped, or older than the server's last start.
#[component]
pub fn WrongSetupLink() -> impl IntoView {
    view! { <Message sign=Sign::Lock title=t("setup-title") lead=t("error-wrong-setup-token") /> }
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
