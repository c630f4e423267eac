//! People who wait to be let in, for those who may let them in.

use std::collections::BTreeSet;

use leptos::{ev, prelude::*};
use reactive_stores::Store;
use talkspace_model::{SeatId, limits};
use talkspace_signal::{ClientMessage, KnockEntry};

use super::{
    browser,
    frame::{Panel, frame, i_steer, room, watch},
    state::{Action, RoomState, RoomStateStoreFields, Sound},
};
use crate::{
    args,
    i18n::{t, tr},
    ui::Avatar,
};

/// Over the stage, wherever the host looks; not while the list of people shows the same.
#[component]
pub(super) fn KnockToast() -> impl IntoView {
    let frame = frame();
    let knocks = knocks();
    let count = watch(knock_count);
    ring(knocks);
    // Somebody who comes to the queue's end must not take the buttons away under the finger.
    let first = Memo::new(move |_| knocks.with(|knocks| knocks.first().cloned()));
    let shown = move || frame.panel.get() != Some(Panel::People);
    view! {
        <div role="status" aria-live="polite">
            {move || {
                first
                    .get()
                    .filter(|_| shown())
                    .map(|knock| {
                        view! {
                            <div class="toast knock">
                                <Knock knock=knock />
                                {move || (count.get() > 1).then(|| view! { <Others count=count.get() - 1 /> })}
                            </div>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}

/// A doorbell for each newcomer in the queue.
fn ring(knocks: Memo<Vec<KnockEntry>>) {
    let room = room();
    Effect::new(move |before: Option<BTreeSet<SeatId>>| {
        let now: BTreeSet<SeatId> = knocks.with(|knocks| knocks.iter().map(|knock| knock.seat).collect());
        if !now.is_subset(&before.unwrap_or_default()) {
            room.dispatch(Action::Play(Sound::Knock));
        }
        now
    });
}

/// How many more there are, and the way to let all of them in.
#[component]
fn Others(count: usize) -> impl IntoView {
    view! {
        <p class="knock-others">
            {tr("room-knocks-more", args!["count" => count])}
            <AdmitAll />
        </p>
    }
}

/// The same in the list of people, all that the server lists.
#[component]
pub(super) fn KnockList() -> impl IntoView {
    let knocks = knocks();
    let count = watch(knock_count);
    // Only that there are any: what is being typed below must outlive each change of the list.
    let any = Memo::new(move |_| !knocks.with(Vec::is_empty));
    move || {
        any.get().then(|| {
            view! {
                <section class="knocks" aria-label=t("room-knocks")>
                    <h3>{t("room-knocks")} " " <span class="count">{move || count.get()}</span></h3>
                    <For each=move || knocks.get() key=|knock| knock.seat let:knock>
                        <Knock knock=knock />
                    </For>
                    {move || (count.get() > 1).then(|| view! { <AdmitAll /> })}
                    <TellWaiting />
                </section>
            }
        })
    }
}

/// How many wait, listed or not.
pub(super) fn knock_count(state: Store<RoomState>) -> usize {
    state.knocks().with(Vec::len) + usize::try_from(state.knocks_more().get()).unwrap_or(usize::MAX)
}

/// Who waits, as far as I may see it.
fn knocks() -> Memo<Vec<KnockEntry>> {
    let room = room();
    let steer = i_steer();
    Memo::new(move |_| if steer.get() { room.state.knocks().get() } else { Vec::new() })
}

/// Keeps the page's title: the meeting, and while nobody looks how many knock. (The server has written the first.)
pub(super) fn name_the_page() {
    let knocks = knocks();
    let title = watch(|state| state.title().get());
    let hidden = RwSignal::new(false);
    Effect::new(move |_| {
        // It bubbles from the document to the window.
        let listener = window_event_listener(ev::visibilitychange, move |_| hidden.set(document().hidden()));
        on_cleanup(move || listener.remove());
    });
    Effect::new(move |_| {
        let mark = match knocks.with(Vec::len) {
            count if count > 0 && hidden.get() => "(".to_owned() + &count.to_string() + ") ",
            _ => String::new(),
        };
        document().set_title(&(mark + &title.get() + " · " + &t("app-name")));
    });
}

#[component]
fn Knock(knock: KnockEntry) -> impl IntoView {
    let room = room();
    let KnockEntry { seat, name, note, .. } = knock;
    let SeatId(number) = seat;
    let shown = name.clone();
    let answer = move |event: &ev::MouseEvent, answer: ClientMessage| {
        room.dispatch(Action::Ask(answer));
        // The button goes away with the row. Whoever pressed it by a key would be left nowhere.
        if event.detail() == 0 {
            browser::focus(Panel::People.button_id());
        }
    };
    let deny = move |event| answer(&event, ClientMessage::Deny { seat });
    let admit = move |event| answer(&event, ClientMessage::Admit { seat });
    let id = "knock-".to_owned() + &number.to_string();
    view! {
        <div class="knock-row" data-knock=name>
            <Avatar name=name.clone() />
            <p id=id.clone()>
                <b>{shown}</b>
                " "
                <span>{t("room-wants-in")}</span>
                {note.map(|note| view! { <span class="knock-note" data-note>{note}</span> })}
            </p>
            <button type="button" class="button quiet" aria-describedby=id.clone() on:click=deny>
                {t("room-deny")}
            </button>
            <button type="button" class="button primary" aria-describedby=id on:click=admit>
                {t("room-admit")}
            </button>
        </div>
    }
    .into_any()
}

#[component]
fn AdmitAll() -> impl IntoView {
    let room = room();
    let admit = move |_| room.dispatch(Action::Ask(ClientMessage::AdmitAll));
    view! {
        <button type="button" class="button quiet" on:click=admit>
            {t("room-admit-all")}
        </button>
    }
}

/// A line to everybody who waits; an empty one takes the last back.
#[component]
fn TellWaiting() -> impl IntoView {
    let (room, frame) = (room(), frame());
    let draft = frame.to_waiting;
    let sent = RwSignal::new(None::<String>);
    let too_long = Memo::new(move |_| draft.with(|draft| draft.trim().chars().count() > limits::KNOCK_NOTE_MAX));
    let tell = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if !too_long.get_untracked() {
            let text = draft.get_untracked().trim().to_owned();
            sent.set(Some(text.clone()));
            draft.set(String::new());
            room.dispatch(Action::Ask(ClientMessage::TellWaiting { text }));
            browser::focus("to-waiting");
        }
    };
    let words = move || {
        sent.get()
            .map(|text| if text.is_empty() { t("room-told-nothing") } else { tr("room-told", args!["text" => text]) })
    };
    view! {
        <form class="tell-waiting" novalidate on:submit=tell>
            <label for="to-waiting">{t("room-tell-waiting")}</label>
            <div class="tell-waiting-row">
                <input
                    id="to-waiting"
                    class="input"
                    autocomplete="off"
                    prop:value=draft
                    aria-invalid=move || too_long.get().then_some("true")
                    aria-describedby="to-waiting-problem"
                    on:input=move |event| draft.set(event_target_value(&event))
                />
                <button class="button quiet">{t("room-send")}</button>
            </div>
            <p id="to-waiting-problem" class="field-problem" role="alert">
                {move || too_long.get().then(|| tr("room-line-too-long", args!["limit" => limits::KNOCK_NOTE_MAX]))}
            </p>
            <p class="tell-waiting-sent" role="status">{words}</p>
        </form>
    }
    .into_any()
}
