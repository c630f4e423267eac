//! What is written, and whether it arrives.

use talkspace_call::{Call, Delivery, Draft, Effect, Input, Notice, Phase};
use talkspace_model::{MessageId, Millis, Role, SeatId};
use talkspace_signal::{Addressee, Audience, ChatMessage, ClientMessage, RefusalReason, RequestKind, ServerMessage};

use crate::world::World;

fn hello() -> Draft {
    Draft { text: "hello".into(), ..Draft::default() }
}

fn said(id: MessageId) -> ClientMessage {
    ClientMessage::Chat { id, text: "hello".into(), to: Audience::Everyone, reply: None, file: None }
}

#[test]
fn chat_written_during_an_outage_is_sent_once_it_ends_under_the_same_id() {
    let mut world = World::joined();
    world.network = false;
    world.breaks(1006);
    let id = MessageId::new("line 1");
    world.does(Input::SendChat { id: id.clone(), draft: hello() });
    assert_eq!(world.call.chat().lines().next().map(|line| line.delivery), Some(Delivery::Pending));
    world.network = true;
    world.news();
    world.does(Input::Online);
    let request = said(id.clone());
    assert_eq!(world.sent().iter().filter(|sent| **sent == request).count(), 1);
    let from = (SeatId(1), "Asha".into());
    let message = ChatMessage::new(id, from, "hello".into(), Addressee::Everyone, world.now);
    world.says(ServerMessage::Chat { message: message.clone() });
    world.says(ServerMessage::Chat { message });
    let lines: Vec<_> = world.call.chat().lines().map(|line| (line.me, line.delivery)).collect();
    assert_eq!(lines, vec![(true, Delivery::Stored)]);
}

#[test]
fn a_refused_line_stays_and_can_be_sent_again() {
    let mut world = World::joined();
    let id = MessageId::new("line 1");
    world.does(Input::SendChat { id: id.clone(), draft: hello() });
    let reason = RefusalReason::NotStored;
    world.says(ServerMessage::Refused { request: RequestKind::Chat, reason, id: Some(id.clone()) });
    let delivery = |world: &World| world.call.chat().lines().next().map(|line| line.delivery);
    assert_eq!(delivery(&world), Some(Delivery::Refused(reason)));
    world.news();
    world.does(Input::RetryChat { id: id.clone() });
    assert_eq!(delivery(&world), Some(Delivery::Pending));
    assert_eq!(world.sent(), vec![said(id)]);
}

#[test]
fn what_was_meant_for_one_person_goes_to_nobody_else_after_a_restart() {
    let mut world = World::joined();
    world.network = false;
    world.breaks(1006);
    let ravi = Addressee::Person { seat: SeatId(2), name: "Ravi".into() };
    let say = |id: &str, to| Input::SendChat { id: MessageId::new(id), draft: Draft { to, ..hello() } };
    world.does(say("to-ravi", ravi));
    world.does(say("to-all", Addressee::Everyone));
    world.does(Input::Ask(ClientMessage::SetRole { seat: SeatId(2), role: Role::CoHost }));
    world.does(Input::Ask(ClientMessage::Lock { locked: true }));
    world.network = true;
    world.server_restarts();
    world.news();
    world.does(Input::Online);
    world.passes(Millis(2000));
    assert_eq!(world.call.phase(), Phase::Joined);
    let news = world.news();
    let sent = |wanted: &dyn Fn(&ClientMessage) -> bool| {
        news.iter().any(|effect| matches!(effect, Effect::Send { message, .. } if wanted(message)))
    };
    assert!(sent(&|message| *message == ClientMessage::Lock { locked: true }), "what names nobody is done");
    assert!(sent(&|message| matches!(message, ClientMessage::Chat { to: Audience::Everyone, .. })));
    assert!(!sent(&|message| matches!(message, ClientMessage::SetRole { .. })));
    assert!(!sent(&|message| matches!(message, ClientMessage::Chat { to: Audience::Person(_), .. })));
    assert!(news.contains(&Effect::Notify(Notice::Forgotten)));
    let fate =
        |call: &Call| call.chat().lines().find(|line| line.message.id == MessageId::new("to-ravi")).map(|l| l.delivery);
    let gone = Some(Delivery::Refused(RefusalReason::NoSuchPerson));
    assert_eq!(fate(&world.call), gone);
    world.does(Input::RetryChat { id: MessageId::new("to-ravi") });
    assert_eq!((fate(&world.call), world.sent()), (gone, vec![]));
}
