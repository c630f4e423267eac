//! What happened, moment by moment.

use leptos::prelude::*;
use talkspace_model::LeaveReason;
use talkspace_server::records::{Happening, Moment as Told, RunRecord};

use crate::{
    args,
    i18n::{t, tr},
    ui::{Moment, MomentStyle},
};

#[component]
pub fn Timeline(run: RunRecord) -> impl IntoView {
    let moments = run.timeline;
    let count = moments.len();
    let entry = |told: Told| {
        let words = words(&told);
        view! {
            <li>
                <Moment at=told.at style=MomentStyle::Time />
                <span>{words}</span>
            </li>
        }
    };
    view! {
        <details class="card record-card timeline" open=count <= 40>
            <summary>
                <h2>{t("record-timeline")}</h2>
            </summary>
            <ol data-timeline>{moments.into_iter().map(entry).collect_view()}</ol>
        </details>
    }
}

fn words(told: &Told) -> String {
    let named = |key| tr(key, args!["name" => told.name.as_str()]);
    match &told.what {
        Happening::Came => named("record-came"),
        Happening::Left { reason: LeaveReason::Left } => named("record-went"),
        Happening::Left { reason: LeaveReason::Lost } => named("record-went-lost"),
        Happening::Left { reason: LeaveReason::Ended } => named("record-went-ended"),
        Happening::Left { reason: LeaveReason::Removed } => named("record-went-removed"),
        Happening::Left { reason: LeaveReason::ServerStopped } => named("record-went-stopped"),
        Happening::Renamed { from } => {
            tr("record-renamed", args!["name" => told.name.as_str(), "from" => from.as_str()])
        }
        Happening::HandRaised => named("record-hand-raised"),
        Happening::HandLowered => named("record-hand-lowered"),
        Happening::ShareStarted => named("record-share-started"),
        Happening::ShareStopped => named("record-share-stopped"),
    }
}
