//! Trying loudspeaker, microphone and connection before joining. Folded away: whoever came for the meeting is not kept
//! from it, and nothing runs before its button is pressed.

use leptos::prelude::*;

use super::{
    devices::problem_text,
    frame::{room, watch},
    gear::{DevicesStoreFields, NetworkCheck, SoundCheck},
    state::{Action, RoomStateStoreFields},
};
use crate::{
    args,
    i18n::{t, tr},
    ui::{Icon, Sign},
};

/// From this round trip on, in milliseconds, people begin to talk at the same time.
const SLOW: u32 = 300;

/// How a test has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mood {
    /// Not yet, or with a question that only the person can answer.
    Open,
    Good,
    Bad,
}

/// One test as it is shown.
#[derive(Debug, Clone, PartialEq)]
struct Report {
    words: String,
    mood: Mood,
    running: bool,
}

impl Report {
    fn open(key: &str) -> Self {
        Self { words: t(key), mood: Mood::Open, running: false }
    }

    fn running(key: &str) -> Self {
        Self { running: true, ..Self::open(key) }
    }

    fn bad(words: String) -> Self {
        Self { words, mood: Mood::Bad, running: false }
    }
}

#[component]
pub(super) fn Checkup() -> impl IntoView {
    view! {
        <details class="checkup">
            <summary>
                <span>{t("checkup")}</span>
                <Icon sign=Sign::ChevronDown />
            </summary>
            <div class="checkup-tests"><SpeakerTest /><VoiceTest /><ConnectionTest /></div>
        </details>
    }
    .into_any()
}

#[component]
fn SpeakerTest() -> impl IntoView {
    let report = watch(|state| speaker_report(state.devices().sound_check().get()));
    view! {
        <Test
            name="checkup-speaker"
            sign=Sign::Speaker
            report=report
            start="checkup-speaker-play"
            begin=Action::TestSpeaker
            stop=Some(Action::StopSoundTest)
        />
    }
}

#[component]
fn VoiceTest() -> impl IntoView {
    let report = watch(|state| voice_report(state.devices().sound_check().get()));
    let recording = watch(|state| state.devices().sound_check().get() == SoundCheck::Recording);
    view! {
        <Test
            name="checkup-voice"
            sign=Sign::Microphone
            report=report
            start="checkup-voice-record"
            begin=Action::TestMicrophone
            stop=Some(Action::StopSoundTest)
            bar=recording
        />
    }
}

#[component]
fn ConnectionTest() -> impl IntoView {
    let report = watch(|state| network_report(state.devices().network_check().get()));
    view! {
        <Test
            name="checkup-network"
            sign=Sign::Wifi
            report=report
            start="checkup-network-test"
            begin=Action::TestConnection
            stop=None
        />
    }
}

/// One test: what it tries, how it stands, and the one button that begins it and, while it runs, ends it.
#[component]
fn Test(
    /// The locale key of its name.
    name: &'static str,
    sign: Sign,
    report: Memo<Report>,
    /// The locale key of the button.
    start: &'static str,
    begin: Action,
    /// `None` for a test that nobody need end.
    stop: Option<Action>,
    /// A bar runs as long as is recorded.
    #[prop(optional, into)]
    bar: Signal<bool>,
) -> impl IntoView {
    let room = room();
    let running = Memo::new(move |_| report.with(|report| report.running));
    let can_stop = stop.is_some();
    let press = move |_| match (&stop, running.get_untracked()) {
        (Some(stop), true) => room.dispatch(stop.clone()),
        (None, true) => {}
        (_, false) => room.dispatch(begin.clone()),
    };
    let mood = move || match report.with(|report| report.mood) {
        Mood::Open => None,
        Mood::Good => Some("good"),
        Mood::Bad => Some("bad"),
    };
    view! {
        <section class="checkup-test" data-mood=mood>
            <Icon sign=sign />
            <div class="checkup-words">
                <h2>{t(name)}</h2>
                <p role="status">{move || report.with(|report| report.words.clone())}</p>
                {move || bar.get().then(|| view! { <span class="checkup-bar" aria-hidden="true"><i></i></span> })}
            </div>
            <button
                type="button"
                class="button quiet"
                aria-disabled=move || (running.get() && !can_stop).then_some("true")
                on:click=press
            >
                {move || t(if running.get() && can_stop { "checkup-stop" } else { start })}
            </button>
        </section>
    }
    .into_any()
}

fn speaker_report(check: SoundCheck) -> Report {
    match check {
        SoundCheck::Chiming => Report::running("checkup-speaker-on"),
        SoundCheck::Chimed => Report::open("checkup-speaker-over"),
        SoundCheck::NoChime => Report::bad(t("checkup-speaker-failed")),
        SoundCheck::Idle
        | SoundCheck::Opening
        | SoundCheck::Recording
        | SoundCheck::Playing
        | SoundCheck::Played
        | SoundCheck::Silent
        | SoundCheck::NoRecorder
        | SoundCheck::Microphone(_) => Report::open("checkup-speaker-hint"),
    }
}

fn voice_report(check: SoundCheck) -> Report {
    match check {
        SoundCheck::Opening => Report::running("checkup-voice-opening"),
        SoundCheck::Recording => Report::running("checkup-voice-recording"),
        SoundCheck::Playing => Report::running("checkup-voice-playing"),
        SoundCheck::Played => Report::open("checkup-voice-over"),
        SoundCheck::Silent => Report::bad(t("checkup-voice-silent")),
        SoundCheck::NoRecorder => Report::bad(t("checkup-voice-failed")),
        SoundCheck::Microphone(problem) => Report::bad(problem_text("microphone", problem)),
        SoundCheck::Idle | SoundCheck::Chiming | SoundCheck::Chimed | SoundCheck::NoChime => {
            Report::open("checkup-voice-hint")
        }
    }
}

fn network_report(check: NetworkCheck) -> Report {
    match check {
        NetworkCheck::Idle => Report::open("checkup-network-hint"),
        NetworkCheck::Running => Report::running("checkup-network-running"),
        NetworkCheck::Udp { round_trip } if is_slow(round_trip) => {
            Report::bad(with_trip(t("checkup-network-slow"), round_trip))
        }
        NetworkCheck::Udp { round_trip } => {
            Report { words: with_trip(t("checkup-network-udp"), round_trip), mood: Mood::Good, running: false }
        }
        NetworkCheck::Tcp { round_trip } => Report::bad(with_trip(t("checkup-network-tcp"), round_trip)),
        NetworkCheck::Blocked { port } => Report::bad(tr("checkup-network-blocked", args!["port" => port.to_string()])),
        NetworkCheck::Busy => Report::open("checkup-network-busy"),
        NetworkCheck::Offline => Report::bad(t("checkup-network-offline")),
        NetworkCheck::NoCalls => Report::bad(t("checkup-network-no-calls")),
    }
}

fn is_slow(round_trip: Option<u32>) -> bool {
    round_trip.is_some_and(|milliseconds| milliseconds >= SLOW)
}

/// A sentence, and the round trip where it is known.
fn with_trip(sentence: String, round_trip: Option<u32>) -> String {
    match round_trip {
        Some(milliseconds) => sentence + " " + &tr("checkup-network-trip", args!["ms" => milliseconds.to_string()]),
        None => sentence,
    }
}
