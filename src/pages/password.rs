//! `/forgot` and `/reset/{token}`: another password for somebody who cannot, or must not, use the one they had.

use leptos::prelude::*;
use talkspace_model::{Field, FormState, limits};

use super::account::{AccountCard, percent_encode};
use crate::{
    args,
    i18n::{t, tr},
    ui::{FormNotice, Icon, Sign, TextField},
};

/// `/forgot`. Whether there is such an account is never told; `mails` is whether this server sends letters at all.
#[component]
pub fn Forgot(form: FormState, sent: bool, mails: bool) -> impl IntoView {
    if sent {
        return view! {
            <AccountCard title=t("forgot-sent-title") lead=t(if mails { "forgot-sent" } else { "forgot-no-mail" })>
                <a href="/login" class="button quiet wide">{t("sign-in")}</a>
            </AccountCard>
        }
        .into_any();
    }
    view! {
        <AccountCard title=t("forgot-title") lead=t("forgot-lead")>
            <form class="stack" method="post" action="/forgot" novalidate>
                <FormNotice form=form.clone() />
                <TextField field=Field::Email label=t("email") form kind="email" autocomplete="username" />
                <button class="button primary wide">{t("forgot-send")}</button>
            </form>
            <p class="form-foot">
                <a href="/login">{t("forgot-back")}</a>
            </p>
        </AccountCard>
    }
    .into_any()
}

/// `/reset/{token}`; the link belongs to the account with this address.
#[component]
pub fn Reset(form: FormState, token: String, email: String) -> impl IntoView {
    let action = format!("/reset/{}", percent_encode(&token));
    view! {
        <AccountCard title=t("reset-title") lead=tr("reset-lead", args!["email" => email.as_str()])>
            <form class="stack" method="post" action=action novalidate>
                <FormNotice form=form.clone() />
                // For password managers, which keep a password under its account.
                <input type="email" name="email" value=email autocomplete="username" hidden />
                <TextField
                    field=Field::Password
                    label=t("password")
                    form
                    kind="password"
                    autocomplete="new-password"
                    hint=tr("password-hint", args!["min" => limits::PASSWORD_MIN])
                />
                <button class="button primary wide">{t("reset-save")}</button>
            </form>
        </AccountCard>
    }
}

/// For a link that is spent, too old, or mistyped.
#[component]
pub fn WrongLink() -> impl IntoView {
    view! {
        <AccountCard title=t("reset-title") lead=t("error-wrong-link")>
            <a href="/forgot" class="button primary wide">
                <Icon sign=Sign::Refresh />
                {t("reset-again")}
            </a>
        </AccountCard>
    }
}
