//! The chat: who wrote what, and the field to write in.

use leptos::{ev::KeyboardEvent, html, prelude::*};
use talkspace_model::{MessageId, limits::Limits};

use super::{
    browser,
    frame::{Frame, frame, room},
    links::{Piece, pieces},
    prejoin::refusal_key,
    rights::{Own, hindrance},
    state::{Action, ChatLine, Delivery, RoomStateStoreFields},
};
use crate::{
    args,
    i18n::{t, tr},
    ui::{Icon, Sign, time},
};

/// Messages of one person within this time stand together under one name.
const GROUP_MILLIS: i64 = 3 * 60 * 1000;
/// Nearer to the end than this, in CSS pixels, the list follows new messages.
const AT_END: i32 = 48;

#[component]
pub(super) fn Chat() -> impl IntoView {
    view! {
        <Lines />
        <Compose />
    }
}

/// A line and whether it begins a group. A new value means a new row.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    line: ChatLine,
    begins: bool,
}

#[component]
fn Lines() -> impl IntoView {
    let (room, frame) = (room(), frame());
    let list = NodeRef::<html::Div>::new();
    let follow = StoredValue::new(true);
    let rows = Memo::new(move |_| room.state.chat().with(|lines| rows(lines)));
    Effect::new(move |_| {
        let mine_is_last = rows.with(|rows| {
            frame.read.set(rows.len());
            rows.last().is_some_and(|row| row.line.me)
        });
        if let Some(list) = list.get().filter(|_| follow.get_value() || mine_is_last) {
            request_animation_frame(move || list.set_scroll_top(list.scroll_height()));
        }
    });
    let scrolled = move |_| {
        if let Some(list) = list.get_untracked() {
            follow.set_value(list.scroll_height() - list.scroll_top() - list.client_height() < AT_END);
        }
    };
    view! {
        <div node_ref=list class="chat-lines" role="log" tabindex="0" aria-label=t("room-messages") on:scroll=scrolled>
            {move || rows.with(Vec::is_empty).then(|| view! { <p class="panel-empty">{t("room-chat-empty")}</p> })}
            <For each=move || rows.get() key=row_key let:row>
                <Line row=row />
            </For>
        </div>
    }
    .into_any()
}

fn rows(lines: &[ChatLine]) -> Vec<Row> {
    let begins = |index: usize| match index.checked_sub(1).map(|before| (&lines[before], &lines[index])) {
        None => true,
        Some((before, line)) => before.from != line.from || line.sent.since(before.sent).0 > GROUP_MILLIS,
    };
    lines.iter().enumerate().map(|(index, line)| Row { line: line.clone(), begins: begins(index) }).collect()
}

/// What a row shows that can change.
fn row_key(row: &Row) -> (MessageId, bool, u8, i64) {
    let delivery = match row.line.delivery {
        Delivery::Pending => 0,
        Delivery::Stored => 1,
        Delivery::Refused(_) => 2,
    };
    (row.line.id.clone(), row.begins, delivery, row.line.sent.0)
}

#[component]
fn Line(row: Row) -> impl IntoView {
    let Row { line, begins } = row;
    let state = match line.delivery {
        Delivery::Pending => "pending",
        Delivery::Stored => "stored",
        Delivery::Refused(_) => "refused",
    };
    let at = time::local(line.sent, time::MomentStyle::Time);
    let (name, me) = (line.name.clone(), line.me);
    let who = if me { t("room-you") } else { name.clone() };
    view! {
        <article class="chat-line" data-message data-from=name data-me=me data-state=state>
            <p class="message-head" class:visually-hidden=!begins>
                <span class="message-name">{who}</span>
                <time>{at}</time>
            </p>
            <p class="message-text">{pieces(&line.text).into_iter().map(piece_view).collect_view()}</p>
            <Fate line=line />
        </article>
    }
    .into_any()
}

