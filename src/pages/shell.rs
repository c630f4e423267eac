//! What stands around every page: skip link, top bar, main, footer.

use leptos::prelude::*;

use crate::{
    app::{use_languages, use_path, use_viewer},
    i18n::{Language, language, t},
    ui::{Avatar, Brand, Icon, Sign},
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
pub fn Page(#[prop(optional)] width: PageWidth, children: Children) -> impl IntoView {
    view! {
        <a class="skip-link" href="#main">{t("skip-to-content")}</a>
        <TopBar />
        <main id="main" class=width.class() tabindex="-1">{children()}</main>
        <Footer />
    }
}

#[component]
fn TopBar() -> impl IntoView {
    let account = match use_viewer().user {
        Some(user) => {
            let administers = user.role.may_administer();
            view! { <MemberLinks name=user.name administers /> }.into_any()
        }
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
        <a href="/login" class="nav-link" aria-current=current("/login")>{t("sign-in")}</a>
        <a href="/register" class="button primary" aria-current=current("/register")>{t("create-account")}</a>
    }
}

/// Links and the account menu, which is a `<details>` so that it opens without WASM.
#[component]
fn MemberLinks(name: String, administers: bool) -> impl IntoView {
    view! {
        <NavLink href="/home" sign=Sign::Home label=t("home") />
        <NavLink href="/history" sign=Sign::History label=t("history") />
        <details class="menu">
            <summary aria-label=t("account-menu")>
                <Avatar name=name.clone() />
            </summary>
            <div class="menu-sheet">
                <p class="menu-name">{name}</p>
                <a class="menu-item" href="/profile" aria-current=current("/profile")>
                    <Icon sign=Sign::User />
                    <span>{t("profile")}</span>
                </a>
                {administers
                    .then(|| {
                        view! {
                            <a class="menu-item" href="/admin">
                                <Icon sign=Sign::Shield />
                                <span>{t("admin")}</span>
                            </a>
                        }
                    })}
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

#[component]
fn NavLink(href: &'static str, sign: Sign, label: String) -> impl IntoView {
    view! {
        <a href=href class="nav-link" aria-current=current(href)>
            <Icon sign />
            <span>{label}</span>
        </a>
    }
}

fn current(href: &str) -> Option<&'static str> {
    let path = use_path();
    (path.split('?').next() == Some(href)).then_some("page")
}

/// The language switcher; the server sets the cookie and sends the person back to the page they were on.
#[component]
pub fn Footer() -> impl IntoView {
    let chosen = language();
    let choice = move |shown: Language| {
        let pressed = if shown.code == chosen { "true" } else { "false" };
        view! {
            <button
                class="language"
                name="language"
                value=shown.code.clone()
                lang=shown.code
                aria-pressed=pressed
            >
                {shown.name}
            </button>
        }
    };
    view! {
        <footer class="foot">
            <form class="languages" method="post" action="/language" aria-label=t("language")>
                <Icon sign=Sign::Globe />
                <input type="hidden" name="next" value=use_path() />
                {use_languages().into_iter().map(choice).collect_view()}
            </form>
            <p class="foot-note">{t("footer-note")}</p>
        </footer>
    }
}
