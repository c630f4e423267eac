//! Pages that say one thing and offer the next step.

use leptos::prelude::*;

use talkspace_model::{Field, FormState};

use super::{Page, PageWidth, join::JoinForm};
use crate::{
    app::use_viewer,
    i18n::t,
    ui::{Icon, Sign},
};

/// A title, a sentence, and a way on: what the page brings, else the way back.
#[component]
fn Message(
    sign: Sign,
    #[prop(into)] title: String,
    #[prop(into)] lead: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let onward = children.map_or_else(|| view! { <Back /> }.into_any(), |children| children());
    view! {
        <Page width=PageWidth::Narrow>
            <section class="message">
                <span class="message-sign">
                    <Icon sign />
                </span>
                <h1>{title}</h1>
                <p class="muted">{lead}</p>
                {onward}
            </section>
        </Page>
    }
}

#[component]
fn Back() -> impl IntoView {
    let (href, label) = match use_viewer().user {
        Some(_) => ("/home", t("home")),
        None => ("/", t("back-to-start")),
    };
    view! {
        <p>
            <a href=href class="button quiet">
                {label}
            </a>
        </p>
    }
}

/// For an address that leads nowhere.
#[component]
pub fn NotFound() -> impl IntoView {
    view! { <Message sign=Sign::Info title=t("not-found-title") lead=t("not-found-lead") /> }
}

/// For a page that is there, but not for whoever asks.
#[component]
pub fn Forbidden() -> impl IntoView {
    view! { <Message sign=Sign::Lock title=t("forbidden-title") lead=t("forbidden-lead") /> }
}

/// One answer for no such meeting, ended, and not yours to know; what was `typed` can be mended.
#[component]
pub fn NoSuchMeeting(typed: String) -> impl IntoView {
    let form = FormState { values: [(Field::Code.as_str().to_owned(), typed)].into(), ..FormState::default() };
    view! {
        <Message sign=Sign::Link title=t("no-meeting-title") lead=t("no-meeting-lead")>
            <JoinForm form />
        </Message>
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
