//! The forms' answers. Every form is plain HTML, posted to the path of its page: done, the browser is sent on; refused,
//! the same page comes again with what was typed and what is wrong. It works the same with and without WASM.

mod admin;
mod import;
mod invitations;
mod preferences;
mod schedule;

use axum::{
    Form,
    extract::{FromRequest, Multipart, Request},
    http::{HeaderValue, Method, StatusCode, Uri, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use std::collections::BTreeMap;

use talkspace_model::{
    ApiError, DataLimit, Field, FieldError, FormState, MeetingCode, MeetingSettings, Problem, SettingsChange, Switch,
    Template, Viewer, WaitingRoom, schedule::Weekday,
};
use talkspace_server::{
    accounts::{Credentials, Finished, Registration, SignIn, SignedIn},
    http::Visitor,
    meetings::{MeetingSetup, PasscodeChange},
    rooms::SessionKey,
};

use crate::{
    args, letters,
    pages::{
        percent_encode,
        profile::SESSION,
        schedule::box_of,
        second_factor::{CODES, STEP, Step},
        settings::{DATA_LIMIT, NO_PASSCODE, SIGN_IN_REQUIRED, TEMPLATE, WAITING_ROOM, path},
    },
    serve::{Refused, Web, next_of, plan_page, query, render, settings_of, words},
};

pub use admin::{act, back_up, end_meeting, forgot, new_user, reset, rules};
pub use import::{look_through, make_accounts};
pub use invitations::{accept_invitation, invite, invite_link, withdraw_invitation};
pub use preferences::{choose_language, prefer};
pub use schedule::{cancel, reschedule, schedule};

/// What may stand in a page again. A password never does.
const KEPT: [Field; 4] = [Field::Name, Field::Email, Field::Code, Field::Title];

/// A form as it came.
#[derive(Debug)]
pub struct Post {
    web: Web,
    parts: Parts,
    visitor: Visitor,
    fields: Fields,
}

/// A form that no page of ours sends.
#[derive(Debug)]
struct Unreadable;

impl IntoResponse for Unreadable {
    fn into_response(self) -> Response {
        (StatusCode::UNPROCESSABLE_ENTITY, "This form cannot be read.").into_response()
    }
}

/// Names and values; they may hold a password.
struct Fields(Vec<(String, String)>);

impl std::fmt::Debug for Fields {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Fields({})", self.0.len())
    }
}

impl FromRequest<Web> for Post {
    type Rejection = Response;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Response> {
        let (parts, body) = request.into_parts();
        let request = Request::from_parts(parts.clone(), body);
        let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let fields = if kind.starts_with("multipart/form-data") {
            with_files(request).await?
        } else {
            let form = Form::<Vec<(String, String)>>::from_request(request, &()).await;
            form.map_err(axum::response::IntoResponse::into_response)?.0
        };
        Ok(Self { visitor: web.app.visitor(&parts), web: web.clone(), parts, fields: Fields(fields) })
    }
}

/// A form with a file (RFC 7578). What of it is no UTF-8 becomes U+FFFD.
async fn with_files(request: Request) -> Result<Vec<(String, String)>, Response> {
    let mut parts = Multipart::from_request(request, &()).await.map_err(IntoResponse::into_response)?;
    let mut fields = Vec::new();
    while let Some(field) = parts.next_field().await.map_err(IntoResponse::into_response)? {
        let name = field.name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(IntoResponse::into_response)?;
        fields.push((name, String::from_utf8_lossy(&bytes).into_owned()));
    }
    Ok(fields)
}

/// `POST /register`
pub async fn register(post: Post) -> Response {
    let form = post.registration();
    match post.web.app.accounts.register(form, &post.visitor).await {
        Ok(sign_in) => post.enter(sign_in),
        Err(errors) => post.refuse(errors).await,
    }
}

/// `POST /login`
pub async fn sign_in(post: Post) -> Response {
    let form = Credentials { email: post.text(Field::Email), password: post.text(Field::Password) };
    match post.web.app.accounts.sign_in(form, &post.visitor).await {
        Ok(sign_in) => post.enter(sign_in),
        Err(errors) => post.refuse(errors).await,
    }
}

/// `POST /login/code/{token}`: the second half of signing in.
pub async fn finish_sign_in(post: Post) -> Response {
    let token = post.parts.uri.path().strip_prefix("/login/code/").unwrap_or_default();
    match post.web.app.accounts.finish_sign_in(token, &post.text(Field::OneTimeCode), &post.visitor).await {
        Ok(Finished { signed_in, recovery_codes: None }) => post.welcome(&signed_in),
        Ok(Finished { signed_in, recovery_codes: Some(codes) }) => {
            let web = post.web.clone();
            let cookie = web.app.cookies.set_session(&signed_in.token);
            let page = post.again(FormState { values: shown_once(&codes), ..FormState::default() }).await;
            preferences::remember(&web, with_cookie(page, cookie), &signed_in.preferences)
        }
        Err(errors) => post.refuse(errors).await,
    }
}

/// `POST /profile/second-factor`: one of the things that can be done about it.
pub async fn second_factor(post: Post) -> Response {
    let Ok(Viewer { user: Some(user), .. }) = post.web.app.accounts.viewer_of(&post.visitor).await else {
        return post.refuse(Vec::new()).await;
    };
    let app = post.web.app.clone();
    let password = post.text(Field::Password);
    let codes = match post.value(STEP).and_then(Step::parse) {
        Some(Step::Begin) => app.accounts.begin_second_factor(&user.id, password, &post.visitor).await.map(|()| None),
        Some(Step::Remove) => app.accounts.remove_second_factor(&user.id, password, &post.visitor).await.map(|()| None),
        Some(Step::NewCodes) => app.accounts.new_recovery_codes(&user.id, password, &post.visitor).await.map(Some),
        Some(Step::Confirm) => {
            let code = post.text(Field::OneTimeCode);
            app.accounts.confirm_second_factor(&user.id, &code, &post.visitor).await.map(Some)
        }
        None => return Unreadable.into_response(),
    };
    match codes {
        Ok(None) => see("/profile/second-factor"),
        Ok(Some(codes)) => post.again(FormState { values: shown_once(&codes), ..FormState::default() }).await,
        Err(errors) => post.refuse(errors).await,
    }
}

/// Recovery codes, for the page that shows them.
fn shown_once(codes: &[String]) -> BTreeMap<String, String> {
    [(CODES.to_owned(), codes.join(" "))].into()
}

/// `POST /setup?token=…`
pub async fn set_up(post: Post) -> Response {
    let form = post.registration();
    let token = query(&post.parts.uri, "token").unwrap_or_default();
    match post.web.app.accounts.set_up(&token, form, &post.visitor).await {
        Ok(signed_in) => post.welcome(&signed_in),
        Err(errors) => post.refuse(errors).await,
    }
}

/// `POST /logout`
pub async fn sign_out(post: Post) -> Response {
    match post.web.app.accounts.sign_out(&post.visitor).await {
        Ok(()) => {
            if let Some(session) = SessionKey::of(&post.visitor) {
                post.web.app.rooms.end_session(session);
            }
            with_cookie(see("/"), post.web.app.cookies.clear_session())
        }
        Err(_) => see("/home?failed=1"),
    }
}

/// `POST /profile`: another name.
pub async fn rename(post: Post) -> Response {
    let Ok(Viewer { user: Some(user), .. }) = post.web.app.accounts.viewer_of(&post.visitor).await else {
        return post.refuse(Vec::new()).await;
    };
    match post.web.app.accounts.rename(&user.id, &post.text(Field::Name)).await {
        Ok(()) => see("/profile?saved=1"),
        Err(errors) => post.refuse(errors).await,
    }
}

/// `POST /profile/password`: another password; other browsers have to sign in anew.
pub async fn change_password(post: Post) -> Response {
    let Ok(Viewer { user: Some(user), .. }) = post.web.app.accounts.viewer_of(&post.visitor).await else {
        return post.refuse(Vec::new()).await;
    };
    let typed = (post.text(Field::Password), post.text(Field::NewPassword));
    match post.web.app.accounts.change_password(&user.id, typed, &post.visitor).await {
        Ok(ended) => {
            post.web.app.close_sessions(ended);
            see("/profile?changed=1")
        }
        Err(errors) => post.refuse(errors).await,
    }
}

/// `POST /profile/email`: a letter to the address that the account is to have.
pub async fn ask_email(post: Post) -> Response {
    let Ok(Viewer { user: Some(user), .. }) = post.web.app.accounts.viewer_of(&post.visitor).await else {
        return post.refuse(Vec::new()).await;
    };
    let app = post.web.app.clone();
    let (email, password) = (post.text(Field::Email), post.text(Field::Password));
    match app.accounts.ask_email(&user.id, (&email, password), &post.visitor).await {
        Ok(asked) => {
            app.mail.post_secret(&letters::new_email(&words(&post.web, &post.parts.headers), &app, &asked));
            see("/profile/email?sent=1")
        }
        Err(errors) => post.refuse(errors).await,
    }
}

/// `POST /email/{token}`: the account has its new address, and the old one is told.
pub async fn confirm_email(post: Post) -> Response {
    let app = post.web.app.clone();
    let token = post.parts.uri.path().strip_prefix("/email/").unwrap_or_default();
    match app.accounts.confirm_email(token, &post.visitor).await {
        Ok((before, email)) => {
            let words = words(&post.web, &post.parts.headers);
            app.mail.post_secret(&letters::email_changed(&words, &app, &before, &email));
            see("/profile?email=1")
        }
        Err(errors) => post.refuse(errors).await,
    }
}

/// `POST /profile/sessions`: one of the own sessions, or all others.
pub async fn end_sessions(post: Post) -> Response {
    let app = &post.web.app;
    let Ok(Viewer { user: Some(user), .. }) = app.accounts.viewer_of(&post.visitor).await else {
        return post.refuse(Vec::new()).await;
    };
    let ended = match post.value(SESSION) {
        Some(name) => app.accounts.end_own(&user.id, name, &post.visitor).await.ok(),
        None => app.accounts.end_others(&user.id, &post.visitor).await.ok(),
    };
    match ended {
        Some(ended) => {
            app.close_sessions(ended);
            see("/profile?ended=1")
        }
        None => post.refuse(vec![FieldError::new(Field::Form, Problem::Unavailable)]).await,
    }
}

/// `POST /profile/delete`: every session ends, and what was opened with it closes.
pub async fn delete_account(post: Post) -> Response {
    let Ok(Viewer { user: Some(user), .. }) = post.web.app.accounts.viewer_of(&post.visitor).await else {
        return post.refuse(Vec::new()).await;
    };
    match post.web.app.accounts.delete(&user.id, post.text(Field::Password), &post.visitor).await {
        Ok(sessions) => {
            post.web.app.close_sessions(sessions);
            with_cookie(see("/"), post.web.app.cookies.clear_session())
        }
        Err(errors) => post.refuse(errors).await,
    }
}

/// `POST /join`: a code or a link.
pub async fn join(post: Post) -> Response {
    let typed = post.text(Field::Code);
    let problem = if typed.trim().is_empty() { Problem::Empty } else { Problem::NotACode };
    match typed.parse::<MeetingCode>() {
        Ok(code) => see(&format!("/m/{code}")),
        Err(_) => post.refuse(vec![FieldError::new(Field::Code, problem)]).await,
    }
}

/// `POST /meetings`: a new one, named after its host.
pub async fn new_meeting(post: Post) -> Response {
    let Ok(Viewer { user, .. }) = post.web.app.accounts.viewer_of(&post.visitor).await else {
        return see("/home?failed=1");
    };
    let Some(host) = user else { return see("/login?next=/home") };
    let title = words(&post.web, &post.parts.headers).text("meeting-title-of", args!["name" => host.name.as_str()]);
    match post.web.app.meetings.create(&host, &title).await {
        Ok(meeting) => see(&format!("/home?new={}", meeting.code)),
        Err(ApiError::Invalid(FieldError { problem: Problem::TooManyTries { retry_after_secs }, .. })) => {
            see(&format!("/home?wait={retry_after_secs}"))
        }
        Err(_) => see("/home?failed=1"),
    }
}

/// `POST /meetings/{id}/settings`: the settings as typed, or a template in place of the
/// switches. Whoever is in the meeting learns of it.
pub async fn configure(post: Post) -> Response {
    let Ok(Viewer { user: Some(host), .. }) = post.web.app.accounts.viewer_of(&post.visitor).await else {
        return post.refuse(Vec::new()).await;
    };
    let Some(id) = settings_of(post.parts.uri.path()) else { return post.refuse(Vec::new()).await };
    let Ok(template) = post.template() else { return Unreadable.into_response() };
    let meetings = &post.web.app.meetings;
    let settings = settings_from(|name| post.value(name));
    let settings = template.map_or(settings, |template| SettingsChange::Template { template }.apply(settings));
    match meetings.configure(&id, &host.id, &post.text(Field::Title), settings, post.passcode()).await {
        Ok(setup) => {
            let to = see(&format!("{}?saved=1", path(&setup)));
            let MeetingSetup { id, title, settings, .. } = setup;
            post.web.app.rooms.configured(&id, title, settings, host.name).await;
            to
        }
        Err(ApiError::Invalid(error)) => post.refuse(vec![error]).await,
        Err(ApiError::Unavailable) => post.refuse(vec![FieldError::new(Field::Form, Problem::Unavailable)]).await,
        Err(ApiError::NotFound | ApiError::Forbidden | ApiError::NotSignedIn | ApiError::Unreadable) => {
            post.refuse(Vec::new()).await
        }
    }
}

/// The settings that a form holds: a box that is not ticked does not come at all.
fn settings_from<'a>(value: impl Fn(&str) -> Option<&'a str>) -> MeetingSettings {
    let waiting_room = WaitingRoom::ALL.into_iter().find(|choice| value(WAITING_ROOM) == Some(choice.as_str()));
    let settings = MeetingSettings {
        waiting_room: waiting_room.unwrap_or_default(),
        sign_in_required: value(SIGN_IN_REQUIRED).is_some(),
        data_limit: limit_from(value(DATA_LIMIT)),
        ..MeetingSettings::default()
    };
    Switch::all().fold(settings, |mut settings, switch| {
        settings.set(switch, value(switch.as_str()).is_some());
        settings
    })
}

