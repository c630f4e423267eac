//! What the person wants.

use leptos::prelude::*;
use talkspace_call::Input;
use talkspace_model::{PublishState, SeatId, TileView, View};
use talkspace_webrtc_web::Timeout;

use super::{Event, Machine, clock, mirror::put};
use crate::room::{
    gear::{DevicesStoreFields, Gear},
    state::{Action, RoomStateStoreFields},
};

/// How long the stage must be still before the server is told, in milliseconds. Higher: pictures sharpen later after a
/// change of the layout. Lower: every step of a window being dragged is a message.
const VIEW_STILL: i32 = 100;

impl Machine {
    pub(super) fn act(&mut self, action: Action) {
        match action {
            Action::Join { name, passcode, note } => self.join(name, passcode, note),
            Action::Leave => self.tell(Input::Leave),
            Action::SetMicrophone(on) => self.publish(|publish| publish.microphone = on),
            Action::SetCamera(on) => self.publish(|publish| publish.camera = on),
            Action::SetScreen(on) => self.share(on),
            Action::PauseScreen(paused) => self.publish(|publish| publish.paused = paused && publish.screen),
            Action::SetScreenContent(content) => self.set_screen_content(content),
            Action::ChooseCamera(device) => self.choose_device(Gear::Camera, device),
            Action::ChooseMicrophone(device) => self.choose_device(Gear::Microphone, device),
            Action::ChooseSpeaker(device) => self.choose_speaker(device),
            Action::SendChat { text, to, reply } => {
                self.tell(Input::SendChat { id: clock::message_id(), text, to, reply });
            }
            Action::Earlier => self.tell(Input::Earlier),
            Action::RetryChat(id) => self.tell(Input::RetryChat { id }),
            Action::Ask(request) => self.tell(Input::Ask(request)),
            Action::DismissAsk => put(self.state.asked_by(), None),
            Action::Attach { seat, picture, element } => {
                self.tiles.attach(seat, picture, element);
                self.mirror();
            }
            Action::Detach { seat, picture } => {
                self.tiles.detach(seat, picture);
                self.mirror();
            }
            Action::Show(tiles) => self.settle_view(tiles),
            Action::Play(sound) => self.sounds.play(sound, self.local.speaker().as_deref()),
            Action::DismissNotice => put(self.state.notice(), None),
            Action::DismissDeviceNote => put(self.state.devices().note(), None),
            Action::TestSpeaker => self.checks.chime(),
            Action::TestMicrophone => self.checks.record(self.local.microphone()),
            Action::StopSoundTest => self.checks.stop_sound(),
            Action::TestConnection => self.checks.test_connection(),
            Action::Explain(reason) => self.notice(reason),
        }
    }

    fn join(&mut self, name: String, passcode: String, note: Option<String>) {
        put(self.state.entry_error(), None);
        put(self.state.notice(), None);
        self.kept.set_name(name.clone());
        self.remember_switches();
        self.checks.end();
        self.tell(Input::Join { name, passcode, note });
    }

    /// A device that could not be used is off, but not because the person wanted it so.
    fn remember_switches(&mut self) {
        let publish = self.call.publish();
        let devices = self.state.devices();
        let wanted = self.local.wanted();
        wanted.camera_on = publish.camera || devices.camera_problem().get_untracked().is_some();
        wanted.microphone_on = publish.microphone || devices.microphone_problem().get_untracked().is_some();
        self.kept.keep_devices(wanted);
    }

    fn publish(&mut self, change: impl FnOnce(&mut PublishState)) {
        let mut publish = self.call.publish();
        change(&mut publish);
        self.tell(Input::Publish(publish));
    }

    fn settle_view(&mut self, tiles: Vec<(SeatId, u16)>) {
        self.wanted_view = tiles;
        if self.settling.is_none() {
            let post = self.post.clone();
            self.settling = Some(Timeout::new(VIEW_STILL, move || post.send(Event::ViewSettled)));
        }
    }

    /// The own tile is not the server's concern.
    pub(super) fn show(&mut self) {
        self.settling = None;
        let me = self.call.me();
        let others = self.wanted_view.iter().filter(|(seat, _)| Some(*seat) != me);
        let tiles = others.map(|(seat, height)| TileView { seat: *seat, height: *height }).collect();
        self.tell(Input::Show(View { tiles }));
    }
}
