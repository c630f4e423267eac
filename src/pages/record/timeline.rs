//! What happened: at a glance, and moment by moment.

use leptos::prelude::*;
use talkspace_model::LeaveReason;
use talkspace_server::records::{Happening, Moment as Told, RunRecord};

use super::{strip::StripView, talk::shortened};
use crate::{
    args,
    i18n::{t, tr},
    ui::{Moment, MomentStyle},
};

/// So much of a message is told here, in characters; the conversation has all.
const WORDS: usize = 100;

#[component]
pub fn Timeline(run: RunRecord) -> impl IntoView {
    let entry = |told: Told| {
        let words = words(&told);
        view! {
            <li data-at=told.at.0>
                <Moment at=told.at style=MomentStyle::Time />
                <span>{words}</span>
            </li>
        }
    };
    view! {
        <section class="card record-card" aria-labelledby="timeline-title">
            <h2 id="timeline-title">{t("record-timeline")}</h2>
            <StripView strip=run.strip />
            <div class="timeline" role="region" aria-labelledby="timeline-title" tabindex="0" data-timeline-frame>
                <ol data-timeline data-part="timeline">
                    {run.timeline.into_iter().map(entry).collect_view()}
                </ol>
            </div>
        </section>
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
        Happening::Said { text } => {
            tr("record-said", args!["name" => told.name.as_str(), "text" => shortened(text, WORDS)])
        }
        Happening::SentFile { file } => {
            tr("record-sent-file", args!["name" => told.name.as_str(), "file" => shortened(file, WORDS)])
        }
    }
}
