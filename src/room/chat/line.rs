//! One message: who wrote what to whom, what it answers, how others reacted, and what can be done with it.

use leptos::{ev::KeyboardEvent, html, prelude::*};
use talkspace_model::MessageId;
use talkspace_signal::{Addressee, ClientMessage, Reaction, RefusalReason, Tally};

use super::{
    file::FileView,
    markdown::{Block, Inline, blocks},
    to::reply_to,
};
use crate::{
    args,
    i18n::{t, tr},
    room::{
        browser,
        frame::{frame, room},
        prejoin::refusal_key,
        reactions::{glyph, may_react, name_of},
        rights::may_take_back,
        state::{Action, ChatLine, ChatLineStoreFields, Delivery, RoomStateStoreFields},
    },
    ui::{Icon, Sign, time},
};

/// Characters of a message that a quote shows.
const QUOTE_MAX: usize = 120;

/// What the lines of one list share.
#[derive(Debug, Clone, Copy)]
pub(super) struct List {
    /// The message whose options are open; one at a time.
    pub open: RwSignal<Option<MessageId>>,
    /// Brings a message into view.
    pub find: Callback<MessageId>,
}

#[component]
pub(super) fn Line(line: ChatLine, begins: bool, list: List) -> impl IntoView {
    let room = room();
    let state = match line.delivery {
        Delivery::Pending => "pending",
        Delivery::Stored => "stored",
        Delivery::Refused(_) => "refused",
    };
    let at = time::local(line.sent, time::MomentStyle::Time);
    let (id, name, me) = (line.id.clone(), line.name.clone(), line.me);
    let who = if me { t("room-you") } else { name.clone() };
    let apart = for_whom(&line.to, line.me);
    let private = apart.is_some();
    let stored = line.delivery == Delivery::Stored;
    let dom_id = dom_id(&id);
    let field = room.state.chat().at_key(id.clone());
    let deleted = Memo::new({
        let field = field.clone();
        move |_| field.clone().deleted().try_get().unwrap_or_default()
    });
    let tallies = Memo::new(move |_| field.clone().reactions().try_get().unwrap_or_default());
    let text = line.text.clone();
    let file = line.file.clone();
    let file = move || (!deleted.get()).then(|| file.clone().map(|file| view! { <FileView file=file /> }));
    let words = move || {
        if deleted.get() {
            view! { <p class="message-text message-gone">{t("room-chat-deleted")}</p> }.into_any()
        } else if text.is_empty() {
            ().into_any()
        } else {
            text_view(&text)
        }
    };
    let options = stored.then(|| {
        let line = line.clone();
        view! { <Options line=line deleted=deleted list=list /> }
    });
    view! {
        <article
            id=dom_id
            class="chat-line"
            tabindex="-1"
            data-message
            data-from=name
            data-me=me
            data-state=state
            data-private=private
        >
            <p class="message-head" class:visually-hidden=!begins>
                <span class="message-name">{who}</span>
                {apart.map(|words| view! { <span class="message-to"><Icon sign=Sign::Lock />{words}</span> })}
                <time>{at}</time>
            </p>
            {line.reply.clone().map(|reply| view! { <Quote of=reply list=list /> })}
            <div class="message-body">
                <div class="message-content">{words} {file}</div>
                {options}
            </div>
            <Tallies id=id tallies=tallies />
            <Fate line=line />
        </article>
    }
    .into_any()
}

/// What somebody wrote, with what it says by its marks.
pub(in crate::room) fn text_view(text: &str) -> AnyView {
    view! { <div class="message-text">{blocks(text).into_iter().map(block_view).collect_view()}</div> }.into_any()
}

pub(super) fn dom_id(id: &MessageId) -> String {
    "message-".to_owned() + id.as_str()
}

/// Whom a message is for, when it is not for everybody; `mine` when one wrote it.
pub(in crate::room) fn for_whom(to: &Addressee, mine: bool) -> Option<String> {
    match to {
        Addressee::Everyone => None,
        Addressee::Hosts => Some(t("room-chat-to-hosts")),
        Addressee::Person { name, .. } if mine => Some(tr("room-chat-to-person", args!["name" => name.as_str()])),
        Addressee::Person { .. } => Some(t("room-chat-to-you")),
    }
}

fn block_view(block: Block) -> AnyView {
    match block {
        Block::Lines(inlines) => view! { <p>{inline_views(inlines)}</p> }.into_any(),
        Block::Quote(inlines) => view! { <blockquote>{inline_views(inlines)}</blockquote> }.into_any(),
        Block::List(items) => {
            let item = |inlines| view! { <li>{inline_views(inlines)}</li> };
            view! { <ul>{items.into_iter().map(item).collect_view()}</ul> }.into_any()
        }
        Block::Code(code) => view! { <pre tabindex="0"><code>{code}</code></pre> }.into_any(),
    }
}

fn inline_views(inlines: Vec<Inline>) -> Vec<AnyView> {
    inlines.into_iter().map(inline_view).collect()
}

fn inline_view(inline: Inline) -> AnyView {
    match inline {
        Inline::Text(text) => text.into_any(),
        Inline::Code(code) => view! { <code>{code}</code> }.into_any(),
        Inline::Bold(inner) => view! { <strong>{inline_views(inner)}</strong> }.into_any(),
        Inline::Italic(inner) => view! { <em>{inline_views(inner)}</em> }.into_any(),
        Inline::Struck(inner) => view! { <s>{inline_views(inner)}</s> }.into_any(),
        Inline::Link(link) => {
            let text = link.clone();
            view! { <a href=link target="_blank" rel="noopener noreferrer">{text}</a> }.into_any()
        }
    }
}

