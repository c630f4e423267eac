//! Files that somebody is about to send: chosen by the button, dropped or pasted; sent with the next message, one after the
//! other, in the order in which they were chosen.

use std::collections::BTreeMap;

use leptos::{html, prelude::*};
use talkspace_call::Draft;
use talkspace_model::FileRefusal;
use web_sys::{File, FileList};

use super::{compose::keep_draft, file::size_words, upload::Upload};
use crate::{
    args,
    i18n::{t, tr},
    room::{
        frame::{Frame, frame, room},
        rights::{Own, hindrance},
        state::{Action, Room},
    },
    ui::{Icon, Sign},
};

/// Files in one go. More at once are a folder, which is better packed into one file.
const MOST: usize = 10;

/// A file in the tray.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::room) struct Parcel {
    number: u32,
    name: String,
    bytes: u64,
    stage: Stage,
}

#[derive(Debug, Clone, PartialEq)]
enum Stage {
    /// Waits for Send.
    Chosen,
    /// Waits for those before it, with what is said to it.
    Queued(Draft),
    Sending {
        draft: Draft,
        sent: u64,
    },
    Failed {
        why: FileRefusal,
        draft: Option<Draft>,
    },
}

/// The tray, and what the browser holds for it.
#[derive(Debug, Clone, Copy)]
pub(in crate::room) struct Tray {
    parcels: RwSignal<Vec<Parcel>>,
    held: StoredValue<Held, LocalStorage>,
    next: StoredValue<u32>,
}

#[derive(Default)]
struct Held {
    files: BTreeMap<u32, File>,
    /// One at a time.
    upload: Option<Upload>,
}

impl Tray {
    pub(in crate::room) fn new() -> Self {
        Self {
            parcels: RwSignal::new(Vec::new()),
            held: StoredValue::new_local(Held::default()),
            next: StoredValue::new(0),
        }
    }

    /// Puts files in; one that is too big says so at once.
    pub(super) fn put(self, files: &FileList, max: u64) {
        let room_left = MOST.saturating_sub(self.parcels.with_untracked(Vec::len));
        let files = (0..files.length()).filter_map(|index| files.get(index)).take(room_left);
        for file in files {
            let number = self.next.get_value();
            self.next.set_value(number + 1);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of bytes")]
            let bytes = file.size() as u64;
            let stage = match bytes {
                0 => Stage::Failed { why: FileRefusal::Empty, draft: None },
                bytes if bytes > max => Stage::Failed { why: FileRefusal::TooBig { max }, draft: None },
                _fits => Stage::Chosen,
            };
            let name = file.name();
            self.held.update_value(|held| {
                held.files.insert(number, file);
            });
            self.parcels.update(|parcels| parcels.push(Parcel { number, name, bytes, stage }));
        }
    }

    /// Whether Send has something to do here.
    pub(super) fn has_chosen(self) -> bool {
        self.parcels.with(|parcels| parcels.iter().any(|parcel| parcel.stage == Stage::Chosen))
    }

    /// Sends what is chosen; the first takes the text along.
    pub(super) fn send(self, room: Room, frame: Frame, draft: Draft) {
        let mut draft = Some(draft);
        self.parcels.update(|parcels| {
            for parcel in parcels.iter_mut().filter(|parcel| parcel.stage == Stage::Chosen) {
                let first = draft.clone().unwrap_or_default();
                draft = draft.take().map(|draft| Draft { text: String::new(), reply: None, ..draft });
                parcel.stage = Stage::Queued(first);
            }
        });
        self.go_on(room, frame);
    }

    /// Somebody thought better of a file; what was said to it they had sent.
    fn leave_out(self, number: u32, room: Room, frame: Frame) {
        if let Some(draft) = self.draft_of(number) {
            say_alone(draft, room, frame);
        }
        self.remove(number, room, frame);
    }

    fn remove(self, number: u32, room: Room, frame: Frame) {
        let was_sending = self.is_sending(number);
        self.parcels.update(|parcels| parcels.retain(|parcel| parcel.number != number));
        self.held.update_value(|held| {
            held.files.remove(&number);
            if was_sending {
                held.upload = None;
            }
        });
        self.go_on(room, frame);
    }

