//! Sharing the screen.

use leptos::task::spawn_local;
use talkspace_call::Input;
use talkspace_model::PublishState;
use talkspace_webrtc_web::{MediaError, ScreenShare, share_screen};

use crate::room::{
    driver::{Event, Machine, mirror::put},
    state::{Notice, RoomStateStoreFields},
};

impl Machine {
    /// Called from the click itself, for browsers let a page ask for the screen only then.
    pub(in crate::room::driver) fn share(&mut self, on: bool) {
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

    pub(in crate::room::driver) fn screen_opened(&mut self, result: Result<ScreenShare, MediaError>) {
        match result {
            Ok(share) if self.is_inside() => {
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
}
