//! Before joining: one's own picture, name and devices.
//!
//! The form is whole before the browser has taken the page over. `method="dialog"` outside a dialog makes an early
//! submit stay on the page, and the browser marks the form's fields as submitted (`:user-valid`): the style shows the
//! button busy at once, and [`pressed_early`] carries the wish out when the program is there.

use leptos::{ev::SubmitEvent, html, prelude::*};
use talkspace_model::{
    EntryRefusal, MeetingCode, MeetingDoor, Problem, Timestamp,
    limits::{self, Limits},
};
use talkspace_signal::RefusalReason;

use super::{
    InvitationLink, browser,
    checkup::Checkup,
    devices::{DeviceChoices, DeviceProblems, Preview},
    frame::{frame, room, watch},
    state::{Action, LeftBecause, Phase, Room, RoomStateStoreFields},
    takeover::pressed_early,
};
use crate::{
    args,
    i18n::{t, tr},
    ui::{Brand, CopyButton, Icon, Moment, MomentStyle, Sign, time},
};

/// Where the browser remembers the name a guest used last.
const NAME_KEY: &str = "talkspace.name";
/// Where the tab keeps what was typed at a door; the meeting's code follows.
const NOTE_KEY: &str = "talkspace.note.";
const PASSCODE_KEY: &str = "talkspace.passcode.";

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
                <DeviceProblems outside=true />
            </section>
            <section class="prejoin-door">
                <h1>{door.title.clone()}</h1>
                {door.starts.map(|at| view! { <Starts at /> })}
                {if door.needs_account {
                    view! { <AccountDoor code=door.code.clone() /> }.into_any()
                } else {
                    view! { <OpenDoor door=door.clone() /> }.into_any()
                }}
                {door.is_host.then(|| view! { <Invitation /> })}
            </section>
            <Checkup />
        </main>
    }
}

/// When a planned meeting begins. Nobody is kept from coming early.
#[component]
fn Starts(at: Timestamp) -> impl IntoView {
    view! {
        <p class="door-starts" data-starts>
            <Icon sign=Sign::Calendar />
            <span>{t("room-starts")} " " <Moment at style=MomentStyle::DateTime /></span>
        </p>
    }
}

#[component]
fn OpenDoor(door: MeetingDoor) -> impl IntoView {
    view! {
        <p class="muted">{t(if door.must_ask { "room-door-ask" } else { "room-door-join" })}</p>
        <DoorForm door=door.clone() />
        {door.name.is_none().then(|| view! { <SignInInstead code=door.code.clone() /> })}
    }
}

/// For a guest where guests do not come in: a form would only waste their time.
#[component]
fn AccountDoor(code: MeetingCode) -> impl IntoView {
    let link = |page: &str| page.to_owned() + "?next=/m/" + code.as_str();
    view! {
        <p class="muted" data-needs-account>{t("room-door-account")}</p>
        <div class="door-ways">
            <a class="button primary" href=link("/login") rel="external">{t("sign-in")}</a>
            <a class="button quiet" href=link("/register") rel="external">{t("create-account")}</a>
        </div>
    }
}

/// For a guest who has an account: only with it does the meeting come into the history.
#[component]
fn SignInInstead(code: MeetingCode) -> impl IntoView {
    view! {
        <p class="door-account">
            {t("room-have-account")} " " <a href=format!("/login?next=/m/{code}") rel="external">{t("sign-in")}</a>
        </p>
    }
}

#[component]
fn DoorForm(door: MeetingDoor) -> impl IntoView {
    let form = Form::new();
    let busy = watch(|state| state.phase().get() == Phase::Joining);
    listen_to_the_past(form);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        form.join();
    };
    let label = if door.must_ask { "room-ask-to-join" } else { "room-join-now" };
    view! {
        <form class="door-form" method="dialog" novalidate on:submit=submit>
            <input
                class="pressed-early"
                type="text"
                tabindex="-1"
                aria-hidden="true"
                autocomplete="off"
            />
            <NameField form=form value=door.name.clone().unwrap_or_default() />
            {door.must_ask.then(|| view! { <NoteField form=form /> })}
            {(door.has_passcode && !door.is_host).then(|| view! { <PasscodeField form=form /> })}
            <DeviceChoices />
            <EntryProblem />
            <button class="button primary door-button" type="submit" aria-busy=move || busy.get().then_some("true")>
                <span class="door-label">{t(label)}</span>
                <span class="door-wait" aria-hidden="true">{t("room-getting-ready")}</span>
            </button>
        </form>
    }
    .into_any()
}

