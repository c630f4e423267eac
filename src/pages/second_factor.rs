//! `/login/code/{token}` and `/profile/second-factor`: a code from a telephone beside the password.

use leptos::prelude::*;
use talkspace_model::{Field, FormState};
use talkspace_server::{
    accounts::{Offer, SecondFactor},
    schedules::qr,
};

use super::{
    Page, PageWidth,
    account::{AccountCard, percent_encode, with_next},
};
use crate::{
    args,
    i18n::{t, tr},
    ui::{CopyButton, FormNotice, TextField},
};

/// Names what a form does, by a word of [`Step`].
pub const STEP: &str = "step";
/// Among a form's values, the recovery codes that were just made, with spaces between.
pub const CODES: &str = "recovery_codes";

/// What can be done about the second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Begin,
    Confirm,
    NewCodes,
    Remove,
}

impl Step {
    pub const ALL: [Step; 4] = [Step::Begin, Step::Confirm, Step::NewCodes, Step::Remove];

    pub fn as_str(self) -> &'static str {
        match self {
            Step::Begin => "begin",
            Step::Confirm => "confirm",
            Step::NewCodes => "codes",
            Step::Remove => "remove",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.as_str() == word)
    }
}

/// `/login/code/{token}`; `next` is where to go afterwards. With an `offer` a second factor is set up first.
#[component]
pub fn SignInCode(form: FormState, token: String, next: Option<String>, offer: Option<Offer>) -> impl IntoView {
    let action = with_next(&format!("/login/code/{}", percent_encode(&token)), next.as_deref());
    let (title, lead) = match offer {
        None => (t("code-title"), t("code-lead")),
        Some(_) => (t("second-factor-due"), t("second-factor-due-lead")),
    };
    let hint = t(if offer.is_some() { "second-factor-first-code" } else { "code-recovery-hint" });
    view! {
        <AccountCard title lead>
            {offer.map(|offer| view! { <Show offer /> })}
            <form class="stack" method="post" action=action novalidate>
                <FormNotice form=form.clone() />
                <OneTimeCode form hint />
                <button class="button primary wide">{t("sign-in")}</button>
            </form>
            <p class="form-foot">
                <a href=with_next("/login", next.as_deref())>{t("forgot-back")}</a>
            </p>
        </AccountCard>
    }
}

/// The recovery codes of somebody who has signed in by setting up a second factor.
#[component]
pub fn RecoveryCodes(codes: String, next: Option<String>) -> impl IntoView {
    view! {
        <AccountCard title=t("recovery-codes") lead=t("recovery-codes-lead")>
            <CodeList codes />
            <a class="button primary wide" href=next.unwrap_or_else(|| "/home".to_owned())>
                {t("recovery-codes-kept")}
            </a>
        </AccountCard>
    }
}

#[component]
fn OneTimeCode(form: FormState, #[prop(optional, into)] hint: String) -> impl IntoView {
    view! {
        <TextField field=Field::OneTimeCode label=t("code") form autocomplete="one-time-code" hint=hint />
    }
}

/// `/profile/second-factor`; one that is `demanded` cannot be taken away.
#[component]
pub fn SecondFactorPage(form: FormState, factor: SecondFactor, demanded: bool) -> impl IntoView {
    let codes = form.values.get(CODES).cloned();
    let content = match (codes, factor) {
        (Some(codes), _) => view! { <NewCodes codes /> }.into_any(),
        (None, SecondFactor::Off) => view! { <Off form /> }.into_any(),
        (None, SecondFactor::Begun(offer)) => view! { <Begun form offer /> }.into_any(),
        (None, SecondFactor::On { codes_left }) => view! { <On form codes_left demanded /> }.into_any(),
    };
    view! {
        <Page width=PageWidth::Narrow>
            <section class="card profile-card">
                <h1>{t("second-factor")}</h1>
                {content}
            </section>
        </Page>
    }
}

