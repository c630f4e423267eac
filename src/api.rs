//! What the browser's half asks the server besides the socket: thin shims over the services of `talkspace-server`.

use leptos::{
    prelude::*,
    server_fn::{
        codec::{Json, JsonEncoding},
        error::FromServerFnError,
    },
};
use serde::{Deserialize, Serialize};
use talkspace_model::{ApiError, CallSummary, EntryRefusal, EntryTicket, MeetingCode, ProbeAnswer, ProbeRefusal};
use talkspace_signal::ChatMessage;

#[cfg(feature = "ssr")]
use crate::serve::{self, Asker};

/// [`ApiError`] as the library wants to see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerError(pub ApiError);

impl FromServerFnError for ServerError {
    type Encoder = JsonEncoding;

    /// Either side cannot read what the other sent, or the browser did not reach the server.
    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Deserialization(_) | ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => {
                Self(ApiError::Unreadable)
            }
            _ => Self(ApiError::Unavailable),
        }
    }
}

/// The status that belongs to an error as it goes over the wire.
#[cfg(feature = "ssr")]
pub fn status_of(error: &[u8]) -> axum::http::StatusCode {
    use axum::http::StatusCode;

    match serde_json::from_slice(error) {
        Ok(ServerError(ApiError::Unreadable)) => StatusCode::BAD_REQUEST,
        Ok(ServerError(ApiError::NotSignedIn)) => StatusCode::UNAUTHORIZED,
        Ok(ServerError(ApiError::Forbidden)) => StatusCode::FORBIDDEN,
        Ok(ServerError(ApiError::NotFound)) => StatusCode::NOT_FOUND,
        Ok(ServerError(ApiError::Invalid(_))) => StatusCode::UNPROCESSABLE_ENTITY,
        Ok(ServerError(ApiError::Unavailable)) | Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

impl std::fmt::Display for ServerError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for ServerError {}

/// A ticket for one socket to the meeting, or why there is none. Somebody signed in who types no name goes by the account's.
#[server(prefix = "/api", endpoint = "enter", input = Json, output = Json)]
pub async fn enter_meeting(
    code: MeetingCode,
    name: String,
    passcode: String,
) -> Result<Result<EntryTicket, EntryRefusal>, ServerError> {
    let Asker { app, visitor, viewer, .. } = serve::asker()?;
    let entrant =
        app.meetings.enter(&code, viewer.user.as_ref(), &visitor, &name, &passcode).await.map_err(ServerError)?;
    let session = talkspace_server::rooms::SessionKey::of(&visitor);
    Ok(entrant.map(|entrant| app.rooms.ticket(entrant, session)))
}

/// What is to become of a passcode. To take it away has to be said: a call that forgets the passcode cannot be read.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NewPasscode {
    Remove,
    Set(String),
}

impl std::fmt::Debug for NewPasscode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            NewPasscode::Remove => "Remove",
            NewPasscode::Set(_) => "Set(…)",
        })
    }
}

/// Gives one's own meeting another passcode, or none. The answer is whether it has one now.
#[server(prefix = "/api", endpoint = "passcode", input = Json, output = Json)]
pub async fn set_passcode(code: MeetingCode, passcode: NewPasscode) -> Result<bool, ServerError> {
    let Asker { app, visitor, viewer, .. } = serve::asker()?;
    let host = viewer.user.ok_or(ServerError(ApiError::NotSignedIn))?;
    let passcode = match passcode {
        NewPasscode::Remove => None,
        NewPasscode::Set(passcode) => Some(passcode),
    };
    app.meetings.set_passcode(&code, &host.id, passcode, &visitor).await.map_err(ServerError)
}

/// Who was in the newest run of a meeting, for somebody who was.
#[server(prefix = "/api", endpoint = "summary", input = Json, output = Json)]
pub async fn summary_of_call(code: MeetingCode) -> Result<CallSummary, ServerError> {
    let asker = serve::asker()?;
    let user = asker.viewer.user.as_ref().map(|user| &user.id);
    asker.app.afterwards.summary(&code, (&asker.identity()?, user)).await.map_err(ServerError)
}

/// What was written in it, if its hosts let people read that afterwards.
#[server(prefix = "/api", endpoint = "chat", input = Json, output = Json)]
pub async fn call_chat(code: MeetingCode) -> Result<Vec<ChatMessage>, ServerError> {
    let asker = serve::asker()?;
    asker.app.afterwards.chat(&code, &asker.identity()?).await.map_err(ServerError)
}

/// How the call was, in stars.
#[server(prefix = "/api", endpoint = "rate", input = Json, output = Json)]
pub async fn rate_call(code: MeetingCode, stars: u32, remark: String) -> Result<(), ServerError> {
    let asker = serve::asker()?;
    let user = asker.viewer.user.as_ref().map(|user| &user.id);
    let who = (&asker.identity()?, user);
    asker.app.afterwards.rate(&code, who, stars, &remark).await.map_err(ServerError)
}

/// A throw-away media connection to the server, to see how it is reached.
#[server(prefix = "/api", endpoint = "probe", input = Json, output = Json)]
pub async fn probe_connection(offer: String) -> Result<Result<ProbeAnswer, ProbeRefusal>, ServerError> {
    let Asker { app, visitor, .. } = serve::asker()?;
    Ok(app.probes.answer(offer, &visitor).await)
}
