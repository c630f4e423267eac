//! Register, sign in, first set-up: plain forms, which the server answers (`forms.rs`), so that they work before and
//! without WASM.

use leptos::prelude::*;
use talkspace_model::{Email, Field, FormState, limits};

use super::{Page, PageWidth};
use crate::{
    args,
    i18n::{t, tr},
    ui::{FormNotice, TextField},
};

/// `/register`; `next` is where to go afterwards.
#[component]
pub fn Register(form: FormState, next: Option<String>) -> impl IntoView {
    let action = with_next("/register", next.as_deref());
    let sign_in = with_next("/login", next.as_deref());
    view! {
        <AccountCard title=t("create-account") lead=t("register-lead")>
            <form class="stack" method="post" action=action novalidate>
                <FormNotice form=form.clone() />
                <PersonFields form />
                <button class="button primary wide">{t("create-account")}</button>
            </form>
            <p class="form-foot">
                {t("register-have-account")} " " <a href=sign_in>{t("sign-in")}</a>
            </p>
        </AccountCard>
    }
}

/// `/invited/{token}`: whoever was written to has this address, and nobody else accepts.
#[component]
pub fn Invited(form: FormState, token: String, email: Option<Email>) -> impl IntoView {
    let action = format!("/invited/{}", percent_encode(&token));
    let fixed = email.is_some();
    let mut form = form;
    if let Some(email) = email {
        form.values.insert(Field::Email.as_str().to_owned(), email.into());
    }
    view! {
        <AccountCard title=t("create-account") lead=t("invited-lead")>
            <form class="stack" method="post" action=action novalidate>
                <FormNotice form=form.clone() />
                <PersonFields form fixed />
                <button class="button primary wide">{t("create-account")}</button>
            </form>
            <p class="form-foot">
                {t("register-have-account")} " " <a href="/login">{t("sign-in")}</a>
            </p>
        </AccountCard>
    }
}

/// An invitation's link that counts no more.
#[component]
pub fn WrongInvitation() -> impl IntoView {
    view! {
        <AccountCard title=t("invitation-wrong-title") lead=t("invitation-wrong-lead")>
            <a href="/login" class="button quiet wide">
                {t("sign-in")}
            </a>
        </AccountCard>
    }
}

/// `/register` while nobody may open an account.
#[component]
pub fn RegisterClosed() -> impl IntoView {
    view! {
        <AccountCard title=t("register-closed-title") lead=t("register-closed-lead")>
            <a href="/" class="button quiet wide">
                {t("back-to-start")}
            </a>
        </AccountCard>
    }
}

/// `/login`; `next` is where to go afterwards.
#[component]
pub fn Login(form: FormState, next: Option<String>) -> impl IntoView {
    let action = with_next("/login", next.as_deref());
    let register = with_next("/register", next.as_deref());
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
                <a href="/forgot">{t("login-forgot")}</a>
            </p>
            <p class="form-foot">
                {t("login-no-account")} " " <a href=register>{t("create-account")}</a>
            </p>
        </AccountCard>
    }
}

/// `/setup?token=…`: the first administrator.
#[component]
pub fn Setup(form: FormState, token: String) -> impl IntoView {
    let action = format!("/setup?token={}", percent_encode(&token));
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

/// `fixed`: the address is not to be chosen.
#[component]
fn PersonFields(form: FormState, #[prop(optional)] fixed: bool) -> impl IntoView {
    let password_hint = tr("password-hint", args!["min" => limits::PASSWORD_MIN]);
    view! {
        <TextField field=Field::Name label=t("name") form=form.clone() autocomplete="name" />
        <TextField
            field=Field::Email
            label=t("email")
            form=form.clone()
            kind="email"
            autocomplete="username"
            fixed
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
pub(super) fn AccountCard(
    #[prop(into)] title: String,
    #[prop(into)] lead: String,
    children: Children,
) -> impl IntoView {
    view! {
        <Page width=PageWidth::Narrow>
            <section class="card form-card">
                <h1>{title}</h1>
                <p class="muted">{lead}</p>
                {children()}
            </section>
        </Page>
    }
}

pub(super) fn with_next(path: &str, next: Option<&str>) -> String {
    match next {
        Some(next) => format!("{path}?next={}", percent_encode(next)),
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
