//! The messages, grouped by who wrote them.

use leptos::{html, prelude::*};
use talkspace_model::MessageId;
use talkspace_signal::{Addressee, RefusalReason};

use crate::{
    args,
    i18n::{t, tr},
    room::{
        frame::{frame, room},
        links::{Piece, pieces},
        prejoin::refusal_key,
        state::{Action, ChatLine, Delivery, RoomStateStoreFields},
    },
    ui::{Icon, Sign, time},
};

/// Messages of one person within this time stand together under one name.
const GROUP_MILLIS: i64 = 3 * 60 * 1000;
/// Nearer to the end than this, in CSS pixels, the list follows new messages.
const AT_END: i32 = 48;

/// A line and whether it begins a group. A new value means a new row.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    line: ChatLine,
    begins: bool,
}

#[component]
pub(super) fn Lines() -> impl IntoView {
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
        Some((before, line)) => {
            before.from != line.from || before.to != line.to || line.sent.since(before.sent).0 > GROUP_MILLIS
        }
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
    let apart = apart(&line);
    let private = apart.is_some();
    view! {
        <article class="chat-line" data-message data-from=name data-me=me data-state=state data-private=private>
            <p class="message-head" class:visually-hidden=!begins>
                <span class="message-name">{who}</span>
                {apart.map(|words| view! { <span class="message-to"><Icon sign=Sign::Lock />{words}</span> })}
                <time>{at}</time>
            </p>
            <p class="message-text">{pieces(&line.text).into_iter().map(piece_view).collect_view()}</p>
            <Fate line=line />
        </article>
    }
    .into_any()
}

/// Whom a message is for, when it is not for everybody.
fn apart(line: &ChatLine) -> Option<String> {
    match &line.to {
        Addressee::Everyone => None,
        Addressee::Hosts => Some(t("room-chat-to-hosts")),
        Addressee::Person { name, .. } if line.me => Some(tr("room-chat-to-person", args!["name" => name.as_str()])),
        Addressee::Person { .. } => Some(t("room-chat-to-you")),
    }
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
        Delivery::Refused(RefusalReason::NoSuchPerson) => {
            view! { <p class="message-fate" role="alert">{t(refusal_key(RefusalReason::NoSuchPerson))}</p> }.into_any()
        }
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
            to: Addressee::Everyone,
            sent: Timestamp(sent),
            delivery: Delivery::Stored,
        }
    }

    #[test]
    fn a_group_is_one_person_within_a_short_time() {
        let lines = [line(1, 0), line(1, GROUP_MILLIS), line(1, 2 * GROUP_MILLIS + 1), line(2, 2 * GROUP_MILLIS + 2)];
        let begins: Vec<bool> = rows(&lines).into_iter().map(|row| row.begins).collect();
        assert_eq!(begins, [true, false, true, true]);
        let private = ChatLine { to: Addressee::Hosts, ..line(1, 1) };
        assert!(rows(&[line(1, 0), private])[1].begins, "what is private says so");
    }
}
