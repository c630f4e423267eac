//! For whoever watches the server.

use axum::{Router, extract::State, http::StatusCode, routing::get};

use crate::state::App;

/// `/healthz`: the process answers. `/readyz`: it can serve people.
pub fn routes() -> Router<App> {
    Router::new().route("/healthz", get(async || "ok")).route("/readyz", get(ready))
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
