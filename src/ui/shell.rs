//! What stands around every page: skip link, top bar, main, footer.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{components::A, hooks::use_location, location::Location};

use super::{Avatar, Brand, Icon, Sign};
use crate::{
    app::{use_languages, use_viewer},
    i18n::{language, t},
};

/// How wide the page's content may grow.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PageWidth {
    /// A form in a card.
    Narrow,
    #[default]
    Normal,
    /// The landing page.
    Wide,
}

impl PageWidth {
    fn class(self) -> &'static str {
        match self {
            PageWidth::Narrow => "page narrow",
            PageWidth::Normal => "page",
            PageWidth::Wide => "page wide",
        }
    }
}

/// A page of the app: everything but the room.
#[component]
pub fn Page(
    /// The document's title, without the app's name.
    #[prop(into)]
    title: String,
    #[prop(optional)] width: PageWidth,
    children: Children,
) -> impl IntoView {
    view! {
        <Title text=format!("{title} · {}", t("app-name")) />
        <a class="skip-link" href="#main">{t("skip-to-content")}</a>
        <TopBar />
        <main id="main" class=width.class() tabindex="-1">{children()}</main>
        <Footer />
    }
}

#[component]
fn TopBar() -> impl IntoView {
    let account = match use_viewer().user {
        Some(user) => view! { <MemberLinks name=user.name /> }.into_any(),
        None => view! { <GuestLinks /> }.into_any(),
    };
    view! {
        <header class="top">
            <Brand />
            <nav aria-label=t("nav-label")>{account}</nav>
        </header>
    }
}

#[component]
fn GuestLinks() -> impl IntoView {
    view! {
        <A href="/login" attr:class="nav-link">{t("sign-in")}</A>
        <A href="/register" attr:class="button primary">{t("create-account")}</A>
    }
}

/// Links and the account menu, which is a `<details>` so that it opens without WASM.
#[component]
fn MemberLinks(name: String) -> impl IntoView {
    view! {
        <A href="/home" attr:class="nav-link">
            <Icon sign=Sign::Home />
            <span>{t("home")}</span>
        </A>
        <A href="/history" attr:class="nav-link">
            <Icon sign=Sign::History />
            <span>{t("history")}</span>
        </A>
        <details class="menu">
            <summary aria-label=t("account-menu")>
                <Avatar name=name.clone() />
            </summary>
            <div class="menu-sheet">
                <p class="menu-name">{name}</p>
                <form method="post" action="/logout">
                    <button class="menu-item">
                        <Icon sign=Sign::SignOut />
                        <span>{t("sign-out")}</span>
                    </button>
                </form>
            </div>
        </details>
    }
}

/// The language switcher; the server sets the cookie and sends the person back to the page they were on.
#[component]
fn Footer() -> impl IntoView {
    let current = language();
    let Location { pathname, search, .. } = use_location();
    let here = move || match search.get() {
        search if search.is_empty() => pathname.get(),
        search => format!("{}?{}", pathname.get(), search.trim_start_matches('?')),
    };
    let choice = move |shown: crate::i18n::Language| {
        let chosen = shown.code == current;
        view! {
            <button
                class="language"
                name="language"
                value=shown.code.clone()
                lang=shown.code
                aria-pressed=if chosen { "true" } else { "false" }
            >
                {shown.name}
            </button>
        }
    };
    view! {
        <footer class="foot">
            <form class="languages" method="post" action="/language" aria-label=t("language")>
                <Icon sign=Sign::Globe />
                <input type="hidden" name="next" value=here />
                {use_languages().into_iter().map(choice).collect_view()}
            </form>
            <p class="foot-note">{t("footer-note")}</p>
        </footer>
    }
}
