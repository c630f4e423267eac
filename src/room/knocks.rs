//! People who wait to be let in, for those who may let them in.

use leptos::prelude::*;
use reactive_stores::Store;
use talkspace_model::SeatId;
use talkspace_signal::{ClientMessage, KnockEntry};

use super::{
    frame::{Panel, frame, i_steer, room, watch},
    state::{Action, RoomState, RoomStateStoreFields},
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
    let shown = move || frame.panel.get() != Some(Panel::People);
    view! {
        <div role="status" aria-live="polite">
            {move || {
                let knocks = knocks.get();
                let others = count.get().saturating_sub(1);
                knocks
                    .into_iter()
                    .next()
                    .filter(|_| shown())
                    .map(|knock| {
                        view! {
                            <div class="toast knock">
                                <Knock knock=knock />
                                {(others > 0).then(|| view! { <Others count=others /> })}
                            </div>
                        }
                    })
            }}
        </div>
    }
    .into_any()
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
    move || {
        (!knocks.with(Vec::is_empty)).then(|| {
            view! {
                <section class="knocks" aria-label=t("room-knocks")>
                    <h3>{t("room-knocks")} " " <span class="count">{move || count.get()}</span></h3>
                    <For each=move || knocks.get() key=|knock| knock.seat let:knock>
                        <Knock knock=knock />
                    </For>
                    {move || (count.get() > 1).then(|| view! { <AdmitAll /> })}
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

#[component]
fn Knock(knock: KnockEntry) -> impl IntoView {
    let room = room();
    let KnockEntry { seat, name, .. } = knock;
    let SeatId(number) = seat;
    let shown = name.clone();
    let deny = move |_| room.dispatch(Action::Ask(ClientMessage::Deny { seat }));
    let admit = move |_| room.dispatch(Action::Ask(ClientMessage::Admit { seat }));
    let id = "knock-".to_owned() + &number.to_string();
    view! {
        <div class="knock-row" data-knock=name>
            <Avatar name=name.clone() />
            <p id=id.clone()>
                <b>{shown}</b>
                " "
                <span>{t("room-wants-in")}</span>
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
