//! Sharing the screen.

use leptos::task::spawn_local;
use talkspace_call::Input;
use talkspace_model::{MediaSource, ScreenContent};
use talkspace_webrtc_web::{MediaError, ScreenShare, share_screen};

use crate::room::{
    driver::{Event, Machine, mirror::put},
    state::{Notice, RoomStateStoreFields},
};

impl Machine {
    /// Called from the click itself, for browsers let a page ask for the screen only then.
    pub(in crate::room::driver) fn share(&mut self, on: bool) {
        if !on {
            return self.tell(Input::Publish(self.call.publish().with(MediaSource::Screen, false)));
        }
        if self.local.screen.is_some() {
            return;
        }
        let (post, content) = (self.post.clone(), self.local.wanted().screen);
        spawn_local(async move {
            post.send(Event::ScreenOpened(share_screen(content).await));
        });
    }

    /// Remembered for the next share; one that goes on changes without a gap.
    pub(in crate::room::driver) fn set_screen_content(&mut self, content: ScreenContent) {
        put(self.state.screen_content(), content);
        self.local.wanted().screen = content;
        self.kept.keep_devices(self.local.wanted());
        if let Some(share) = &self.local.screen {
            share.suit(content);
        }
        if let Some(peer) = &self.peer {
            peer.connection.suit_screen(content);
        }
    }

    pub(in crate::room::driver) fn screen_opened(&mut self, result: Result<ScreenShare, MediaError>) {
        match result {
            Ok(share) if self.is_inside() => {
                let post = self.post.clone();
                share.picture.on_ended(move || post.send(Event::ScreenEnded));
                put(self.state.screen_shape(), share.picture.shape());
                self.local.screen = Some(share);
                self.tell(Input::Publish(self.call.publish().with(MediaSource::Screen, true)));
            }
            // The call ended while the person chose, or the person thought better of it.
            Ok(_) | Err(MediaError::Denied) => {}
            Err(_) => put(self.state.notice(), Some(Notice { key: "call-screen-failed", name: None })),
        }
    }
}
