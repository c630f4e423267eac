//! Devices that come, go, are chosen, or are allowed after all.

use leptos::prelude::*;
use talkspace_call::Input;
use talkspace_webrtc_web::{DeviceInfo, DeviceKind, LocalTrack};

use super::{Local, Reason, Source};
use crate::room::{
    driver::{Machine, mirror::put},
    gear::{Device, DeviceProblem, DevicesStoreFields, Gear},
    state::RoomStateStoreFields,
};

/// Chromium's name for whatever device the system uses at the moment.
const STANDARD: &str = "default";
const GEARS: [Gear; 2] = [Gear::Camera, Gear::Microphone];

/// What a new list of devices means for the one in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    None,
    /// It is not there any more.
    Gone,
    /// The one that the person had chosen can be had again.
    Back,
    /// What the system uses as its standard is another one now.
    Standard,
}

impl Machine {
    pub(in crate::room::driver) fn choose_device(&mut self, gear: Gear, device: String) {
        match gear {
            Gear::Camera => self.local.wanted().camera = Some(device.clone()),
            Gear::Microphone => self.local.wanted().microphone = Some(device.clone()),
        }
        self.kept.keep_devices(self.local.wanted());
        self.local.set_device(gear, Some(device));
        // One that is still being opened is not the one wanted any more.
        if !matches!(self.local.source(gear), Source::Off) {
            self.local.open(gear, Reason::Wanted);
            self.mirror();
        }
    }

    pub(in crate::room::driver) fn choose_speaker(&mut self, device: String) {
        self.local.wanted().speaker = Some(device.clone());
        self.kept.keep_devices(self.local.wanted());
        self.use_speaker(Some(device));
    }

    fn use_speaker(&self, device: Option<String>) {
        if let Some(peer) = &self.peer {
            peer.connection.set_output(device.as_deref().unwrap_or_default());
        }
        put(self.state.devices().speaker(), device);
    }

    /// Unplugged or withdrawn: try whatever device is left, else say so.
    pub(in crate::room::driver) fn ended(&mut self, gear: Gear) {
        if self.local.source(gear).track().is_some_and(|track| !track.is_live()) {
            self.local.open(gear, Reason::Lost);
            self.mirror();
        }
    }

    /// Takes a new list of devices into the store, and what it means for those in use.
    pub(in crate::room::driver) fn listed(&mut self, found: &[DeviceInfo]) {
        for gear in GEARS {
            let after = of_kind(found, kind_of(gear));
            let before = self.local.list(gear);
            match self.local.change(gear, &before, &after) {
                Change::None => {}
                Change::Gone => {
                    self.local.set_device(gear, None);
                    self.local.open(gear, Reason::Lost);
                }
                Change::Back => {
                    self.local.set_device(gear, self.local.wanted_device(gear));
                    self.local.open(gear, Reason::Wanted);
                }
                Change::Standard => self.local.open(gear, Reason::Wanted),
            }
            let first = before.is_empty() && !after.is_empty();
            self.local.set_list(gear, after);
            if first {
                self.take_newcomer(gear);
            }
        }
        self.speakers_listed(of_kind(found, DeviceKind::Speaker));
        self.mirror();
    }

    /// A loudspeaker that is gone gives way to the standard one, and is used again when it is back.
    fn speakers_listed(&self, after: Vec<Device>) {
        let wanted = self.local.wanted.speaker.clone();
        if has_names(&after) {
            let speaker = wanted.filter(|id| contains(&after, id));
            if speaker != self.local.speaker() {
                self.use_speaker(speaker);
            }
        }
        put(self.state.devices().speakers(), after);
    }

    /// Before joining, what was missing is used as soon as it is plugged in. In the call nobody is heard or seen unawares.
    fn take_newcomer(&mut self, gear: Gear) {
        if !self.is_inside() && self.problem(gear) == Some(DeviceProblem::Missing) {
            self.set_problem(gear, None);
            self.tell(Input::Publish(self.publishing(gear, true)));
        }
    }

    /// The person has allowed in the browser what was denied before.
    pub(in crate::room::driver) fn allowed(&mut self, gear: Gear) {
        if self.problem(gear) == Some(DeviceProblem::Denied) {
            self.set_problem(gear, None);
            if !self.is_inside() {
                self.tell(Input::Publish(self.publishing(gear, true)));
            }
        }
    }
}

impl Local {
    fn change(&mut self, gear: Gear, before: &[Device], after: &[Device]) -> Change {
        let wanted = self.wanted_device(gear);
        let Some(id) = self.source(gear).track().and_then(LocalTrack::device) else { return Change::None };
        let back = wanted.is_some_and(|wanted| wanted != id && !contains(before, &wanted) && contains(after, &wanted));
        // A device that was never listed (a picture drawn by a program) cannot vanish from the list either.
        if contains(before, &id) && !contains(after, &id) {
            Change::Gone
        } else if has_names(before) && back {
            Change::Back
        } else if id == STANDARD && is_renamed(before, after, &id) {
            Change::Standard
        } else {
            Change::None
        }
    }

    fn wanted_device(&self, gear: Gear) -> Option<String> {
        match gear {
            Gear::Camera => self.wanted.camera.clone(),
            Gear::Microphone => self.wanted.microphone.clone(),
        }
    }

    fn list(&self, gear: Gear) -> Vec<Device> {
        let devices = self.state.devices();
        match gear {
            Gear::Camera => devices.cameras().get_untracked(),
            Gear::Microphone => devices.microphones().get_untracked(),
        }
    }

    fn set_list(&self, gear: Gear, list: Vec<Device>) {
        let devices = self.state.devices();
        match gear {
            Gear::Camera => put(devices.cameras(), list),
            Gear::Microphone => put(devices.microphones(), list),
        }
    }
}

fn kind_of(gear: Gear) -> DeviceKind {
    match gear {
        Gear::Camera => DeviceKind::Camera,
        Gear::Microphone => DeviceKind::Microphone,
    }
}

fn of_kind(found: &[DeviceInfo], kind: DeviceKind) -> Vec<Device> {
    let named = found.iter().filter(|device| device.kind == kind);
    named.map(|device| Device { id: device.id.clone(), label: device.label.clone() }).collect()
}

fn contains(devices: &[Device], id: &str) -> bool {
    devices.iter().any(|device| device.id == id)
}

/// Browsers keep ids and names to themselves until permission is given.
fn has_names(devices: &[Device]) -> bool {
    devices.iter().any(|device| !device.id.is_empty())
}

fn is_renamed(before: &[Device], after: &[Device], id: &str) -> bool {
    let label = |devices: &[Device]| devices.iter().find(|device| device.id == id).map(|device| device.label.clone());
    let (before, after) = (label(before).unwrap_or_default(), label(after).unwrap_or_default());
    !before.is_empty() && !after.is_empty() && before != after
}
