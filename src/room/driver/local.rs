//! The own camera, microphone and screen.

use leptos::{prelude::*, task::spawn_local};
use reactive_stores::Store;
use talkspace_call::{Input, Phase};
use talkspace_model::PublishState;
use talkspace_webrtc_web::{
    DeviceInfo, DeviceKind, LevelMeter, LocalTrack, MediaError, PeerConnection, ScreenShare, SendLine, open_camera,
    open_microphone, share_screen,
};

use super::{Event, Machine, Post, mirror::put, store::Chosen};
use crate::room::state::{Device, DeviceProblem, DevicesStoreFields, Notice, Picture, RoomState, RoomStateStoreFields};

/// A device that may be in use.
enum Source {
    Off,
    /// Asked for; `request` tells the answer from that to an earlier question.
    Opening {
        request: u32,
    },
    On(LocalTrack),
}

impl Source {
    fn track(&self) -> Option<&LocalTrack> {
        match self {
            Source::On(track) => Some(track),
            Source::Off | Source::Opening { .. } => None,
        }
    }

    /// Whether this answer is the one waited for.
    fn awaits(&self, request: u32) -> bool {
        matches!(self, Source::Opening { request: awaited } if *awaited == request)
    }
}

/// What this browser could send, and the list of its devices in the store.
pub(super) struct Local {
    state: Store<RoomState>,
    post: Post,
    requests: u32,
    camera: Source,
    microphone: Source,
    screen: Option<ScreenShare>,
    meter: Option<LevelMeter>,
}

impl Local {
    pub(super) fn new(state: Store<RoomState>, post: Post) -> Self {
        Self { state, post, requests: 0, camera: Source::Off, microphone: Source::Off, screen: None, meter: None }
    }

    /// The own picture, while there is one.
    pub(super) fn picture(&self, picture: Picture) -> Option<&LocalTrack> {
        match picture {
            Picture::Camera => self.camera.track(),
            Picture::Screen => self.screen.as_ref().map(|screen| &screen.picture),
        }
    }

    pub(super) fn choose(&self, chosen: Chosen) {
        let devices = self.state.devices();
        put(devices.camera(), chosen.camera);
        put(devices.microphone(), chosen.microphone);
        put(devices.speaker(), chosen.speaker);
    }

    pub(super) fn chosen(&self) -> Chosen {
        let devices = self.state.devices().get_untracked();
        Chosen { camera: devices.camera, microphone: devices.microphone, speaker: devices.speaker }
    }

    pub(super) fn speaker(&self) -> Option<String> {
        self.state.devices().speaker().get_untracked()
    }

    /// Takes a new list of devices into the store.
    pub(super) fn listed(&self, found: &[DeviceInfo]) {
        let of = |kind| {
            let named = found.iter().filter(move |device| device.kind == kind);
            named.map(|device| Device { id: device.id.clone(), label: device.label.clone() }).collect::<Vec<_>>()
        };
        let devices = self.state.devices();
        put(devices.cameras(), of(DeviceKind::Camera));
        put(devices.microphones(), of(DeviceKind::Microphone));
        put(devices.speakers(), of(DeviceKind::Speaker));
    }

    /// Opens, stops and mutes so that exactly this is sent. What is to stop stops before this returns.
    pub(super) fn apply(&mut self, publish: PublishState, connection: Option<&PeerConnection>, over: bool) {
        self.apply_camera(publish.camera, connection);
        self.apply_microphone(publish.microphone, connection);
        if !publish.screen && self.screen.take().is_some() {
            stop_sending(connection, &[SendLine::Screen, SendLine::ScreenAudio]);
        }
        if over {
            self.microphone = Source::Off;
            self.meter = None;
        }
        if let Some(connection) = connection {
            self.send_all(connection, publish);
        }
    }

