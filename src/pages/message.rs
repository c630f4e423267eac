//! Pages that say one thing and offer the next step.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::{
    app::{answer_with, use_viewer},
    i18n::t,
    ui::{Icon, Page, PageWidth, Sign},
};

/// A title, a sentence, and a way on.
#[component]
pub fn Message(
    sign: Sign,
    #[prop(into)] title: String,
    #[prop(into)] lead: String,
    /// More ways on than the one to the start.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (href, label) = match use_viewer().user {
        Some(_) => ("/home", t("home")),
        None => ("/", t("back-to-start")),
    };
    view! {
        <Page title=title.clone() width=PageWidth::Narrow>
            <section class="message">
                <span class="message-sign">
                    <Icon sign />
                </span>
                <h1>{title}</h1>
                <p class="muted">{lead}</p>
                <div class="message-ways">
                    {children.map(|children| children())} <A href=href attr:class="button quiet">
                        {label}
                    </A>
                </div>
            </section>
        </Page>
    }
}

/// For an address that leads nowhere.
#[component]
pub fn NotFound() -> impl IntoView {
    answer_with(404);
    view! { <Message sign=Sign::Info title=t("not-found-title") lead=t("not-found-lead") /> }
}

/// One answer for no such meeting, ended, and not yours to know.
#[component]
pub fn NoSuchMeeting() -> impl IntoView {
    answer_with(404);
    view! { <Message sign=Sign::Link title=t("no-meeting-title") lead=t("no-meeting-lead") /> }
}

/// When the server cannot answer: too busy, or failed.
#[component]
pub fn Unavailable() -> impl IntoView {
    answer_with(503);
    view! { <Message sign=Sign::WifiOff title=t("unavailable-title") lead=t("unavailable-lead") /> }
}

/// When the session ended while the page was open.
#[component]
pub fn SignInAgain(
    /// Where to come back to.
    next: &'static str,
) -> impl IntoView {
    view! {
        <Message sign=Sign::Lock title=t("sign-in-again-title") lead=t("sign-in-again-lead")>
            <a class="button primary" rel="external" href=format!("/login?next={next}")>
                {t("sign-in")}
            </a>
        </Message>
    }
}
