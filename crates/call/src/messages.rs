//! What each event means.

use std::collections::VecDeque;

use talkspace_model::{MediaSource, MessageId, PublishState, SeatId, Timestamp};
use talkspace_signal::{
    ClientMessage, EndReason, Mark, RefusalReason, RequestKind, RoomSettings, RoomSnapshot, SeatInfo, ServerMessage,
    StopCause, Tally, WaitReason,
};

use crate::{
    Call, Draft, Effect, Input, LeftBecause, Notice, SocketNumber, Stage,
    reconnect::{Heartbeat, Link},
    slots::Moves,
};

impl Call {
    pub(crate) fn take(&mut self, input: Input, now: Timestamp) {
        match input {
            Input::Prepare => self.ensure_offer(now),
            Input::Restore { token, name, publish } => self.restore(token, name, publish, now),
            Input::Join { name, passcode, note } => self.join(name, passcode, note, now),
            Input::Leave => self.leave(now),
            Input::Publish(publish) => self.set_publish(publish),
            Input::SendChat { id, draft } => self.send_chat(id, draft, now),
            Input::Earlier => self.ask_earlier(),
            Input::RetryChat { id } => self.retry_chat(&id),
            Input::Ask(request) => self.ask(request),
            Input::Mark { seat, mark } => self.mark(seat, mark),
            Input::Quality(quality) => {
                self.quality = quality;
                self.tell_quality();
            }
            Input::Show(view) => self.show(view),
            Input::SendAtMost(layer) => self.change_encoding(|call| call.most = layer),
            Input::TicketReady { ticket } => self.ticket_ready(ticket, now),
            Input::TicketRefused(refusal) => self.ticket_refused(refusal, now),
            Input::TicketFailed => self.ticket_failed(now),
            Input::SocketOpened { socket } => self.socket_opened(socket, now),
            Input::SocketClosed { socket, code } => self.socket_closed(socket, code, now),
            Input::Message { socket, message } => self.message(socket, message, now),
            Input::OfferReady { peer, sdp } => self.offer_ready(peer, sdp),
            Input::OfferFailed { peer } | Input::AnswerFailed { peer } => self.offer_failed(peer, now),
            Input::AnswerApplied { peer } => self.answer_applied(peer, now),
            Input::PeerState { peer, state } => self.peer_state(peer, state, now),
            Input::MediaTick { peer, inbound } => self.media_tick(peer, inbound, now),
            Input::Online => self.online(now),
        }
    }

    /// A request that makes sense inside only, or soon inside again.
    fn ask(&mut self, message: ClientMessage) {
        if self.stage == Stage::Inside {
            self.request(message);
        }
    }

    fn mark(&mut self, seat: SeatId, mark: Mark) {
        if self.stage == Stage::Inside && self.link.is_live() {
            self.send(ClientMessage::Mark { seat, mark });
        }
    }

    fn set_publish(&mut self, publish: PublishState) {
        self.publish = publish;
        if let Stage::Left(_) = self.stage {
            return;
        }
        self.effect(Effect::SetPublish(publish));
        self.tell_publish();
    }

    fn tell_publish(&mut self) {
        if self.link.is_live() && self.told != Some(self.publish) {
            self.told = Some(self.publish);
            self.send(ClientMessage::Publish { publish: self.publish, stop: self.stop });
        }
    }

    fn tell_quality(&mut self) {
        if self.stage == Stage::Inside && self.link.is_live() && self.told_quality != self.quality {
            self.told_quality = self.quality;
            self.send(ClientMessage::Quality { quality: self.quality });
        }
    }

    /// Something is to stop: done before anything else, and answered, so that it may be turned on again afterwards.
    fn stopped(&mut self, source: MediaSource, n: u32, cause: StopCause) {
        self.stop = self.stop.max(n);
        self.told = None;
        self.set_publish(self.publish.with(source, false));
        self.effect(Effect::Notify(Notice::Stopped { source, cause }));
    }