    /// Puts what is on, and wanted, on the connection's lines.
    pub(super) fn send_all(&self, connection: &PeerConnection, publish: PublishState) {
        let camera = self.camera.track().filter(|_| publish.camera);
        let microphone = self.microphone.track().filter(|_| publish.microphone);
        let screen = self.screen.as_ref().filter(|_| publish.screen);
        let lines = [
            (SendLine::Camera, camera),
            (SendLine::Microphone, microphone),
            (SendLine::Screen, screen.map(|screen| &screen.picture)),
            (SendLine::ScreenAudio, screen.and_then(|screen| screen.sound.as_ref())),
        ];
        for (line, track) in lines {
            if let Some(track) = track {
                connection.send(line, Some(track));
            }
        }
    }

    /// Shows how loud the microphone is, or stops listening to it.
    pub(super) fn show_level(&mut self, wanted: bool) {
        let on = self.state.publish().get_untracked().microphone;
        let track = self.microphone.track().filter(|_| wanted && on);
        match track {
            Some(track) if self.meter.is_none() => self.meter = LevelMeter::new(track),
            Some(_) => {}
            None => self.meter = None,
        }
        let level = self.meter.as_ref().map_or(0, LevelMeter::level);
        put(self.state.devices().level(), level);
    }

    fn apply_camera(&mut self, on: bool, connection: Option<&PeerConnection>) {
        match (&self.camera, on) {
            (Source::Off, true) => self.open_camera(),
            (Source::Opening { .. } | Source::On(_), true) | (Source::Off, false) => {}
            (Source::Opening { .. } | Source::On(_), false) => {
                stop_sending(connection, &[SendLine::Camera]);
                // Dropping the track stops it: the light goes out.
                self.camera = Source::Off;
            }
        }
    }

    fn apply_microphone(&mut self, on: bool, connection: Option<&PeerConnection>) {
        match (&self.microphone, on) {
            (Source::Off, true) => self.open_microphone(),
            (Source::Opening { .. }, true) | (Source::Off, false) => {}
            (Source::Opening { .. }, false) => self.microphone = Source::Off,
            (Source::On(track), true) => track.set_enabled(true),
            (Source::On(track), false) => {
                // Kept open, so that unmuting does not cut off the first word.
                track.set_enabled(false);
                stop_sending(connection, &[SendLine::Microphone]);
            }
        }
    }

    fn next_request(&mut self) -> u32 {
        self.requests += 1;
        self.requests
    }

    pub(super) fn open_camera(&mut self) {
        let (request, post) = (self.next_request(), self.post.clone());
        let device = self.state.devices().camera().get_untracked();
        self.camera = Source::Opening { request };
        spawn_local(async move {
            let result = open_camera(device.as_deref()).await;
            post.send(Event::CameraOpened { request, result });
        });
    }

    pub(super) fn open_microphone(&mut self) {
        let (request, post) = (self.next_request(), self.post.clone());
        let device = self.state.devices().microphone().get_untracked();
        self.meter = None;
        self.microphone = Source::Opening { request };
        spawn_local(async move {
            let result = open_microphone(device.as_deref()).await;
            post.send(Event::MicrophoneOpened { request, result });
        });
    }

    /// Opens the chosen device instead of the present one, where one is in use.
    pub(super) fn reopen_camera(&mut self) {
        if self.camera.track().is_some() {
            self.open_camera();
        }
    }

    pub(super) fn reopen_microphone(&mut self) {
        if self.microphone.track().is_some() {
            self.open_microphone();
        }
    }
}

impl Machine {
    pub(super) fn camera_opened(&mut self, request: u32, result: Result<LocalTrack, MediaError>) {
        if !self.local.camera.awaits(request) {
            return;
        }
        let problem = self.state.devices().camera_problem();
        match result {
            Ok(track) => {
                put(problem, None);
                let post = self.post.clone();
                track.on_ended(move || post.send(Event::CameraEnded));
                self.note_camera(&track);
                self.local.camera = Source::On(track);
                self.send_again();
            }
            Err(error) => {
                let found = device_problem(error);
                put(problem, Some(found));
                self.tell_inside(found.camera_key());
                self.local.camera = Source::Off;
                self.tell(Input::Publish(PublishState { camera: false, ..self.call.publish() }));
            }
        }
        self.list_devices();
    }