/// The form's fields, which keep their values themselves: what is typed before the program is there counts too.
#[derive(Debug, Clone, Copy)]
struct Form {
    name: NodeRef<html::Input>,
    passcode: NodeRef<html::Input>,
    /// A line for the hosts.
    note: NodeRef<html::Input>,
    note_too_long: RwSignal<bool>,
    /// What is wrong with the name, found before anything is sent.
    name_problem: RwSignal<Option<&'static str>>,
    room: Room,
}

impl Form {
    fn new() -> Self {
        Self {
            name: NodeRef::new(),
            passcode: NodeRef::new(),
            note: NodeRef::new(),
            note_too_long: RwSignal::new(false),
            name_problem: RwSignal::new(None),
            room: room(),
        }
    }

    fn join(self) {
        let typed = value_of(self.name).trim().to_owned();
        let problem = name_problem(&typed);
        self.name_problem.set(problem);
        let note = value_of(self.note).trim().to_owned();
        let too_long = note.chars().count() > limits::KNOCK_NOTE_MAX;
        self.note_too_long.set(too_long);
        if problem.is_some() {
            focus(self.name);
        } else if too_long {
            focus(self.note);
        } else if self.room.state.phase().get_untracked() != Phase::Joining {
            browser::remember(NAME_KEY, &typed);
            for (field, key) in [(self.note, NOTE_KEY), (self.passcode, PASSCODE_KEY)] {
                browser::keep(&kept_as(key), &value_of(field));
            }
            self.room.dispatch(Action::Join {
                name: typed,
                passcode: value_of(self.passcode),
                note: Some(note).filter(|note| !note.is_empty()),
            });
        }
    }
}

fn value_of(field: NodeRef<html::Input>) -> String {
    field.get_untracked().map(|field| field.value()).unwrap_or_default()
}

fn focus(field: NodeRef<html::Input>) {
    if let Some(field) = field.get_untracked() {
        // `focus` fails on detached documents only.
        let _ = field.focus();
    }
}

/// Where a field of this door is kept for as long as the tab.
fn kept_as(key: &str) -> String {
    frame().door.with_value(|door| key.to_owned() + door.code.as_str())
}

/// Takes over what happened before the program was there: a name typed or restored, a press on the button.
fn listen_to_the_past(form: Form) {
    let frame = frame();
    Effect::new(move |_| {
        if let Some(field) = form.name.get() {
            frame.name.set(settle_name(&field));
        }
    });
    // Who comes back to ask again, or was refused, need not type it all anew.
    for (field, key) in [(form.note, kept_as(NOTE_KEY)), (form.passcode, kept_as(PASSCODE_KEY))] {
        Effect::new(move |_| {
            if let Some((field, kept)) =
                field.get().zip(browser::kept(&key)).filter(|(field, _)| field.value().is_empty())
            {
                field.set_value(&kept);
            }
        });
    }
    Effect::new(move |_| {
        if form.room.state.entry_error().get() == Some(EntryRefusal::WrongPasscode) {
            focus(form.passcode);
        }
    });
    Effect::new(move |_| {
        if frame.ready.get() && pressed_early() {
            form.join();
        }
    });
}

#[component]
fn NameField(form: Form, value: String) -> impl IntoView {
    let name = frame().name;
    let refused = watch(|state| match state.entry_error().get() {
        Some(EntryRefusal::BadName(Problem::Empty)) => Some("room-name-empty"),
        Some(EntryRefusal::BadName(_)) => Some("room-name-too-long"),
        Some(
            EntryRefusal::NoSuchMeeting
            | EntryRefusal::WrongPasscode
            | EntryRefusal::NeedsAccount
            | EntryRefusal::NeedsCookie
            | EntryRefusal::TooManyTries { .. },
        )
        | None => None,
    });
    let problem = move || form.name_problem.get().or(refused.get());
    view! {
        <div class="field">
            <label for="your-name">{t("room-your-name")}</label>
            <input
                node_ref=form.name
                id="your-name"
                class="input"
                name="name"
                autocomplete="name"
                value=value
                aria-invalid=move || problem().map(|_| "true")
                aria-describedby="your-name-problem"
                on:input=move |event| {
                    form.name_problem.set(None);
                    name.set(event_target_value(&event));
                }
            />
            <p id="your-name-problem" class="field-problem" role="alert">{move || problem().map(t)}</p>
        </div>
    }
}