    fn seats_changed(&mut self, seats: Vec<SeatInfo>) {
        let (before, lit) = (self.own_name(), self.is_lit());
        self.roster.update(seats);
        let after = self.own_name();
        if self.is_lit() != lit {
            self.effect(Effect::Notify(Notice::Spotlit { on: !lit }));
        }
        if let Some(name) = after.filter(|after| before.is_some_and(|before| before != *after)) {
            self.effect(Effect::Notify(Notice::Renamed { name }));
        }
    }

    fn is_lit(&self) -> bool {
        self.me.and_then(|me| self.roster.get(me)).is_some_and(|seat| seat.info.spotlight)
    }

    fn own_name(&self) -> Option<String> {
        self.roster.get(self.me?).map(|seat| seat.info.name.clone())
    }

    fn settings_changed(&mut self, after: RoomSettings, by: String) {
        self.title.clone_from(&after.title);
        if let Some(before) = self.settings.replace(after.clone()) {
            self.effect(Effect::Notify(Notice::SettingsChanged { before, after, by }));
        }
    }

    fn ask_earlier(&mut self) {
        if self.stage == Stage::Inside
            && self.link.is_live()
            && let Some(request) = self.chat.ask_earlier()
        {
            self.send(request);
        }
    }

    fn reacted(&mut self, id: &MessageId, seat: SeatId, told: Tally, on: bool) {
        let mine = Some(seat) == self.me;
        self.chat.react(id, Tally { mine, ..told }, on);
    }

    fn send_chat(&mut self, id: MessageId, draft: Draft, now: Timestamp) {
        let Some(me) = self.me.filter(|_| self.stage == Stage::Inside) else { return };
        let name = self.own_name().unwrap_or_default();
        let request = self.chat.write(id, draft, (me, name), now);
        if self.link.is_live() {
            self.send(request);
        }
    }

    fn retry_chat(&mut self, id: &MessageId) {
        if let Some(request) = self.chat.retry(id)
            && self.link.is_live()
        {
            self.send(request);
        }
    }

    fn show(&mut self, view: talkspace_model::View) {
        if self.view.as_ref() == Some(&view) {
            return;
        }
        self.view = Some(view);
        self.tell_view();
    }

    fn tell_view(&mut self) {
        if let Some(view) = self.view.clone()
            && self.stage == Stage::Inside
            && self.link.is_live()
        {
            self.send(ClientMessage::View { view });
        }
    }

    fn message(&mut self, socket: SocketNumber, message: ServerMessage, now: Timestamp) {
        if self.link.open_socket() != Some(socket) || !self.wants_in() {
            return;
        }
        self.heard();
        match message {
            ServerMessage::Joined { snapshot, answer } => self.joined(snapshot, answer, now),
            ServerMessage::Waiting { reason, token, title, message, before } => {
                (self.title, self.wait_message, self.wait_before) = (title, message, before);
                self.waiting(socket, reason, token, now);
            }
            // Answers an offer that was sent on its own; what `join` and `resume` bring is answered by `joined`.
            ServerMessage::Answer { .. } if !self.link.is_live() => {}
            ServerMessage::Answer { sdp } => {
                self.answered(sdp, now);
                self.tell_view();
            }
            ServerMessage::Seats { seats } => self.seats_changed(seats),
            ServerMessage::SeatLeft { seat } => self.roster.remove(seat),
            ServerMessage::Slots { slots } if self.slots_are_stale() => drop(slots),
            ServerMessage::Slots { slots } => {
                let moves = self.slots.apply(&slots);
                self.carry_out(moves);
            }
            ServerMessage::Speaking { seats } => self.roster.set_speaking(seats),
            ServerMessage::Chat { message } => self.chat.store(message, self.me),
            ServerMessage::ChatDeleted { id } => self.chat.delete(&id),
            ServerMessage::ChatReaction { id, seat, reaction, on, count } => {
                self.reacted(&id, seat, Tally { reaction, count, mine: false }, on);
            }
            ServerMessage::ChatEarlier { messages, more } => self.chat.prepend(messages, more),
            ServerMessage::Settings { settings, by } => self.settings_changed(settings, by),
            ServerMessage::Stop { source, n, cause } => self.stopped(source, n, cause),
            ServerMessage::AskedToUnmute { by } => self.effect(Effect::Notify(Notice::AskedToUnmute { by })),
            ServerMessage::HandLowered { by } => self.effect(Effect::Notify(Notice::HandLowered { by })),
            ServerMessage::Role { role, cause } => self.effect(Effect::Notify(Notice::RoleChanged { role, cause })),
            ServerMessage::Mark { from, seat, mark } => self.effect(Effect::Mark { from, seat, mark }),
            ServerMessage::Reaction { seat, reaction } => self.effect(Effect::React { seat, reaction }),
            ServerMessage::Knocks { knocks, more } => (self.knocks, self.knocks_more) = (knocks, more),
            ServerMessage::Refused { request, reason, id } => self.refused(request, reason, id, now),
            ServerMessage::Ended { reason } => self.ended(reason, now),
            ServerMessage::Wanted { wanted } => self.change_encoding(|call| call.wanted = wanted),
            ServerMessage::Spending { spending } => self.spending = spending,
            ServerMessage::Pong { .. } | ServerMessage::Unknown => {}
        }
    }

