//! `POST /m/{code}/files?name=…` takes a file, its bytes as the body; `GET /files/{id}` gives it out.

use axum::{
    Json, Router,
    body::Body,
    extract::{Path, Query, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use serde::Deserialize;
use talkspace_model::{ApiError, FileId, FileRefusal, MeetingCode};
use talkspace_room::Identity;
use tokio_util::io::ReaderStream;

use super::Found;
use crate::{meetings::identity_of, state::App};

/// Nothing in a file may act: no scripts, no forms, no origin of its own.
const NOTHING_RUNS: HeaderValue = HeaderValue::from_static("sandbox; default-src 'none'");
/// Kept by the person's own browser, which asks each time whether it may still be shown.
const ASK_EACH_TIME: HeaderValue = HeaderValue::from_static("private, no-cache");

pub fn routes() -> Router<App> {
    Router::new().route("/m/{code}/files", post(take)).route("/files/{id}", get(give))
}

#[derive(Deserialize)]
struct Called {
    #[serde(default)]
    name: String,
}

async fn take(
    State(app): State<App>,
    Path(code): Path<String>,
    Query(Called { name }): Query<Called>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let taken = async {
        let code: MeetingCode = code.parse().map_err(|_| FileRefusal::NotHere)?;
        let owner = who(&app, &parts).await.ok_or(FileRefusal::NotHere)?;
        let announced: Option<u64> =
            parts.headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
        let max = app.config.limits.file;
        if announced.is_some_and(|bytes| bytes > max) {
            return Err(FileRefusal::TooBig { max });
        }
        app.files.take(&app.rooms, &code, owner, &name, body.into_data_stream()).await
    };
    match taken.await {
        Ok(file) => Json(file).into_response(),
        Err(refusal) => (status_of(refusal), Json(refusal)).into_response(),
    }
}

fn status_of(refusal: FileRefusal) -> StatusCode {
    match refusal {
        FileRefusal::NotHere | FileRefusal::NotAllowed => StatusCode::FORBIDDEN,
        FileRefusal::Empty => StatusCode::UNPROCESSABLE_ENTITY,
        FileRefusal::TooBig { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        FileRefusal::TooMuch | FileRefusal::TooFast => StatusCode::TOO_MANY_REQUESTS,
        FileRefusal::Failed => StatusCode::SERVICE_UNAVAILABLE,
    }
}

async fn give(State(app): State<App>, Path(id): Path<String>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let Some(who) = who(&app, &parts).await else { return StatusCode::NOT_FOUND.into_response() };
    // The id is the content's: it never changes.
    let tag = format!("\"{id}\"");
    match app.files.find(&app.rooms, &FileId::new(id), &who).await {
        Ok(_) if is_known(&parts.headers, &tag) => with_headers(StatusCode::NOT_MODIFIED.into_response(), &tag, None),
        Ok(Found { sent, content, bytes }) => {
            let mut response = Body::from_stream(ReaderStream::new(content)).into_response();
            response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(bytes));
            with_headers(response, &tag, Some((&sent.media_type, &sent.name)))
        }
        Err(ApiError::Unavailable) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    headers.get(header::IF_NONE_MATCH).is_some_and(|known| known == tag)
}

fn with_headers(mut response: Response, tag: &str, content: Option<(&str, &str)>) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, NOTHING_RUNS);
    headers.insert(header::CACHE_CONTROL, ASK_EACH_TIME);
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
    if let Some((media_type, name)) = content {
        let bytes = HeaderValue::from_static("application/octet-stream");
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_str(media_type).unwrap_or(bytes));
        let attachment = HeaderValue::from_static("attachment");
        headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_str(&disposition(name)).unwrap_or(attachment));
    }
    response
}

/// RFC 6266 with the extended notation of RFC 8187, which holds every name.
fn disposition(name: &str) -> String {
    let mut value = "attachment; filename*=UTF-8''".to_owned();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            value.push(char::from(byte));
        } else {
            value.push_str(&format!("%{byte:02X}"));
        }
    }
    value
}

/// Whoever asks, by their cookies.
async fn who(app: &App, parts: &axum::http::request::Parts) -> Option<Identity> {
    let visitor = app.visitor(parts);
    let viewer = app.accounts.viewer_of(&visitor).await.ok()?;
    identity_of(viewer.user.as_ref(), &visitor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_header() {
        assert_eq!(disposition("notes 1.pdf"), "attachment; filename*=UTF-8''notes%201.pdf");
        assert_eq!(disposition("a\";b\r\n"), "attachment; filename*=UTF-8''a%22%3Bb%0D%0A");
        assert_eq!(disposition("é"), "attachment; filename*=UTF-8''%C3%A9");
    }
}
