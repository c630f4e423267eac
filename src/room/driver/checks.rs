//! The tests before joining: loudspeaker, own voice, and the way to the media server.

use leptos::{prelude::*, task::spawn_local};
use reactive_stores::Store;
use talkspace_model::ProbeRefusal;
use talkspace_webrtc_web::{
    Echo, LocalTrack, MediaError, Playing, Probe, Reached, Recorder, Recording, Route, Timeout, open_microphone,
    play_chime, play_recording,
};

use super::{Event, Post, local::device_problem, mirror::put};
use crate::{
    api,
    room::{
        gear::{DevicesStoreFields, NetworkCheck, SoundCheck},
        state::{RoomState, RoomStateStoreFields},
    },
};

/// How long one may speak, in milliseconds; the bar in `room-checkup.css` runs as long.
const RECORDED: i32 = 4000;

/// What happened in a test. The number is the test's, so that what belongs to an earlier one is let go.
pub(super) enum CheckEvent {
    MicrophoneOpened(u32, Result<LocalTrack, MediaError>),
    Spoken(u32),
    Recorded(u32, Recording),
    Echoed(u32, Echo),
    /// A sound has been played to its end.
    Over(u32),
    Connection(u32, NetworkCheck),
}

/// What a test holds of the browser; it is given back when this is replaced.
#[expect(dead_code, reason = "held, not read")]
enum Held {
    Nothing,
    Recorder(Recorder, Timeout),
    Playing(Playing),
}

pub(super) struct Checks {
    state: Store<RoomState>,
    post: Post,
    number: u32,
    sound: u32,
    held: Held,
    connection: u32,
    probe: Option<Probe>,
}

impl Checks {
    pub(super) fn new(state: Store<RoomState>, post: Post) -> Self {
        Self { state, post, number: 0, sound: 0, held: Held::Nothing, connection: 0, probe: None }
    }

    /// Plays a chime on the chosen loudspeaker. Called from the click itself, without which browsers play nothing.
    pub(super) fn chime(&mut self) {
        self.begin_sound();
        let speaker = self.speaker();
        match play_chime(speaker.as_deref(), self.over()) {
            Some(playing) => {
                self.held = Held::Playing(playing);
                self.show(SoundCheck::Chiming);
            }
            None => self.show(SoundCheck::NoChime),
        }
    }

    /// Records the microphone in use, or opens the chosen one for it, also where the person has it off.
    pub(super) fn record(&mut self, microphone: Option<&LocalTrack>) {
        self.begin_sound();
        self.show(SoundCheck::Opening);
        if let Some(copy) = microphone.filter(|track| track.is_live()).and_then(LocalTrack::duplicate) {
            return self.listen(copy);
        }
        let (number, post) = (self.sound, self.post.clone());
        let device = self.state.devices().microphone().get_untracked();
        spawn_local(async move {
            let opened = open_microphone(device.as_deref()).await;
            post.send(Event::Check(CheckEvent::MicrophoneOpened(number, opened)));
        });
    }

    pub(super) fn stop_sound(&mut self) {
        self.begin_sound();
        self.show(SoundCheck::Idle);
    }

    /// Finds out how media reaches the server.
    pub(super) fn test_connection(&mut self) {
        self.end_connection();
        put(self.state.devices().network_check(), NetworkCheck::Running);
        let (number, post) = (self.connection, self.post.clone());
        let Ok(probe) = Probe::new() else {
            return post.send(Event::Check(CheckEvent::Connection(number, NetworkCheck::NoCalls)));
        };
        self.probe = Some(probe.clone());
        spawn_local(async move {
            let found = find_way(&probe).await;
            post.send(Event::Check(CheckEvent::Connection(number, found)));
        });
    }

    /// Ends all tests: the person goes in.
    pub(super) fn end(&mut self) {
        self.stop_sound();
        self.end_connection();
        put(self.state.devices().network_check(), NetworkCheck::Idle);
    }