    fn joined(&mut self, snapshot: RoomSnapshot, answer: Option<String>, now: Timestamp) {
        let Some(socket) = self.link.open_socket() else { return };
        self.go_live(socket, now);
        self.stage = Stage::Inside;
        self.take_token(snapshot.token);
        self.title.clone_from(&snapshot.settings.title);
        self.settings = Some(snapshot.settings);
        self.started = Some(snapshot.started);
        self.server_now = Some(snapshot.now);
        self.me = Some(snapshot.seat);
        self.roster.replace(snapshot.seats, snapshot.speaking);
        self.chat.replay(snapshot.chat, snapshot.chat_more, self.me);
        (self.knocks, self.knocks_more) = (snapshot.knocks, snapshot.knocks_more);
        self.change_encoding(|call| call.wanted = snapshot.wanted);
        match answer {
            Some(sdp) => self.answered(sdp, now),
            None => self.media.offer_unused(),
        }
        if !self.slots_are_stale() {
            let moves = self.slots.replace(&snapshot.slots);
            self.carry_out(moves);
        }
        self.catch_up();
        self.note_found();
    }

    /// Sends what was left unsaid while the link was away.
    fn catch_up(&mut self) {
        self.tell_publish();
        self.tell_view();
        self.tell_quality();
        for line in self.chat.pending() {
            self.send(line);
        }
        for request in std::mem::take(&mut self.outbox) {
            self.send(request);
        }
    }

    fn waiting(&mut self, socket: SocketNumber, reason: WaitReason, token: String, now: Timestamp) {
        self.go_live(socket, now);
        self.stage = Stage::Waiting(reason);
        self.take_token(token);
        self.tell_publish();
        self.note_found();
    }

    fn go_live(&mut self, socket: SocketNumber, now: Timestamp) {
        if !self.link.is_live() {
            self.link = Link::Live { socket, heartbeat: Heartbeat::new(now) };
            self.media.link_back(now);
        }
        self.link_down = None;
        self.backoff.reset();
    }

    fn take_token(&mut self, token: String) {
        if self.written_as.replace(token.clone()).is_some_and(|before| before != token) {
            self.forget_seats();
        }
        if self.token.as_ref() != Some(&token) {
            self.token = Some(token.clone());
            self.effect(Effect::StoreToken { token });
        }
    }