#[component]
fn Ways(children: Children) -> impl IntoView {
    view! {
        <div class="settings-ways">
            {children()}
            <a class="button quiet" href="/profile">
                {t("email-back")}
            </a>
        </div>
    }
}

#[component]
fn Off(form: FormState) -> impl IntoView {
    view! {
        <p class="muted">{t("second-factor-lead")}</p>
        <form class="stack" method="post" action="/profile/second-factor" novalidate>
            <FormNotice form=form.clone() />
            <CurrentPassword form />
            <Ways>
                <button class="button primary" name=STEP value=Step::Begin.as_str()>
                    {t("second-factor-begin")}
                </button>
            </Ways>
        </form>
    }
}

/// What the telephone has to know: to be scanned, or typed.
#[component]
fn Show(offer: Offer) -> impl IntoView {
    let code = qr::outline(&offer.link).map(|(size, outline)| {
        view! {
            <svg
                class="invitation-code"
                viewBox=format!("0 0 {size} {size}")
                role="img"
                aria-label=t("second-factor-qr")
            >
                <rect width=size height=size fill="#fff" />
                <path d=outline fill="#000" shape-rendering="crispEdges" />
            </svg>
        }
    });
    view! {
        <p>{t("second-factor-scan")}</p>
        {code}
        <p class="muted">{t("second-factor-type")}</p>
        <p class="code secret" data-secret>{in_fours(&offer.secret)}</p>
    }
}

/// As it is easily typed; authenticators leave the spaces out.
fn in_fours(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[component]
fn Begun(form: FormState, offer: Offer) -> impl IntoView {
    view! {
        <Show offer />
        <form class="stack" method="post" action="/profile/second-factor" novalidate>
            <FormNotice form=form.clone() />
            <OneTimeCode form hint=t("second-factor-first-code") />
            <Ways>
                <button class="button primary" name=STEP value=Step::Confirm.as_str()>
                    {t("second-factor-confirm")}
                </button>
            </Ways>
        </form>
    }
}

/// They are shown this once.
#[component]
fn NewCodes(codes: String) -> impl IntoView {
    view! {
        <p class="notice good" role="status">{t("second-factor-is-on")}</p>
        <h2>{t("recovery-codes")}</h2>
        <p class="muted">{t("recovery-codes-lead")}</p>
        <CodeList codes />
        <a class="button quiet" href="/profile">
            {t("email-back")}
        </a>
    }
}

#[component]
fn CodeList(codes: String) -> impl IntoView {
    let each: Vec<String> = codes.split(' ').map(str::to_owned).collect();
    view! {
        <ul class="recovery-codes" data-recovery-codes>
            {each.iter().map(|code| view! { <li class="code">{code.clone()}</li> }).collect_view()}
        </ul>
        <CopyButton text=each.join("\n") label=t("recovery-codes-copy") />
    }
}

#[component]
fn On(form: FormState, codes_left: u32, demanded: bool) -> impl IntoView {
    let remove = (!demanded).then(|| {
        view! {
            <button class="button danger" name=STEP value=Step::Remove.as_str()>
                {t("second-factor-remove")}
            </button>
        }
    });
    view! {
        <p>{t("second-factor-is-on")} " " {tr("recovery-codes-left", args!["count" => codes_left])}</p>
        {demanded.then(|| view! { <p class="muted">{t("error-second-factor-demanded")}</p> })}
        <form class="stack" method="post" action="/profile/second-factor" novalidate>
            <FormNotice form=form.clone() />
            <CurrentPassword form />
            <Ways>
                <button class="button quiet" name=STEP value=Step::NewCodes.as_str()>
                    {t("recovery-codes-new")}
                </button>
                {remove}
            </Ways>
        </form>
    }
}

#[component]
fn CurrentPassword(form: FormState) -> impl IntoView {
    view! {
        <TextField
            field=Field::Password
            label=t("password-current")
            form
            kind="password"
            autocomplete="current-password"
        />
    }
}
