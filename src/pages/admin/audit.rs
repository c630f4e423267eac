//! `/admin/audit`: what happened on the server, newest first. Appended to by the server, changed by nobody.

use leptos::prelude::*;
use talkspace_ledger::csv::{Cell, Csv};
use talkspace_model::Timestamp;
use talkspace_server::console::{AuditFilter, AuditRow};

use super::{AUDIT, AUDIT_CSV};
use crate::{
    args,
    i18n::{Words, t, tr},
    pages::percent_encode,
    ui::{Icon, Moment, MomentStyle, Sign, time},
};

/// The names of the list's parameters.
pub const WORDS: &str = "q";
pub const ACTION: &str = "action";
pub const BEFORE: &str = "before";
pub const BEFORE_ID: &str = "id";

/// What actions begin with, for the choice above the list.
const KINDS: [&str; 6] = ["account.", "meeting.", "record.", "settings.", "server.", "audit."];

/// A page of the log.
#[derive(Debug, Clone)]
pub struct AuditList {
    pub filter: AuditFilter,
    pub rows: Vec<AuditRow>,
    /// Time and id of the last entry, where there are older ones.
    pub next: Option<(Timestamp, String)>,
    /// Not the first page.
    pub older: bool,
}

#[component]
pub fn Audit(list: AuditList) -> impl IntoView {
    let AuditList { filter, rows, next, older } = list;
    let asked = format!("{WORDS}={}&{ACTION}={}", percent_encode(&filter.words), percent_encode(&filter.action));
    let more = next.map(|(at, id)| {
        let to = format!("{AUDIT}?{asked}&{BEFORE}={}&{BEFORE_ID}={id}", at.0);
        view! { <a class="button quiet" href=to rel="next">{t("admin-older")}</a> }
    });
    let first =
        older.then(|| view! { <a class="button quiet" href=format!("{AUDIT}?{asked}")>{t("admin-newest")}</a> });
    let kind = |kind: &'static str| {
        let selected = filter.action == kind;
        view! { <option value=kind selected=selected>{tr("audit-kind", args!["kind" => kind.trim_end_matches('.')])}</option> }
    };
    let found = match rows.is_empty() {
        true => view! { <p class="card empty muted">{t("admin-no-entries")}</p> }.into_any(),
        false => view! { <Entries rows /> }.into_any(),
    };
    view! {
        <div class="console-tools">
            <form class="console-filter" method="get" action=AUDIT role="search">
                <input
                    class="input"
                    type="search"
                    name=WORDS
                    value=filter.words.clone()
                    aria-label=t("admin-audit-search")
                    placeholder=t("admin-audit-search")
                />
                <select class="input" name=ACTION aria-label=t("admin-audit-kind")>
                    <option value="">{t("admin-audit-any")}</option>
                    {KINDS.map(kind).collect_view()}
                </select>
                <button class="button quiet">
                    <Icon sign=Sign::Search />
                    {t("admin-find")}
                </button>
            </form>
            <a class="button quiet" href=format!("{AUDIT_CSV}?{asked}") download>{t("admin-audit-export")}</a>
        </div>
        {found}
        <nav class="console-pages" aria-label=t("admin-pages")>{first} {more}</nav>
    }
}

/// An action in words.
fn words_of(action: &str) -> String {
    tr("audit-word", args!["action" => action.replace('.', "_"), "name" => action])
}

#[component]
fn Entries(rows: Vec<AuditRow>) -> impl IntoView {
    let heads = ["audit-at", "audit-action", "audit-by", "audit-about", "audit-address", "audit-detail"];
    let row = |row: AuditRow| {
        view! {
            <tr data-action=row.action.clone()>
                <td>
                    <Moment at=row.at style=MomentStyle::DateTime />
                </td>
                <th scope="row">
                    {words_of(&row.action)}
                </th>
                <td>{row.by}</td>
                <td>{row.about}</td>
                <td>{row.address}</td>
                <td class="audit-detail">{row.detail}</td>
            </tr>
        }
    };
    view! {
        <div class="table-scroll" role="region" aria-label=t("admin-audit") tabindex="0">
            <table class="record-table">
                <thead>
                    <tr>{heads.map(|key| view! { <th scope="col">{t(key)}</th> }).collect_view()}</tr>
                </thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

/// The same as a table for a spreadsheet; times are universal.
pub fn csv(words: &Words, rows: &[AuditRow]) -> Csv {
    let mut csv = Csv::default();
    let heads = ["audit-at", "audit-action", "audit-by", "audit-about", "audit-address", "audit-detail"];
    csv.row(heads.map(|key| Cell::text(words.text(key, &[]))));
    let cell = |text: &Option<String>| text.as_ref().map_or(Cell::Empty, Cell::text);
    for row in rows {
        csv.row([
            Cell::text(time::stamp(row.at)),
            Cell::text(&row.action),
            cell(&row.by),
            cell(&row.about),
            cell(&row.address),
            cell(&row.detail),
        ]);
    }
    csv
}
