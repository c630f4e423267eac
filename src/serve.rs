//! The program's web side: pages, forms, server functions and files over axum.

mod admin;
mod connections;
mod downloads;
pub mod exports;
mod plans;
mod render;
pub mod site;

use std::{path::PathBuf, sync::Arc, time::Duration};

use anyhow::{Context as _, Result};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::from_fn_with_state,
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use leptos::prelude::*;
use talkspace_model::{ApiError, Viewer};
use talkspace_server::{
    config::Config,
    export, files, gateway,
    http::{Visitor, health_routes, refuse_foreign, security_headers},
    meetings::identity_of,
    rooms::Identity,
    schedules,
    state::App,
};
use tokio::{signal, time};
use tower_http::{compression::CompressionLayer, limit::RequestBodyLimitLayer, timeout::TimeoutLayer};

pub use admin::{account_of, ended_at, withdrawn_at};
pub use plans::{PlanPage, plan_page};
pub use render::{LANGUAGE_COOKIE, Refused, THEME_COOKIE, is_local, next_of, query, render, settings_of, words};
pub use site::Contents;
use site::Site;

use crate::{
    api::{self, ServerError},
    forms,
};

/// Largest body of a form or of a server function's call. The longest of them, a name with a passcode, is far smaller;
/// larger would only let strangers fill memory.
const BODY_MAX: usize = 16 * 1024;
/// The same where two hundred people may be named and described in any script, or a thousand listed.
const LONG_MAX: usize = 512 * 1024;
/// Slower is somebody who sends a form a letter at a time, to keep us busy.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);
/// The rooms say goodbye and everything is written down within this; the rest of the 10 s is for open requests.
const SHUTDOWN_WITHIN: Duration = Duration::from_secs(7);
const REQUESTS_WITHIN: Duration = Duration::from_secs(2);

/// What every handler needs.
#[derive(Debug, Clone)]
pub struct Web {
    pub app: App,
    pub site: Arc<Site>,
}

/// Who asks a server function, whether by a call from the browser or while a page is rendered.
#[derive(Debug, Clone)]
pub struct Asker {
    pub app: App,
    pub visitor: Visitor,
    pub viewer: Viewer,
}

impl Asker {
    /// Who it is across visits: an account or a device.
    ///
    /// # Errors
    /// When it is neither.
    pub fn identity(&self) -> Result<Identity, ServerError> {
        identity_of(self.viewer.user.as_ref(), &self.visitor).ok_or(ServerError(ApiError::NotSignedIn))
    }
}

/// The asker of the server function that is running.
///
/// # Errors
/// When it runs outside a request, which would be our own mistake.
pub fn asker() -> Result<Asker, ServerError> {
    use_context().ok_or(ServerError(ApiError::Unavailable))
}

/// Runs the server until it is asked to stop. The front end is the one that the program carries, or else the one in its
/// folder.
///
/// # Errors
/// When it cannot start; the message says what is wrong.
pub async fn run(config: Config, carried: Option<Contents>) -> Result<()> {
    let site = Arc::new(carried.map_or_else(|| Site::load(&site_root()), Site::of)?);
    let listen = config.listen;
    let listener = gateway::listen(listen).with_context(|| format!("cannot listen on {listen}"))?;
    let app = App::start(config).await?;
    announce(&app);
    let router = router(Web { app: app.clone(), site });
    let stop = Arc::new(tokio::sync::Notify::new());
    let stopped = Arc::clone(&stop);
    let serving = tokio::spawn(connections::serve(listener, router, async move { stopped.notified().await }));
    stop_signal().await?;
    tracing::info!("stopping");
    stop.notify_one();
    shut_down(&app).await;
    // Requests that hang longer than that are nobody's any more.
    let _ = time::timeout(REQUESTS_WITHIN, serving).await;
    Ok(())
}

/// The front end's folder: where `cargo xtask build` lays it out, unless the environment says otherwise.
fn site_root() -> PathBuf {
    std::env::var_os("LEPTOS_SITE_ROOT").map_or_else(|| PathBuf::from("target/site"), PathBuf::from)
}

fn announce(app: &App) {
    let config = &app.config;
    tracing::info!(listen = %config.listen, media_port = config.media_port, "TalkSpace is at {}", config.public_url());
    if config.listen.ip().is_loopback() {
        tracing::info!("only this machine can reach it; set `listen` and `public_url` to open it to others");
    }
    if let Some(link) = app.setup_link() {
        tracing::info!("there is no administrator yet; make the first one, once, at {link}");
    }
}

async fn shut_down(app: &App) {
    if time::timeout(SHUTDOWN_WITHIN, app.shutdown()).await.is_err() {
        tracing::error!("the rooms did not close in time; what was not written is closed at the next start");
    }
}

/// Ctrl-C, or SIGTERM where there is such a thing.
async fn stop_signal() -> Result<()> {
    #[cfg(unix)]
    {
        let mut terminate = signal::unix::signal(signal::unix::SignalKind::terminate())?;
        tokio::select! {
            _ = terminate.recv() => Ok(()),
            pressed = signal::ctrl_c() => Ok(pressed?),
        }
    }
    #[cfg(not(unix))]
    Ok(signal::ctrl_c().await?)
}

