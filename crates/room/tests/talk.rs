//! Chat as timelines: what is said, and what becomes of it.

mod support;

use support::*;
use talkspace_model::{MessageId, SeatId};
use talkspace_room::{Deed, Effect, Fact, Reader, Readers, Said};
use talkspace_signal::{Audience, ClientMessage, Reaction, RefusalReason, RequestKind, ServerMessage};

#[test]
fn chat_is_told_once_it_is_stored() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.sits(2, &ASHA, 2);
    let hello = message("m1", 2, &ASHA, "hello", 80);
    assert_eq!(world.says(2, chat("m1", " hello\n")), [records(hello.clone(), &ASHA)]);
    assert_eq!(world.says(2, chat("m1", "hello")), [], "sent again before it was stored");
    assert_eq!(world.stored("m1", true), [all([1, 2], ServerMessage::Chat { message: hello.clone() })]);
    assert_eq!(world.stored("m1", true), [], "told once");
    let again = [send(2, ServerMessage::Chat { message: hello.clone() })];
    assert_eq!(world.says(2, chat("m1", "hello")), again, "sent again after it was stored");
    world.joins(3, &COHOST);
    let effects = world.answered(3);
    let Effect::Send { message: ServerMessage::Joined { snapshot, .. }, .. } = &effects[2] else { panic!() };
    assert_eq!(snapshot.chat, [hello]);
}

#[test]
fn chat_that_could_not_be_stored_goes_back_to_its_sender() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.says(1, chat("m1", "hello"));
    assert_eq!(world.stored("m1", false), [chat_refused(1, "m1", RefusalReason::NotStored)]);
    assert_eq!(world.says(1, chat("m1", "hello")).len(), 1, "and may be sent again");
    assert_eq!(world.stored("m1", true).len(), 1);
}

#[test]
fn chat_is_limited_in_length_and_speed() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    assert_eq!(world.says(1, chat("m", " \n ")), [chat_refused(1, "m", RefusalReason::Empty)]);
    assert_eq!(world.says(1, chat("m", &"x".repeat(4001))), [chat_refused(1, "m", RefusalReason::TooLong)]);
    assert_eq!(world.says(1, chat("m m", "x")), [chat_refused(1, "m m", RefusalReason::Unreadable)]);
    world.after(5_000);
    for n in 0..10 {
        assert!(matches!(world.says(1, chat(&format!("n{n}"), "x"))[..], [Effect::Record(_)]));
    }
    assert_eq!(world.says(1, chat("n10", "x")), [chat_refused(1, "n10", RefusalReason::TooFast)]);
    world.after(200);
    assert!(matches!(world.says(1, chat("n10", "x"))[..], [Effect::Record(_)]));
}

#[test]
fn a_message_is_answered_reacted_to_and_taken_back() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.sits(2, &ASHA, 2);
    let id = MessageId::new("m1");
    world.says(2, chat("m1", "coming?"));
    let react = |on| ClientMessage::ReactTo { id: MessageId::new("m1"), reaction: Reaction::Heart, on };
    let unknown = RefusalReason::NoSuchMessage;
    assert_eq!(world.says(1, react(true)), [refused(1, RequestKind::React, unknown)], "not stored yet");
    world.stored("m1", true);
    let told = |on, count| {
        let (id, seat, reaction) = (MessageId::new("m1"), SeatId(1), Reaction::Heart);
        all([1, 2], ServerMessage::ChatReaction { id, seat, reaction, on, count })
    };
    assert_eq!(world.says(1, react(true))[0], told(true, 1));
    assert_eq!(world.says(1, react(true)), [], "once is enough");
    assert_eq!(world.says(1, react(false))[0], told(false, 0));

    let reply = Some(id.clone());
    let answer =
        ClientMessage::Chat { id: MessageId::new("m2"), text: "yes".into(), to: Audience::Everyone, reply, file: None };
    world.says(1, answer);
    let effects = world.stored("m2", true);
    let [Effect::Broadcast { message: ServerMessage::Chat { message }, .. }] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(message.reply, Some(id.clone()));

    let delete = |id: &str| ClientMessage::DeleteMessage { id: MessageId::new(id) };
    let not_allowed = [refused(2, RequestKind::DeleteMessage, RefusalReason::NotAllowed)];
    assert_eq!(world.says(2, delete("m2")), not_allowed, "somebody else's");
    let gone = all([1, 2], ServerMessage::ChatDeleted { id: id.clone() });
    let effects = world.says(1, delete("m1"));
    assert!(matches!(effects[0], Effect::Record(Fact::Done { deed: Deed::DeleteMessage, .. })), "{effects:?}");
    assert_eq!(effects[1..], [gone, Effect::Record(Fact::MessageDeleted { id, at: world.now })]);
    assert_eq!(world.says(2, delete("m1")), [refused(2, RequestKind::DeleteMessage, unknown)], "gone already");
}

