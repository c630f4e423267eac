//! Camera, microphone and speaker: switches, choices, the level meter, and what to do when one cannot be used.

use leptos::prelude::*;
use talkspace_model::MediaSource;
use talkspace_signal::ClientMessage;

use super::{
    browser,
    frame::{room, watch},
    gear::{Device, DeviceNote, DeviceProblem, Devices, DevicesStoreFields, Gear},
    rights::{Own, hindrance, turn},
    state::{Action, Picture, RoomStateStoreFields},
};
use crate::{
    args,
    i18n::{t, tr},
    ui::{Avatar, Icon, Sign},
};

/// The own picture before joining, mirrored as in a looking glass, with the name's initials while there is none.
#[component]
pub(super) fn Preview(#[prop(into)] name: Signal<String>) -> impl IntoView {
    let room = room();
    let video = NodeRef::<leptos::html::Video>::new();
    Effect::new(move |_| {
        if let Some(element) = video.get() {
            room.dispatch(Action::Attach { seat: None, picture: Picture::Camera, element });
        }
    });
    on_cleanup(move || room.dispatch(Action::Detach { seat: None, picture: Picture::Camera }));
    let on = watch(|state| state.publish().get().camera && state.devices().camera_problem().get().is_none());
    view! {
        <div class="preview" data-camera=move || if on.get() { "on" } else { "off" }>
            <video
                node_ref=video
                class="mirrored"
                autoplay
                playsinline
                muted
                prop:muted=true
                aria-label=t("room-own-picture")
            ></video>
            <div class="preview-nobody" aria-hidden=move || on.get().then_some("true")>
                {move || view! { <Avatar name=name.get() /> }}
                <span>{t("room-camera-is-off")}</span>
            </div>
            <Level />
            <div class="preview-controls"><MicrophoneSwitch /><CameraSwitch /></div>
        </div>
    }
    .into_any()
}

/// Five bars that follow the voice: whoever sees them move knows that the microphone works.
#[component]
fn Level() -> impl IntoView {
    let bars = watch(|state| match state.devices().level().get() {
        0..=3 => 0_u8,
        4..=14 => 1,
        15..=29 => 2,
        30..=49 => 3,
        50..=74 => 4,
        75.. => 5,
    });
    let on = watch(|state| state.publish().get().microphone);
    view! {
        <div class="level" data-level=move || if on.get() { bars.get() } else { 0 } aria-hidden="true">
            {move || view! { <Icon sign=microphone_sign(on.get()) /> }}
            <i></i><i></i><i></i><i></i><i></i>
        </div>
    }
}

#[component]
pub(super) fn MicrophoneSwitch() -> impl IntoView {
    let room = room();
    let on = watch(|state| state.publish().get().microphone);
    let problem = watch(|state| state.devices().microphone_problem().get());
    let name = move || t(if on.get() { "room-microphone-off" } else { "room-microphone-on" });
    let blocked = hindrance(Own::Microphone);
    view! {
        <button
            type="button"
            class="control switch"
            aria-pressed=move || if on.get() { "true" } else { "false" }
            id="microphone-switch"
            aria-disabled=move || blocked.get().map(|_| "true")
            aria-label=name
            title=move || blocked.get().map_or_else(|| tooltip(&name(), "Ctrl+D"), t)
            data-problem=move || problem.get().is_some()
            on:click=move |_| turn(room, MediaSource::Microphone, !on.get_untracked())
        >
            {move || view! { <Icon sign=microphone_sign(on.get()) /> }}
        </button>
    }
    .into_any()
}

