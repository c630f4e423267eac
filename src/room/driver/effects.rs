//! What the call wants done.

use leptos::task::spawn_local;
use talkspace_call::{Effect as Do, Input, Notice as Say, Phase};
use talkspace_model::{EntryRefusal, PublishState};

use super::{Machine, Socket, mirror::put};
use crate::{
    api,
    room::state::{Notice, RoomStateStoreFields},
};

impl Machine {
    pub(super) fn carry_out(&mut self, effect: Do) {
        match effect {
            Do::FetchTicket { name, passcode } => self.fetch_ticket(name, passcode),
            Do::OpenSocket { socket } => {
                self.socket = None;
                self.socket = Socket::open(socket, &self.setup.code, &self.post);
                if self.socket.is_none() {
                    self.post.input(Socket::failed(socket));
                }
            }
            Do::CloseSocket { socket } => {
                if self.socket.as_ref().is_some_and(|open| open.number == socket) {
                    self.socket = None;
                }
            }
            Do::Send { socket, message } => {
                if let Some(socket) = self.socket.as_ref().filter(|open| open.number == socket) {
                    socket.send(&message);
                }
            }
            Do::MakeOffer { peer } => self.make_offer(peer),
            Do::ApplyAnswer { peer, sdp } => self.apply_answer(peer, sdp),
            Do::ClosePeer { peer } => {
                if self.peer.as_ref().is_some_and(|open| open.number == peer) {
                    self.peer = None;
                }
            }
            Do::SetPublish(publish) => self.set_publish(publish),
            Do::AssignSlot(assignment) => self.tiles.assign(assignment),
            Do::StoreToken { token } => self.kept.keep(token, self.call.publish()),
            Do::ForgetToken => self.kept.forget(),
            Do::Notify(say) => self.say(say),
        }
    }

    fn set_publish(&mut self, publish: PublishState) {
        let over = matches!(self.call.phase(), Phase::Left(_));
        let connection = self.peer.as_ref().map(|peer| &peer.connection);
        self.local.apply(publish, connection, over);
        self.kept.keep_publish(publish);
    }

    fn fetch_ticket(&self, name: String, passcode: String) {
        let (post, code) = (self.post.clone(), self.setup.code.clone());
        spawn_local(async move {
            post.input(match api::enter_meeting(code, name, passcode).await {
                Ok(Ok(ticket)) => Input::TicketReady { ticket: ticket.ticket },
                Ok(Err(refusal)) => Input::TicketRefused(refusal),
                Err(_) => Input::TicketFailed,
            });
        });
    }

    fn say(&mut self, say: Say) {
        match say {
            Say::Entry(refusal) => self.refuse_entry(refusal),
            Say::Unreachable => self.notice("call-unreachable"),
            Say::NoPeerConnection => self.notice("call-no-webrtc"),
            Say::Refused { .. } => self.notice("call-refused"),
        }
        if self.call.phase() == Phase::Prejoin {
            self.post.input(Input::Prepare);
        }
    }

    fn refuse_entry(&self, refusal: EntryRefusal) {
        put(self.state.entry_error(), Some(refusal));
    }

    fn notice(&self, key: &'static str) {
        put(self.state.notice(), Some(Notice { key }));
    }
}