    pub(super) fn microphone_opened(&mut self, request: u32, result: Result<LocalTrack, MediaError>) {
        if !self.local.microphone.awaits(request) {
            return;
        }
        let problem = self.state.devices().microphone_problem();
        match result {
            Ok(track) => {
                put(problem, None);
                let post = self.post.clone();
                track.on_ended(move || post.send(Event::MicrophoneEnded));
                track.set_enabled(self.call.publish().microphone);
                self.note_microphone(&track);
                self.local.microphone = Source::On(track);
                self.send_again();
            }
            Err(error) => {
                let found = device_problem(error);
                put(problem, Some(found));
                self.tell_inside(found.microphone_key());
                self.local.microphone = Source::Off;
                self.tell(Input::Publish(PublishState { microphone: false, ..self.call.publish() }));
            }
        }
        self.list_devices();
    }

    /// Unplugged or withdrawn: try whatever device is left, else say so.
    pub(super) fn camera_ended(&mut self) {
        if self.local.camera.track().is_some_and(|track| !track.is_live()) {
            self.local.open_camera();
            self.mirror();
        }
    }

    pub(super) fn microphone_ended(&mut self) {
        if self.local.microphone.track().is_some_and(|track| !track.is_live()) {
            self.local.open_microphone();
        }
    }

    /// Called from the click itself, for browsers let a page ask for the screen only then.
    pub(super) fn share(&mut self, on: bool) {
        if !on {
            return self.tell(Input::Publish(PublishState { screen: false, ..self.call.publish() }));
        }
        if self.local.screen.is_some() {
            return;
        }
        let post = self.post.clone();
        spawn_local(async move {
            post.send(Event::ScreenOpened(share_screen().await));
        });
    }

    pub(super) fn screen_opened(&mut self, result: Result<ScreenShare, MediaError>) {
        let inside = matches!(self.call.phase(), Phase::Joined | Phase::Reconnecting);
        match result {
            Ok(share) if inside => {
                let post = self.post.clone();
                share.picture.on_ended(move || post.send(Event::ScreenEnded));
                self.local.screen = Some(share);
                self.tell(Input::Publish(PublishState { screen: true, ..self.call.publish() }));
            }
            // The call ended while the person chose, or the person thought better of it.
            Ok(_) | Err(MediaError::Denied) => {}
            Err(_) => put(self.state.notice(), Some(Notice { key: "call-screen-failed", name: None })),
        }
    }

    /// In the call the sentence is a notice; elsewhere it stands on the page.
    fn tell_inside(&self, key: &'static str) {
        if matches!(self.call.phase(), Phase::Joined | Phase::Reconnecting) {
            put(self.state.notice(), Some(Notice { key, name: None }));
        }
    }

    fn send_again(&mut self) {
        if let Some(peer) = &self.peer {
            self.local.send_all(&peer.connection, self.call.publish());
        }
        self.mirror();
    }

    /// Shows the device that the browser really opened as the chosen one.
    fn note_camera(&self, track: &LocalTrack) {
        if let Some(device) = track.device() {
            put(self.state.devices().camera(), Some(device));
        }
    }

    fn note_microphone(&self, track: &LocalTrack) {
        if let Some(device) = track.device() {
            put(self.state.devices().microphone(), Some(device));
        }
    }
}

fn stop_sending(connection: Option<&PeerConnection>, lines: &[SendLine]) {
    for line in lines {
        if let Some(connection) = connection {
            connection.send(*line, None);
        }
    }
}

fn device_problem(error: MediaError) -> DeviceProblem {
    match error {
        MediaError::Denied => DeviceProblem::Denied,
        MediaError::Missing => DeviceProblem::Missing,
        MediaError::Busy => DeviceProblem::Busy,
        MediaError::Unsupported => DeviceProblem::Unsupported,
        MediaError::Failed => DeviceProblem::Failed,
    }
}
