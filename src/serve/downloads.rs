//! What people take away as a file.

use axum::{
    extract::{Request, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use talkspace_ledger::csv::{Cell, Csv};
use talkspace_model::HistoryEntry;
use talkspace_server::history::{Asked, Calendar};

use super::{
    Web,
    exports::{CSV, Ready, download},
    query,
    render::Here,
};
use crate::{args, i18n::Words};

/// `GET /history.csv`: everything that the filter keeps, as a table.
pub(super) async fn history(State(web): State<Web>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let visitor = web.app.visitor(&parts);
    let Ok(viewer) = web.app.accounts.viewer_of(&visitor).await else { return unavailable() };
    let Some(user) = viewer.user else { return Redirect::to("/login?next=/history").into_response() };
    let here = Here::of(&web, &parts.headers);
    let asked = Asked::read(|name| query(&parts.uri, name), Calendar::of(here.zone.as_ref()));
    let Ok(entries) = web.app.history.filtered(&user.id, &asked).await else { return unavailable() };
    let content = table(&entries, &here.words, &asked.calendar).text().to_owned();
    download(Ready { content, name: "talkspace-history.csv".to_owned(), kind: CSV })
}

fn table(entries: &[HistoryEntry], words: &Words, calendar: &Calendar) -> Csv {
    let text = |key: &str| words.text(key, &[]);
    let zone = words.text("csv-time-zone", args!["zone" => calendar.zone()]);
    let mut table = Csv::default();
    let heads = [
        text("csv-title"),
        text("csv-code"),
        text("csv-host"),
        text("csv-role"),
        format!("{} ({zone})", text("csv-joined")),
        format!("{} ({zone})", text("csv-left")),
        text("csv-minutes"),
        text("csv-joins"),
        text("csv-spoke"),
        text("csv-talk"),
    ];
    table.row(heads.map(Cell::text));
    for entry in entries {
        table.row([
            Cell::text(&entry.title),
            Cell::text(entry.code.as_str()),
            Cell::text(&entry.host_name),
            Cell::text(words.text("role", args!["role" => entry.role.as_str()])),
            Cell::text(calendar.written(entry.joined)),
            entry.left.map_or(Cell::Empty, |left| Cell::text(calendar.written(left))),
            Cell::Number(entry.present.as_secs() / 60),
            Cell::Number(entry.joins.into()),
            Cell::Tenths(entry.spoke.0 / 6000),
            talkspace_ledger::totals([entry]).talk_permille().map_or(Cell::Empty, |share| Cell::Tenths(share.into())),
        ]);
    }
    table
}

fn unavailable() -> Response {
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}
