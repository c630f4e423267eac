//! What is asked before something is done that cannot be undone by another click: a name, or whether one is sure.

use leptos::{
    ev::{KeyboardEvent, SubmitEvent},
    html,
    prelude::*,
};
use talkspace_model::SeatId;
use talkspace_signal::ClientMessage;

use super::{Roll, more_id, roll};
use crate::{
    args,
    i18n::{t, tr},
    room::{browser, frame::room, prejoin::name_problem, rights::Deed, state::Action},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Question {
    pub(super) deed: Deed,
    pub(super) seat: SeatId,
    pub(super) name: String,
}

/// The words of a confirmation: the question, what it means, and the button that does it.
struct Words {
    title: &'static str,
    meaning: &'static str,
    button: &'static str,
}

const HAND_OVER: Words = Words { title: "room-sure-host", meaning: "room-sure-host-means", button: "room-do-host" };
const REMOVE: Words = Words { title: "room-sure-remove", meaning: "room-sure-remove-means", button: "room-do-remove" };
const BLOCK: Words = Words { title: "room-sure-block", meaning: "room-sure-block-means", button: "room-do-block" };

#[component]
pub(super) fn Asked() -> impl IntoView {
    let roll = roll();
    move || roll.question.get().map(|question| view! { <Asking question=question /> })
}

/// A dialog that keeps the rest of the page out, until it is closed by whatever way.
#[component]
fn Asking(question: Question) -> impl IntoView {
    let roll = roll();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            // Fails only for a dialog that is open or off the page; this one has just come onto it.
            let _ = dialog.show_modal();
        }
    });
    // Escape closes the dialog and nothing behind it.
    let key = |event: KeyboardEvent| event.stop_propagation();
    let seat = question.seat;
    let content = match question.deed {
        Deed::HandOver => confirm(roll, question, &HAND_OVER, |seat| ClientMessage::HandOver { seat }),
        Deed::Remove => confirm(roll, question, &REMOVE, |seat| ClientMessage::Remove { seat, block: false }),
        Deed::Block => confirm(roll, question, &BLOCK, |seat| ClientMessage::Remove { seat, block: true }),
        Deed::Rename
        | Deed::Write
        | Deed::Mute
        | Deed::AskUnmute
        | Deed::CameraOff
        | Deed::StopSharing
        | Deed::LowerHand
        | Deed::MuteOthers
        | Deed::Spotlight
        | Deed::EndSpotlight
        | Deed::SetRole(_) => view! { <Rename question=question /> }.into_any(),
    };
    view! {
        <dialog
            node_ref=dialog
            class="question"
            aria-labelledby="question-name"
            aria-describedby="question-meaning"
            on:keydown=key
            on:close=move |_| close(roll, seat)
        >
            {content}
        </dialog>
    }
    .into_any()
}

/// Gives the keyboard back to the row, or, when that is gone, to the search above the list.
fn close(roll: Roll, seat: SeatId) {
    roll.question.set(None);
    let _ = browser::focus(&more_id(seat)) || browser::focus("search-people");
}

fn confirm(roll: Roll, question: Question, words: &'static Words, ask: fn(SeatId) -> ClientMessage) -> AnyView {
    let room = room();
    let Question { deed, seat, name } = question;
    let act = move |_| {
        room.dispatch(Action::Ask(ask(seat)));
        close(roll, seat);
    };
    let danger = matches!(deed, Deed::Remove | Deed::Block);
    view! {
        <h2 id="question-name">{tr(words.title, args!["name" => name.clone()])}</h2>
        <p id="question-meaning">{tr(words.meaning, args!["name" => name])}</p>
        <div class="question-ways">
            <button type="button" class="button quiet" on:click=move |_| close(roll, seat)>
                {t("room-cancel")}
            </button>
            <button type="button" class="button primary" class:danger=danger on:click=act>
                {t(words.button)}
            </button>
        </div>
    }
    .into_any()
}

#[component]
fn Rename(question: Question) -> impl IntoView {
    let (room, roll) = (room(), roll());
    let Question { seat, name, .. } = question;
    let field = NodeRef::<html::Input>::new();
    let problem = RwSignal::new(None::<&'static str>);
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            field.select();
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let name = field.get_untracked().map(|field| field.value()).unwrap_or_default().trim().to_owned();
        problem.set(name_problem(&name));
        if problem.get_untracked().is_none() {
            room.dispatch(Action::Ask(ClientMessage::Rename { seat, name }));
            close(roll, seat);
        }
    };
    view! {
        <form novalidate on:submit=submit>
            <h2 id="question-name">{tr("room-rename", args!["name" => name.clone()])}</h2>
            <div class="field">
                <label for="new-name">{t("room-new-name")}</label>
                <input
                    node_ref=field
                    id="new-name"
                    class="input"
                    autocomplete="off"
                    autofocus
                    value=name
                    aria-invalid=move || problem.get().map(|_| "true")
                    aria-describedby="question-meaning"
                    on:input=move |_| problem.set(None)
                />
                <p id="question-meaning" class="field-problem" role="alert">
                    {move || problem.get().map(t)}
                </p>
            </div>
            <div class="question-ways">
                <button type="button" class="button quiet" on:click=move |_| close(roll, seat)>
                    {t("room-cancel")}
                </button>
                <button class="button primary">{t("room-save")}</button>
            </div>
        </form>
    }
    .into_any()
}