    /// A new place, in another run perhaps: what is unsaid and names people by their seats would mean others now.
    fn forget_seats(&mut self) {
        self.chat.refuse_private();
        let (stale, kept): (VecDeque<_>, VecDeque<_>) =
            std::mem::take(&mut self.outbox).into_iter().partition(ClientMessage::names_seats);
        self.outbox = kept;
        if !stale.is_empty() {
            self.effect(Effect::Notify(Notice::Forgotten));
        }
    }

    fn carry_out(&mut self, moves: Moves) {
        for assignment in moves.assign {
            self.effect(Effect::AssignSlot(assignment));
        }
        for ready in moves.ready {
            self.send(ClientMessage::SlotReady { slot: ready.slot, turn: ready.turn });
        }
    }

    fn ended(&mut self, reason: EndReason, now: Timestamp) {
        match reason {
            // The token may still be good when the server returns; if not, entry begins anew by itself.
            EndReason::ServerStopping => self.drop_socket(now),
            EndReason::Left
            | EndReason::EndedByHost
            | EndReason::Denied
            | EndReason::Removed
            | EndReason::Elsewhere => self.leave_for_good(LeftBecause::Ended(reason), now),
        }
    }

    fn refused(&mut self, request: RequestKind, reason: RefusalReason, id: Option<MessageId>, now: Timestamp) {
        match request {
            RequestKind::Hello | RequestKind::Join | RequestKind::Resume => self.entry_refused(request, reason, now),
            RequestKind::Offer => self.offer_refused(now),
            RequestKind::Chat => {
                if let Some(id) = id {
                    self.chat.refuse(&id, reason);
                }
            }
            RequestKind::Earlier => self.chat.earlier_refused(),
            // Answered by what comes next from the server: the turn or the view was simply too late.
            RequestKind::View
            | RequestKind::SlotReady
            | RequestKind::Publish
            | RequestKind::Quality
            // What was drawn just when the share ended.
            | RequestKind::Mark
            | RequestKind::Unreadable => {}
            RequestKind::Hand
            | RequestKind::DeleteMessage
            | RequestKind::React
            | RequestKind::Rename
            | RequestKind::SetRole
            | RequestKind::HandOver
            | RequestKind::Stop
            | RequestKind::MuteAll
            | RequestKind::AskUnmute
            | RequestKind::Spotlight
            | RequestKind::LowerHand
            | RequestKind::Remove
            | RequestKind::Lock
            | RequestKind::Configure
            | RequestKind::TellWaiting
            | RequestKind::Admit
            | RequestKind::Deny
            | RequestKind::EndForAll => self.effect(Effect::Notify(Notice::Refused { request, reason })),
        }
    }

    fn entry_refused(&mut self, request: RequestKind, reason: RefusalReason, now: Timestamp) {
        if self.link.is_live() {
            return;
        }
        let resuming = self.token.is_some();
        match reason {
            RefusalReason::Ticket => self.ticket_not_taken(now),
            RefusalReason::BadOffer => {
                self.drop_socket(now);
                self.restart_media(now);
            }
            RefusalReason::TooFast => self.drop_socket(now),
            RefusalReason::Token => self.token_refused(now),
            RefusalReason::NotAllowed | RefusalReason::NoSuchPerson if resuming => self.token_refused(now),
            RefusalReason::OutOfPlace if resuming && request == RequestKind::Resume => self.token_refused(now),
            RefusalReason::Version
            | RefusalReason::NotAllowed
            | RefusalReason::OutOfPlace
            | RefusalReason::NoSuchPerson
            | RefusalReason::NoSuchMessage
            | RefusalReason::NoSuchFile
            | RefusalReason::DeniedLately
            | RefusalReason::Empty
            | RefusalReason::TooLong
            | RefusalReason::RoomFull
            | RefusalReason::NotStored
            | RefusalReason::Unreadable => self.leave_for_good(LeftBecause::Refused(reason), now),
        }
    }

    fn offer_refused(&mut self, now: Timestamp) {
        if self.media.open_offer().is_some() {
            self.restart_media(now);
        }
    }
}
