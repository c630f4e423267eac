//! The own camera, microphone and screen.

mod changes;
mod opening;
mod screen;

pub(super) use opening::device_problem;

use leptos::{prelude::*, task::spawn_local};
use reactive_stores::Store;
use talkspace_model::PublishState;
use talkspace_webrtc_web::{
    LevelMeter, LocalTrack, PeerConnection, ScreenShare, SendLine, open_camera, open_microphone,
};

use super::{Event, Post, mirror::put, store::Chosen};
use crate::room::{
    gear::{DeviceNote, DevicesStoreFields, Gear},
    speech::MutedSpeech,
    state::{RoomState, RoomStateStoreFields},
};

/// A device that may be in use.
enum Source {
    Off,
    /// Asked for; `request` tells the answer from that to an earlier question. What was there before goes on meanwhile, so
    /// that a change makes no gap.
    Opening {
        request: u32,
        before: Option<LocalTrack>,
        reason: Reason,
    },
    On(LocalTrack),
}

/// Why a device is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reason {
    /// The person wants it.
    Wanted,
    /// The one in use was lost.
    Lost,
}

impl Source {
    fn track(&self) -> Option<&LocalTrack> {
        match self {
            Source::On(track) => Some(track),
            Source::Opening { before, .. } => before.as_ref(),
            Source::Off => None,
        }
    }

    /// The track that sends, if it still does.
    fn take_live(&mut self) -> Option<LocalTrack> {
        let track = match std::mem::replace(self, Source::Off) {
            Source::On(track) => Some(track),
            Source::Opening { before, .. } => before,
            Source::Off => None,
        };
        track.filter(LocalTrack::is_live)
    }
}

/// Listens to the muted microphone. What is heard stays here: the track is a copy that is never sent.
struct Overhearing {
    meter: LevelMeter,
    _copy: LocalTrack,
}

impl Overhearing {
    fn new(microphone: &LocalTrack) -> Option<Self> {
        let copy = microphone.duplicate()?;
        Some(Self { meter: LevelMeter::new(&copy)?, _copy: copy })
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
    overhearing: Option<Overhearing>,
    speech: MutedSpeech,
    /// What the person chose, whether it is there at present or not.
    wanted: Chosen,
}

impl Local {
    pub(super) fn new(state: Store<RoomState>, post: Post) -> Self {
        Self {
            state,
            post,
            requests: 0,
            camera: Source::Off,
            microphone: Source::Off,
            screen: None,
            meter: None,
            overhearing: None,
            speech: MutedSpeech::default(),
            wanted: Chosen::default(),
        }
    }

    pub(super) fn camera(&self) -> Option<&LocalTrack> {
        self.camera.track()
    }

    /// The own screen as it may be shown on the own page: not where the page is on it and would show itself in itself.
    pub(super) fn screen_preview(&self) -> Option<&LocalTrack> {
        self.screen.as_ref().filter(|share| !share.is_whole_screen()).map(|share| &share.picture)
    }

    pub(super) fn microphone(&self) -> Option<&LocalTrack> {
        self.microphone.track()
    }

    /// Takes over what was chosen in an earlier visit.
    pub(super) fn choose(&mut self, chosen: Chosen) {
        let devices = self.state.devices();
        put(devices.camera(), chosen.camera.clone());
        put(devices.microphone(), chosen.microphone.clone());
        put(devices.speaker(), chosen.speaker.clone());
        put(self.state.screen_content(), chosen.screen);
        put(self.state.saver(), chosen.saver);
        self.wanted = chosen;
    }

    pub(super) fn wanted(&mut self) -> &mut Chosen {
        &mut self.wanted
    }

    pub(super) fn speaker(&self) -> Option<String> {
        self.state.devices().speaker().get_untracked()
    }

    /// The device to be opened next.
    pub(super) fn set_device(&self, gear: Gear, device: Option<String>) {
        let devices = self.state.devices();
        match gear {
            Gear::Camera => put(devices.camera(), device),
            Gear::Microphone => put(devices.microphone(), device),
        }
    }

