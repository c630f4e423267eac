//! Register, sign in, first set-up: plain forms, which the server answers (`forms.rs`), so that they work before and
//! without WASM.

use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_query_map};
use talkspace_model::{Field, FormState, RegistrationPolicy, limits};

use super::message::NotFound;
use crate::{
    app::{setup_open, use_form, use_viewer},
    args,
    i18n::{t, tr},
    ui::{FormNotice, Page, PageWidth, TextField},
};

/// `/register`
#[component]
pub fn Register() -> impl IntoView {
    match use_viewer().registration {
        RegistrationPolicy::Open => view! { <RegisterForm /> }.into_any(),
        RegistrationPolicy::Invite | RegistrationPolicy::Closed => view! { <RegisterClosed /> }.into_any(),
    }
}

#[component]
fn RegisterForm() -> impl IntoView {
    let form = use_form("/register");
    let action = with_query("/register", "next");
    view! {
        <AccountCard title=t("create-account") lead=t("register-lead")>
            <form class="stack" method="post" action=action novalidate>
                <FormNotice form=form.clone() />
                <PersonFields form />
                <button class="button primary wide">{t("create-account")}</button>
            </form>
            <p class="form-foot">
                {t("register-have-account")} " " <A href=with_query("/login", "next")>{t("sign-in")}</A>
            </p>
        </AccountCard>
    }
}

#[component]
fn RegisterClosed() -> impl IntoView {
    view! {
        <AccountCard title=t("register-closed-title") lead=t("register-closed-lead")>
            <A href="/" attr:class="button quiet wide">
                {t("back-to-start")}
            </A>
        </AccountCard>
    }
}

/// `/login`
#[component]
pub fn Login() -> impl IntoView {
    let form = use_form("/login");
    let action = with_query("/login", "next");
    view! {
        <AccountCard title=t("sign-in") lead=t("login-lead")>
            <form class="stack" method="post" action=action novalidate>
                <FormNotice form=form.clone() />
                <TextField
                    field=Field::Email
                    label=t("email")
                    form=form.clone()
                    kind="email"
                    autocomplete="username"
                />
                <TextField
                    field=Field::Password
                    label=t("password")
                    form
                    kind="password"
                    autocomplete="current-password"
                />
                <button class="button primary wide">{t("sign-in")}</button>
            </form>
            <p class="form-foot">
                {t("login-no-account")} " " <A href=with_query("/register", "next")>{t("create-account")}</A>
            </p>
        </AccountCard>
    }
}

/// `/setup?token=…`: the first administrator; no such page once there is one.
#[component]
pub fn Setup() -> impl IntoView {
    if setup_open() { view! { <SetupForm /> }.into_any() } else { view! { <NotFound /> }.into_any() }
}

#[component]
fn SetupForm() -> impl IntoView {
    let form = use_form("/setup");
    let action = with_query("/setup", "token");
    view! {
        <AccountCard title=t("setup-title") lead=t("setup-lead")>
            <form class="stack" method="post" action=action novalidate>
                <FormNotice form=form.clone() />
                <PersonFields form />
                <button class="button primary wide">{t("create-account")}</button>
            </form>
        </AccountCard>
    }
}

#[component]
fn PersonFields(form: FormState) -> impl IntoView {
    let password_hint = tr("password-hint", args!["min" => limits::PASSWORD_MIN]);
    view! {
        <TextField field=Field::Name label=t("name") form=form.clone() autocomplete="name" />
        <TextField
            field=Field::Email
            label=t("email")
            form=form.clone()
            kind="email"
            autocomplete="username"
        />
        <TextField
            field=Field::Password
            label=t("password")
            form
            kind="password"
            autocomplete="new-password"
            hint=password_hint
        />
    }
}

#[component]
fn AccountCard(#[prop(into)] title: String, #[prop(into)] lead: String, children: Children) -> impl IntoView {
    view! {
        <Page title=title.clone() width=PageWidth::Narrow>
            <section class="card form-card">
                <h1>{title}</h1>
                <p class="muted">{lead}</p>
                {children()}
            </section>
        </Page>
    }
}

/// `path` with one parameter of this page's address kept, such as where to go afterwards.
fn with_query(path: &str, name: &str) -> String {
    match use_query_map().read_untracked().get(name) {
        Some(value) => format!("{path}?{name}={}", percent_encode(&value)),
        None => path.to_owned(),
    }
}

/// Percent-encodes everything that RFC 3986 does not leave unreserved, but for the slashes of a path.
pub fn percent_encode(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_in_an_address_stays_one_value() {
        assert_eq!(percent_encode("/m/abcd-efgh-jkmn"), "/m/abcd-efgh-jkmn");
        assert_eq!(percent_encode("/history?before=1&x=\"ä"), "/history%3Fbefore%3D1%26x%3D%22%C3%A4");
    }
}
