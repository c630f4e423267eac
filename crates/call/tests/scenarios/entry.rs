//! Coming in, waiting to be let in, and leaving.

use talkspace_call::{Draft, Effect, Input, LeftBecause, Notice, PeerNumber, Phase, SocketNumber};
use talkspace_model::{EntryRefusal, MessageId, Millis, PublishState, SeatId};
use talkspace_signal::{ClientMessage, EndReason, RefusalReason, RequestKind, ServerMessage, VERSION, WaitReason};

use crate::world::{MUTED, ON, World};

/// Ben has asked to come in, and waits.
fn in_front_of_the_door(reason: WaitReason) -> World {
    let mut world = World::new();
    world.hold_answers = true;
    world.does(Input::Join { name: "Ben".into(), passcode: String::new(), note: None });
    world.says(ServerMessage::Waiting {
        reason,
        token: "token 1".into(),
        title: "Algebra".into(),
        message: None,
        before: 0,
    });
    world
}

#[test]
fn asha_joins_with_everything_fetched_side_by_side() {
    let mut world = World::new();
    world.does(Input::Prepare);
    assert_eq!(world.news(), vec![Effect::MakeOffer { peer: PeerNumber(1) }]);
    world.does(Input::Join { name: "Asha".into(), passcode: "p".into(), note: None });
    let socket = SocketNumber(1);
    assert_eq!(
        world.news(),
        vec![
            Effect::SetPublish(ON),
            Effect::FetchTicket { name: "Asha".into(), passcode: "p".into() },
            Effect::OpenSocket { socket },
            Effect::Send { socket, message: ClientMessage::Hello { version: VERSION, ticket: Some("ticket".into()) } },
            Effect::Send { socket, message: ClientMessage::Join { offer: "offer 1".into(), publish: ON, note: None } },
            Effect::StoreToken { token: "token 1".into() },
            Effect::ApplyAnswer { peer: PeerNumber(1), sdp: "answer 1".into() },
        ]
    );
    assert_eq!(world.call.phase(), Phase::Joined);
    assert_eq!((world.call.me(), world.call.title()), (Some(SeatId(1)), "Algebra"));
    assert_eq!(world.call.roster().iter().count(), 3);
}

#[test]
fn leaving_says_so_stops_everything_and_rejoining_works() {
    let mut world = World::joined();
    world.news();
    world.does(Input::Leave);
    assert_eq!(
        world.news(),
        vec![
            Effect::Send { socket: SocketNumber(1), message: ClientMessage::Leave },
            Effect::CloseSocket { socket: SocketNumber(1) },
            Effect::ForgetToken,
            Effect::ClosePeer { peer: PeerNumber(1) },
            Effect::SetPublish(PublishState::default()),
        ]
    );
    assert_eq!(world.call.phase(), Phase::Left(LeftBecause::Ended(EndReason::Left)));
    world.does(Input::Join { name: "Asha".into(), passcode: String::new(), note: None });
    assert_eq!(world.call.phase(), Phase::Joined);
    assert_eq!(world.sending, ON);
}

#[test]
fn a_reloaded_page_takes_its_seat_again_and_a_stale_token_leads_to_the_pre_join_page() {
    let mut world = World::new();
    world.does(Input::Restore { token: "token 1".into(), name: "Asha".into(), publish: MUTED });
    assert_eq!(world.call.phase(), Phase::Joined);
    assert_eq!(world.call.publish(), MUTED);
    let resume =
        ClientMessage::Resume { token: "token 1".into(), publish: MUTED, stop: 0, offer: Some("offer 1".into()) };
    assert!(world.sent().contains(&resume));

    let mut world = World::new();
    world.does(Input::Restore { token: "stale".into(), name: "Asha".into(), publish: MUTED });
    assert_eq!(world.call.phase(), Phase::Prejoin);
    assert!(world.news().contains(&Effect::ForgetToken));
    world.does(Input::Join { name: "Asha".into(), passcode: String::new(), note: None });
    assert_eq!(world.call.phase(), Phase::Joined);
}

