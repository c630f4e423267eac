//! The document around every page, and what a page is. Pages are HTML that the server writes; the browser takes over the
//! room alone, so its program holds the room and nothing else.

use leptos::prelude::*;
use talkspace_model::{
    Email, FormState, Keep, MeetingCode, MeetingDoor, MeetingSettings, MeetingSummary, Preferences, Problem, Retention,
    Theme, Timestamp, Viewer,
    schedule::{PlannedDate, Upcoming},
};
use talkspace_server::{
    accounts::{Offer, SecondFactor, SignedInBrowser},
    history::Overview,
    meetings::MeetingSetup,
    records::{MeetingRecord, PublicKey},
    schedules::Plan,
};

use crate::{
    args,
    i18n::{Language, Words, t, tr},
    pages,
};

/// A page with everything it shows.
#[derive(Debug, Clone)]
pub enum Content {
    Landing,
    Register {
        form: FormState,
        next: Option<String>,
    },
    /// Nobody may open an account at present.
    RegisterClosed,
    Login {
        form: FormState,
        next: Option<String>,
    },
    Setup {
        form: FormState,
        token: String,
    },
    /// `mails`: this server sends letters.
    Forgot {
        form: FormState,
        sent: bool,
        mails: bool,
    },
    /// The link belongs to the account with this address.
    Reset {
        form: FormState,
        token: String,
        email: String,
    },
    WrongLink,
    Admin(pages::admin::AdminPage),
    /// It is there, but not for whoever asks.
    Forbidden,
    /// There is no administrator yet, but this is not the link that makes one.
    WrongSetupLink,
    Join {
        form: FormState,
    },
    Home {
        meetings: Vec<MeetingSummary>,
        upcoming: Vec<Upcoming>,
        personal: Option<MeetingSummary>,
        place: pages::upcoming::Place,
        /// The meeting that was just made.
        made: Option<String>,
        /// What was asked for a moment ago did not work.
        problem: Option<Problem>,
    },
    History {
        overview: Overview,
        /// For how long attendance is kept.
        kept: Keep,
    },
    Profile {
        form: FormState,
        done: Option<pages::profile::Done>,
        sessions: Vec<SignedInBrowser>,
        retention: Retention,
        preferences: Preferences,
    },
    ChangeEmail {
        form: FormState,
        sent: bool,
        mails: bool,
    },
    ConfirmEmail {
        form: FormState,
        token: String,
        email: String,
    },
    WrongEmailLink,
    SignInCode {
        form: FormState,
        token: String,
        next: Option<String>,
        /// A second factor is set up with it.
        offer: Option<Offer>,
    },
    /// Somebody may open an account, with this address only or with any.
    Invited {
        form: FormState,
        token: String,
        email: Option<Email>,
    },
    /// The link has run out, or is none.
    WrongInvitation,
    /// Just made, with spaces between; shown this once to somebody who has signed in by setting up a second factor.
    RecoveryCodes {
        codes: String,
        next: Option<String>,
    },
    /// `demanded`: it cannot be taken away.
    SecondFactor {
        form: FormState,
        factor: SecondFactor,
        demanded: bool,
    },
    DeleteAccount {
        form: FormState,
    },
    Meeting {
        door: MeetingDoor,
    },
    /// `settings` are those that the fields show: the meeting's, or what was refused.
    Settings {
        setup: MeetingSetup,
        settings: MeetingSettings,
        form: FormState,
        saved: bool,
    },
    Record {
        meeting: MeetingRecord,
        view: pages::record::View,
        percent: Option<u32>,
    },
    /// `key` is the one that this server signs with.
    Verify {
        key: PublicKey,
    },
    /// `typed` says that a person has seen the values before.
    Schedule {
        planned: pages::schedule::Planned,
        form: FormState,
        typed: bool,
    },
    /// Of one date or, without one, of all.
    Cancel {
        plan: Plan,
        date: Option<PlannedDate>,
        form: FormState,
    },
    Invitation {
        plan: Plan,
        done: Option<pages::invitation::Done>,
        post: pages::invitation::Post,
        now: Timestamp,
    },
    /// One answer for no such meeting, ended, and not yours to know.
    NoSuchMeeting {
        /// What stood in the address in place of a code.
        typed: String,
    },
    NotFound,
    /// Asked too often.
    TooMany,
    /// The server is too busy or failed.
    Unavailable,
}

/// What every part of a page may ask.
#[derive(Debug, Clone)]
pub struct PageData {
    pub viewer: Viewer,
    pub languages: Vec<Language>,
    /// The site's address as people type it, without a slash at the end; invitations begin with it.
    pub public_url: String,
    /// Path and query of the page.
    pub path: String,
    /// The one that was chosen; otherwise the browser's own.
    pub theme: Option<Theme>,
}

/// Addresses of the front end's files, for the page's head.
#[derive(Debug, Clone, Default)]
pub struct FrontEnd {
    pub js: String,
    pub wasm: String,
    pub css: String,
    /// The program of the pages around a meeting's record.
    pub record_js: String,
    pub record_wasm: String,
    /// The text of the page's language.
    pub words: String,
    /// The English text, when the page's language does not say everything yet.
    pub english: Option<String>,
}