    fn again(self, number: u32, room: Room, frame: Frame) {
        self.set(number, |stage| match stage {
            Stage::Failed { draft: Some(draft), .. } => Stage::Queued(draft),
            Stage::Failed { draft: None, .. } => Stage::Chosen,
            other @ (Stage::Chosen | Stage::Queued(_) | Stage::Sending { .. }) => other,
        });
        self.go_on(room, frame);
    }

    /// Begins with the next, unless one is under way.
    fn go_on(self, room: Room, frame: Frame) {
        let next = self.parcels.with_untracked(|parcels| {
            let busy = parcels.iter().any(|parcel| matches!(parcel.stage, Stage::Sending { .. }));
            let queued = parcels.iter().find(|parcel| matches!(parcel.stage, Stage::Queued(_)));
            queued.filter(|_| !busy).map(|parcel| parcel.number)
        });
        let Some(number) = next else { return };
        self.set(number, |stage| match stage {
            Stage::Queued(draft) => Stage::Sending { draft, sent: 0 },
            other @ (Stage::Chosen | Stage::Sending { .. } | Stage::Failed { .. }) => other,
        });
        let progress = move |now| {
            self.set(number, |stage| match stage {
                Stage::Sending { draft, .. } => Stage::Sending { draft, sent: now },
                other @ (Stage::Chosen | Stage::Queued(_) | Stage::Failed { .. }) => other,
            });
        };
        // The upload must not be dropped from within its own call.
        let end = move |outcome| request_animation_frame(move || self.ended(number, outcome, room, frame));
        let code = frame.door.with_value(|door| door.code.clone());
        let started = self.held.try_update_value(|held| {
            let file = held.files.get(&number)?;
            held.upload = Upload::start(&code, file, progress, end);
            held.upload.as_ref().map(|_| ())
        });
        if started.flatten().is_none() {
            self.ended(number, Err(FileRefusal::Failed), room, frame);
        }
    }

    fn ended(self, number: u32, outcome: Result<talkspace_model::SharedFile, FileRefusal>, room: Room, frame: Frame) {
        let draft = self.draft_of(number);
        self.held.update_value(|held| held.upload = None);
        match (outcome, draft) {
            (Ok(file), Some(draft)) => {
                room.dispatch(Action::SendChat(Draft { file: Some(file), ..draft }));
                keep_draft(frame);
                self.remove(number, room, frame);
            }
            (Err(why), draft) => {
                let draft = draft.map(|draft| say_alone(draft, room, frame));
                self.set(number, |_| Stage::Failed { why, draft });
                self.go_on(room, frame);
            }
            (Ok(_), None) => self.go_on(room, frame),
        }
    }

    /// What is said to a file, once it was to be sent.
    fn draft_of(self, number: u32) -> Option<Draft> {
        self.parcels.with_untracked(|parcels| {
            parcels.iter().find(|parcel| parcel.number == number).and_then(|parcel| match &parcel.stage {
                Stage::Queued(draft) | Stage::Sending { draft, .. } => Some(draft.clone()),
                Stage::Failed { draft, .. } => draft.clone(),
                Stage::Chosen => None,
            })
        })
    }

    fn is_sending(self, number: u32) -> bool {
        let sending = |parcel: &Parcel| parcel.number == number && matches!(parcel.stage, Stage::Sending { .. });
        self.parcels.with_untracked(|parcels| parcels.iter().any(sending))
    }

    fn set(self, number: u32, change: impl FnOnce(Stage) -> Stage) {
        self.parcels.update(|parcels| {
            if let Some(parcel) = parcels.iter_mut().find(|parcel| parcel.number == number) {
                let before = std::mem::replace(&mut parcel.stage, Stage::Chosen);
                parcel.stage = change(before);
            }
        });
    }
}

/// Sends what was said to a file without it, so that no word is lost with a file; gives back what is left to be sent.
fn say_alone(draft: Draft, room: Room, frame: Frame) -> Draft {
    if draft.text.is_empty() {
        return draft;
    }
    room.dispatch(Action::SendChat(draft.clone()));
    keep_draft(frame);
    Draft { text: String::new(), reply: None, ..draft }
}

