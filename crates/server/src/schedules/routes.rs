//! `GET /meetings/{id}/invitation.ics`: the plan for a calendar program, for the host and whom the host has invited.

use axum::{
    Router,
    extract::{Path, Request, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use talkspace_model::{MeetingId, ViewerUser};

use super::{
    Refusal,
    ics::{self, Head, Method},
};
use crate::state::App;

pub fn routes() -> Router<App> {
    Router::new().route("/meetings/{id}/invitation.ics", get(give))
}

async fn give(State(app): State<App>, Path(id): Path<String>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let viewer = app.accounts.viewer_of(&app.visitor(&parts)).await;
    let Ok(viewer) = viewer else { return StatusCode::SERVICE_UNAVAILABLE.into_response() };
    let Some(user) = viewer.user else { return StatusCode::NOT_FOUND.into_response() };
    match file(&app, &MeetingId::new(id), &user).await {
        Ok(file) => {
            let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
            let name = HeaderValue::from_static("attachment; filename=\"invitation.ics\"");
            let kept = HeaderValue::from_static("no-store");
            let headers =
                [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name), (header::CACHE_CONTROL, kept)];
            (headers, file).into_response()
        }
        Err(Refusal::Unavailable) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        Err(Refusal::NotFound | Refusal::Invalid(_)) => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn file(app: &App, id: &MeetingId, user: &ViewerUser) -> Result<String, Refusal> {
    let plan = app.schedules.seen(&app.meetings, id, user).await?;
    // A calendar has no use for a plan without a date.
    if plan.dates.is_empty() {
        return Err(Refusal::NotFound);
    }
    let url = app.config.public_url();
    let link = format!("{url}/m/{}", plan.code());
    let head = Head {
        site: url.host(),
        link: &link,
        host_name: &plan.host_name,
        host_email: plan.host_email.as_str(),
        attendee: None,
    };
    Ok(ics::write(&plan, Method::Publish, head))
}