/// What a message answers. Pressing it goes there.
#[component]
fn Quote(of: MessageId, list: List) -> impl IntoView {
    let room = room();
    let words = Memo::new({
        let of = of.clone();
        move |_| room.state.chat().with(|lines| lines.iter().rev().find(|line| line.id == of).map(excerpt))
    });
    view! {
        <button type="button" class="message-quote" on:click=move |_| list.find.run(of.clone())>
            {move || words.get().unwrap_or_else(|| t("room-chat-quote-gone"))}
        </button>
    }
}

/// Who wrote it, and how it begins.
pub(super) fn excerpt(line: &ChatLine) -> String {
    let name = if line.me { t("room-you") } else { line.name.clone() };
    let text = match &line.file {
        _ if line.deleted => t("room-chat-deleted"),
        Some(file) if line.text.is_empty() => file.name.clone(),
        Some(_) | None => line.text.replace('\n', " "),
    };
    let mut short: String = text.chars().take(QUOTE_MAX).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    name + ": " + &short
}

/// How many react in which way; pressing one joins in, or no longer does.
#[component]
fn Tallies(id: MessageId, tallies: Memo<Vec<Tally>>) -> impl IntoView {
    let room = room();
    let allowed = may_react();
    let button = move |tally: Tally| {
        let Tally { reaction, count, mine } = tally;
        let id = id.clone();
        let words = tr("room-chat-tally", args!["reaction" => name_of(reaction), "count" => count]);
        let press = move |_| {
            room.dispatch(Action::Ask(ClientMessage::ReactTo { id: id.clone(), reaction, on: !mine }));
        };
        view! {
            <button
                type="button"
                class="tally"
                data-reaction-count=count
                aria-pressed=if mine { "true" } else { "false" }
                aria-label=words.clone()
                title=words
                disabled=move || !allowed.get()
                on:click=press
            >
                <span aria-hidden="true">{glyph(reaction)}</span>
                <span aria-hidden="true">{count}</span>
            </button>
        }
    };
    move || {
        let tallies = tallies.get();
        (!tallies.is_empty())
            .then(|| view! { <div class="tallies">{tallies.into_iter().map(button.clone()).collect_view()}</div> })
    }
}

/// What can be done with a stored message: behind one button, for there are many messages.
#[component]
fn Options(line: ChatLine, deleted: Memo<bool>, list: List) -> impl IntoView {
    let id = StoredValue::new(line.id.clone());
    let button = "options-".to_owned() + line.id.as_str();
    let open = Memo::new(move |_| list.open.with(|open| open.as_ref() == Some(&id.get_value())));
    let toggle = move |_| list.open.set((!open.get_untracked()).then(|| id.get_value()));
    let close = {
        let button = button.clone();
        move || {
            list.open.set(None);
            browser::focus(&button);
        }
    };
    let keys = move |event: KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            event.stop_propagation();
            close();
        }
    };
    let line = StoredValue::new(line);
    move || {
        (!deleted.get()).then(|| {
            view! {
                <div class="message-options" data-open=move || open.get() on:keydown=keys.clone()>
                    <button
                        type="button"
                        id=button.clone()
                        class="message-more"
                        aria-label=t("room-chat-options")
                        title=t("room-chat-options")
                        aria-expanded=move || if open.get() { "true" } else { "false" }
                        on:click=toggle
                    >
                        <Icon sign=Sign::More />
                    </button>
                    {move || open.get().then(|| view! { <OptionSheet line=line.get_value() list=list /> })}
                </div>
            }
        })
    }
}

#[component]
fn OptionSheet(line: ChatLine, list: List) -> impl IntoView {
    let (room, frame) = (room(), frame());
    let react = may_react();
    let take_back = may_take_back(line.me);
    let sure = RwSignal::new(false);
    let delete_words = match line.me {
        true => ["room-chat-delete", "room-chat-delete-sure"],
        false => ["room-chat-delete-other", "room-chat-delete-other-sure"],
    };
    let id = line.id.clone();
    let reaction = {
        let id = id.clone();
        move |reaction: Reaction| {
            let (id, name) = (id.clone(), name_of(reaction));
            let press = move |_| {
                list.open.set(None);
                room.dispatch(Action::Ask(ClientMessage::ReactTo { id: id.clone(), reaction, on: true }));
            };
            view! {
                <button type="button" class="react-button" aria-label=name.clone() title=name on:click=press>
                    {glyph(reaction)}
                </button>
            }
        }
    };
    let answer = move |_| {
        list.open.set(None);
        room.state.people().with_untracked(|people| reply_to(frame, &line, people));
    };
    let delete = move |_| {
        if sure.get_untracked() {
            list.open.set(None);
            room.dispatch(Action::Ask(ClientMessage::DeleteMessage { id: id.clone() }));
        } else {
            sure.set(true);
        }
    };
    let sheet = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(sheet) = sheet.get() {
            // For whoever listens or presses keys; `focus` fails on detached documents only.
            let _ = sheet.focus();
        }
    });
    view! {
        <div node_ref=sheet class="option-sheet" role="group" tabindex="-1" aria-label=t("room-chat-options")>
            {move || {
                react
                    .get()
                    .then(|| {
                        view! {
                            <div class="react-row">{Reaction::ALL.into_iter().map(reaction.clone()).collect_view()}</div>
                        }
                    })
            }}
            <button type="button" class="menu-item" on:click=answer>
                <Icon sign=Sign::Reply />
                <span>{t("room-chat-reply")}</span>
            </button>
            {move || {
                take_back
                    .get()
                    .then(|| {
                        view! {
                            <button type="button" class="menu-item danger" on:click=delete.clone()>
                                <Icon sign=Sign::Trash />
                                <span>{move || t(delete_words[usize::from(sure.get())])}</span>
                            </button>
                        }
                    })
            }}
        </div>
    }
    .into_any()
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
