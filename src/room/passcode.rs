//! The passcode of one's own meeting, while it runs. It is stored as a hash, so it is set and taken away but never shown.

use leptos::{ev::SubmitEvent, html, prelude::*, task::spawn_local};
use talkspace_model::{ApiError, limits};

use super::frame::{Frame, frame};
use crate::{
    api::{self, NewPasscode, ServerError},
    args,
    i18n::{t, tr},
    ui::field::error_text,
};

/// Nothing for whoever's meeting it is not: co-hosts steer this run, and the passcode is for all of them.
#[component]
pub(super) fn PasscodeOfMeeting() -> impl IntoView {
    frame().door.with_value(|door| door.is_host).then(|| view! { <Passcode /> })
}

/// What the server last said.
#[derive(Debug, Clone, Copy)]
struct Known {
    is_set: RwSignal<bool>,
    problem: RwSignal<Option<String>>,
    /// A change is on its way.
    busy: RwSignal<bool>,
    /// What has just been done, by locale key.
    done: RwSignal<Option<&'static str>>,
}

#[component]
fn Passcode() -> impl IntoView {
    let frame = frame();
    let field = NodeRef::<html::Input>::new();
    let known = Known {
        is_set: RwSignal::new(frame.door.with_value(|door| door.has_passcode)),
        problem: RwSignal::new(None),
        busy: RwSignal::new(false),
        done: RwSignal::new(None),
    };
    let change = move |passcode: NewPasscode| {
        if !known.busy.get_untracked() {
            let code = frame.door.with_value(|door| door.code.clone());
            known.busy.set(true);
            spawn_local(async move { heard(frame, known, field, api::set_passcode(code, passcode).await) });
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(field) = field.get_untracked() {
            change(NewPasscode::Set(field.value()));
        }
    };
    let hint = move || match known.is_set.get() {
        true => t("room-passcode-there"),
        false => tr("settings-passcode-none", args!["min" => limits::PASSCODE_MIN]),
    };
    view! {
        <form class="field passcode" novalidate on:submit=submit>
            <label for="meeting-passcode">{t("settings-passcode-new")}</label>
            <div class="title-row">
                <input
                    node_ref=field
                    id="meeting-passcode"
                    class="input"
                    autocomplete="off"
                    maxlength=limits::PASSCODE_MAX
                    aria-invalid=move || known.problem.with(Option::is_some).then_some("true")
                    aria-describedby="meeting-passcode-problem meeting-passcode-hint"
                />
                <button class="button primary" aria-disabled=move || known.busy.get().then_some("true")>
                    {t("room-save")}
                </button>
            </div>
            <p id="meeting-passcode-problem" class="field-problem" role="alert">{known.problem}</p>
            <p id="meeting-passcode-hint" class="field-hint">{hint}</p>
            <p class="passcode-done" role="status">{move || known.done.get().map(t)}</p>
            {move || {
                known.is_set.get().then(|| view! {
                    <button type="button" class="button quiet" on:click=move |_| change(NewPasscode::Remove)>
                        {t("settings-passcode-remove")}
                    </button>
                })
            }}
        </form>
    }
    .into_any()
}

/// The panel may have been closed meanwhile; then nobody waits for this any more.
fn heard(frame: Frame, known: Known, field: NodeRef<html::Input>, answer: Result<bool, ServerError>) {
    let (problem, done) = match answer {
        Ok(is_set) => {
            known.is_set.try_set(is_set);
            frame.door.update_value(|door| door.has_passcode = is_set);
            if let Some(field) = field.try_get_untracked().flatten() {
                field.set_value("");
            }
            (None, Some(if is_set { "room-passcode-saved" } else { "room-passcode-gone" }))
        }
        Err(ServerError(ApiError::Invalid(error))) => (Some(error_text(&error)), None),
        Err(ServerError(
            ApiError::Unavailable
            | ApiError::NotFound
            | ApiError::Forbidden
            | ApiError::NotSignedIn
            | ApiError::Unreadable,
        )) => (Some(t("error-unavailable")), None),
    };
    known.problem.try_set(problem);
    known.done.try_set(done);
    known.busy.try_set(false);
}
