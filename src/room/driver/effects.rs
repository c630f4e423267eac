//! What the call wants done.

use leptos::{prelude::*, task::spawn_local};
use talkspace_call::{Effect as Do, Input, Phase};
use talkspace_model::{PublishState, SeatId};
use talkspace_signal::Reaction;

use super::{Machine, Socket, clock};
use crate::{
    api,
    room::state::{RoomStateStoreFields, ShownReaction},
};

/// How long a reaction floats over the stage, in milliseconds; the style's animation lasts as long.
const REACTION_TIME: i64 = 4000;
/// Reactions shown at a time; older ones make way.
const REACTIONS_SHOWN: usize = 24;

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
            Do::Encode(wanted) => {
                if let Some(peer) = &self.peer {
                    peer.connection.encode(wanted);
                }
            }
            Do::AssignSlot(assignment) => self.tiles.assign(assignment),
            Do::StoreToken { token } => self.kept.keep(token, self.call.publish()),
            Do::ForgetToken => self.kept.forget(),
            Do::React { seat, reaction } => self.show_reaction(seat, reaction),
            Do::Mark { from, seat, mark } => self.show_mark(from, seat, mark),
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

    fn show_reaction(&mut self, seat: SeatId, reaction: Reaction) {
        self.reactions += 1;
        let shown = ShownReaction { number: self.reactions, seat, reaction, since: clock::now() };
        self.state.reactions().update(|reactions| {
            if reactions.len() == REACTIONS_SHOWN {
                reactions.remove(0);
            }
            reactions.push(shown);
        });
    }

    /// Takes away the reactions that have been there for long enough.
    pub(super) fn end_reactions(&self) {
        let now = clock::now();
        let over = |shown: &ShownReaction| now.since(shown.since).0 >= REACTION_TIME;
        if self.state.reactions().with_untracked(|reactions| reactions.iter().any(over)) {
            self.state.reactions().update(|reactions| reactions.retain(|shown| !over(shown)));
        }
    }
}