#[test]
fn a_guest_waits_is_admitted_and_would_keep_the_place_over_a_lost_socket() {
    let reason = WaitReason::Knocking;
    let mut world = in_front_of_the_door(reason);
    assert_eq!(world.call.phase(), Phase::Waiting(reason));
    world.does(Input::SendChat {
        id: MessageId::new("x"),
        draft: Draft { text: "let me in".into(), ..Draft::default() },
    });
    world.passes(Millis(500));
    world.news();
    world.breaks(1006);
    world.passes(Millis(10));
    let resume = ClientMessage::Resume { token: "token 1".into(), publish: ON, stop: 0, offer: Some("offer 1".into()) };
    assert!(world.sent().contains(&resume));
    world.hold_answers = false;
    world.breaks(1006);
    world.passes(Millis(1000));
    assert_eq!(world.call.phase(), Phase::Joined);
    assert_eq!(world.call.chat().lines().count(), 0);
}

#[test]
fn waiting_for_minutes_does_not_wear_the_offer_out() {
    let reason = WaitReason::HostNotHere;
    let mut world = in_front_of_the_door(reason);
    world.hold_answers = false;
    world.passes(Millis::from_mins(30));
    assert_eq!(world.call.phase(), Phase::Waiting(reason));
    assert_eq!(world.peer(), Some(PeerNumber(1)));
}

#[test]
fn who_waits_hears_the_host_and_their_place() {
    let mut world = World::new();
    world.does(Input::Join { name: "Ben".into(), passcode: String::new(), note: Some("from 9b".into()) });
    let (reason, token, title) = (WaitReason::Knocking, "token 1".into(), "Algebra".into());
    world.says(ServerMessage::Waiting { reason, token, title, message: Some("soon".into()), before: 3 });
    assert_eq!((world.call.wait_message(), world.call.wait_before()), (Some("soon"), 3));
    let joins =
        |message: &ClientMessage| matches!(message, ClientMessage::Join { note: Some(note), .. } if note == "from 9b");
    assert!(world.sent().iter().any(joins));
}

#[test]
fn entry_is_refused_with_a_reason() {
    let mut world = World::new();
    world.network = false;
    world.call.handle(Input::Join { name: "Ben".into(), passcode: "wrong".into(), note: None }, world.now);
    world.call.handle(Input::TicketRefused(EntryRefusal::WrongPasscode), world.now);
    assert_eq!(world.call.phase(), Phase::Prejoin);
    world.does(Input::Prepare);
    assert!(world.news().contains(&Effect::Notify(Notice::Entry(EntryRefusal::WrongPasscode))));

    let mut world = World::new();
    world.hold_answers = true;
    world.does(Input::Join { name: "Ben".into(), passcode: String::new(), note: None });
    let (request, reason) = (RequestKind::Join, RefusalReason::RoomFull);
    world.says(ServerMessage::Refused { request, reason, id: None });
    assert_eq!(world.call.phase(), Phase::Left(LeftBecause::Refused(reason)));
}

#[test]
fn a_used_ticket_is_replaced() {
    let mut world = World::new();
    world.hold_answers = true;
    world.does(Input::Join { name: "Ben".into(), passcode: String::new(), note: None });
    world.hold_answers = false;
    let (request, reason) = (RequestKind::Hello, RefusalReason::Ticket);
    world.says(ServerMessage::Refused { request, reason, id: None });
    world.passes(Millis(100));
    assert_eq!(world.call.phase(), Phase::Joined);
}

#[test]
fn a_server_out_of_reach_is_told_on_the_pre_join_page() {
    let mut world = World::new();
    world.network = false;
    world.does(Input::Join { name: "Ben".into(), passcode: String::new(), note: None });
    world.passes(Millis(21_000));
    assert_eq!(world.call.phase(), Phase::Prejoin);
    assert!(world.news().contains(&Effect::Notify(Notice::Unreachable)));
}