    /// Opens, stops and mutes so that exactly this is sent. What is to stop stops before this returns.
    pub(super) fn apply(&mut self, publish: PublishState, connection: Option<&PeerConnection>, over: bool) {
        self.apply_camera(publish.camera, connection);
        self.apply_microphone(publish.microphone, connection);
        if !publish.screen_moves() && self.screen.is_some() {
            stop_sending(connection, &[SendLine::Screen, SendLine::ScreenAudio]);
        }
        if !publish.screen {
            self.screen = None;
        }
        if over {
            self.microphone = Source::Off;
            self.meter = None;
            self.overhearing = None;
        }
        if let Some(connection) = connection {
            self.send_all(connection, publish);
        }
    }

    /// Puts what is on, and wanted, on the connection's lines.
    pub(super) fn send_all(&self, connection: &PeerConnection, publish: PublishState) {
        let camera = self.camera.track().filter(|_| publish.camera);
        let microphone = self.microphone.track().filter(|_| publish.microphone);
        let screen = self.screen.as_ref().filter(|_| publish.screen_moves());
        if screen.is_some() {
            connection.suit_screen(self.wanted.screen);
        }
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

    /// Tells somebody in the call who speaks while muted.
    pub(super) fn overhear(&mut self, inside: bool) {
        let muted = inside && !self.state.publish().get_untracked().microphone;
        let note = self.state.devices().note();
        if !muted && note.get_untracked() == Some(DeviceNote::SpeakingMuted) {
            put(note, None);
        }
        match self.microphone.track().filter(|_| muted) {
            Some(track) if self.overhearing.is_none() => self.overhearing = Overhearing::new(track),
            Some(_) => {}
            None => self.overhearing = None,
        }
        let Some(overhearing) = &self.overhearing else { return self.speech.forget() };
        if self.speech.hear(overhearing.meter.level()) {
            put(self.state.devices().note(), Some(DeviceNote::SpeakingMuted));
        }
    }

    fn apply_camera(&mut self, on: bool, connection: Option<&PeerConnection>) {
        match (&self.camera, on) {
            (Source::Off, true) => self.open(Gear::Camera, Reason::Wanted),
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
            (Source::Off, true) => self.open(Gear::Microphone, Reason::Wanted),
            (Source::Off, false) | (Source::Opening { before: None, .. }, true) => {}
            (Source::Opening { before: None, .. }, false) => self.microphone = Source::Off,
            (Source::On(track) | Source::Opening { before: Some(track), .. }, on) => {
                // Kept open, so that unmuting does not cut off the first word.
                track.set_enabled(on);
                if !on {
                    stop_sending(connection, &[SendLine::Microphone]);
                }
            }
        }
    }

    /// Opens the chosen device; what is in use now goes on until then.
    fn open(&mut self, gear: Gear, reason: Reason) {
        self.requests += 1;
        let (request, post) = (self.requests, self.post.clone());
        let devices = self.state.devices();
        let source = self.source(gear);
        let before = source.take_live();
        *source = Source::Opening { request, before, reason };
        let device = match gear {
            Gear::Camera => devices.camera().get_untracked(),
            Gear::Microphone => devices.microphone().get_untracked(),
        };
        spawn_local(async move {
            let result = match gear {
                Gear::Camera => open_camera(device.as_deref()).await,
                Gear::Microphone => open_microphone(device.as_deref()).await,
            };
            post.send(Event::Opened { gear, request, result });
        });
    }

    fn source(&mut self, gear: Gear) -> &mut Source {
        match gear {
            Gear::Camera => &mut self.camera,
            Gear::Microphone => &mut self.microphone,
        }
    }

    /// The microphone is another one: whoever listens to it listens anew.
    fn listen_anew(&mut self, gear: Gear) {
        if gear == Gear::Microphone {
            self.meter = None;
            self.overhearing = None;
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
