//! Before joining: one's own picture, name and devices.
//!
//! The form is whole before the browser has taken the page over. `method="dialog"` outside a dialog makes an early
//! submit stay on the page, and the browser marks the form's fields as submitted (`:user-valid`): the style shows the
//! button busy at once, and [`pressed_early`] carries the wish out when the program is there.

use leptos::{ev::SubmitEvent, html, prelude::*};
use talkspace_model::{MeetingDoor, limits::Limits};
use talkspace_signal::RefusalReason;

use super::{
    browser,
    devices::{DeviceChoices, DeviceProblems, Preview},
    frame::{frame, room},
    state::{Action, LeftBecause, Phase, RoomStateStoreFields},
};
use crate::{
    app::invitation,
    i18n::t,
    ui::{Brand, CopyButton, Icon, Sign},
};

/// Where the browser remembers the name a guest used last.
const NAME_KEY: &str = "talkspace.name";

#[component]
pub(super) fn Prejoin() -> impl IntoView {
    let frame = frame();
    let door = frame.door.get_value();
    let name = frame.name;
    view! {
        <header class="top"><Brand /></header>
        <main class="prejoin" id="main">
            <section class="prejoin-picture" aria-label=t("room-preview")>
                <Preview name=name />
                <DeviceProblems />
            </section>
            <section class="prejoin-door">
                <h1>{door.title.clone()}</h1>
                <p class="muted">{t(if door.must_ask { "room-door-ask" } else { "room-door-join" })}</p>
                <DoorForm door=door.clone() name=name />
                {door.is_host.then(|| view! { <Invitation /> })}
            </section>
        </main>
    }
}

#[component]
fn DoorForm(door: MeetingDoor, name: RwSignal<String>) -> impl IntoView {
    let (room, frame) = (room(), frame());
    let form = NodeRef::<html::Form>::new();
    let name_field = NodeRef::<html::Input>::new();
    let passcode_field = NodeRef::<html::Input>::new();
    let early = NodeRef::<html::Input>::new();
    let refused = RwSignal::new(None::<&'static str>);
    let busy = move || matches!(room.state.phase().get(), Phase::Joining);
    let join = move || {
        let typed = name_field.get_untracked().map(|field| field.value()).unwrap_or_default();
        let passcode = passcode_field.get_untracked().map(|field| field.value()).unwrap_or_default();
        let problem = name_problem(&typed);
        refused.set(problem);
        if problem.is_none() && !matches!(room.state.phase().get_untracked(), Phase::Joining) {
            browser::remember(NAME_KEY, typed.trim());
            room.dispatch(Action::Join { name: typed.trim().to_owned(), passcode });
        }
    };
    Effect::new(move |_| {
        if let Some(field) = name_field.get() {
            name.set(settle_name(&field));
        }
    });
    Effect::new(move |_| {
        if frame.ready.get() && pressed_early(early) {
            join();
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        join();
    };
    let label = if door.must_ask { "room-ask-to-join" } else { "room-join-now" };
    view! {
        <form node_ref=form class="door-form" method="dialog" novalidate on:submit=submit>
            <input node_ref=early class="pressed-early" type="text" tabindex="-1" aria-hidden="true" autocomplete="off" />
            <div class="field">
                <label for="your-name">{t("room-your-name")}</label>
                <input
                    node_ref=name_field
                    id="your-name"
                    class="input"
                    name="name"
                    autocomplete="name"
                    value=door.name.clone()
                    aria-invalid=move || refused.get().map(|_| "true")
                    aria-describedby="your-name-problem"
                    on:input=move |event| name.set(event_target_value(&event))
                />
                <p id="your-name-problem" class="field-problem" role="alert">{move || refused.get().map(t)}</p>
            </div>
            {door
                .needs_passcode
                .then(|| {
                    view! {
                        <div class="field">
                            <label for="passcode">{t("room-passcode")}</label>
                            <input node_ref=passcode_field id="passcode" class="input" name="passcode" autocomplete="off" />
                        </div>
                    }
                })}
            <DeviceChoices />
            <EntryProblem />
            <button class="button primary door-button" type="submit" aria-busy=move || busy().then_some("true")>
                <span class="door-label">{t(label)}</span>
                <span class="door-wait" aria-hidden="true">{t("room-getting-ready")}</span>
            </button>
        </form>
    }
}

/// What was typed or restored stays; an empty field takes the name used last in this browser.
fn settle_name(field: &leptos::web_sys::HtmlInputElement) -> String {
    if field.value().trim().is_empty() {
        if let Some(name) = browser::remembered(NAME_KEY) {
            field.set_value(&name);
        }
    }
    field.value()
}

/// Whether the form was submitted before the program was there: nobody ever types into this field, so only a submit
/// makes it count as submitted.
fn pressed_early(field: NodeRef<html::Input>) -> bool {
    field.get_untracked().is_some_and(|field| field.matches(":user-valid, :user-invalid").unwrap_or(false))
}

fn name_problem(typed: &str) -> Option<&'static str> {
    match typed.trim().chars().count() {
        0 => Some("room-name-empty"),
        length if length > Limits::default().name => Some("room-name-too-long"),
        _ => None,
    }
}

/// Why entry was refused, beside the button that asked for it.
#[component]
fn EntryProblem() -> impl IntoView {
    let room = room();
    let refusal = move || match room.state.phase().get() {
        Phase::Left(LeftBecause::Refused(reason)) => Some(refusal_key(reason)),
        Phase::Prejoin
        | Phase::Joining
        | Phase::Waiting(_)
        | Phase::Joined
        | Phase::Reconnecting
        | Phase::Left(LeftBecause::Ended(_) | LeftBecause::GaveUp) => None,
    };
    let notice = move || room.state.notice().get().map(|notice| notice.key);
    view! {
        <div role="alert">
            {move || {
                notice()
                    .or_else(refusal)
                    .map(|key| view! { <p class="problem"><Icon sign=Sign::Alert /><span>{t(key)}</span></p> })
            }}
        </div>
    }
}

/// The locale key of the sentence that says what to do about a refusal.
pub(super) fn refusal_key(reason: RefusalReason) -> &'static str {
    match reason {
        RefusalReason::Version => "room-refused-version",
        RefusalReason::Ticket | RefusalReason::Token | RefusalReason::OutOfPlace | RefusalReason::Unreadable => {
            "room-refused-again"
        }
        RefusalReason::NotAllowed => "room-refused-not-allowed",
        RefusalReason::NoSuchPerson => "room-refused-gone",
        RefusalReason::Empty => "room-refused-empty",
        RefusalReason::TooLong => "room-refused-too-long",
        RefusalReason::TooFast => "room-refused-too-fast",
        RefusalReason::RoomFull => "room-refused-full",
        RefusalReason::BadOffer => "room-refused-browser",
        RefusalReason::NotStored => "room-refused-not-stored",
    }
}

/// The link that brings others here.
#[component]
pub(super) fn Invitation() -> impl IntoView {
    let link = frame().door.with_value(|door| invitation(&door.code));
    view! {
        <div class="invitation">
            <div class="field">
                <label for="invitation-link">{t("room-invitation")}</label>
                <input id="invitation-link" class="input" readonly value=link.clone() />
            </div>
            <CopyButton text=link label=t("room-copy-link") />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_one_to_sixty_four_characters() {
        assert_eq!(name_problem("  "), Some("room-name-empty"));
        assert_eq!(name_problem("मीरा"), None);
        assert_eq!(name_problem(&"é".repeat(64)), None);
        assert_eq!(name_problem(&"é".repeat(65)), Some("room-name-too-long"));
    }
}