/// Everything that is answered, with what every answer passes.
pub fn router(web: Web) -> Router {
    // A second call finds the executor there already, which is what is wanted.
    let _ = any_spawner::Executor::init_tokio();
    let app = web.app.clone();
    let services = health_routes()
        .merge(gateway::routes())
        .merge(files::routes())
        .merge(export::routes())
        .merge(schedules::routes())
        .with_state(app.clone());
    let long = Router::new()
        .route("/schedule", get(page).post(forms::schedule))
        .route("/meetings/{id}/schedule", get(page).post(forms::reschedule))
        .route("/meetings/{id}/schedule/cancel", get(page).post(forms::cancel))
        .route("/admin/invitations/new", get(page).post(forms::invite))
        .route("/admin/users/import", get(page).post(forms::look_through))
        .route("/admin/users/import/make", get(page).post(forms::make_accounts))
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(LONG_MAX))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, ANSWER_WITHIN))
        .with_state(web.clone());
    Router::new()
        .route("/register", get(page).post(forms::register))
        .route("/invited/{token}", get(page).post(forms::accept_invitation))
        .route("/login", get(page).post(forms::sign_in))
        .route("/login/code/{token}", get(page).post(forms::finish_sign_in))
        .route("/forgot", get(page).post(forms::forgot))
        .route("/reset/{token}", get(page).post(forms::reset))
        .route("/email/{token}", get(page).post(forms::confirm_email))
        .route("/setup", get(page).post(forms::set_up))
        .route("/join", get(page).post(forms::join))
        .route("/logout", get(page).post(forms::sign_out))
        .route("/meetings", get(page).post(forms::new_meeting))
        .route("/meetings/{id}/settings", get(page).post(forms::configure))
        .route("/meetings/{id}/attendance.csv", get(exports::export))
        .route("/meetings/{id}/chat.csv", get(exports::export))
        .route("/meetings/{id}/record.json", get(exports::export))
        .route("/admin/users/new", get(page).post(forms::new_user))
        .route("/admin/users/{id}/{deed}", get(page).post(forms::act))
        .route("/admin/invitations/link", get(page).post(forms::invite_link))
        .route("/admin/invitations/{id}/withdraw", post(forms::withdraw_invitation))
        .route("/admin/meetings/{id}/end", get(page).post(forms::end_meeting))
        .route("/admin/settings", get(page).post(forms::rules))
        .route("/admin/system", get(page).post(forms::back_up))
        .route("/admin/audit.csv", get(admin::export))
        .route("/history.csv", get(downloads::history))
        .route("/profile", get(page).post(forms::rename))
        .route("/profile/password", get(page).post(forms::change_password))
        .route("/profile/email", get(page).post(forms::ask_email))
        .route("/profile/second-factor", get(page).post(forms::second_factor))
        .route("/profile/preferences", get(page).post(forms::prefer))
        .route("/profile/sessions", get(page).post(forms::end_sessions))
        .route("/profile/delete", get(page).post(forms::delete_account))
        .route("/language", get(page).post(forms::choose_language))
        .route("/api/{*function}", post(function))
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(BODY_MAX))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, ANSWER_WITHIN))
        .fallback(page)
        .with_state(web)
        .merge(services)
        .merge(long)
        .layer(from_fn_with_state(app.clone(), refuse_foreign))
        .layer(from_fn_with_state(app, security_headers))
        .layer(CompressionLayer::new())
}

/// A file of the front end, else a page.
async fn page(State(web): State<Web>, request: Request) -> Response {
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
    }
    match web.site.respond(request.method(), request.uri().path(), request.headers()) {
        Some(file) => file,
        None => render(&web, request, None).await,
    }
}

/// A call of a server function from the browser.
async fn function(State(web): State<Web>, request: Request<Body>) -> Response {
    let (mut parts, body) = request.into_parts();
    let visitor = web.app.visitor(&parts);
    let Ok(viewer) = web.app.accounts.viewer_of(&visitor).await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let asker = Asker { app: web.app, visitor, viewer };
    let context = move || provide_context(asker.clone());
    // For a form of plain HTML the library answers with a redirection to wherever the header says; ours are never that.
    parts.headers.remove(header::REFERER);
    parts.headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let mut answer =
        leptos_axum::handle_server_fns_with_context(context, Request::from_parts(parts, body)).await.into_response();
    // The library calls every error the server's, what cannot be read among them.
    if answer.status() == StatusCode::INTERNAL_SERVER_ERROR {
        let bytes = to_bytes(std::mem::take(answer.body_mut()), BODY_MAX).await.unwrap_or_default();
        *answer.status_mut() = api::status_of(&bytes);
        *answer.body_mut() = Body::from(bytes);
    }
    ([(header::CACHE_CONTROL, "no-store")], answer).into_response()
}
