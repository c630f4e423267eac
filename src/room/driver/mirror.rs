//! Mirrors the call into the page's store, touching only what changed.

use leptos::prelude::*;
use reactive_stores::Store;
use talkspace_call::{Call, Line, Seat};
use talkspace_model::{SeatId, Timestamp};

use super::{clock, tiles::Tiles};
use crate::room::state::{
    ChatLine, ChatLineStoreFields, Person, PersonStoreFields, Picture, RoomState, RoomStateStoreFields,
};

/// Writes a field unless it holds the value already: whoever reads it is not woken for nothing.
#[expect(clippy::needless_pass_by_value, reason = "a field of a store is a small handle made for the call")]
pub(super) fn put<T, F>(field: F, value: T)
where
    T: PartialEq,
    F: GetUntracked<Value = T> + Set<Value = T>,
{
    if field.try_get_untracked().is_some_and(|held| held != value) {
        field.set(value);
    }
}

pub(super) struct Mirror {
    state: Store<RoomState>,
    chat_version: u64,
    server_now: Option<Timestamp>,
}

impl Mirror {
    pub(super) fn new(state: Store<RoomState>) -> Self {
        Self { state, chat_version: 0, server_now: None }
    }

    pub(super) fn update(&mut self, call: &Call, tiles: &Tiles) {
        let state = self.state;
        self.people(call, tiles);
        self.chat(call);
        self.clock(call);
        if !call.title().is_empty() {
            put(state.title(), call.title().to_owned());
        }
        put(state.settings(), call.settings().cloned());
        put(state.wait_message(), call.wait_message().map(str::to_owned));
        put(state.wait_before(), call.wait_before());
        put(state.started(), call.started());
        put(state.me(), call.me());
        put(state.knocks(), call.knocks().to_vec());
        put(state.knocks_more(), call.knocks_more());
        if call.publish().microphone {
            put(state.asked_by(), None);
        }
        put(state.publish(), call.publish());
        put(state.spending(), call.spending().cloned());
        // Last, so that whoever waits for the phase finds the rest in place.
        put(state.phase(), call.phase());
    }

    fn people(&self, call: &Call, tiles: &Tiles) {
        let people: Vec<Person> = call.roster().iter().map(|seat| person(seat, call, tiles)).collect();
        let field = self.state.people();
        let before = field.get_untracked();
        let seats = |people: &[Person]| people.iter().map(|person| person.seat).collect::<Vec<SeatId>>();
        if seats(&before) != seats(&people) {
            field.set(people);
            return;
        }
        for (before, after) in before.iter().zip(people).filter(|(before, after)| *before != after) {
            self.person(before, after);
        }
    }

    fn person(&self, before: &Person, after: Person) {
        let field = self.state.people().at_key(before.seat);
        put(field.name(), after.name);
        put(field.role(), after.role);
        put(field.guest(), after.guest);
        put(field.me(), after.me);
        put(field.publish(), after.publish);
        put(field.hand(), after.hand);
        put(field.speaking(), after.speaking);
        put(field.away(), after.away);
        put(field.acting(), after.acting);
        put(field.spotlight(), after.spotlight);
        put(field.quality(), after.quality);
        put(field.camera_live(), after.camera_live);
        put(field.screen_live(), after.screen_live);
    }

    fn chat(&mut self, call: &Call) {
        if call.chat().version() == self.chat_version {
            return;
        }
        self.chat_version = call.chat().version();
        put(self.state.earlier(), call.chat().earlier());
        let lines: Vec<ChatLine> = call.chat().lines().map(chat_line).collect();
        let field = self.state.chat();
        let before = field.get_untracked();
        if before.iter().map(|line| &line.id).ne(lines.iter().map(|line| &line.id)) {
            field.set(lines);
            return;
        }
        for (_, line) in before.iter().zip(lines).filter(|(before, line)| *before != line) {
            let field = self.state.chat().at_key(line.id);
            put(field.clone().text(), line.text);
            put(field.clone().sent(), line.sent);
            put(field.clone().reactions(), line.reactions);
            put(field.clone().deleted(), line.deleted);
            put(field.delivery(), line.delivery);
        }
    }

    /// A snapshot tells the server's time of a moment ago.
    fn clock(&mut self, call: &Call) {
        if call.server_now() == self.server_now {
            return;
        }
        self.server_now = call.server_now();
        if let Some(server) = self.server_now {
            put(self.state.clock_offset(), server.0 - clock::wall().0);
        }
    }
}

fn person(seat: &Seat, call: &Call, tiles: &Tiles) -> Person {
    let info = &seat.info;
    let me = call.me() == Some(info.seat);
    Person {
        seat: info.seat,
        name: info.name.clone(),
        role: info.role,
        guest: info.guest,
        me,
        // What the person wants shows at once, before the server has heard of it.
        publish: if me { call.publish() } else { info.publish },
        hand: info.hand,
        joined: info.joined,
        speaking: seat.speaking && (!me || call.publish().microphone),
        away: info.away,
        acting: info.acting,
        spotlight: info.spotlight,
        quality: info.quality,
        camera_live: tiles.is_live(info.seat, Picture::Camera),
        screen_live: tiles.is_live(info.seat, Picture::Screen),
    }
}

fn chat_line(line: &Line) -> ChatLine {
    ChatLine {
        id: line.message.id.clone(),
        from: line.message.from,
        name: line.message.name.clone(),
        me: line.me,
        text: line.message.text.clone(),
        to: line.message.to.clone(),
        sent: line.message.sent,
        reply: line.message.reply.clone(),
        file: line.message.file.clone(),
        reactions: line.message.reactions.clone(),
        deleted: line.message.deleted,
        delivery: line.delivery,
    }
}