/// The button that lets somebody choose files.
#[component]
pub(super) fn Attach() -> impl IntoView {
    let frame = frame();
    let field = NodeRef::<html::Input>::new();
    let hindrance = hindrance(Own::Files);
    let words = move || t(hindrance.get().unwrap_or("room-file-attach"));
    let chosen = move |_| {
        let Some(field) = field.get_untracked() else { return };
        if let Some(files) = field.files() {
            frame.tray.put(&files, frame.door.with_value(|door| door.file_limit));
        }
        // So that the same file can be chosen again.
        field.set_value("");
    };
    let press = move |_| {
        if let Some(field) = field.get_untracked() {
            field.click();
        }
    };
    view! {
        <input node_ref=field type="file" multiple hidden tabindex="-1" aria-hidden="true" on:change=chosen />
        <button
            type="button"
            class="compose-tool"
            aria-label=t("room-file-attach")
            title=words
            disabled=move || hindrance.get().is_some()
            on:click=press
        >
            <Icon sign=Sign::Clip />
        </button>
    }
}

/// What is in the tray.
#[component]
pub(super) fn TrayView() -> impl IntoView {
    let (room, frame) = (room(), frame());
    let tray = frame.tray;
    move || {
        let parcels = tray.parcels.get();
        (!parcels.is_empty()).then(|| {
            let parcels = parcels.into_iter().map(|parcel| parcel_view(parcel, room, frame));
            view! { <ul class="tray" aria-label=t("room-file-tray")>{parcels.collect_view()}</ul> }
        })
    }
}

fn parcel_view(parcel: Parcel, room: Room, frame: Frame) -> impl IntoView {
    let Parcel { number, name, bytes, stage } = parcel;
    let of = name.clone();
    let leave_out = tr("room-file-drop", args!["name" => name.as_str()]);
    let failed = match &stage {
        Stage::Failed { why, .. } => Some(*why),
        Stage::Chosen | Stage::Queued(_) | Stage::Sending { .. } => None,
    };
    let sent = match &stage {
        Stage::Sending { sent, .. } => Some(*sent),
        Stage::Queued(_) => Some(0),
        Stage::Chosen | Stage::Failed { .. } => None,
    };
    let label = tr("room-file-progress", args!["name" => name.as_str()]);
    let again = failed.filter(|why| may_help(*why)).map(|_| {
        let press = move |_| frame.tray.again(number, room, frame);
        view! { <button type="button" class="link-button" on:click=press>{t("room-file-again")}</button> }
    });
    view! {
        <li class="parcel" data-file=of>
            <Icon sign=Sign::Clip />
            <span class="parcel-name">{name}</span>
            <span class="parcel-size">{size_words(bytes)}</span>
            <button
                type="button"
                class="compose-tool"
                aria-label=leave_out.clone()
                title=leave_out
                on:click=move |_| frame.tray.leave_out(number, room, frame)
            >
                <Icon sign=Sign::Close />
            </button>
            {sent.map(|sent| view! { <progress aria-label=label max=bytes.to_string() value=sent.to_string()></progress> })}
            {failed.map(|why| view! { <p class="field-problem" role="alert">{refusal_words(why)} " " {again}</p> })}
        </li>
    }
}

/// Whether trying again may help.
fn may_help(why: FileRefusal) -> bool {
    match why {
        FileRefusal::Empty | FileRefusal::TooBig { .. } | FileRefusal::TooMuch => false,
        FileRefusal::NotHere | FileRefusal::NotAllowed | FileRefusal::TooFast | FileRefusal::Failed => true,
    }
}

fn refusal_words(why: FileRefusal) -> String {
    match why {
        FileRefusal::NotHere => t("room-file-not-here"),
        FileRefusal::NotAllowed => t("room-may-not-files"),
        FileRefusal::Empty => t("room-file-empty"),
        FileRefusal::TooBig { max } => tr("room-file-too-big", args!["limit" => size_words(max)]),
        FileRefusal::TooMuch => t("room-file-too-much"),
        FileRefusal::TooFast => t("room-file-too-fast"),
        FileRefusal::Failed => t("room-file-failed"),
    }
}

impl std::fmt::Debug for Held {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Held").field("files", &self.files.len()).finish_non_exhaustive()
    }
}