fn limit_from(megabytes: Option<&str>) -> Option<DataLimit> {
    megabytes?.parse().ok().and_then(|megabytes: u32| DataLimit::try_from(megabytes).ok())
}

/// The same from a form that was refused.
pub fn settings_in(form: &FormState) -> MeetingSettings {
    settings_from(|name| form.values.get(name).map(String::as_str))
}

impl Post {
    fn value(&self, name: &str) -> Option<&str> {
        self.fields.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn text(&self, field: Field) -> String {
        self.value(field.as_str()).unwrap_or_default().to_owned()
    }

    /// `None` when the settings themselves are meant.
    fn template(&self) -> Result<Option<Template>, Unreadable> {
        let Some(named) = self.value(TEMPLATE) else { return Ok(None) };
        let template = Template::ALL.into_iter().find(|template| template.as_str() == named);
        // A word that we do not know must not be taken for a form without a single tick.
        template.map(Some).ok_or(Unreadable)
    }

    /// An empty field leaves the passcode as it is.
    fn passcode(&self) -> PasscodeChange {
        let typed = self.text(Field::Passcode);
        if self.value(NO_PASSCODE).is_some() {
            PasscodeChange::Remove
        } else if typed.trim().is_empty() {
            PasscodeChange::Keep
        } else {
            PasscodeChange::Set(typed)
        }
    }

    fn registration(&self) -> Registration {
        Registration {
            name: self.text(Field::Name),
            email: self.text(Field::Email),
            password: self.text(Field::Password),
        }
    }

    /// The password was right: in, or on to what is asked for beside it.
    fn enter(&self, sign_in: SignIn) -> Response {
        let with_next = |path: String| match next_of(&self.parts.uri) {
            Some(next) => format!("{path}?next={}", percent_encode(&next)),
            None => path,
        };
        match sign_in {
            SignIn::Begun(signed_in) => self.welcome(&signed_in),
            SignIn::SecondFactor(token) => see(&with_next(format!("/login/code/{}", percent_encode(&token)))),
            SignIn::NewPassword(token) => see(&format!("/reset/{}", percent_encode(&token))),
        }
    }

    /// Signed in: on to where the person was going.
    fn welcome(&self, signed_in: &SignedIn) -> Response {
        let to = next_of(&self.parts.uri).unwrap_or_else(|| "/home".to_owned());
        let response = with_cookie(see(&to), self.web.app.cookies.set_session(&signed_in.token));
        preferences::remember(&self.web, response, &signed_in.preferences)
    }

    /// Whether it is a form about a plan, which shows a passcode again that was typed into it.
    fn plans(&self) -> bool {
        plan_page(self.parts.uri.path()).is_some()
    }

    /// The page of the form once more.
    async fn refuse(self, errors: Vec<FieldError>) -> Response {
        let kept = |field: Field| Some((field.as_str().to_owned(), self.value(field.as_str())?.to_owned()));
        let fields = KEPT.into_iter().chain(self.plans().then_some(schedule::KEPT).into_iter().flatten());
        let mut values: BTreeMap<String, String> = fields.filter_map(kept).collect();
        let choices = Switch::all().map(Switch::as_str).chain([WAITING_ROOM, SIGN_IN_REQUIRED, DATA_LIMIT]);
        let choices = choices.chain(Weekday::ALL.map(box_of));
        let choices = choices.chain(admin::KEPT);
        values.extend(choices.filter_map(|name| Some((name.to_owned(), self.value(name)?.to_owned()))));
        self.again(FormState { values, errors }).await
    }

    /// The page at the form's address.
    async fn again(mut self, form: FormState) -> Response {
        self.parts.method = Method::GET;
        let request = Request::from_parts(self.parts, axum::body::Body::empty());
        render(&self.web, request, Some(Refused { form })).await
    }
}

/// On to another page, by GET.
fn see(path: &str) -> Response {
    // A path that no header can hold is no path of ours.
    let safe = if path.parse::<Uri>().is_ok() { path } else { "/" };
    Redirect::to(safe).into_response()
}

fn with_cookie(mut response: Response, cookie: HeaderValue) -> Response {
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}
