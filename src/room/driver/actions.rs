//! What the person wants.

use leptos::prelude::*;
use talkspace_call::Input;
use talkspace_model::{Layer, PublishState, View};
use talkspace_webrtc_web::Timeout;

use super::{Event, Machine, clock, mirror::put};
use crate::room::{
    gear::{DevicesStoreFields, Gear},
    state::{Action, RoomStateStoreFields},
};

/// How long after one change of the stage the server is told of those that follow, in milliseconds. Higher: pictures sharpen
/// later. Lower: every step of a window being dragged is a message.
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
            Action::AllowDrawing(on) => self.publish(|publish| publish.drawing = on && publish.screen),
            Action::Mark { seat, mark } => self.mark(seat, mark),
            Action::SetScreenContent(content) => self.set_screen_content(content),
            Action::SetSaver(on) => self.set_saver(on),
            Action::ChooseCamera(device) => self.choose_device(Gear::Camera, device),
            Action::ChooseMicrophone(device) => self.choose_device(Gear::Microphone, device),
            Action::ChooseSpeaker(device) => self.choose_speaker(device),
            Action::SendChat(draft) => self.tell(Input::SendChat { id: clock::message_id(), draft }),
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
            Action::Show(view) => self.settle_view(view),
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

    /// What is shown is the stage's matter, what is sent the call's.
    fn set_saver(&mut self, on: bool) {
        put(self.state.saver(), on);
        let wanted = self.local.wanted();
        wanted.saver = on;
        self.kept.keep_devices(wanted);
        self.send_at_most();
    }

    /// Tells the call the tallest layer of the own camera that the person wants and the machine can do.
    pub(super) fn send_at_most(&mut self) {
        let wanted = if self.local.wanted().saver { Layer::Quarter } else { Layer::Full };
        self.tell(Input::SendAtMost(wanted.min(self.load.most())));
    }

    /// The first change is told at once, those that follow it together.
    fn settle_view(&mut self, view: View) {
        self.wanted_view = view;
        if self.settling.is_none() {
            let post = self.post.clone();
            self.settling = Some(Timeout::new(VIEW_STILL, move || post.send(Event::ViewSettled)));
            self.show();
        }
    }

    pub(super) fn show(&mut self) {
        self.tell(Input::Show(self.wanted_view.clone()));
    }
}
