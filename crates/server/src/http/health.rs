//! For whoever watches the server.

use axum::{
    Router,
    extract::State,
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse as _, Response},
    routing::get,
};
use subtle::ConstantTimeEq as _;

use crate::{random, state::App, system::System};

/// `/healthz`: the process answers. `/readyz`: it can serve people. `/metrics`: figures for Prometheus.
pub fn routes() -> Router<App> {
    Router::new().route("/healthz", get(async || "ok")).route("/readyz", get(ready)).route("/metrics", get(metrics))
}

/// Prometheus text exposition format, version 0.0.4, for this machine or whoever has the token. A proxy on this machine
/// brings others, so whatever was passed on counts as theirs.
async fn metrics(State(app): State<App>, parts: Parts) -> Response {
    let given = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let given = given.and_then(|value| value.strip_prefix("Bearer ")).map(random::digest);
    let wanted = app.config.metrics_token.as_deref().map(random::digest);
    let has_token = given.zip(wanted).is_some_and(|(given, wanted)| given.as_bytes().ct_eq(wanted.as_bytes()).into());
    let passed_on =
        ["x-forwarded-for", "forwarded", "x-real-ip", "via"].iter().any(|name| parts.headers.contains_key(*name));
    if !has_token && (passed_on || !app.visitor(&parts).address.to_canonical().is_loopback()) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    (kind, System::look(&app).await.exposition()).into_response()
}

async fn ready(State(app): State<App>) -> (StatusCode, &'static str) {
    if app.rooms.is_stopping() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping");
    }
    if let Err(error) = app.db.ready().await {
        tracing::warn!(%error, "not ready");
        return (StatusCode::SERVICE_UNAVAILABLE, "database unavailable");
    }
    if app.rooms.is_recording_stuck() || !app.readiness.can_write().await {
        return (StatusCode::SERVICE_UNAVAILABLE, "database cannot be written to");
    }
    (StatusCode::OK, "ok")
}
