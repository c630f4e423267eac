//! What people take away as a file.

use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Redirect, Response},
};
use talkspace_ledger::csv::Csv;
use talkspace_model::HistoryEntry;
use talkspace_server::history::{Asked, Calendar};

use super::{Web, query, render::calendar, words};
use crate::{args, i18n::Words};

/// `GET /history.csv`: everything that the filter keeps, as a table.
pub(super) async fn history(State(web): State<Web>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let visitor = web.app.visitor(&parts);
    let Ok(viewer) = web.app.accounts.viewer_of(&visitor).await else { return unavailable() };
    let Some(user) = viewer.user else { return Redirect::to("/login?next=/history").into_response() };
    let asked = Asked::read(|name| query(&parts.uri, name), calendar(&parts.headers));
    let Ok(entries) = web.app.history.filtered(&user.id, &asked).await else { return unavailable() };
    let table = table(&entries, &words(&web, &parts.headers), &asked.calendar);
    attachment("text/csv; charset=utf-8", "attachment; filename=\"talkspace-history.csv\"", table)
}

fn table(entries: &[HistoryEntry], words: &Words, calendar: &Calendar) -> String {
    let text = |key: &str| words.text(key, &[]);
    let zone = words.text("csv-time-zone", args!["zone" => calendar.zone()]);
    let mut table = Csv::with_header([
        text("csv-title"),
        text("csv-code"),
        text("csv-host"),
        text("csv-role"),
        format!("{} ({zone})", text("csv-joined")),
        format!("{} ({zone})", text("csv-left")),
        text("csv-minutes"),
        text("csv-joins"),
    ]);
    for entry in entries {
        table.row([
            entry.title.clone(),
            entry.code.to_string(),
            entry.host_name.clone(),
            words.text("role", args!["role" => entry.role.as_str()]),
            calendar.written(entry.joined),
            entry.left.map(|left| calendar.written(left)).unwrap_or_default(),
            (entry.present.as_secs() / 60).to_string(),
            entry.joins.to_string(),
        ]);
    }
    table.finish()
}

fn attachment(kind: &'static str, disposition: &'static str, content: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static(disposition)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, content).into_response()
}

fn unavailable() -> Response {
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}