#[component]
pub(super) fn CameraSwitch() -> impl IntoView {
    let room = room();
    let on = watch(|state| state.publish().get().camera);
    let problem = watch(|state| state.devices().camera_problem().get());
    let name = move || t(if on.get() { "room-camera-off" } else { "room-camera-on" });
    let blocked = hindrance(Own::Camera);
    view! {
        <button
            type="button"
            class="control switch"
            aria-pressed=move || if on.get() { "true" } else { "false" }
            id="camera-switch"
            aria-disabled=move || blocked.get().map(|_| "true")
            aria-label=name
            title=move || blocked.get().map_or_else(|| tooltip(&name(), "Ctrl+E"), t)
            data-problem=move || problem.get().is_some()
            on:click=move |_| turn(room, MediaSource::Camera, !on.get_untracked())
        >
            {move || view! { <Icon sign=camera_sign(on.get()) /> }}
        </button>
    }
    .into_any()
}

/// A control's name with its key.
pub(super) fn tooltip(name: &str, key: &str) -> String {
    name.to_owned() + " (" + key + ")"
}

pub(super) fn microphone_sign(on: bool) -> Sign {
    if on { Sign::Microphone } else { Sign::MicrophoneOff }
}

pub(super) fn camera_sign(on: bool) -> Sign {
    if on { Sign::Camera } else { Sign::CameraOff }
}

/// The three selects.
#[component]
pub(super) fn DeviceChoices() -> impl IntoView {
    view! {
        <DeviceChoice
            id="choose-camera"
            label="room-camera"
            list=|devices| devices.cameras.clone()
            chosen=|devices| devices.camera.clone()
            choose=Action::ChooseCamera
        />
        <DeviceChoice
            id="choose-microphone"
            label="room-microphone"
            list=|devices| devices.microphones.clone()
            chosen=|devices| devices.microphone.clone()
            choose=Action::ChooseMicrophone
        />
        <DeviceChoice
            id="choose-speaker"
            label="room-speaker"
            list=|devices| devices.speakers.clone()
            chosen=|devices| devices.speaker.clone()
            choose=Action::ChooseSpeaker
        />
    }
}

#[component]
fn DeviceChoice(
    id: &'static str,
    /// The locale key of the label.
    label: &'static str,
    list: fn(&Devices) -> Vec<Device>,
    chosen: fn(&Devices) -> Option<String>,
    choose: fn(String) -> Action,
) -> impl IntoView {
    let room = room();
    let devices = watch(move |state| state.devices().with(list));
    let chosen = watch(move |state| state.devices().with(chosen));
    let options = move || {
        let devices = devices.get();
        if devices.is_empty() {
            return view! { <option value="">{t("room-device-default")}</option> }.into_any();
        }
        let current = chosen.get();
        let option = |(index, device): (usize, Device)| {
            let selected = current.as_ref() == Some(&device.id);
            let text = if device.label.is_empty() { unnamed(label, index) } else { device.label };
            view! { <option value=device.id selected=selected>{text}</option> }
        };
        devices.into_iter().enumerate().map(option).collect_view().into_any()
    };
    view! {
        <div class="field">
            <label for=id>{t(label)}</label>
            <select
                id=id
                class="input"
                disabled=move || devices.with(Vec::is_empty)
                on:change=move |event| room.dispatch(choose(event_target_value(&event)))
            >
                {options}
            </select>
        </div>
    }
    .into_any()
}

/// A device whose name the browser keeps to itself until permission is given.
fn unnamed(label: &str, index: usize) -> String {
    tr("room-device-numbered", args!["device" => t(label), "number" => index + 1])
}

/// Sentences about devices that cannot be used, each with the next step; one about both when both have one problem.
#[component]
pub(super) fn DeviceProblems(
    /// Says that one can join all the same.
    #[prop(optional)]
    outside: bool,
) -> impl IntoView {
    let camera = watch(|state| state.devices().camera_problem().get());
    let microphone = watch(|state| state.devices().microphone_problem().get());
    let problems = move || problems(camera.get(), microphone.get());
    let sentence = |(what, problem)| {
        view! { <p class="problem"><Icon sign=Sign::Alert /><span>{problem_text(what, problem)}</span></p> }
    };
    view! {
        <div class="device-problems" role="status">
            {move || problems().into_iter().map(sentence).collect_view()}
            {move || (outside && !problems().is_empty()).then(|| view! { <p class="muted">{t("device-join-all-the-same")}</p> })}
        </div>
    }
}

