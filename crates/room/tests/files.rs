//! Files that come with messages.

mod support;

use support::*;
use talkspace_model::{FileRefusal, MessageId, SettingsChange, Switch};
use talkspace_room::{Effect, Fact};
use talkspace_signal::{Audience, ChatMessage, ClientMessage, RefusalReason, ServerMessage};

fn world() -> World {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.sits(2, &ASHA, 2);
    world
}

fn reason(effects: &[Effect]) -> Option<RefusalReason> {
    match effects {
        [Effect::Send { message: ServerMessage::Refused { reason, .. }, .. }] => Some(*reason),
        _ => None,
    }
}

fn sends(world: &mut World, id: &str) -> Vec<Effect> {
    world.says(2, with_file(chat(id, " "), "f"))
}

#[test]
fn a_file_is_sent_once_by_whom_it_belongs_to() {
    let mut world = world();
    world.room.handle_upload(ASHA.identity(), file("f"));
    assert_eq!(reason(&world.says(1, with_file(chat("x", ""), "f"))), Some(RefusalReason::NoSuchFile));
    let told = ChatMessage { file: Some(file("f")), ..message("m", 2, &ASHA, "", 80) };
    assert_eq!(sends(&mut world, "m"), [records(told.clone(), &ASHA)]);
    assert_eq!(world.stored("m", true), [all([1, 2], ServerMessage::Chat { message: told })]);
    assert_eq!(reason(&sends(&mut world, "m2")), Some(RefusalReason::NoSuchFile), "it is sent");
}

#[test]
fn a_file_whose_message_could_not_be_stored_can_be_sent_again() {
    let mut world = world();
    world.room.handle_upload(ASHA.identity(), file("f"));
    sends(&mut world, "m");
    assert_eq!(reason(&world.stored("m", false)), Some(RefusalReason::NotStored));
    assert!(matches!(sends(&mut world, "m")[..], [Effect::Record(Fact::Message { .. })]));
}

#[test]
fn a_message_that_is_refused_keeps_its_file() {
    let mut world = world();
    world.room.handle_upload(ASHA.identity(), file("f"));
    let long = "x".repeat(4001);
    assert_eq!(reason(&world.says(2, with_file(chat("m", &long), "f"))), Some(RefusalReason::TooLong));
    assert!(matches!(sends(&mut world, "m")[..], [Effect::Record(Fact::Message { .. })]));
}

#[test]
fn a_message_that_is_taken_back_takes_its_file_along() {
    let mut world = world();
    world.room.handle_upload(ASHA.identity(), file("f"));
    sends(&mut world, "m");
    world.stored("m", true);
    world.says(1, ClientMessage::DeleteMessage { id: MessageId::new("m") });
    world.joins(3, &COHOST);
    let effects = world.answered(3);
    let Effect::Send { message: ServerMessage::Joined { snapshot, .. }, .. } = &effects[2] else { panic!() };
    assert_eq!((snapshot.chat[0].deleted, snapshot.chat[0].file.clone()), (true, None));
}

#[test]
fn only_who_is_inside_and_allowed_may_upload_and_not_without_end() {
    let mut world = world();
    let now = world.now;
    assert_eq!(world.room.may_upload(&GUEST.identity(), now), Err(FileRefusal::NotHere));
    world.joins(4, &GUEST);
    assert_eq!(world.room.may_upload(&GUEST.identity(), now), Err(FileRefusal::NotHere), "in front of the door");
    for n in 0..20 {
        assert_eq!(world.room.may_upload(&ASHA.identity(), now), Ok(()));
        world.room.handle_upload(ASHA.identity(), file(&format!("f{n}")));
    }
    assert_eq!(world.room.may_upload(&ASHA.identity(), now), Err(FileRefusal::TooFast));
    world.after(60_000);
    assert_eq!(world.room.may_upload(&ASHA.identity(), world.now), Err(FileRefusal::TooFast), "none of them was sent");
    world.says(2, with_file(whisper("m", "", Audience::Hosts), "f0"));
    assert_eq!(world.room.may_upload(&ASHA.identity(), world.now), Ok(()));
    let change = SettingsChange::Switch { switch: Switch::Files, on: false };
    world.says(1, ClientMessage::Configure { change });
    assert_eq!(world.room.may_upload(&ASHA.identity(), world.now), Err(FileRefusal::NotAllowed));
    assert_eq!(
        reason(&world.says(2, with_file(whisper("m2", "", Audience::Hosts), "f1"))),
        Some(RefusalReason::NotAllowed)
    );
}

#[test]
fn who_somebody_is_to_the_files_of_the_run() {
    let mut world = world();
    world.joins(4, &GUEST);
    assert_eq!(world.room.steering(&HOST.identity()), Some(true));
    assert_eq!(world.room.steering(&ASHA.identity()), Some(false));
    assert_eq!(world.room.steering(&GUEST.identity()), None, "in front of the door");
}