/// Who looks at the page.
pub fn use_viewer() -> Viewer {
    expect_context::<PageData>().viewer
}

/// The languages to choose from.
pub fn use_languages() -> Vec<Language> {
    expect_context::<PageData>().languages
}

/// Path and query of the page.
pub fn use_path() -> String {
    expect_context::<PageData>().path
}

/// The invitation link of a meeting.
pub fn invitation(code: &MeetingCode) -> String {
    format!("{}/m/{code}", expect_context::<PageData>().public_url)
}

/// The whole document.
pub fn document(content: Content) -> impl IntoView {
    // Nothing of it is hydrated, so it needs no marks for that.
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(false);
    }
    let words = expect_context::<Words>();
    let front = expect_context::<FrontEnd>();
    let language = words.language().to_owned();
    let theme = expect_context::<PageData>().theme.map(Theme::as_str);
    view! {
        <!DOCTYPE html>
        <html lang=language.clone() dir=words.direction() data-theme=theme>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
                <meta name="color-scheme" content=theme.unwrap_or("light dark") />
                // As text the renderer would end it with a mark of its own, which a title cannot have.
                <title inner_html=escaped(&title(&content))></title>
                <link rel="icon" type="image/svg+xml" href="/favicon.svg" />
                <link rel="stylesheet" href=front.css.clone() />
                {has_record(&content).then(|| view! { <RecordLoader front=front.clone() /> })}
                <Loader front language=language.clone() at_once=is_alive(&content) />
            </head>
            <body>{page(content)}</body>
        </html>
    }
}

/// Whether the page shows something that only the browser's program knows: devices, the time zone.
fn is_alive(content: &Content) -> bool {
    matches!(
        content,
        Content::Meeting { .. }
            | Content::Home { .. }
            | Content::History { .. }
            | Content::Record { .. }
            | Content::Schedule { .. }
            | Content::Admin(_)
            | Content::Profile { .. }
    )
}

/// Whether the page is one of those around a meeting's record.
fn has_record(content: &Content) -> bool {
    matches!(content, Content::Record { .. } | Content::Verify { .. })
}

/// Starts the small program that only those pages have.
#[component]
fn RecordLoader(front: FrontEnd) -> impl IntoView {
    let FrontEnd { record_js, record_wasm, .. } = front;
    let script =
        format!("const record=await import({record_js:?});await record.default({{module_or_path:{record_wasm:?}}})");
    view! {
        <link rel="modulepreload" href=record_js />
        <script type="module" nonce=leptos::nonce::use_nonce()>
            {script}
        </script>
    }
}

/// A meeting page says so when the program does not come.
const LOAD_NOW: &str = "start().catch(problem=>{const notice=document.getElementById('not-loaded');\
     if(notice)notice.hidden=false;throw problem})";
const LOAD_LATER: &str = "'requestIdleCallback' in self?requestIdleCallback(start):setTimeout(start)";

/// Fetches program and words side by side and starts the browser's half. Where the page is complete without, it waits
/// until the browser has nothing better to do.
#[component]
fn Loader(front: FrontEnd, language: String, at_once: bool) -> impl IntoView {
    let FrontEnd { js, wasm, words, english, .. } = front;
    let english = english.map_or_else(|| "undefined".to_owned(), |address| format!("text({address:?})"));
    let script = format!(
        "const text=address=>fetch(address).then(answer=>answer.text());\
         const start=async()=>{{\
         const words=[text({words:?}),{english}];\
         const site=await import({js:?});\
         await site.default({{module_or_path:{wasm:?}}});\
         site.hydrate({language:?},...await Promise.all(words))}};\
         {}",
        if at_once { LOAD_NOW } else { LOAD_LATER }
    );
    let preload = at_once.then(|| {
        view! {
            <link rel="modulepreload" href=js />
            <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous" />
            <link rel="preload" href=words r#as="fetch" r#type="text/plain" crossorigin="anonymous" />
        }
    });
    view! {
        {preload}
        <script type="module" nonce=leptos::nonce::use_nonce()>
            {script}
        </script>
    }
}

