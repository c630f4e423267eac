//! The messages, grouped by day and by who wrote them. Of a long conversation only the end is on the page; scrolling back
//! brings more, from the browser's memory first and then from the server.

use std::time::Duration;

use leptos::{html, prelude::*};
use talkspace_model::{MessageId, Timestamp};
use web_sys::Element;

use super::line::{Line, List, dom_id};
use crate::{
    args,
    i18n::{t, tr},
    room::{
        browser::{self, SizeWatch},
        frame::{frame, room},
        state::{Action, ChatLine, Delivery, Earlier, RoomStateStoreFields},
    },
    ui::{Icon, Sign, time},
};

/// Messages of one person within this time stand together under one name.
const GROUP_MILLIS: i64 = 3 * 60 * 1000;
/// Nearer to the end than this, in CSS pixels, the list follows new messages.
const AT_END: i32 = 48;
/// Nearer to the beginning than this, earlier messages are fetched, so that they are there when they are scrolled to.
const NEAR_TOP: i32 = 400;
/// Messages that are on the page at first, and how many more come at a time.
const WINDOW: usize = 150;

/// Between one request for earlier messages and the next while somebody looks for something. Shorter and the server, which
/// answers four a second, would refuse; longer only makes the search slower.
const PACE: Duration = Duration::from_millis(250);

/// A line and what stands above it. A new value means a new row.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    line: ChatLine,
    /// The first of a group.
    begins: bool,
    /// The first of a day that is not today, or that follows another day.
    new_day: bool,
    /// The first that has not been read.
    unread: bool,
}

/// What part of the conversation is shown.
#[derive(Debug, Clone, Copy)]
struct Part<'a> {
    /// How many lines from the end.
    window: usize,
    /// Only lines that contain this, in any case.
    find: &'a str,
    unread: Option<&'a MessageId>,
    today: Timestamp,
}