    pub(super) fn handle(&mut self, event: CheckEvent) {
        match event {
            CheckEvent::MicrophoneOpened(number, result) if number == self.sound => match result {
                Ok(track) => self.listen(track),
                Err(error) => self.show(SoundCheck::Microphone(device_problem(error))),
            },
            CheckEvent::Spoken(number) if number == self.sound => {
                if let Held::Recorder(recorder, _) = &self.held {
                    recorder.stop();
                }
            }
            CheckEvent::Recorded(number, recording) if number == self.sound => self.play_back(recording),
            CheckEvent::Echoed(number, echo) if number == self.sound => self.echoed(echo),
            CheckEvent::Over(number) if number == self.sound => self.over_now(),
            CheckEvent::Connection(number, found) if number == self.connection => {
                self.end_connection();
                put(self.state.devices().network_check(), found);
            }
            // Of a test that was given up.
            CheckEvent::MicrophoneOpened(..)
            | CheckEvent::Spoken(_)
            | CheckEvent::Recorded(..)
            | CheckEvent::Echoed(..)
            | CheckEvent::Over(_)
            | CheckEvent::Connection(..) => {}
        }
    }

    fn listen(&mut self, microphone: LocalTrack) {
        let (number, post) = (self.sound, self.post.clone());
        let recorded = move |recording| post.send(Event::Check(CheckEvent::Recorded(number, recording)));
        let Some(recorder) = Recorder::start(microphone, recorded) else {
            return self.show(SoundCheck::NoRecorder);
        };
        let post = self.post.clone();
        let spoken = Timeout::new(RECORDED, move || post.send(Event::Check(CheckEvent::Spoken(number))));
        self.held = Held::Recorder(recorder, spoken);
        self.show(SoundCheck::Recording);
    }

    fn play_back(&mut self, recording: Recording) {
        self.show(SoundCheck::Playing);
        let (number, post, speaker, over) = (self.sound, self.post.clone(), self.speaker(), self.over());
        spawn_local(async move {
            let echo = play_recording(&recording, speaker.as_deref(), over).await;
            post.send(Event::Check(CheckEvent::Echoed(number, echo)));
        });
    }

    fn echoed(&mut self, echo: Echo) {
        match echo {
            Echo::Playing(playing) => self.held = Held::Playing(playing),
            Echo::Silent => self.finish(SoundCheck::Silent),
            Echo::Failed => self.finish(SoundCheck::NoRecorder),
        }
    }

    fn over_now(&mut self) {
        match self.state.devices().sound_check().get_untracked() {
            SoundCheck::Chiming => self.finish(SoundCheck::Chimed),
            SoundCheck::Playing => self.finish(SoundCheck::Played),
            SoundCheck::Idle
            | SoundCheck::Chimed
            | SoundCheck::NoChime
            | SoundCheck::Opening
            | SoundCheck::Recording
            | SoundCheck::Played
            | SoundCheck::Silent
            | SoundCheck::NoRecorder
            | SoundCheck::Microphone(_) => {}
        }
    }

    /// Ends the sound that is on and counts a new test, so that nothing of the old one is heard any more.
    fn begin_sound(&mut self) {
        self.held = Held::Nothing;
        self.number += 1;
        self.sound = self.number;
    }

    fn finish(&mut self, outcome: SoundCheck) {
        self.begin_sound();
        self.show(outcome);
    }

    fn end_connection(&mut self) {
        if let Some(probe) = self.probe.take() {
            probe.close();
        }
        self.number += 1;
        self.connection = self.number;
    }

    fn show(&self, check: SoundCheck) {
        put(self.state.devices().sound_check(), check);
    }

    fn speaker(&self) -> Option<String> {
        self.state.devices().speaker().get_untracked()
    }

    fn over(&self) -> impl FnOnce() + 'static {
        let (number, post) = (self.sound, self.post.clone());
        move || post.send(Event::Check(CheckEvent::Over(number)))
    }
}

impl Drop for Checks {
    fn drop(&mut self) {
        if let Some(probe) = self.probe.take() {
            probe.close();
        }
    }
}

async fn find_way(probe: &Probe) -> NetworkCheck {
    let Ok(offer) = probe.offer().await else { return NetworkCheck::NoCalls };
    let answer = match api::probe_connection(offer).await {
        Ok(Ok(answer)) => answer,
        Ok(Err(ProbeRefusal::Busy)) => return NetworkCheck::Busy,
        Ok(Err(ProbeRefusal::BadOffer)) => return NetworkCheck::NoCalls,
        Err(_) => return NetworkCheck::Offline,
    };
    match probe.run(&answer.sdp).await {
        Ok(Some(Reached { route: Route::Udp, round_trip })) => NetworkCheck::Udp { round_trip },
        Ok(Some(Reached { route: Route::Tcp, round_trip })) => NetworkCheck::Tcp { round_trip },
        Ok(None) => NetworkCheck::Blocked { port: answer.port },
        Err(_) => NetworkCheck::NoCalls,
    }
}
