//! Rendering pages: who looks, in which language, and whether they may.

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header, request::Parts},
    response::{IntoResponse as _, Redirect, Response},
};
use leptos::{nonce::use_nonce, prelude::*};
use talkspace_model::{
    ApiError, Field, FieldError, FormState, MeetingCode, MeetingId, OccurrenceId, Problem, RegistrationPolicy,
    Retention, Theme, Viewer, ViewerUser,
};
use talkspace_server::{
    accounts::SecondHalf,
    history::{Asked, Calendar},
    http::Visitor,
    records,
    schedules::{
        Refusal,
        zones::{self, Zone},
    },
};

use super::{
    Asker, Web, admin,
    exports::export_of,
    plans::{self, plan_page},
};
use crate::{
    app::{Content, PageData, document},
    args, forms,
    i18n::{Words, provide_words},
    pages::{
        self, percent_encode,
        record::{self, View},
        second_factor::CODES,
        upcoming::Place,
    },
};

/// Pages that somebody has to be signed in for.
const MEMBERS: [&str; 9] = [
    "/home",
    "/history",
    "/profile",
    "/profile/password",
    "/profile/sessions",
    "/profile/preferences",
    "/profile/email",
    "/profile/second-factor",
    "/profile/delete",
];
/// How somebody wants the pages.
pub const LANGUAGE_COOKIE: &str = "lang";
pub const THEME_COOKIE: &str = "theme";
/// Pages that mean nothing to somebody who is signed in.
const STRANGERS: [&str; 2] = ["/login", "/register"];

/// How many of their own meetings people see at home.
const RECENT: u32 = 20;

/// What a page is told about whoever asks for it.
pub(super) struct Here {
    pub(super) words: Words,
    /// The person's time zone, if their browser has told it.
    pub(super) zone: Option<Zone>,
}

/// A form to show again, on the page that it was posted to.
#[derive(Debug, Clone)]
pub struct Refused {
    pub form: FormState,
}

impl Here {
    pub(super) fn of(web: &Web, headers: &HeaderMap) -> Self {
        Self { words: words(web, headers), zone: plans::zone_in(cookie(headers, "zone")) }
    }
}

