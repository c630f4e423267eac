//! `GET /meetings/{id}/attendance.csv`, `…/chat.csv` and `…/record.json`: what is signed and taken along.

use axum::{
    extract::{Request, State},
    http::{HeaderValue, Uri, header},
    response::{IntoResponse as _, Response},
};
use talkspace_ledger::csv::Csv;
use talkspace_model::{ApiError, MeetingId, OccurrenceId, UserId};
use talkspace_server::{history::Calendar, records::MeetingRecord};

use super::{
    Web, query,
    render::{self, Here},
};
use crate::pages::record::{AT_LEAST, ROLL, RUN, VIEW, percent_of, roll_csv, roll_percent, run_csv, talk_csv};

pub(super) const CSV: HeaderValue = HeaderValue::from_static("text/csv; charset=utf-8");
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// What may be taken along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Export {
    Csv,
    Talk,
    Json,
}

/// The meeting of which something is taken along at an address.
pub fn export_of(path: &str) -> Option<(MeetingId, Export)> {
    let (id, name) = path.strip_prefix("/meetings/")?.split_once('/')?;
    match name {
        "attendance.csv" => Some((MeetingId::new(id), Export::Csv)),
        "chat.csv" => Some((MeetingId::new(id), Export::Talk)),
        "record.json" => Some((MeetingId::new(id), Export::Json)),
        _other => None,
    }
}

/// A file that is ready.
pub(super) struct Ready {
    pub(super) content: String,
    pub(super) name: String,
    pub(super) kind: HeaderValue,
}

/// Whoever may not have it sees the page that says that there is none, or comes to sign in first.
pub async fn export(State(web): State<Web>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let visitor = web.app.visitor(&parts);
    let user = web.app.accounts.viewer_of(&visitor).await.ok().and_then(|viewer| viewer.user);
    let here = Here::of(&web, &parts.headers);
    let ready = match &user {
        Some(user) => make(&web, &here, &parts.uri, &user.id, visitor.address.to_string()).await,
        None => Err(ApiError::NotSignedIn),
    };
    match ready {
        Ok(ready) => download(ready),
        Err(_) => render::render(&web, Request::from_parts(parts, body), None).await,
    }
}

async fn make(web: &Web, here: &Here, uri: &Uri, user: &UserId, address: String) -> Result<Ready, ApiError> {
    let (id, what) = export_of(uri.path()).ok_or(ApiError::NotFound)?;
    let records = &web.app.records;
    let meeting = records.meeting(&id, user).await?;
    let run = query(uri, RUN).map(OccurrenceId::new);
    let (action, ready) = match what {
        Export::Csv => ("record.export_csv", table(web, here, uri, &meeting).await?),
        Export::Talk => ("record.export_chat", talk(web, here, uri, &meeting).await?),
        Export::Json => {
            let seen = meeting.find(run.as_ref())?.ok_or(ApiError::NotFound)?;
            let content = records.sealed(&meeting, seen).await?;
            ("record.export_json", Ready { content, name: "record.json".to_owned(), kind: JSON })
        }
    };
    records.note_export(&meeting, run.as_ref(), (action, user), address).await?;
    Ok(ready)
}

async fn table(web: &Web, here: &Here, uri: &Uri, meeting: &MeetingRecord) -> Result<Ready, ApiError> {
    let records = &web.app.records;
    let calendar = Calendar::of(here.zone.as_ref());
    let ready = |csv: Csv, name: &str| Ready { content: records.seal(csv), name: name.to_owned(), kind: CSV };
    if query(uri, VIEW).as_deref() == Some(ROLL) {
        if !meeting.shows_everybody() {
            return Err(ApiError::NotFound);
        }
        let percent = roll_percent(percent_of(query(uri, AT_LEAST).as_deref()));
        return Ok(ready(roll_csv(&here.words, &records.roll(meeting, percent).await?, &calendar), "roll.csv"));
    }
    let run = query(uri, RUN).map(OccurrenceId::new);
    let seen = meeting.find(run.as_ref())?.filter(|seen| seen.shows_everybody()).ok_or(ApiError::NotFound)?;
    Ok(ready(run_csv(&here.words, meeting, &records.run(meeting, seen).await?, &calendar), "attendance.csv"))
}

/// What the person may read of the conversation, and no more.
async fn talk(web: &Web, here: &Here, uri: &Uri, meeting: &MeetingRecord) -> Result<Ready, ApiError> {
    let records = &web.app.records;
    let run = query(uri, RUN).map(OccurrenceId::new);
    let seen = meeting.find(run.as_ref())?.ok_or(ApiError::NotFound)?;
    let csv = talk_csv(&here.words, &records.whole_talk(meeting, seen).await?, &Calendar::of(here.zone.as_ref()));
    Ok(Ready { content: records.seal(csv), name: "chat.csv".to_owned(), kind: CSV })
}

pub(super) fn download(Ready { content, name, kind }: Ready) -> Response {
    let disposition = HeaderValue::try_from(format!("attachment; filename=\"{name}\""));
    let disposition = disposition.unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, content).into_response()
}