#[component]
pub(super) fn Lines() -> impl IntoView {
    let (room, frame) = (room(), frame());
    let node = NodeRef::<html::Div>::new();
    let follow = StoredValue::new(true);
    // Where the list stood and how tall it was when it scrolled last.
    let last = StoredValue::new((0, 0));
    let window = RwSignal::new(WINDOW);
    let find = RwSignal::new(String::new());
    // Where the reader was, from the end, while earlier messages are put above.
    let hold = StoredValue::new(None::<i32>);
    let unread = StoredValue::new(first_unread());
    let today = browser::now();
    let rows = Memo::new(move |_| {
        let (window, find) = (window.get(), find.get().trim().to_lowercase());
        room.state.chat().with(|lines| {
            unread.with_value(|unread| {
                let part = Part { window, find: &find, unread: unread.as_ref(), today };
                rows(lines, part, time::on_one_day)
            })
        })
    });
    let count = Memo::new(move |_| room.state.chat().with(Vec::len));
    let earlier = Memo::new(move |_| room.state.earlier().get());
    let more = move || {
        window.update(|window| *window += WINDOW);
        if window.get_untracked() > count.get_untracked() {
            room.dispatch(Action::Earlier);
        }
    };
    let to_end = move || {
        if let Some(list) = node.get_untracked().filter(|_| follow.get_value()) {
            list.set_scroll_top(list.scroll_height());
        }
    };
    // Pictures that arrive, and a field that grows below, change the sizes without anybody having scrolled.
    let (content, sizes) = (NodeRef::<html::Div>::new(), StoredValue::new_local(None::<[Option<SizeWatch>; 2]>));
    Effect::new(move |_| {
        if let (Some(list), Some(content)) = (node.get(), content.get()) {
            let watch = |element: &Element| SizeWatch::new(element, move |_| to_end());
            sizes.set_value(Some([watch(&list), watch(&content)]));
        }
    });
    let hold_place = move || {
        if let Some(list) = node.get_untracked() {
            hold.set_value(Some(list.scroll_height() - list.scroll_top()));
        }
    };
    Effect::new(move |before: Option<Option<MessageId>>| {
        let last = room.state.chat().with(|lines| lines.last().map(|line| (line.id.clone(), line.me)));
        let finding = !find.with(String::is_empty);
        let asked = earlier.get() == Earlier::Asked;
        rows.track();
        let (last, me) = last.unzip();
        frame.read.set(last.clone());
        let just_said = me == Some(true) && before.flatten() != last;
        let Some(list) = node.get() else { return last };
        if let Some(from_end) = hold.get_value() {
            // Until what was asked for is there.
            if !asked {
                hold.set_value(None);
                request_animation_frame(move || list.set_scroll_top(list.scroll_height() - from_end));
            }
        } else if !finding && (follow.get_value() || just_said) {
            follow.set_value(true);
            request_animation_frame(to_end);
        }
        last
    });
    // While somebody looks for something, all of the conversation is fetched.
    Effect::new(move |_| {
        if !find.with(String::is_empty) && earlier.get() == Earlier::More {
            set_timeout(move || room.dispatch(Action::Earlier), PACE);
        }
    });
    let scrolled = move |_| {
        let Some(list) = node.get_untracked() else { return };
        let (top, height) = (list.scroll_top(), list.scroll_height());
        let (last_top, last_height) = last.get_value();
        last.set_value((top, height));
        if height - top - list.client_height() < AT_END {
            follow.set_value(true);
        } else if top < last_top && height == last_height {
            follow.set_value(false);
        } else {
            // Not the reader moved: messages turned out taller or lower than they were thought to be.
            to_end();
        }
        let there_is_more = window.get_untracked() < count.get_untracked() || earlier.get_untracked() == Earlier::More;
        if top < NEAR_TOP && there_is_more && hold.get_value().is_none() && !follow.get_value() {
            hold_place();
            more();
        }
    };
    let go_to = move |id: MessageId| {
        find.set(String::new());
        // It may be further back than what is on the page.
        let place = |lines: &Vec<ChatLine>| lines.iter().rev().position(|line| line.id == id);
        let from_end = room.state.chat().with_untracked(place).unwrap_or_default();
        window.update(|window| *window = (*window).max(from_end + WINDOW));
        follow.set_value(false);
        request_animation_frame(move || {
            browser::focus(&dom_id(&id));
        });
    };
    let look_for = move |text: String| {
        // Whoever is done with looking is back where they write.
        if text.is_empty() {
            follow.set_value(true);
        }
        find.set(text);
    };
    let list = List { open: RwSignal::new(None), find: Callback::new(go_to) };
    let has_more = move || window.get() < count.get() || earlier.get() == Earlier::More;
    view! {
        <Find
            find=find.into()
            look_for=Callback::new(look_for)
            rows=Signal::derive(move || rows.with(Vec::len))
            count=count
            earlier=earlier
        />
        <div node_ref=node class="chat-lines" role="log" tabindex="0" aria-label=t("room-messages") on:scroll=scrolled>
            <div node_ref=content class="chat-content">
                {move || {
                    (count.get() == 0).then(|| view! { <p class="panel-empty">{t("room-chat-empty")}</p> })
                }}
                {move || {
                    has_more()
                        .then(|| {
                            let press = move |_| {
                                hold_place();
                                more();
                            };
                            view! {
                                <button type="button" class="button quiet chat-earlier" on:click=press>
                                    {t("room-chat-earlier")}
                                </button>
                            }
                        })
                }}
                <For each=move || rows.get() key=row_key let:row>
                    <Above row=row.clone() />
                    <Line line=row.line begins=row.begins list=list />
                </For>
            </div>
        </div>
    }
    .into_any()
}

/// The first message of others that has not been on the screen.
fn first_unread() -> Option<MessageId> {
    let (room, frame) = (room(), frame());
    let read = frame.read.get_untracked()?;
    room.state.chat().with_untracked(|lines| {
        let after = lines.iter().rposition(|line| line.id == read).map_or(0, |last| last + 1);
        lines[after..].iter().find(|line| !line.me).map(|line| line.id.clone())
    })
}

fn rows(lines: &[ChatLine], part: Part<'_>, one_day: impl Fn(Timestamp, Timestamp) -> bool) -> Vec<Row> {
    let found = |line: &&ChatLine| {
        let contains = |text: &str| text.to_lowercase().contains(part.find);
        part.find.is_empty() || (!line.deleted && (contains(&line.text) || contains(&line.name)))
    };
    // The line before the first shown one decides what stands above it.
    let mut shown: Vec<&ChatLine> = lines.iter().rev().filter(found).take(part.window + 1).collect();
    shown.reverse();
    let first = shown.len().saturating_sub(part.window);
    let row = |index: usize| {
        let line = shown[index];
        let before = index.checked_sub(1).map(|before| shown[before]);
        let new_day = !one_day(before.map_or(part.today, |before| before.sent), line.sent);
        let unread = part.unread == Some(&line.id);
        let begins =
            new_day || unread || line.reply.is_some() || before.is_none_or(|before| begins_a_group(before, line));
        Row { line: line.clone(), begins, new_day, unread }
    };
    (first..shown.len()).map(row).collect()
}

fn begins_a_group(before: &ChatLine, line: &ChatLine) -> bool {
    before.from != line.from || before.to != line.to || line.sent.since(before.sent).0 > GROUP_MILLIS
}