/// The page at the request's address, or where to go instead.
pub async fn render(web: &Web, request: Request, refused: Option<Refused>) -> Response {
    let (parts, _) = request.into_parts();
    let visitor = web.app.visitor(&parts);
    let Ok(viewer) = web.app.accounts.viewer_of(&visitor).await else {
        let viewer = Viewer { user: None, registration: RegistrationPolicy::Closed };
        return draw(web, parts, viewer, Content::Unavailable, StatusCode::SERVICE_UNAVAILABLE).await;
    };
    if let Some(elsewhere) = elsewhere(&parts.uri, &viewer, refused.is_some()) {
        return Redirect::to(&elsewhere).into_response();
    }
    let wrong = refused.as_ref().filter(|refused| !refused.form.errors.is_empty());
    let refused_status = wrong.map(|refused| status_of(&refused.form));
    let asker = Asker { app: web.app.clone(), visitor, viewer };
    let here = Here::of(web, &parts.headers);
    let content = content(&asker, &parts.uri, refused, &here).await;
    let device = device(web, &content, &asker.visitor);
    let usual = usual_status(&content);
    // A form that leads nowhere is not merely filled in wrongly.
    let status = refused_status.filter(|_| usual == StatusCode::OK).unwrap_or(usual);
    let mut response = draw(web, parts, asker.viewer, content, status).await;
    if let Some(cookie) = device {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

async fn draw(web: &Web, parts: Parts, viewer: Viewer, content: Content, status: StatusCode) -> Response {
    let words = words(web, &parts.headers);
    let front = web.site.front_end(words.language());
    let data = PageData {
        viewer,
        languages: web.site.locales.languages(),
        public_url: web.app.config.public_url().to_string(),
        theme: cookie(&parts.headers, THEME_COOKIE).and_then(Theme::parse),
        path: parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
    };
    let context = move || {
        provide_words(words.clone());
        provide_context(front.clone());
        provide_context(data.clone());
        set_page_headers(status);
    };
    let handler = leptos_axum::render_app_async_with_context(context, move || document(content.clone()));
    handler(Request::from_parts(parts, Body::empty())).await
}

/// What the page at an address shows to this visitor.
async fn content(asker: &Asker, uri: &Uri, refused: Option<Refused>, here: &Here) -> Content {
    let form = refused.map(|Refused { form }| form).unwrap_or_default();
    let path = uri.path();
    match (path, &asker.viewer.user) {
        ("/", _) => Content::Landing,
        ("/register", _) => match asker.viewer.registration {
            RegistrationPolicy::Open => Content::Register { form, next: next_of(uri) },
            RegistrationPolicy::Invite | RegistrationPolicy::Closed => Content::RegisterClosed,
        },
        ("/login", _) => Content::Login { form, next: next_of(uri) },
        ("/forgot", _) => {
            Content::Forgot { form, sent: query(uri, "sent").is_some(), mails: !asker.app.mail.is_filed() }
        }
        (path, _) if let Some(token) = path.strip_prefix("/reset/") => reset(asker, form, token).await,
        (path, _) if let Some(token) = path.strip_prefix("/email/") => confirm_email(asker, form, token).await,
        (path, None) if let Some(token) = path.strip_prefix("/login/code/") => {
            sign_in_code(asker, form, token, uri).await
        }
        (path, None) if let Some(token) = path.strip_prefix("/invited/") => invited(asker, form, token).await,
        ("/setup", _) => set_up(asker, form, query(uri, "token").unwrap_or_default()),
        ("/join", _) => Content::Join { form },
        ("/home", Some(user)) => home(asker, user, uri, here).await,
        ("/history", Some(user)) => history(asker, user, uri, here).await,
        (path, Some(user)) if admin::is_admin(path) => admin::content(asker, user, uri, form).await,
        ("/verify", _) => Content::Verify { key: asker.app.records.public_key() },
        (path, Some(user)) if record_of(path).is_some() => record(asker, user, uri).await,
        // A refused form shows the whole profile again.
        ("/profile" | "/profile/password" | "/profile/sessions" | "/profile/preferences", Some(user)) => {
            profile(asker, user, uri, form).await
        }
        ("/profile/email", Some(_)) => {
            Content::ChangeEmail { form, sent: query(uri, "sent").is_some(), mails: !asker.app.mail.is_filed() }
        }
        ("/profile/second-factor", Some(user)) => second_factor(asker, user, form).await,
        ("/profile/delete", Some(_)) => Content::DeleteAccount { form },
        (path, Some(user)) if settings_of(path).is_some() => settings(asker, user, uri, form).await,
        (path, Some(user)) if let Some(page) = plan_page(path) => {
            plans::content(asker, user, (page, uri), form, here).await.unwrap_or_else(instead_of_plan)
        }
        _ => match path.strip_prefix("/m/") {
            Some(typed) => door(asker, typed).await,
            None => Content::NotFound,
        },
    }
}

/// A link that is not the one of the log is told before anybody fills in the form.
fn set_up(asker: &Asker, form: FormState, token: String) -> Content {
    match asker.app.accounts.is_setup_token(&token) {
        None => Content::NotFound,
        Some(true) => Content::Setup { form, token },
        Some(false) => Content::WrongSetupLink,
    }
}

async fn reset(asker: &Asker, form: FormState, token: &str) -> Content {
    match asker.app.accounts.owner_of_link(token).await {
        Ok(Some(owner)) => Content::Reset { form, token: token.to_owned(), email: owner.email.as_str().to_owned() },
        Ok(None) => Content::WrongLink,
        Err(_) => Content::Unavailable,
    }
}

/// Whoever looked for the telephone for too long begins again.
async fn sign_in_code(asker: &Asker, form: FormState, token: &str, uri: &Uri) -> Content {
    let (next, token) = (next_of(uri), token.to_owned());
    if let Some(codes) = form.values.get(CODES).cloned() {
        return Content::RecoveryCodes { codes, next };
    }
    match asker.app.accounts.second_half(&token).await {
        Ok(Some(SecondHalf::Code)) => Content::SignInCode { form, token, next, offer: None },
        Ok(Some(SecondHalf::SetUp(offer))) => Content::SignInCode { form, token, next, offer: Some(offer) },
        Ok(None) => {
            let again = FieldError::new(Field::Form, Problem::SignInAgain);
            Content::Login { form: FormState { errors: vec![again], ..FormState::default() }, next }
        }
        Err(error) => instead(&error),
    }
}

async fn second_factor(asker: &Asker, user: &ViewerUser, form: FormState) -> Content {
    let Ok(email) = user.email.parse() else { return Content::NotFound };
    match asker.app.accounts.second_factor(&user.id, &email).await {
        Ok(factor) => {
            let demanded = asker.app.accounts.rules().get().demands_second_factor(user.role);
            Content::SecondFactor { form, factor, demanded }
        }
        Err(error) => instead(&error),
    }
}

async fn invited(asker: &Asker, form: FormState, token: &str) -> Content {
    match asker.app.accounts.invitation(token).await {
        Ok(Some(invitation)) => Content::Invited { form, token: token.to_owned(), email: invitation.email },
        Ok(None) => Content::WrongInvitation,
        Err(error) => instead(&error),
    }
}

async fn confirm_email(asker: &Asker, form: FormState, token: &str) -> Content {
    match asker.app.accounts.email_of_link(token).await {
        Ok(Some(email)) => Content::ConfirmEmail { form, token: token.to_owned(), email: email.as_str().to_owned() },
        Ok(None) => Content::WrongEmailLink,
        Err(_) => Content::Unavailable,
    }
}

async fn home(asker: &Asker, user: &ViewerUser, uri: &Uri, here: &Here) -> Content {
    let app = &asker.app;
    let title = here.words.text("personal-title-of", args!["name" => user.name.as_str()]);
    // While nothing can be written, a room that is still to be made has to wait for another visit.
    let personal = app.meetings.personal(user, &title).await.ok();
    let (meetings, upcoming) = match (app.meetings.of_host(&user.id, RECENT).await, app.schedules.upcoming(user).await)
    {
        (Ok(meetings), Ok(upcoming)) => (meetings, upcoming),
        (Err(error), _) | (_, Err(error)) => return instead(&error),
    };
    let (zone, own) = match &here.zone {
        Some(zone) => (zone.clone(), true),
        None => (zones::of_this_machine(), false),
    };
    let place = Place { zone, own, now: app.schedules.now() };
    Content::Home { meetings, upcoming, personal, place, made: query(uri, "new"), problem: home_problem(uri) }
}

/// What went wrong with a form that has no page of its own: a new meeting, signing out.
fn home_problem(uri: &Uri) -> Option<Problem> {
    let wait = query(uri, "wait").and_then(|seconds| seconds.parse().ok());
    let failed = || query(uri, "failed").map(|_| Problem::Unavailable);
    wait.map(|retry_after_secs| Problem::TooManyTries { retry_after_secs }).or_else(failed)
}

async fn history(asker: &Asker, user: &ViewerUser, uri: &Uri, here: &Here) -> Content {
    let asked = Asked::read(|name| query(uri, name), Calendar::of(here.zone.as_ref()));
    let told = async { Ok((asker.app.history.overview(&user.id, asked).await?, retention(asker).await?)) };
    match told.await {
        Ok((overview, retention)) => Content::History { overview, kept: retention.attendance },
        Err(error) => instead(&error),
    }
}

async fn profile(asker: &Asker, user: &ViewerUser, uri: &Uri, mut form: FormState) -> Content {
    let done = pages::profile::Done::ALL.into_iter().find(|done| query(uri, done.as_str()).is_some());
    let done = done.filter(|_| form.errors.is_empty());
    let sessions = match asker.app.accounts.sessions(&user.id, &asker.visitor).await {
        Ok(sessions) => sessions,
        Err(error) => return instead(&error),
    };
    form.values.entry(Field::Name.as_str().to_owned()).or_insert_with(|| user.name.clone());
    match tokio::try_join!(retention(asker), asker.app.accounts.preferences(&user.id)) {
        Ok((retention, preferences)) => Content::Profile { form, done, sessions, retention, preferences },
        Err(error) => instead(&error),
    }
}

/// How long things are kept on this server.
async fn retention(asker: &Asker) -> Result<Retention, ApiError> {
    let rules = asker.app.db.settings().retention(asker.app.config.retention).await;
    rules.map_err(|error| {
        tracing::error!(%error, "the rules for keeping could not be read");
        ApiError::Unavailable
    })
}

/// The meeting whose settings are at an address.
pub fn settings_of(path: &str) -> Option<MeetingId> {
    let id = path.strip_prefix("/meetings/")?.strip_suffix("/settings")?;
    (!id.contains('/')).then(|| MeetingId::new(id))
}

/// The meeting whose record is at an address.
fn record_of(path: &str) -> Option<MeetingId> {
    let id = path.strip_prefix("/meetings/")?;
    (!id.is_empty() && !id.contains('/')).then(|| MeetingId::new(id))
}

async fn record(asker: &Asker, user: &ViewerUser, uri: &Uri) -> Content {
    let Some(id) = record_of(uri.path()) else { return Content::NotFound };
    let service = &asker.app.records;
    let found = async {
        let meeting = service.meeting(&id, &user.id).await?;
        let percent = record::percent_of(query(uri, record::AT_LEAST).as_deref());
        let view = if query(uri, record::VIEW).as_deref() == Some(record::ROLL) {
            View::Roll(service.roll(&meeting, record::roll_percent(percent)).await?)
        } else {
            let run = query(uri, record::RUN).map(OccurrenceId::new);
            match meeting.find(run.as_ref())? {
                Some(seen) => {
                    let asked = records::Asked::new(query(uri, record::BEFORE), query(uri, record::FIND));
                    let (talk, run) =
                        tokio::try_join!(service.talk(&meeting, seen, asked), service.run(&meeting, seen))?;
                    View::Run { run: Box::new(run), talk: talk.map(Box::new), retention: retention(asker).await? }
                }
                None => View::Nothing,
            }
        };
        Ok(Content::Record { meeting, view, percent })
    };
    found.await.unwrap_or_else(|error: ApiError| instead(&error))
}

async fn settings(asker: &Asker, user: &ViewerUser, uri: &Uri, form: FormState) -> Content {
    let Some(id) = settings_of(uri.path()) else { return Content::NotFound };
    match asker.app.meetings.own(&id, &user.id).await {
        Ok(setup) => {
            let refused = !form.errors.is_empty();
            let settings = if refused { forms::settings_in(&form) } else { setup.settings };
            let mut form = form;
            form.values.entry(Field::Title.as_str().to_owned()).or_insert_with(|| setup.title.clone());
            let saved = !refused && query(uri, "saved").is_some();
            Content::Settings { setup, settings, form, saved }
        }
        Err(error) => instead(&error),
    }
}

async fn door(asker: &Asker, typed: &str) -> Content {
    // Whatever had to be encoded was hardly typed by hand.
    let mendable = Some(typed).filter(|typed| !typed.contains('%')).unwrap_or_default();
    let nowhere = || Content::NoSuchMeeting { typed: mendable.to_owned() };
    let Ok(code) = typed.parse() else { return nowhere() };
    match asker.app.meetings.door(&code, asker.viewer.user.as_ref(), &asker.visitor).await {
        Ok(door) => Content::Meeting { door },
        Err(ApiError::NotFound) => nowhere(),
        Err(error) => instead(&error),
    }
}

fn instead_of_plan(refusal: Refusal) -> Content {
    match refusal {
        Refusal::NotFound | Refusal::Invalid(_) => Content::NotFound,
        Refusal::Unavailable => Content::Unavailable,
    }
}

/// The page in place of one whose service refused.
pub(super) fn instead(error: &ApiError) -> Content {
    match error {
        ApiError::NotFound | ApiError::Forbidden | ApiError::NotSignedIn => Content::NotFound,
        ApiError::Invalid(FieldError { problem: Problem::TooManyTries { .. }, .. }) => Content::TooMany,
        ApiError::Invalid(_) | ApiError::Unreadable => Content::NotFound,
        ApiError::Unavailable => Content::Unavailable,
    }
}

fn usual_status(content: &Content) -> StatusCode {
    match content {
        Content::Landing
        | Content::Register { .. }
        | Content::RegisterClosed
        | Content::Login { .. }
        | Content::Forgot { .. }
        | Content::Reset { .. }
        | Content::WrongLink
        | Content::Admin(_)
        | Content::Setup { .. }
        | Content::WrongSetupLink
        | Content::Join { .. }
        | Content::Home { .. }
        | Content::History { .. }
        | Content::Profile { .. }
        | Content::ChangeEmail { .. }
        | Content::ConfirmEmail { .. }
        | Content::WrongEmailLink
        | Content::WrongInvitation
        | Content::SignInCode { .. }
        | Content::Invited { .. }
        | Content::RecoveryCodes { .. }
        | Content::SecondFactor { .. }
        | Content::DeleteAccount { .. }
        | Content::Meeting { .. }
        | Content::Settings { .. }
        | Content::Record { .. }
        | Content::Verify { .. }
        | Content::Schedule { .. }
        | Content::Cancel { .. }
        | Content::Invitation { .. } => StatusCode::OK,
        Content::Forbidden => StatusCode::FORBIDDEN,
        Content::NoSuchMeeting { .. } | Content::NotFound => StatusCode::NOT_FOUND,
        Content::TooMany => StatusCode::TOO_MANY_REQUESTS,
        Content::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// Whether somebody has to be signed in for a page.
fn is_members(path: &str) -> bool {
    MEMBERS.contains(&path)
        || admin::is_admin(path)
        || settings_of(path).is_some()
        || plan_page(path).is_some()
        || record_of(path).is_some()
        || export_of(path).is_some()
}

/// Where this visitor has to go instead, if anywhere.
fn elsewhere(uri: &Uri, viewer: &Viewer, refused: bool) -> Option<String> {
    let path = uri.path();
    if is_members(path) && viewer.user.is_none() {
        let back = uri.path_and_query().map_or(path, |whole| whole.as_str());
        return Some(format!("/login?next={}", percent_encode(back)));
    }
    let is_strangers =
        STRANGERS.contains(&path) || ["/invited/", "/login/code/"].iter().any(|page| path.starts_with(page));
    if is_strangers && viewer.user.is_some() && !refused {
        return Some(next_of(uri).unwrap_or_else(|| "/home".to_owned()));
    }
    canonical_meeting(path)
}

/// A meeting's address has one spelling.
fn canonical_meeting(path: &str) -> Option<String> {
    let typed = path.strip_prefix("/m/")?;
    let code: MeetingCode = typed.parse().ok()?;
    (code.as_str() != typed).then(|| format!("/m/{code}"))
}

/// Where the address says to go afterwards, if that is on this site.
pub fn next_of(uri: &Uri) -> Option<String> {
    query(uri, "next").filter(|next| is_local(next))
}

/// One parameter of the address.
pub fn query(uri: &Uri, name: &str) -> Option<String> {
    let pairs = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(uri).ok()?.0;
    pairs.into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
}

/// A path of this site, and nothing that a browser would take for another: `//host`, `/\host`, or with a control
/// character that it leaves out on the way (WHATWG URL, section 4.4).
pub fn is_local(next: &str) -> bool {
    let mut chars = next.chars();
    chars.next() == Some('/')
        && !matches!(chars.next(), Some('/' | '\\'))
        && !next.chars().any(|c| c.is_control() || c == '\\')
}

/// The page's language: chosen before, else asked for by the browser, else English.
pub fn words(web: &Web, headers: &HeaderMap) -> Words {
    let accept = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    web.site.locales.negotiate(chosen_language(headers), accept)
}

fn chosen_language(headers: &HeaderMap) -> Option<&str> {
    cookie(headers, LANGUAGE_COOKIE)
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(';')).find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

/// A guest who comes to a meeting's door is known again by this cookie, comes in with it only, and gets the same seat back
/// after a reload.
fn device(web: &Web, content: &Content, visitor: &Visitor) -> Option<HeaderValue> {
    let at_the_door = matches!(content, Content::Meeting { .. });
    at_the_door.then(|| web.app.devices.greet(visitor)).flatten()
}

/// The policy names this page's nonce; the page itself is nobody else's to keep.
fn set_page_headers(status: StatusCode) {
    let Some(options) = use_context::<leptos_axum::ResponseOptions>() else { return };
    options.set_status(status);
    options.insert_header(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(policy) = use_nonce().and_then(|nonce| page_policy(&nonce)) {
        options.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// A page may run what the server put into it, load from here, and talk to here. Nothing inline but under the nonce.
fn page_policy(nonce: &str) -> Option<HeaderValue> {
    HeaderValue::try_from(format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; font-src 'self'; \
         manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ))
    .ok()
}

/// The worst of what is wrong.
fn status_of(form: &FormState) -> StatusCode {
    let status = |problem: &Problem| match problem {
        Problem::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Problem::TooManyTries { .. } => StatusCode::TOO_MANY_REQUESTS,
        Problem::Empty
        | Problem::TooShort { .. }
        | Problem::TooLong { .. }
        | Problem::NotAnEmail
        | Problem::EmailTaken
        | Problem::SameEmail
        | Problem::WrongOneTimeCode
        | Problem::NotUtf8
        | Problem::NoAddressColumn
        | Problem::SignInAgain
        | Problem::SecondFactorFirst
        | Problem::SecondFactorDemanded
        | Problem::Guessable
        | Problem::WrongCredentials
        | Problem::AccountDisabled
        | Problem::WrongDomain { .. }
        | Problem::NotDomains { .. }
        | Problem::WrongLink
        | Problem::LastAdministrator
        | Problem::NotACode
        | Problem::NoSuchMeeting
        | Problem::WrongPasscode
        | Problem::RegistrationClosed
        | Problem::WrongSetupToken
        | Problem::WrongPassword
        | Problem::NotAChoice
        | Problem::OutOfRange { .. }
        | Problem::Over
        | Problem::NoDates
        | Problem::NotAddresses { .. }
        | Problem::TooMany { .. }
        | Problem::NotADate
        | Problem::EndsBeforeItBegins
        | Problem::NotANumber { .. } => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let worst = form.errors.iter().map(|error| status(&error.problem)).max();
    worst.unwrap_or(StatusCode::UNPROCESSABLE_ENTITY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn next_stays_on_this_site() {
        for good in ["/", "/home", "/history?before=1", "/m/abcd-efgh-jkmn#x"] {
            assert!(is_local(good), "{good}");
        }
        for bad in
            ["", "home", "//evil.example", "/\\evil.example", "https://evil.example", "/a\\b", "/\t/evil", "\n/x"]
        {
            assert!(!is_local(bad), "{bad}");
        }
    }

    #[test]
    fn parameters_are_read_decoded() {
        let uri: Uri = "/login?next=%2Fhistory%3Fbefore%3D1&x=y".parse().unwrap();
        assert_eq!(next_of(&uri).as_deref(), Some("/history?before=1"));
        assert_eq!(next_of(&"/login?next=%2F%2Fevil".parse().unwrap()), None);
        assert_eq!(query(&uri, "none"), None);
    }

    #[test]
    fn one_spelling_for_a_meeting() {
        assert_eq!(canonical_meeting("/m/ABCDEFGHJKMN").as_deref(), Some("/m/abcd-efgh-jkmn"));
        assert_eq!(canonical_meeting("/m/abcd-efgh-jkmn"), None);
        assert_eq!(canonical_meeting("/m/nonsense"), None);
        assert_eq!(canonical_meeting("/home"), None);
    }

    #[test]
    fn members_pages_send_strangers_to_sign_in_and_back() {
        let stranger = Viewer { user: None, registration: RegistrationPolicy::Open };
        let to = elsewhere(&"/history?before=5".parse().unwrap(), &stranger, false);
        assert_eq!(to.as_deref(), Some("/login?next=/history%3Fbefore%3D5"));
        assert_eq!(elsewhere(&"/login".parse().unwrap(), &stranger, false), None);
    }
}
