//! `/profile`: the own name and password, the browsers that are signed in, the own data, and the end of the account.

use leptos::prelude::*;
use talkspace_model::{Field, FormState, Keep, Preferences, Retention, Theme, limits};
use talkspace_server::accounts::SignedInBrowser;

use super::{Page, PageWidth, fields::SelectField};
use crate::{
    app::{use_languages, use_viewer},
    args,
    i18n::{t, tr},
    ui::{FormNotice, Moment, MomentStyle, TextField},
};

/// Names the session that a form ends; without it all others are meant.
pub const SESSION: &str = "session";

/// The names of the choices about pages.
pub const LANGUAGE: &str = "language";
pub const THEME: &str = "theme";

/// What was just done; the words are parameters of the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    Saved,
    Email,
    Changed,
    Ended,
}

impl Done {
    pub const ALL: [Done; 4] = [Done::Saved, Done::Email, Done::Changed, Done::Ended];

    pub fn as_str(self) -> &'static str {
        match self {
            Done::Saved => "saved",
            Done::Email => "email",
            Done::Changed => "changed",
            Done::Ended => "ended",
        }
    }

    fn words(self) -> String {
        match self {
            Done::Saved => t("profile-saved"),
            Done::Email => t("email-changed"),
            Done::Changed => t("password-changed"),
            Done::Ended => t("sessions-ended"),
        }
    }
}

/// `retention` is what applies on this server.
#[component]
pub fn Profile(
    form: FormState,
    done: Option<Done>,
    sessions: Vec<SignedInBrowser>,
    retention: Retention,
    preferences: Preferences,
) -> impl IntoView {
    let email = use_viewer().user.map(|user| user.email).unwrap_or_default();
    view! {
        <Page width=PageWidth::Narrow>
            <div class="page-head">
                <h1>{t("profile")}</h1>
                <p class="muted">{t("profile-lead")}</p>
            </div>
            {done.map(|done| view! { <p class="notice good" role="status">{done.words()}</p> })}
            <FormNotice form=form.clone() />
            <form class="card profile-card" method="post" action="/profile" novalidate>
                <p class="muted">
                    {tr("profile-email", args!["email" => email.as_str()])} " "
                    <a href="/profile/email">{t("email-change")}</a>
                </p>
                <TextField field=Field::Name label=t("name") form=form.clone() autocomplete="name" />
                <button class="button primary">{t("profile-save")}</button>
            </form>
            <Look preferences />
            <NewPassword form email />
            <section class="card profile-card" aria-labelledby="second-factor">
                <h2 id="second-factor">{t("second-factor")}</h2>
                <p class="muted">{t("second-factor-lead")}</p>
                <a class="button quiet" href="/profile/second-factor">
                    {t("second-factor-see")}
                </a>
            </section>
            <Sessions sessions />
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

/// Language and theme, in every browser.
#[component]
fn Look(preferences: Preferences) -> impl IntoView {
    let languages = use_languages().into_iter().map(|language| (language.code, language.name));
    let themes =
        Theme::ALL.map(|theme| (theme.as_str().to_owned(), tr("theme-name", args!["theme" => theme.as_str()])));
    let browsers = |key: &str| std::iter::once((String::new(), t(key)));
    let chosen = [(LANGUAGE, preferences.language), (THEME, preferences.theme.map(|theme| theme.as_str().to_owned()))];
    let values = chosen.into_iter().map(|(name, word)| (name.to_owned(), word.unwrap_or_default())).collect();
    let form = FormState { values, ..FormState::default() };
    view! {
        <form class="card profile-card" method="post" action="/profile/preferences" aria-labelledby="look-title">
            <h2 id="look-title">{t("look")}</h2>
            <SelectField
                name=LANGUAGE
                label=t("language")
                form=form.clone()
                choices=browsers("language-of-browser").chain(languages).collect()
            />
            <SelectField name=THEME label=t("theme") form choices=browsers("theme-of-system").chain(themes).collect() />
            <button class="button primary">{t("look-save")}</button>
        </form>
    }
}

#[component]
fn NewPassword(form: FormState, email: String) -> impl IntoView {
    view! {
        <form
            class="card profile-card"
            method="post"
            action="/profile/password"
            aria-labelledby="new-password-title"
            novalidate
        >
            <h2 id="new-password-title">{t("password-change")}</h2>
            <p class="muted">{t("password-change-lead")}</p>
            // For password managers, which keep a password under its account.
            <input type="email" name="email" value=email autocomplete="username" hidden />
            <TextField
                field=Field::Password
                label=t("password-current")
                form=form.clone()
                kind="password"
                autocomplete="current-password"
            />
            <TextField
                field=Field::NewPassword
                label=t("password-new")
                form
                kind="password"
                autocomplete="new-password"
                hint=tr("password-hint", args!["min" => limits::PASSWORD_MIN])
            />
            <button class="button primary">{t("password-change")}</button>
        </form>
    }
}

#[component]
fn Sessions(sessions: Vec<SignedInBrowser>) -> impl IntoView {
    let others = sessions.iter().any(|browser| !browser.this);
    let row = |SignedInBrowser { session, this }: SignedInBrowser| {
        let device = device_words(&session.device);
        let end = tr("session-end-named", args!["device" => device.as_str()]);
        view! {
            <li class="session" data-browser-session=if this { "this" } else { "other" }>
                <div>
                    <p class="session-device">
                        {device} {this.then(|| view! { " " <span class="pill live">{t("session-this")}</span> })}
                    </p>
                    <p class="muted">
                        {t("session-last")} " " <Moment at=session.last_used style=MomentStyle::DateTime /> " · "
                        {session.address}
                    </p>
                </div>
                {(!this)
                    .then(|| {
                        view! {
                            <form method="post" action="/profile/sessions">
                                <input type="hidden" name=SESSION value=session.token_hash />
                                <button class="button quiet" aria-label=end>{t("session-end")}</button>
                            </form>
                        }
                    })}
            </li>
        }
    };
    view! {
        <section class="card profile-card" aria-labelledby="sessions-title">
            <h2 id="sessions-title">{t("sessions")}</h2>
            <p class="muted">{t("sessions-lead")}</p>
            <ul class="sessions">{sessions.into_iter().map(row).collect_view()}</ul>
            {others
                .then(|| {
                    view! {
                        <form method="post" action="/profile/sessions">
                            <button class="button quiet">{t("sessions-end-others")}</button>
                        </form>
                    }
                })}
        </section>
    }
}

/// `Firefox on Linux`, as far as what the browser calls itself tells.
fn device_words(agent: &str) -> String {
    // Each names those before it, too, to be served as they are.
    const BROWSERS: [(&str, &str); 5] =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    const SYSTEMS: [(&str, &str); 7] = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("CrOS", "ChromeOS"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ];
    let known = |names: &[(&str, &'static str)]| {
        names
            .iter()
            .find(|(mark, _)| agent.contains(mark))
            .map_or_else(|| t("session-unknown"), |(_, name)| (*name).to_owned())
    };
    tr("session-device", args!["browser" => known(&BROWSERS), "system" => known(&SYSTEMS)])
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
