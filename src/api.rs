//! What the browser's half asks the server: thin shims over the services of `talkspace-server`.

use leptos::{prelude::*, server_fn::codec::JsonEncoding, server_fn::error::FromServerFnError};
use serde::{Deserialize, Serialize};
use talkspace_model::{
    ApiError, EntryRefusal, EntryTicket, HistoryPage, MeetingCode, MeetingDoor, MeetingSummary, Timestamp,
};

/// [`ApiError`] as the library wants to see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerError(pub ApiError);

impl FromServerFnError for ServerError {
    type Encoder = JsonEncoding;

    /// Whatever went wrong on the way: the server was not reached, or what came back was no answer of ours.
    fn from_server_fn_error(_: ServerFnErrorErr) -> Self {
        Self(ApiError::Unavailable)
    }
}

impl std::fmt::Display for ServerError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for ServerError {}

/// What somebody in front of a meeting's door may know of it.
#[server(prefix = "/api", endpoint = "door", input = leptos::server_fn::codec::Json, output = leptos::server_fn::codec::Json)]
pub async fn door(code: MeetingCode) -> Result<MeetingDoor, ServerError> {
    let _ = code;
    Err(ServerError(ApiError::Unavailable))
}

/// A ticket for one socket to the meeting, or why there is none. The name counts for guests only.
#[server(prefix = "/api", endpoint = "enter", input = leptos::server_fn::codec::Json, output = leptos::server_fn::codec::Json)]
pub async fn enter_meeting(
    code: MeetingCode,
    name: String,
    passcode: String,
) -> Result<Result<EntryTicket, EntryRefusal>, ServerError> {
    let _ = (code, name, passcode);
    Err(ServerError(ApiError::Unavailable))
}

/// The viewer's own meetings, latest first.
#[server(prefix = "/api", endpoint = "recent", input = leptos::server_fn::codec::Json, output = leptos::server_fn::codec::Json)]
pub async fn recent_meetings() -> Result<Vec<MeetingSummary>, ServerError> {
    Err(ServerError(ApiError::Unavailable))
}

/// A page of the viewer's history: what began before `before`, latest first.
#[server(prefix = "/api", endpoint = "history", input = leptos::server_fn::codec::Json, output = leptos::server_fn::codec::Json)]
pub async fn history(before: Option<Timestamp>) -> Result<HistoryPage, ServerError> {
    let _ = before;
    Err(ServerError(ApiError::Unavailable))
}