/// What of a row makes it another one. What others do to a message changes within its row.
fn row_key(row: &Row) -> (MessageId, bool, bool, bool, u8, i64) {
    let delivery = match row.line.delivery {
        Delivery::Pending => 0,
        Delivery::Stored => 1,
        Delivery::Refused(_) => 2,
    };
    (row.line.id.clone(), row.begins, row.new_day, row.unread, delivery, row.line.sent.0)
}

/// A new day, or where what is new begins.
#[component]
fn Above(row: Row) -> impl IntoView {
    let day = row.new_day.then(|| time::local(row.line.sent, time::MomentStyle::Date));
    let unread = row.unread.then(|| t("room-chat-new"));
    view! {
        {day.map(|day| view! { <p class="chat-mark"><span>{day}</span></p> })}
        {unread.map(|words| view! { <p class="chat-mark new"><span>{words}</span></p> })}
    }
}

/// Looks for a word in the conversation.
#[component]
fn Find(
    find: Signal<String>,
    look_for: Callback<String>,
    rows: Signal<usize>,
    count: Memo<usize>,
    earlier: Memo<Earlier>,
) -> impl IntoView {
    let words = move || {
        if find.with(|find| find.trim().is_empty()) {
            None
        } else if earlier.get() == Earlier::Nothing {
            Some(tr("room-chat-found", args!["count" => rows.get()]))
        } else {
            Some(tr("room-chat-finding", args!["count" => rows.get()]))
        }
    };
    view! {
        <div class="chat-find" hidden=move || count.get() == 0>
            <Icon sign=Sign::Search />
            <input
                type="search"
                class="input"
                aria-label=t("room-chat-find")
                placeholder=t("room-chat-find")
                prop:value=move || find.get()
                on:input=move |event| look_for.run(event_target_value(&event))
            />
            <span class="chat-found" role="status">{words}</span>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use talkspace_model::SeatId;
    use talkspace_signal::Addressee;

    const DAY: i64 = 24 * 60 * 60 * 1000;

    fn line(from: u32, sent: i64) -> ChatLine {
        let (id, text) = (MessageId::new(format!("{from}-{sent}")), format!("text {sent}"));
        ChatLine { sent: Timestamp(sent), text, ..ChatLine::example(id, SeatId(from)) }
    }

    fn part(window: usize, find: &str) -> Part<'_> {
        Part { window, find, unread: None, today: Timestamp(0) }
    }

    fn shown(lines: &[ChatLine], part: Part<'_>) -> Vec<Row> {
        rows(lines, part, |one, other| one.0 / DAY == other.0 / DAY)
    }

    #[test]
    fn a_group_is_one_person_within_a_short_time() {
        let lines = [line(1, 0), line(1, GROUP_MILLIS), line(1, 2 * GROUP_MILLIS + 1), line(2, 2 * GROUP_MILLIS + 2)];
        let begins: Vec<bool> = shown(&lines, part(9, "")).into_iter().map(|row| row.begins).collect();
        assert_eq!(begins, [true, false, true, true]);
        let private = ChatLine { to: Addressee::Hosts, ..line(1, 1) };
        assert!(shown(&[line(1, 0), private], part(9, ""))[1].begins, "what is private says so");
    }

    #[test]
    fn days_and_what_is_new_are_marked() {
        let lines = [line(1, 1), line(1, 2), line(1, DAY), line(1, DAY + 1)];
        let unread = lines[3].id.clone();
        let rows = shown(&lines, Part { unread: Some(&unread), ..part(9, "") });
        let marks: Vec<_> = rows.iter().map(|row| (row.new_day, row.unread, row.begins)).collect();
        let nothing = (false, false, false);
        assert_eq!(marks, [(false, false, true), nothing, (true, false, true), (false, true, true)]);
        let yesterday = shown(&lines[..1], Part { today: Timestamp(DAY), ..part(9, "") });
        assert!(yesterday[0].new_day, "what is not of today says of when it is");
    }

    #[test]
    fn only_the_end_is_on_the_page_and_only_what_is_looked_for() {
        let lines: Vec<ChatLine> = (0..100).map(|n| line(1, n)).collect();
        let texts = |part| shown(&lines, part).into_iter().map(|row| row.line.text).collect::<Vec<_>>();
        assert_eq!(texts(part(2, "")), ["text 98", "text 99"]);
        assert!(!shown(&lines, part(2, ""))[0].begins, "it follows a line that is not on the page");
        assert_eq!(texts(part(9, "t 5")).len(), 9);
        assert_eq!(texts(part(20, "t 5")).len(), 11);
        let gone = ChatLine { deleted: true, text: String::new(), name: "Asha".into(), ..line(1, 0) };
        assert!(shown(&[gone], part(9, "asha")).is_empty());
    }
}
