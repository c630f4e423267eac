//! Everybody in the meeting, as a list: who is who, what they send, and what a host may do about it.

mod list;
mod menu;
mod order;
mod question;
mod row;
mod window;

use leptos::{ev::KeyboardEvent, html, prelude::*};
use talkspace_model::SeatId;
use talkspace_signal::ClientMessage;

use self::{list::List, menu::PersonMenu, order::arrange, question::Question};
use super::{
    browser,
    frame::{i_steer, room, watch},
    knocks::KnockList,
    state::{Action, RoomStateStoreFields},
};
use crate::{
    args,
    i18n::{t, tr},
    ui::{Icon, Sign},
};

/// What the parts of the panel share.
#[derive(Debug, Clone, Copy)]
struct Roll {
    search: RwSignal<String>,
    /// Whose menu is open.
    menu: RwSignal<Option<SeatId>>,
    /// What is asked before it is done.
    question: RwSignal<Option<Question>>,
    /// Whose button Tab leads to, once one has had the keyboard.
    stop: RwSignal<Option<SeatId>>,
    list: NodeRef<html::Ul>,
    /// The keyboard has left the list: it may be put in order again.
    left: Trigger,
    /// Who is listed, in order.
    order: Memo<Vec<SeatId>>,
}

impl Roll {
    fn new() -> Self {
        let state = room().state;
        let (search, menu, list, left) =
            (RwSignal::new(String::new()), RwSignal::new(None), NodeRef::new(), Trigger::new());
        let order = Memo::new(move |before: Option<&Vec<SeatId>>| {
            left.track();
            let held = before.filter(|_| menu.get().is_some() || has_keyboard(list));
            let wanted = search.get();
            state.people().with(|people| arrange(people, &wanted, held.map(Vec::as_slice)))
        });
        Self { search, menu, question: RwSignal::new(None), stop: RwSignal::new(None), list, left, order }
    }

    /// Closes the menu and gives the keyboard back to its button.
    fn close_menu(&self) {
        if let Some(seat) = self.menu.get_untracked() {
            self.menu.set(None);
            browser::focus(&more_id(seat));
        }
    }
}

/// Whether somebody is moving through the list by keyboard.
fn has_keyboard(list: NodeRef<html::Ul>) -> bool {
    list.get_untracked().is_some_and(|list| list.query_selector(":focus-visible").ok().flatten().is_some())
}

fn roll() -> Roll {
    expect_context::<Roll>()
}

/// The id of the button that opens somebody's menu.
fn more_id(seat: SeatId) -> String {
    "more-".to_owned() + &seat.0.to_string()
}

#[component]
pub(super) fn People() -> impl IntoView {
    provide_context(Roll::new());
    view! {
        <List>
            <KnockList />
            <Heading />
            <Search />
            <Tools />
        </List>
        <PersonMenu />
        <question::Asked />
    }
    .into_any()
}

#[component]
fn Heading() -> impl IntoView {
    let count = watch(|state| state.people().with(Vec::len));
    let hands = watch(|state| state.people().with(|people| people.iter().filter(|p| p.hand.is_some()).count()));
    view! {
        <h3 class="people-heading">
            <span>{t("room-in-meeting")} " " <span class="count" data-count>{move || count.get()}</span></span>
            {move || {
                let hands = hands.get();
                (hands > 0)
                    .then(|| {
                        view! {
                            <span class="people-hands">
                                <Icon sign=Sign::Hand />
                                {tr("room-hands-raised", args!["count" => hands])}
                            </span>
                        }
                    })
            }}
        </h3>
    }
    .into_any()
}

#[component]
fn Search() -> impl IntoView {
    let roll = roll();
    let count = watch(|state| state.people().with(Vec::len));
    let key = move |event: KeyboardEvent| {
        // The first Escape empties the field, the second closes the panel.
        if event.key() == "Escape" && !roll.search.with_untracked(String::is_empty) {
            event.stop_propagation();
            event.prevent_default();
            roll.search.set(String::new());
        }
    };
    let found = move || match (roll.search.with(|search| search.trim().is_empty()), roll.order.with(Vec::len)) {
        (true, _) => String::new(),
        (false, 0) => t("room-people-none"),
        (false, found) => tr("room-people-found", args!["found" => found, "count" => count.get()]),
    };
    view! {
        <div class="people-search">
            <input
                type="search"
                id="search-people"
                class="input"
                aria-label=t("room-people-search")
                placeholder=t("room-people-search")
                autocomplete="off"
                prop:value=roll.search
                on:input=move |event| roll.search.set(event_target_value(&event))
                on:keydown=key
            />
            <p class="people-found" role="status">
                {found}
            </p>
        </div>
    }
    .into_any()
}

/// What hosts and co-hosts do to everybody at once.
#[component]
fn Tools() -> impl IntoView {
    let room = room();
    let steer = i_steer();
    let hands = watch(|state| state.people().with(|people| people.iter().any(|p| p.hand.is_some())));
    let locked = watch(|state| state.settings().with(|settings| settings.as_ref().is_some_and(|room| room.locked)));
    let tool = move |sign: Sign, name: &'static str, request: ClientMessage| {
        view! {
            <button
                type="button"
                class="button quiet people-tool"
                on:click=move |_| room.dispatch(Action::Ask(request.clone()))
            >
                <Icon sign=sign />
                <span>{t(name)}</span>
            </button>
        }
    };
    let lock = move || {
        let locked = locked.get();
        tool(Sign::Lock, if locked { "room-unlock" } else { "room-lock" }, ClientMessage::Lock { locked: !locked })
    };
    move || {
        steer.get().then(|| {
            view! {
                <div class="people-tools" role="group" aria-label=t("room-for-everyone")>
                    {tool(Sign::MicrophoneOff, "room-mute-all", ClientMessage::MuteAll { except: Vec::new() })}
                    {lock}
                    {move || hands.get().then(|| tool(Sign::Hand, "room-lower-all", ClientMessage::LowerAllHands))}
                </div>
            }
        })
    }
}