/// One line to whoever decides: who one is, or why one is late.
#[component]
fn NoteField(form: Form) -> impl IntoView {
    let too_long = form.note_too_long;
    view! {
        <div class="field">
            <label for="note">{t("room-note")}</label>
            <input
                node_ref=form.note
                id="note"
                class="input"
                name="note"
                autocomplete="off"
                aria-invalid=move || too_long.get().then_some("true")
                aria-describedby="note-problem"
                on:input=move |_| too_long.set(false)
            />
            <p id="note-problem" class="field-problem" role="alert">
                {move || too_long.get().then(|| tr("room-line-too-long", args!["limit" => limits::KNOCK_NOTE_MAX]))}
            </p>
        </div>
    }
}

#[component]
fn PasscodeField(form: Form) -> impl IntoView {
    let wrong = watch(|state| state.entry_error().get() == Some(EntryRefusal::WrongPasscode));
    view! {
        <div class="field">
            <label for="passcode">{t("room-passcode")}</label>
            <input
                node_ref=form.passcode
                id="passcode"
                class="input"
                name="passcode"
                autocomplete="off"
                aria-invalid=move || wrong.get().then_some("true")
                aria-describedby="passcode-problem"
            />
            <p id="passcode-problem" class="field-problem" role="alert">
                {move || wrong.get().then(|| t("error-wrong-passcode"))}
            </p>
        </div>
    }
}

/// What was typed or restored stays; an empty field takes the name used last in this browser.
fn settle_name(field: &leptos::web_sys::HtmlInputElement) -> String {
    if field.value().trim().is_empty()
        && let Some(name) = browser::remembered(NAME_KEY)
    {
        field.set_value(&name);
    }
    field.value()
}

pub(super) fn name_problem(typed: &str) -> Option<&'static str> {
    match typed.trim().chars().count() {
        0 => Some("room-name-empty"),
        length if length > Limits::default().name => Some("room-name-too-long"),
        _ => None,
    }
}

/// Why entry was refused, beside the button that asked for it; what belongs to a field is beside that.
#[component]
fn EntryProblem() -> impl IntoView {
    let sentence = watch(|state| {
        let notice = state.notice().get().map(|notice| t(notice.key));
        state
            .entry_error()
            .with(|refusal| refusal.as_ref().and_then(entry_words))
            .or(notice)
            .or_else(|| refused_words(state.phase().get()))
    });
    view! {
        <div role="alert">
            {move || {
                sentence
                    .get()
                    .map(|sentence| view! { <p class="problem"><Icon sign=Sign::Alert /><span>{sentence}</span></p> })
            }}
        </div>
    }
}

fn entry_words(refusal: &EntryRefusal) -> Option<String> {
    match refusal {
        EntryRefusal::NoSuchMeeting => Some(t("error-no-such-meeting")),
        EntryRefusal::NeedsAccount => Some(t("room-needs-account")),
        EntryRefusal::NeedsCookie => Some(t("room-needs-cookie")),
        EntryRefusal::TooManyTries { retry_after_secs } => {
            Some(tr("error-too-many-tries", args!["wait" => time::wait(*retry_after_secs)]))
        }
        EntryRefusal::WrongPasscode | EntryRefusal::BadName(_) => None,
    }
}

fn refused_words(phase: Phase) -> Option<String> {
    match phase {
        // Whom a host has blocked; inside, the same reason is about a right that is missing.
        Phase::Left(LeftBecause::Refused(RefusalReason::NotAllowed)) => Some(t("room-refused-blocked")),
        Phase::Left(LeftBecause::Refused(reason)) => Some(t(refusal_key(reason))),
        Phase::Prejoin
        | Phase::Joining
        | Phase::Waiting(_)
        | Phase::Joined
        | Phase::Reconnecting
        | Phase::Left(LeftBecause::Ended(_) | LeftBecause::GaveUp) => None,
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
        RefusalReason::DeniedLately => "room-refused-denied",
        RefusalReason::NoSuchPerson => "room-refused-gone",
        RefusalReason::NoSuchMessage => "room-refused-no-message",
        RefusalReason::NoSuchFile => "room-refused-no-file",
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
    let InvitationLink(link) = expect_context();
    view! {
        <div class="invitation">
            <div>
                <p class="invitation-name">{t("room-invitation")}</p>
                <p class="invitation-link">{link.clone()}</p>
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
