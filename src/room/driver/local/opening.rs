//! What becomes of a device that was asked for.

use leptos::prelude::*;
use talkspace_call::{Input, Phase};
use talkspace_model::PublishState;
use talkspace_webrtc_web::{LocalTrack, MediaError, SendLine};

use super::{Local, Reason, Source};
use crate::room::{
    driver::{Event, Machine, mirror::put},
    gear::{DeviceNote, DeviceProblem, DevicesStoreFields, Gear},
    state::RoomStateStoreFields,
};

/// What was asked for, and what went on until now.
struct Asked {
    before: Option<LocalTrack>,
    reason: Reason,
}

impl Local {
    /// Ends the waiting, if this answer is the one waited for.
    fn answered(&mut self, gear: Gear, answer: u32) -> Option<Asked> {
        let source = self.source(gear);
        match std::mem::replace(source, Source::Off) {
            Source::Opening { request, before, reason } if request == answer => Some(Asked { before, reason }),
            other => {
                *source = other;
                None
            }
        }
    }
}

impl Machine {
    pub(in crate::room::driver) fn opened(&mut self, gear: Gear, request: u32, result: Result<LocalTrack, MediaError>) {
        let Some(asked) = self.local.answered(gear, request) else { return };
        match (result, asked) {
            (Ok(track), asked) => self.use_track(gear, track, asked),
            // Some phones open one device of a kind at a time.
            (Err(MediaError::Busy | MediaError::Failed), Asked { before: Some(before), reason }) => {
                drop(before);
                self.local.open(gear, reason);
            }
            (Err(error), Asked { before: Some(before), reason: Reason::Wanted }) => {
                self.keep_track(gear, before, device_problem(error));
            }
            (Err(error), Asked { reason, .. }) => self.do_without(gear, device_problem(error), reason),
        }
        self.list_devices();
    }

    fn use_track(&mut self, gear: Gear, track: LocalTrack, asked: Asked) {
        self.set_problem(gear, None);
        let post = self.post.clone();
        track.on_ended(move || post.send(Event::Ended(gear)));
        if asked.reason == Reason::Lost {
            self.note(DeviceNote::Replaced(gear, track.label()));
        }
        if let Some(device) = track.device() {
            // What the browser really opened.
            self.local.set_device(gear, Some(device));
        }
        if gear == Gear::Microphone {
            track.set_enabled(self.call.publish().microphone);
        }
        self.swap(gear, &track, asked.before);
        *self.local.source(gear) = Source::On(track);
        self.local.listen_anew(gear);
        self.mirror();
    }

    /// Where a device is sent, and whether it is wanted there.
    fn line(&self, gear: Gear) -> (SendLine, bool) {
        let publish = self.call.publish();
        match gear {
            Gear::Camera => (SendLine::Camera, publish.camera),
            Gear::Microphone => (SendLine::Microphone, publish.microphone),
        }
    }

    /// Sends the new track where the old one was sent; others see and hear no gap.
    fn swap(&self, gear: Gear, track: &LocalTrack, before: Option<LocalTrack>) {
        let (line, wanted) = self.line(gear);
        match (self.peer.as_ref().filter(|_| wanted), before) {
            (Some(peer), Some(before)) => peer.connection.swap(line, track, before),
            (Some(peer), None) => peer.connection.send(line, Some(track)),
            (None, before) => drop(before),
        }
    }

    /// The device chosen cannot be used; the one before still can.
    fn keep_track(&mut self, gear: Gear, before: LocalTrack, problem: DeviceProblem) {
        self.local.set_device(gear, before.device());
        *self.local.source(gear) = Source::On(before);
        self.note(DeviceNote::Problem(gear, problem));
    }

    fn do_without(&mut self, gear: Gear, problem: DeviceProblem, reason: Reason) {
        self.set_problem(gear, Some(problem));
        if let Some(peer) = &self.peer {
            peer.connection.send(self.line(gear).0, None);
        }
        self.note(match (reason, problem) {
            (Reason::Lost, DeviceProblem::Missing) => DeviceNote::Gone(gear),
            (Reason::Lost | Reason::Wanted, problem) => DeviceNote::Problem(gear, problem),
        });
        self.tell(Input::Publish(self.publishing(gear, false)));
    }

    /// What is sent, but for one device.
    pub(super) fn publishing(&self, gear: Gear, on: bool) -> PublishState {
        match gear {
            Gear::Camera => PublishState { camera: on, ..self.call.publish() },
            Gear::Microphone => PublishState { microphone: on, ..self.call.publish() },
        }
    }

    pub(super) fn set_problem(&self, gear: Gear, problem: Option<DeviceProblem>) {
        let devices = self.state.devices();
        match gear {
            Gear::Camera => put(devices.camera_problem(), problem),
            Gear::Microphone => put(devices.microphone_problem(), problem),
        }
    }

    pub(super) fn problem(&self, gear: Gear) -> Option<DeviceProblem> {
        let devices = self.state.devices();
        match gear {
            Gear::Camera => devices.camera_problem().get_untracked(),
            Gear::Microphone => devices.microphone_problem().get_untracked(),
        }
    }

    /// In the call the sentence comes up above the stage; elsewhere it stands on the page.
    fn note(&self, note: DeviceNote) {
        if self.is_inside() {
            put(self.state.devices().note(), Some(note));
        }
    }

    pub(in crate::room::driver) fn is_inside(&self) -> bool {
        matches!(self.call.phase(), Phase::Joined | Phase::Reconnecting)
    }
}

pub(in crate::room::driver) fn device_problem(error: MediaError) -> DeviceProblem {
    match error {
        MediaError::Denied => DeviceProblem::Denied,
        MediaError::Missing => DeviceProblem::Missing,
        MediaError::Busy => DeviceProblem::Busy,
        MediaError::Unsupported => DeviceProblem::Unsupported,
        MediaError::Failed => DeviceProblem::Failed,
    }
}