/// What the sentences are about, by the word that the texts choose by.
fn problems(camera: Option<DeviceProblem>, microphone: Option<DeviceProblem>) -> Vec<(&'static str, DeviceProblem)> {
    match (camera, microphone) {
        (Some(camera), Some(microphone)) if camera == microphone => vec![("both", camera)],
        (camera, microphone) => {
            let camera = camera.map(|problem| (word(Gear::Camera), problem));
            camera.into_iter().chain(microphone.map(|problem| (word(Gear::Microphone), problem))).collect()
        }
    }
}

/// What is wrong and what to click, in this browser.
pub(super) fn problem_text(what: &str, problem: DeviceProblem) -> String {
    tr(problem.key(), args!["what" => what, "browser" => browser::family()])
}

fn word(gear: Gear) -> &'static str {
    match gear {
        Gear::Camera => "camera",
        Gear::Microphone => "microphone",
    }
}

/// What has happened to a device in the call, until dismissed.
#[component]
pub(super) fn DeviceToast() -> impl IntoView {
    let room = room();
    let note = watch(|state| state.devices().note().get());
    let kept_muted = hindrance(Own::Microphone);
    let toast = move |note: DeviceNote| {
        let muted = note == DeviceNote::SpeakingMuted;
        let sign = if muted { Sign::MicrophoneOff } else { Sign::Info };
        let by_hand = muted && kept_muted.get().is_some();
        let way = if by_hand { "room-hand-raise" } else { "device-unmute" };
        let words = if by_hand { t("device-speaking-muted-hand") } else { note_text(note) };
        let go = move |_| match by_hand {
            true => {
                room.dispatch(Action::Ask(ClientMessage::Hand { raised: true }));
                room.dispatch(Action::DismissDeviceNote);
            }
            false => turn(room, MediaSource::Microphone, true),
        };
        view! {
            <div class="toast device-toast">
                <Icon sign=sign />
                <p>{words}</p>
                {muted
                    .then(|| {
                        view! {
                            <button type="button" class="button quiet" on:click=go>
                                {t(way)}
                            </button>
                        }
                    })}
                <button
                    type="button"
                    class="toast-close"
                    aria-label=t("room-dismiss")
                    on:click=move |_| room.dispatch(Action::DismissDeviceNote)
                >
                    <Icon sign=Sign::Close />
                </button>
            </div>
        }
    };
    view! { <div role="status">{move || note.get().map(toast)}</div> }.into_any()
}

fn note_text(note: DeviceNote) -> String {
    match note {
        DeviceNote::Problem(gear, problem) => problem_text(word(gear), problem),
        DeviceNote::Replaced(gear, device) if device.is_empty() => {
            tr("device-replaced-unnamed", args!["what" => word(gear)])
        }
        DeviceNote::Replaced(gear, device) => tr("device-replaced", args!["what" => word(gear), "device" => device]),
        DeviceNote::Gone(gear) => tr("device-gone", args!["what" => word(gear)]),
        DeviceNote::SpeakingMuted => {
            let keyboard = if browser::has_keyboard() { "yes" } else { "no" };
            tr("device-speaking-muted", args!["keyboard" => keyboard])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sentence_when_both_have_one_problem() {
        use DeviceProblem::{Busy, Denied};
        assert_eq!(problems(Some(Denied), Some(Denied)), [("both", Denied)]);
        assert_eq!(problems(Some(Denied), Some(Busy)), [("camera", Denied), ("microphone", Busy)]);
        assert_eq!(problems(None, Some(Busy)), [("microphone", Busy)]);
        assert!(problems(None, None).is_empty());
    }
}
