//! The chat: who wrote what to whom, and the field to write in.

mod compose;
mod emoji;
mod file;
mod line;
mod lines;
mod markdown;
mod to;
mod tray;
mod upload;

use leptos::prelude::*;
use web_sys::{DataTransfer, DragEvent};

use super::{
    frame::frame,
    rights::{Own, hindrance},
};
use crate::i18n::t;

use compose::Compose;
#[cfg(feature = "ssr")]
pub(crate) use file::size_words;
use lines::Lines;
pub(super) use {
    compose::restore_draft,
    file::FileView,
    line::{for_whom, text_view},
    to::{Recipient, write_to},
    tray::Tray,
};

/// Files may be dropped anywhere on it.
#[component]
pub(super) fn Chat() -> impl IntoView {
    let frame = frame();
    let may_not = hindrance(Own::Files);
    let dropping = RwSignal::new(false);
    let over = move |event: DragEvent| {
        if event.data_transfer().is_some_and(|data| carries_files(&data)) {
            event.prevent_default();
            dropping.set(may_not.get_untracked().is_none());
        }
    };
    let dropped = move |event: DragEvent| {
        dropping.set(false);
        if let Some(files) = event.data_transfer().filter(carries_files).and_then(|data| data.files()) {
            event.prevent_default();
            if may_not.get_untracked().is_none() {
                frame.tray.put(&files, frame.door.with_value(|door| door.file_limit));
            }
        }
    };
    view! {
        <div
            class="chat-area"
            on:dragover=over
            on:dragleave=move |_| dropping.set(false)
            on:drop=dropped
        >
            <Lines />
            {move || dropping.get().then(|| view! { <p class="chat-drop">{t("room-file-drop-here")}</p> })}
            <Compose />
        </div>
    }
}

/// Text that is dragged from elsewhere is none of ours: it falls into the field.
fn carries_files(data: &DataTransfer) -> bool {
    data.types().includes(&"Files".into(), 0)
}