fn piece_view(piece: Piece) -> AnyView {
    match piece {
        Piece::Text(text) => text.into_any(),
        Piece::Link(link) => {
            let text = link.clone();
            view! { <a href=link target="_blank" rel="noopener noreferrer">{text}</a> }.into_any()
        }
    }
}

/// What becomes of a message that is not stored yet.
#[component]
fn Fate(line: ChatLine) -> impl IntoView {
    let room = room();
    match line.delivery {
        Delivery::Stored => ().into_any(),
        Delivery::Pending => view! { <p class="message-fate">{t("room-message-pending")}</p> }.into_any(),
        Delivery::Refused(reason) => view! {
            <p class="message-fate" role="alert">
                <span>{t(refusal_key(reason))}</span>
                " "
                <button
                    type="button"
                    class="link-button"
                    on:click=move |_| room.dispatch(Action::RetryChat(line.id.clone()))
                >
                    {t("room-message-retry")}
                </button>
            </p>
        }
        .into_any(),
    }
}

#[component]
fn Compose() -> impl IntoView {
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
    let blocked = hindrance(Own::Chat);
    let too_long = move || match over.get() {
        0 => None,
        over => Some(tr("room-message-too-long", args!["limit" => limit, "over" => over])),
    };
    let problem = move || blocked.get().map(t).or_else(too_long);
    let send = move || {
        let text = frame.draft.with_untracked(|draft| draft.trim().to_owned());
        if text.is_empty() || over.get_untracked() > 0 || blocked.get_untracked().is_some() {
            return;
        }
        room.dispatch(Action::SendChat(text));
        set_draft(frame, String::new());
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
    let idle = move || over.get() > 0 || frame.draft.with(|draft| draft.trim().is_empty());
    view! {
        <form
            class="compose"
            on:submit=move |event| {
                event.prevent_default();
                send();
            }
        >
            <div class="compose-to">
                <label for="chat-to">{t("room-chat-to")}</label>
                <select id="chat-to"><option value="everyone">{t("room-chat-everyone")}</option></select>
            </div>
            <p id="chat-problem" class="field-problem" class:reason=move || blocked.get().is_some() role="alert">
                {problem}
            </p>
            <div class="compose-row">
                <textarea
                    node_ref=field
                    id="chat-message"
                    class="input"
                    rows="1"
                    aria-label=t("room-message")
                    aria-describedby="chat-problem"
                    placeholder=t("room-message-hint")
                    disabled=move || blocked.get().is_some()
                    on:input=move |event| set_draft(frame, event_target_value(&event))
                    on:keydown=key
                ></textarea>
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

/// Keeps what is typed through a closed panel and a reload.
fn set_draft(frame: Frame, text: String) {
    browser::keep(&draft_key(frame), &text);
    frame.draft.set(text);
}

/// Brings back what was typed before the page was loaded again.
pub(super) fn restore_draft(frame: Frame) {
    if let Some(text) = browser::kept(&draft_key(frame)) {
        frame.draft.set(text);
    }
}

fn draft_key(frame: Frame) -> String {
    frame.door.with_value(|door| "talkspace.draft.".to_owned() + door.code.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use talkspace_model::{SeatId, Timestamp};

    fn line(from: u32, sent: i64) -> ChatLine {
        ChatLine {
            id: MessageId::new(format!("{from}-{sent}")),
            from: SeatId(from),
            name: String::new(),
            me: false,
            text: String::new(),
            sent: Timestamp(sent),
            delivery: Delivery::Stored,
        }
    }

    #[test]
    fn a_group_is_one_person_within_a_short_time() {
        let lines = [line(1, 0), line(1, GROUP_MILLIS), line(1, 2 * GROUP_MILLIS + 1), line(2, 2 * GROUP_MILLIS + 2)];
        let begins: Vec<bool> = rows(&lines).into_iter().map(|row| row.begins).collect();
        assert_eq!(begins, [true, false, true, true]);
    }
}