#[test]
fn earlier_messages_are_asked_for_and_told_in_pages() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    let before = MessageId::new("m9");
    let effects = world.says(1, ClientMessage::Earlier { before: before.clone() });
    let reader = Reader { identity: HOST.identity(), steers: true };
    assert_eq!(effects, [Effect::ReadEarlier { to: link(1), before, reader }]);
    let long = "x".repeat(50_000);
    let page: Vec<Said> = ["m1", "m2", "m3"].map(|id| said(&HOST, message(id, 1, &HOST, &long, 0))).into();
    let effects = world.earlier(1, &page);
    let [Effect::Send { message: ServerMessage::ChatEarlier { messages, more }, .. }] = &effects[..] else {
        panic!("{effects:?}")
    };
    let ids: Vec<&str> = messages.iter().map(|message| message.id.as_str()).collect();
    assert_eq!((ids, *more), (vec!["m2", "m3"], true), "the older part is left for the next page");
    assert!(messages.iter().all(|message| message.mine));
}

/// What is no longer held is read back first; then it is decided as ever who may do what.
#[test]
fn a_message_that_is_no_longer_held_is_reacted_to_and_taken_back() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.sits(2, &ASHA, 2);
    for n in 0..=500 {
        world.after(1_000);
        world.says(1, chat(&format!("n{n}"), "x"));
        world.stored(&format!("n{n}"), true);
    }
    let id = MessageId::new("n0");
    let asks = |from, message| [Effect::Recall { id: MessageId::new("n0"), from: link(from), message }];
    let react = ClientMessage::ReactTo { id: id.clone(), reaction: Reaction::Heart, on: true };
    assert_eq!(world.says(2, react.clone()), asks(2, react.clone()));
    let effects = world.recalled(2, Some(said(&HOST, message("n0", 1, &HOST, "x", 0))), react.clone());
    let (seat, reaction) = (SeatId(2), Reaction::Heart);
    let told = ServerMessage::ChatReaction { id: id.clone(), seat, reaction, on: true, count: 1 };
    assert_eq!(effects[0], all([1, 2], told));
    let delete = ClientMessage::DeleteMessage { id: id.clone() };
    let not_allowed = [refused(2, RequestKind::DeleteMessage, RefusalReason::NotAllowed)];
    assert_eq!(world.says(2, delete.clone()), not_allowed, "somebody else's, and known by now");
    assert_eq!(world.says(1, delete)[0], all([1, 2], ServerMessage::ChatDeleted { id }));

    let other = ClientMessage::ReactTo { id: MessageId::new("none"), reaction: Reaction::Heart, on: true };
    assert_eq!(world.says(2, other.clone()).len(), 1, "asks the database");
    let unknown = [refused(2, RequestKind::React, RefusalReason::NoSuchMessage)];
    assert_eq!(world.recalled(2, None, other.clone()), unknown);
    let whisper =
        Said { readers: Readers::Person(HOST.identity()), ..said(&COHOST, message("none", 3, &COHOST, "x", 0)) };
    assert_eq!(
        world.recalled(2, Some(whisper), other.clone()),
        unknown,
        "of what others write to each other nothing is told"
    );
    world.after(5_000);
    let asked: usize = (0..40)
        .map(|_| world.says(2, ClientMessage::DeleteMessage { id: MessageId::new("no") }))
        .filter(|effects| matches!(effects[..], [Effect::Recall { .. }]))
        .count();
    assert!(asked < 40, "{asked} looks into the database at once");
}

#[test]
fn the_id_of_another_ones_message_cannot_be_taken() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.sits(2, &ASHA, 2);
    let refused = [chat_refused(2, "m1", RefusalReason::NotAllowed)];
    world.says(1, chat("m1", "mine"));
    assert_eq!(world.says(2, chat("m1", "yours")), refused, "before it is stored");
    world.stored("m1", true);
    assert_eq!(world.says(2, chat("m1", "yours")), refused, "afterwards");
}
