//! `/profile`: the own name, the own data, and the end of the account.

use leptos::prelude::*;
use talkspace_model::{Field, FormState, Keep, Retention};

use super::{Page, PageWidth};
use crate::{
    args,
    i18n::{t, tr},
    ui::{FormNotice, TextField},
};

/// `retention` is what applies on this server.
#[component]
pub fn Profile(form: FormState, saved: bool, retention: Retention) -> impl IntoView {
    view! {
        <Page width=PageWidth::Narrow>
            <div class="page-head">
                <h1>{t("profile")}</h1>
                <p class="muted">{t("profile-lead")}</p>
            </div>
            {saved.then(|| view! { <p class="notice good" role="status">{t("profile-saved")}</p> })}
            <form class="card profile-card" method="post" action="/profile" novalidate>
                <FormNotice form=form.clone() />
                <TextField field=Field::Name label=t("name") form autocomplete="name" />
                <button class="button primary">{t("profile-save")}</button>
            </form>
            <section class="card profile-card" aria-labelledby="my-data">
                <h2 id="my-data">{t("my-data")}</h2>
                <p class="muted">{t("my-data-lead")}</p>
                <form method="post" action="/profile/data">
                    <button class="button quiet">{t("my-data-download")}</button>
                </form>
                <h3>{t("keeping")}</h3>
                <Keeping retention />
            </section>
            <section class="card profile-card" aria-labelledby="delete-account">
                <h2 id="delete-account">{t("delete-account")}</h2>
                <p class="muted">{t("delete-account-lead")}</p>
                <a class="button quiet" href="/profile/delete">
                    {t("delete-account")}
                </a>
            </section>
        </Page>
    }
}

#[component]
fn Keeping(retention: Retention) -> impl IntoView {
    let rule = |key: &str, keep: Keep| view! { <li>{tr(key, args!["days" => keep.days()])}</li> };
    view! {
        <ul class="profile-list muted">
            {rule("keeping-chat", retention.chat)}
            {rule("keeping-files", retention.files)}
            {rule("keeping-attendance", retention.attendance)}
        </ul>
    }
}

/// What comes of it, and the password once more.
#[component]
pub fn DeleteAccount(form: FormState) -> impl IntoView {
    let consequences = [
        "delete-account-signed-out",
        "delete-account-person",
        "delete-account-messages",
        "delete-account-hosted",
        "delete-account-attendance",
    ];
    view! {
        <Page width=PageWidth::Narrow>
            <section class="card profile-card">
                <h1>{t("delete-account")}</h1>
                <p>{t("delete-account-lead")}</p>
                <h2>{t("delete-account-then")}</h2>
                <ul class="profile-list">
                    {consequences.map(|key| view! { <li>{t(key)}</li> }).collect_view()}
                </ul>
                <form class="stack" method="post" action="/profile/delete" novalidate>
                    <FormNotice form=form.clone() />
                    <TextField
                        field=Field::Password
                        label=t("password")
                        form
                        kind="password"
                        autocomplete="current-password"
                    />
                    <div class="settings-ways">
                        <button class="button danger">{t("delete-account")}</button>
                        <a class="button quiet" href="/profile">
                            {t("delete-account-keep")}
                        </a>
                    </div>
                </form>
            </section>
        </Page>
    }
}
