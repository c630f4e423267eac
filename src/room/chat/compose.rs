//! The field to write in. What is typed outlives a closed panel and a reload.

use leptos::{
    ev::{ClipboardEvent, KeyboardEvent},
    html,
    prelude::*,
};
use talkspace_model::limits::Limits;

use super::{
    emoji::EmojiPicker,
    line::excerpt,
    to::{ChooseRecipient, Recipient, refusal},
    tray::{Attach, TrayView},
};
use crate::{
    args,
    i18n::{t, tr},
    room::{
        browser,
        frame::{Frame, frame, room},
        rights::{Own, hindrance},
        state::{Action, Draft, RoomStateStoreFields},
    },
    ui::{Icon, Sign},
};

#[component]
pub(super) fn Compose() -> impl IntoView {
    let (room, frame) = (room(), frame());
    let field = NodeRef::<html::Textarea>::new();
    let limit = Limits::default().chat_message;
    let over = Memo::new(move |_| frame.draft.with(|draft| draft.chars().count().saturating_sub(limit)));
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            field.set_value(&frame.draft.get_untracked());
            if browser::has_keyboard() {
                // `focus` fails on detached documents only.
                let _ = field.focus();
            }
        }
    });
    let blocked = refusal();
    let too_long = move || match over.get() {
        0 => None,
        over => Some(tr("room-message-too-long", args!["limit" => limit, "over" => over])),
    };
    let problem = move || blocked.get().or_else(too_long);
    let private = move || frame.to.with(|to| *to != Recipient::Everyone);
    let hint = move || t(if private() { "room-message-hint-private" } else { "room-message-hint" });
    let send = move || {
        let text = frame.draft.with_untracked(|draft| draft.trim().to_owned());
        let files = frame.tray.has_chosen();
        if (text.is_empty() && !files) || over.get_untracked() > 0 || blocked.get_untracked().is_some() {
            return;
        }
        let to = frame.to.with_untracked(Recipient::addressee);
        let draft = Draft { text, to, reply: frame.reply.get_untracked(), file: None };
        frame.reply.set(None);
        frame.draft.set(String::new());
        if files {
            // What is kept of the text stays until it has been sent with them.
            frame.tray.send(room, frame, draft);
        } else {
            room.dispatch(Action::SendChat(draft));
            keep_draft(frame);
        }
        if let Some(field) = field.get_untracked() {
            field.set_value("");
        }
    };
    let key = move |event: KeyboardEvent| {
        // While an input method composes (Devanagari on many keyboards), Enter ends the word.
        if event.key() == "Enter" && !event.shift_key() && !event.is_composing() {
            event.prevent_default();
            send();
        }
    };
    let insert = move |emoji: &str| {
        if let Some(field) = field.get_untracked() {
            browser::type_into(&field, emoji);
            set_draft(frame, field.value());
        }
    };
    let idle = move || {
        let nothing = frame.draft.with(|draft| draft.trim().is_empty()) && !frame.tray.has_chosen();
        over.get() > 0 || nothing
    };
    let no_files = hindrance(Own::Files);
    let paste = move |event: ClipboardEvent| {
        let files = event.clipboard_data().and_then(|data| data.files()).filter(|files| files.length() > 0);
        if let Some(files) = files.filter(|_| no_files.get_untracked().is_none()) {
            event.prevent_default();
            frame.tray.put(&files, frame.door.with_value(|door| door.file_limit));
        }
    };
    view! {
        <form
            class="compose"
            class:private=private
            on:submit=move |event| {
                event.prevent_default();
                send();
            }
        >
            <ChooseRecipient />
            <Answering />
            <p id="chat-problem" class="field-problem" class:reason=move || blocked.get().is_some() role="alert">
                {problem}
            </p>
            <TrayView />
            <div class="compose-row">
                <textarea
                    node_ref=field
                    id="chat-message"
                    class="input"
                    rows="1"
                    aria-label=t("room-message")
                    aria-describedby="chat-problem"
                    placeholder=hint
                    disabled=move || blocked.get().is_some()
                    on:input=move |event| set_draft(frame, event_target_value(&event))
                    on:keydown=key
                    on:paste=paste
                ></textarea>
                <Attach />
                <EmojiPicker insert=Callback::new(insert) />
                <button
                    class="control send"
                    aria-label=t("room-send")
                    title=t("room-send")
                    data-idle=idle
                    disabled=move || blocked.get().is_some()
                >
                    <Icon sign=Sign::Send />
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// The message that what is typed answers, and the way out of that.
#[component]
fn Answering() -> impl IntoView {
    let (room, frame) = (room(), frame());
    let words = Memo::new(move |_| {
        let reply = frame.reply.get()?;
        room.state.chat().with(|lines| lines.iter().rev().find(|line| line.id == reply).map(excerpt))
    });
    let stop = move |_| {
        frame.reply.set(None);
        browser::focus("chat-message");
    };
    move || {
        words.get().map(|words| {
            view! {
                <div class="compose-reply">
                    <Icon sign=Sign::Reply />
                    <span class="visually-hidden">{t("room-chat-replying")}</span>
                    <span class="compose-quote">{words}</span>
                    <button
                        type="button"
                        class="compose-tool"
                        aria-label=t("room-chat-reply-stop")
                        title=t("room-chat-reply-stop")
                        on:click=stop
                    >
                        <Icon sign=Sign::Close />
                    </button>
                </div>
            }
        })
    }
}

/// Keeps what is typed through a closed panel and a reload.
fn set_draft(frame: Frame, text: String) {
    frame.draft.set(text);
    keep_draft(frame);
}

pub(super) fn keep_draft(frame: Frame) {
    frame.draft.with_untracked(|text| browser::keep(&draft_key(frame), text));
}

/// Brings back what was typed before the page was loaded again.
pub(in crate::room) fn restore_draft(frame: Frame) {
    if let Some(text) = browser::kept(&draft_key(frame)) {
        frame.draft.set(text);
    }
    super::to::restore(frame);
}

fn draft_key(frame: Frame) -> String {
    frame.door.with_value(|door| "talkspace.draft.".to_owned() + door.code.as_str())
}
