//! `/profile/email` and `/email/{token}`: another address for one's own account.

use leptos::prelude::*;
use talkspace_model::{Field, FormState};

use super::{
    Page, PageWidth,
    account::{AccountCard, percent_encode},
};
use crate::{
    app::use_viewer,
    args,
    i18n::{t, tr},
    ui::{FormNotice, TextField},
};

/// `/profile/email`; `mails` is whether this server sends letters at all.
#[component]
pub fn ChangeEmail(form: FormState, sent: bool, mails: bool) -> impl IntoView {
    let email = use_viewer().user.map(|user| user.email).unwrap_or_default();
    let back = view! {
        <a class="button quiet" href="/profile">
            {t("email-back")}
        </a>
    };
    let content = if sent {
        let lead = t(if mails { "email-sent" } else { "email-no-mail" });
        view! {
            <h1>{t("email-sent-title")}</h1>
            <p role="status">{lead}</p>
            <div class="settings-ways">{back}</div>
        }
        .into_any()
    } else {
        view! {
            <h1>{t("email-change")}</h1>
            <p class="muted">{tr("profile-email", args!["email" => email.as_str()])} " " {t("email-lead")}</p>
            <form class="stack" method="post" action="/profile/email" novalidate>
                <FormNotice form=form.clone() />
                <TextField
                    field=Field::Email
                    label=t("email-new")
                    form=form.clone()
                    kind="email"
                    autocomplete="email"
                />
                <TextField
                    field=Field::Password
                    label=t("password-current")
                    form
                    kind="password"
                    autocomplete="current-password"
                />
                <div class="settings-ways">
                    <button class="button primary">{t("forgot-send")}</button>
                    {back}
                </div>
            </form>
        }
        .into_any()
    };
    view! {
        <Page width=PageWidth::Narrow>
            <section class="card profile-card">{content}</section>
        </Page>
    }
}

/// `/email/{token}`: a button, because programs that look through mail follow links.
#[component]
pub fn ConfirmEmail(form: FormState, token: String, email: String) -> impl IntoView {
    let action = format!("/email/{}", percent_encode(&token));
    view! {
        <AccountCard title=t("email-confirm-title") lead=tr("email-confirm-lead", args!["email" => email.as_str()])>
            <form class="stack" method="post" action=action novalidate>
                <FormNotice form />
                <button class="button primary wide">{t("email-confirm")}</button>
            </form>
        </AccountCard>
    }
}

/// For a link that is spent, too old, or mistyped.
#[component]
pub fn WrongEmailLink() -> impl IntoView {
    view! {
        <AccountCard title=t("email-confirm-title") lead=t("error-wrong-link")>
            <a href="/profile/email" class="button primary wide">
                {t("email-change")}
            </a>
        </AccountCard>
    }
}