fn page(content: Content) -> AnyView {
    match content {
        Content::Landing => view! { <pages::Landing /> }.into_any(),
        Content::Register { form, next } => view! { <pages::Register form next /> }.into_any(),
        Content::RegisterClosed => view! { <pages::RegisterClosed /> }.into_any(),
        Content::Login { form, next } => view! { <pages::Login form next /> }.into_any(),
        Content::Forgot { form, sent, mails } => view! { <pages::Forgot form sent mails /> }.into_any(),
        Content::Reset { form, token, email } => view! { <pages::Reset form token email /> }.into_any(),
        Content::WrongLink => view! { <pages::WrongLink /> }.into_any(),
        Content::Admin(page) => view! { <pages::Admin page /> }.into_any(),
        Content::Forbidden => view! { <pages::Forbidden /> }.into_any(),
        Content::Setup { form, token } => view! { <pages::Setup form token /> }.into_any(),
        Content::WrongSetupLink => view! { <pages::WrongSetupLink /> }.into_any(),
        Content::Join { form } => view! { <pages::Join form /> }.into_any(),
        Content::Home { meetings, upcoming, personal, place, made, problem } => {
            view! { <pages::Home meetings upcoming personal place made problem /> }.into_any()
        }
        Content::Schedule { planned, form, typed } => view! { <pages::ScheduleForm planned form typed /> }.into_any(),
        Content::Cancel { plan, date, form } => view! { <pages::Cancel plan date form /> }.into_any(),
        Content::Invitation { plan, done, post, now } => view! { <pages::Invitation plan done post now /> }.into_any(),
        Content::History { overview, kept } => view! { <pages::History overview kept /> }.into_any(),
        Content::Profile { form, done, sessions, retention, preferences } => {
            view! { <pages::Profile form done sessions retention preferences /> }.into_any()
        }
        Content::ChangeEmail { form, sent, mails } => view! { <pages::ChangeEmail form sent mails /> }.into_any(),
        Content::ConfirmEmail { form, token, email } => view! { <pages::ConfirmEmail form token email /> }.into_any(),
        Content::WrongEmailLink => view! { <pages::WrongEmailLink /> }.into_any(),
        Content::SignInCode { form, token, next, offer } => {
            view! { <pages::SignInCode form token next offer /> }.into_any()
        }
        Content::Invited { form, token, email } => view! { <pages::Invited form token email /> }.into_any(),
        Content::WrongInvitation => view! { <pages::WrongInvitation /> }.into_any(),
        Content::RecoveryCodes { codes, next } => view! { <pages::RecoveryCodes codes next /> }.into_any(),
        Content::SecondFactor { form, factor, demanded } => {
            view! { <pages::SecondFactorPage form factor demanded /> }.into_any()
        }
        Content::DeleteAccount { form } => view! { <pages::DeleteAccount form /> }.into_any(),
        Content::Meeting { door } => {
            let invitation = invitation(&door.code);
            view! { <pages::Meeting door invitation /> }.into_any()
        }
        Content::Settings { setup, settings, form, saved } => {
            view! { <pages::Settings setup settings form saved /> }.into_any()
        }
        Content::Record { meeting, view, percent } => view! { <pages::Record meeting view percent /> }.into_any(),
        Content::Verify { key } => view! { <pages::Verify key=key.to_string() /> }.into_any(),
        Content::NoSuchMeeting { typed } => view! { <pages::NoSuchMeeting typed /> }.into_any(),
        Content::NotFound => view! { <pages::NotFound /> }.into_any(),
        Content::TooMany => view! { <pages::TooMany /> }.into_any(),
        Content::Unavailable => view! { <pages::Unavailable /> }.into_any(),
    }
}

/// Text of an element that holds nothing but text.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// The document's title.
fn title(content: &Content) -> String {
    let title = match content {
        Content::Landing => t("landing-page-title"),
        Content::Register { .. } => t("create-account"),
        Content::RegisterClosed => t("register-closed-title"),
        Content::Login { .. } => t("sign-in"),
        Content::Setup { .. } | Content::WrongSetupLink => t("setup-title"),
        Content::Forgot { .. } => t("forgot-title"),
        Content::Reset { .. } | Content::WrongLink => t("reset-title"),
        Content::Admin(page) => page.title(),
        Content::Forbidden => t("forbidden-title"),
        Content::Join { .. } => t("join-title"),
        Content::Home { .. } => t("home"),
        Content::History { .. } => t("history"),
        Content::Profile { .. } => t("profile"),
        Content::ChangeEmail { .. } => t("email-change"),
        Content::ConfirmEmail { .. } | Content::WrongEmailLink => t("email-confirm-title"),
        Content::SignInCode { offer: None, .. } => t("code-title"),
        Content::SignInCode { offer: Some(_), .. } => t("second-factor-due"),
        Content::Invited { .. } => t("create-account"),
        Content::WrongInvitation => t("invitation-wrong-title"),
        Content::RecoveryCodes { .. } => t("recovery-codes"),
        Content::SecondFactor { .. } => t("second-factor"),
        Content::DeleteAccount { .. } => t("delete-account"),
        Content::Meeting { door } => door.title.clone(),
        Content::Schedule { planned, .. } => planned.heading(),
        Content::Cancel { plan, .. } => tr("cancel-title", args!["title" => plan.setup.title.as_str()]),
        Content::Invitation { plan, .. } => tr("invitation-of", args!["title" => plan.setup.title.as_str()]),
        Content::Settings { setup, .. } => tr("settings-of", args!["title" => setup.title.as_str()]),
        Content::Record { meeting, .. } => tr("record-of", args!["title" => meeting.title.as_str()]),
        Content::Verify { .. } => t("verify-title"),
        Content::NoSuchMeeting { .. } => t("no-meeting-title"),
        Content::NotFound => t("not-found-title"),
        Content::TooMany => t("too-many-title"),
        Content::Unavailable => t("unavailable-title"),
    };
    format!("{title} · {}", t("app-name"))
}
