//! Calls as timelines.

mod world;

use talkspace_call::{Call, Delivery, Effect, Input, LeftBecause, Notice, PeerNumber, PeerState, Phase, SocketNumber};
use talkspace_model::{
    EntryRefusal, MediaSource, MessageId, Millis, PublishState, Role, SeatId, SlotAssignment, TileView, View,
};
use talkspace_signal::{
    Addressee, Audience, ChatMessage, ClientMessage, CloseCode, EndReason, Quality, RefusalReason, RequestKind,
    RoomSettings, ServerMessage, StopCause, VERSION, WaitReason,
};
use world::{ON, World, put, seat};

const MUTED: PublishState = PublishState { microphone: false, camera: true, screen: false, paused: false };

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
fn the_socket_is_reset_and_nobody_sees_it() {
    let mut world = World::joined();
    world.passes(Millis(5000));
    world.news();
    world.breaks(1006);
    assert_eq!(world.call.phase(), Phase::Joined);
    world.passes(Millis(50));
    assert_eq!(world.call.phase(), Phase::Joined);
    let sent = world.sent();
    let resume = ClientMessage::Resume { token: "token 1".into(), publish: ON, stop: 0, offer: None };
    assert!(sent.contains(&resume), "{sent:?}");
    world.passes(Millis(20_000));
    assert_eq!(world.call.phase(), Phase::Joined);
    assert!(!world.news().iter().any(|effect| matches!(effect, Effect::MakeOffer { .. })), "media was fine");
}

#[test]
fn a_half_open_socket_is_noticed_within_four_seconds() {
    let mut world = World::joined();
    world.passes(Millis(3500));
    world.hold_answers = true;
    world.news();
    world.passes(Millis(4000));
    let news = world.news();
    assert!(news.contains(&Effect::CloseSocket { socket: SocketNumber(1) }), "{news:?}");
    assert!(news.contains(&Effect::OpenSocket { socket: SocketNumber(2) }), "{news:?}");
    world.hold_answers = false;
    world.passes(Millis(10_000));
    assert_eq!(world.call.phase(), Phase::Joined);
}

#[test]
fn a_long_outage_shows_and_ends_by_itself_with_a_new_peer_connection() {
    let mut world = World::joined();
    world.passes(Millis(3000));
    world.network = false;
    world.breaks(1006);
    world.passes(Millis(1100));
    assert_eq!(world.call.phase(), Phase::Reconnecting);
    let peer = world.peer().expect("joined");
    world.does(Input::PeerState { peer, state: PeerState::Failed });
    world.passes(Millis::from_mins(10));
    assert_eq!(world.call.phase(), Phase::Reconnecting);
    world.network = true;
    world.news();
    world.does(Input::Online);
    assert_eq!(world.call.phase(), Phase::Joined);
    let sent = world.sent();
    let resumes = |message: &ClientMessage| matches!(message, ClientMessage::Resume { offer: Some(_), .. });
    assert!(sent.iter().any(resumes), "{sent:?}");
}

#[test]
fn after_a_short_outage_the_peer_connection_may_come_back_by_itself() {
    for comes_back in [true, false] {
        let mut world = World::joined();
        world.passes(Millis(3000));
        let peer = world.peer().expect("joined");
        (world.network, world.media_path) = (false, false);
        world.passes(Millis(7000));
        world.does(Input::PeerState { peer, state: PeerState::Disconnected });
        world.passes(Millis(2000));
        world.network = true;
        world.news();
        world.does(Input::Online);
        let resume = ClientMessage::Resume { token: "token 1".into(), publish: ON, stop: 0, offer: None };
        assert!(world.sent().contains(&resume));
        world.passes(Millis(400));
        world.media_path = true;
        if comes_back {
            world.does(Input::PeerState { peer, state: PeerState::Connected });
        }
        world.passes(Millis(1500));
        assert_eq!(world.peer() == Some(peer), comes_back);
        assert_eq!(world.call.phase(), Phase::Joined);
    }
}

#[test]
fn after_a_quarter_of_an_hour_it_gives_up() {
    let mut world = World::joined();
    world.network = false;
    world.breaks(1006);
    world.passes(Millis::from_mins(16));
    assert_eq!(world.call.phase(), Phase::Left(LeftBecause::GaveUp));
    assert_eq!(world.sending, PublishState::default());
}

#[test]
fn the_server_restarts_and_entry_begins_anew_with_the_mute_kept() {
    let mut world = World::joined();
    world.does(Input::Publish(MUTED));
    world.passes(Millis(3000));
    world.news();
    world.server_restarts();
    world.passes(Millis(1000));
    assert_eq!(world.call.phase(), Phase::Joined);
    let sent = world.sent();
    let joins = |message: &ClientMessage| matches!(message, ClientMessage::Join { publish, .. } if *publish == MUTED);
    assert!(sent.iter().any(joins), "{sent:?}");
    assert_eq!(world.call.publish(), MUTED);
}

#[test]
fn a_server_that_stops_is_waited_for() {
    let mut world = World::joined();
    world.says(ServerMessage::Ended { reason: EndReason::ServerStopping });
    world.network = false;
    world.passes(Millis(3000));
    assert_eq!(world.call.phase(), Phase::Reconnecting);
    world.network = true;
    world.passes(Millis(4000));
    assert_eq!(world.call.phase(), Phase::Joined);
}

#[test]
fn what_ended_stays_ended() {
    for (reason, code) in [(EndReason::EndedByHost, CloseCode::Ended), (EndReason::Elsewhere, CloseCode::Elsewhere)] {
        let mut world = World::joined();
        world.says(ServerMessage::Ended { reason });
        world.breaks(code as u16);
        world.passes(Millis::from_mins(1));
        assert_eq!(world.call.phase(), Phase::Left(LeftBecause::Ended(reason)));
        assert!(world.news().contains(&Effect::ForgetToken));
        assert_eq!(world.call.poll_timeout(), None);
    }
    let mut world = World::joined();
    world.breaks(CloseCode::Elsewhere as u16);
    assert_eq!(world.call.phase(), Phase::Left(LeftBecause::Ended(EndReason::Elsewhere)));
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
    let mut world = World::new();
    world.hold_answers = true;
    world.does(Input::Join { name: "Ben".into(), passcode: String::new(), note: None });
    let reason = WaitReason::Knocking;
    world.says(ServerMessage::Waiting {
        reason,
        token: "token 1".into(),
        title: "Algebra".into(),
        message: None,
        before: 0,
    });
    assert_eq!(world.call.phase(), Phase::Waiting(reason));
    world.does(Input::SendChat {
        id: MessageId::new("x"),
        text: "let me in".into(),
        to: Addressee::Everyone,
        reply: None,
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
    let mut world = World::new();
    world.hold_answers = true;
    world.does(Input::Join { name: "Ben".into(), passcode: String::new(), note: None });
    let reason = WaitReason::HostNotHere;
    world.says(ServerMessage::Waiting {
        reason,
        token: "token 1".into(),
        title: "Algebra".into(),
        message: None,
        before: 0,
    });
    world.hold_answers = false;
    world.passes(Millis::from_mins(30));
    assert_eq!(world.call.phase(), Phase::Waiting(reason));
    assert_eq!(world.peer(), Some(PeerNumber(1)));
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

#[test]
fn slots_are_put_on_the_page_before_they_are_reported_ready() {
    let mut world = World::joined();
    world.news();
    world.says(ServerMessage::Slots { slots: vec![put(0, 2, 1), put(1, 3, 1)] });
    world.says(ServerMessage::Slots { slots: vec![put(0, 3, 2)] });
    let socket = SocketNumber(1);
    let ready = |assigned: SlotAssignment| Effect::Send {
        socket,
        message: ClientMessage::SlotReady { slot: assigned.slot, turn: assigned.turn },
    };
    let emptied = SlotAssignment { seat: None, ..put(1, 3, 1) };
    assert_eq!(
        world.news(),
        vec![
            Effect::AssignSlot(put(0, 2, 1)),
            Effect::AssignSlot(put(1, 3, 1)),
            ready(put(0, 2, 1)),
            ready(put(1, 3, 1)),
            Effect::AssignSlot(emptied),
            Effect::AssignSlot(put(0, 3, 2)),
            ready(put(0, 3, 2)),
        ]
    );
}

#[test]
fn dead_media_on_a_living_socket_is_replaced_and_old_slots_are_emptied() {
    let mut world = World::joined();
    world.says(ServerMessage::Slots { slots: vec![put(0, 2, 1)] });
    world.passes(Millis(3000));
    world.news();
    world.media_path = false;
    world.passes(Millis(5100));
    let emptied = SlotAssignment { seat: None, ..put(0, 2, 1) };
    let news = world.news();
    assert!(news.contains(&Effect::AssignSlot(emptied)), "{news:?}");
    assert!(news.contains(&Effect::MakeOffer { peer: PeerNumber(2) }), "{news:?}");
    let offer = ClientMessage::Offer { sdp: "offer 2".into() };
    assert!(news.contains(&Effect::Send { socket: SocketNumber(1), message: offer }), "{news:?}");
    world.media_path = true;
    world.passes(Millis(30_000));
    assert_eq!(world.call.phase(), Phase::Joined);
}

#[test]
fn a_blocked_media_path_is_tried_ever_more_rarely_and_chat_goes_on() {
    let mut world = World::joined();
    world.passes(Millis(3000));
    world.media_path = false;
    let peer = world.peer().expect("joined");
    world.does(Input::PeerState { peer, state: PeerState::Failed });
    world.passes(Millis::from_mins(20));
    let peer = world.peer().map_or(0, |peer| peer.0);
    assert!((10..40).contains(&peer), "{peer} peer connections in 20 minutes");
    assert_eq!(world.call.phase(), Phase::Reconnecting);
    world.news();
    world.does(Input::SendChat {
        id: MessageId::new("x"),
        text: "no sound here".into(),
        to: Addressee::Everyone,
        reply: None,
    });
    assert!(matches!(world.sent()[..], [ClientMessage::Chat { .. }]));
    world.breaks(1006);
    world.passes(Millis(1000));
    assert_ne!(world.call.phase(), Phase::Left(LeftBecause::GaveUp), "the link was lost only now");
}

#[test]
fn slots_of_the_old_peer_connection_are_not_taken_for_the_new_one() {
    let mut world = World::joined();
    world.passes(Millis(3000));
    world.hold_answers = true;
    let peer = world.peer().expect("joined");
    world.does(Input::PeerState { peer, state: PeerState::Failed });
    world.says(ServerMessage::Slots { slots: vec![put(0, 2, 9)] });
    assert_eq!(world.call.slots().iter().count(), 0);
    world.says(ServerMessage::Answer { sdp: "answer 2".into() });
    world.says(ServerMessage::Slots { slots: vec![put(0, 2, 1)] });
    assert_eq!(world.call.slots().iter().collect::<Vec<_>>(), vec![put(0, 2, 1)]);
}

#[test]
fn muting_while_the_link_is_away_holds_and_is_told_with_the_resume() {
    let mut world = World::joined();
    world.network = false;
    world.breaks(1006);
    world.does(Input::Publish(MUTED));
    assert_eq!(world.sending, MUTED);
    world.network = true;
    world.news();
    world.passes(Millis(3000));
    let sent = world.sent();
    assert!(matches!(sent[1], ClientMessage::Resume { publish: MUTED, .. }), "{sent:?}");
    assert!(!sent.iter().any(|message| matches!(message, ClientMessage::Publish { .. })), "told already: {sent:?}");
}

#[test]
fn chat_written_during_an_outage_is_sent_once_it_ends_under_the_same_id() {
    let mut world = World::joined();
    world.network = false;
    world.breaks(1006);
    let id = MessageId::new("line 1");
    world.does(Input::SendChat { id: id.clone(), text: "hello".into(), to: Addressee::Everyone, reply: None });
    assert_eq!(world.call.chat().lines().next().map(|line| line.delivery), Some(Delivery::Pending));
    world.network = true;
    world.news();
    world.does(Input::Online);
    let request = ClientMessage::Chat { id: id.clone(), text: "hello".into(), to: Audience::Everyone, reply: None };
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
    world.does(Input::SendChat { id: id.clone(), text: "hello".into(), to: Addressee::Everyone, reply: None });
    let reason = RefusalReason::NotStored;
    world.says(ServerMessage::Refused { request: RequestKind::Chat, reason, id: Some(id.clone()) });
    let delivery = |world: &World| world.call.chat().lines().next().map(|line| line.delivery);
    assert_eq!(delivery(&world), Some(Delivery::Refused(reason)));
    world.news();
    world.does(Input::RetryChat { id: id.clone() });
    assert_eq!(delivery(&world), Some(Delivery::Pending));
    assert_eq!(
        world.sent(),
        vec![ClientMessage::Chat { id, text: "hello".into(), to: Audience::Everyone, reply: None }]
    );
}

#[test]
fn what_the_page_shows_is_told_again_after_a_resume() {
    let mut world = World::joined();
    let view = View { tiles: vec![TileView { seat: SeatId(2), height: 360 }] };
    world.does(Input::Show(view.clone()));
    world.news();
    world.does(Input::Show(view.clone()));
    assert_eq!(world.sent(), vec![]);
    world.breaks(1006);
    world.passes(Millis(10));
    assert!(world.sent().contains(&ClientMessage::View { view }));
}

#[test]
fn people_come_go_and_speak() {
    let mut world = World::joined();
    world.says(ServerMessage::Speaking { seats: vec![SeatId(4), SeatId(2)] });
    world.says(ServerMessage::Seats { seats: vec![seat(4, "Dev")] });
    world.says(ServerMessage::SeatLeft { seat: SeatId(3) });
    let people: Vec<_> = world.call.roster().iter().map(|seat| (seat.info.seat.0, seat.speaking)).collect();
    assert_eq!(people, vec![(1, false), (2, true), (4, true)]);
}

#[test]
fn a_host_s_clicks_during_an_outage_are_not_lost() {
    let mut world = World::joined();
    world.network = false;
    world.breaks(1006);
    world.does(Input::Ask(ClientMessage::Admit { seat: SeatId(9) }));
    world.network = true;
    world.news();
    world.does(Input::Online);
    assert!(world.sent().contains(&ClientMessage::Admit { seat: SeatId(9) }));
}

#[test]
fn what_was_meant_for_one_person_goes_to_nobody_else_after_a_restart() {
    let mut world = World::joined();
    world.network = false;
    world.breaks(1006);
    let ravi = Addressee::Person { seat: SeatId(2), name: "Ravi".into() };
    let say = |id: &str, to| Input::SendChat { id: MessageId::new(id), text: "hello".into(), to, reply: None };
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

#[test]
fn who_is_muted_by_a_host_stops_at_once_and_says_so() {
    let mut world = World::joined();
    world.news();
    let cause = StopCause::Host { by: "Hema".into() };
    world.says(ServerMessage::Stop { source: MediaSource::Microphone, n: 4, cause: cause.clone() });
    let muted = PublishState { microphone: false, ..ON };
    let socket = world.socket().expect("is open");
    let notice = Notice::Stopped { source: MediaSource::Microphone, cause };
    assert_eq!(
        world.news(),
        [
            Effect::SetPublish(muted),
            Effect::Send { socket, message: ClientMessage::Publish { publish: muted, stop: 4 } },
            Effect::Notify(notice),
        ],
        "silent before anything else"
    );
    world.does(Input::Publish(ON));
    assert_eq!(world.sent(), [ClientMessage::Publish { publish: ON, stop: 4 }]);
    world.breaks(1006);
    world.passes(Millis(2000));
    assert!(
        world.sent().iter().any(|message| matches!(message, ClientMessage::Resume { stop: 4, .. })),
        "the number goes along to another socket"
    );
}

#[test]
fn a_stop_is_answered_even_when_nothing_was_on() {
    let mut world = World::joined();
    world.does(Input::Publish(MUTED));
    world.news();
    world.says(ServerMessage::Stop { source: MediaSource::Microphone, n: 1, cause: StopCause::Entry });
    assert_eq!(world.sent(), [ClientMessage::Publish { publish: MUTED, stop: 1 }]);
}

#[test]
fn another_seat_counts_its_stops_anew() {
    let mut world = World::joined();
    world.says(ServerMessage::Stop { source: MediaSource::Camera, n: 9, cause: StopCause::Rule });
    world.news();
    world.server_restarts();
    world.passes(Millis(3000));
    let sent = world.sent();
    let publish = |message: &&ClientMessage| matches!(message, ClientMessage::Publish { stop: 1.., .. });
    assert!(sent.iter().any(|message| matches!(message, ClientMessage::Join { .. })), "{sent:?}");
    assert_eq!(sent.iter().find(publish), None);
}

#[test]
fn the_settings_are_known_and_changes_told() {
    let mut world = World::joined();
    world.news();
    let after = RoomSettings { title: "Algebra II".into(), locked: true, ..world::settings() };
    world.says(ServerMessage::Settings { settings: after.clone(), by: "Hema".into() });
    let changed = Notice::SettingsChanged { before: world::settings(), after: after.clone(), by: "Hema".into() };
    assert_eq!(world.news(), [Effect::Notify(changed)]);
    assert_eq!((world.call.title(), world.call.settings()), ("Algebra II", Some(&after)));
}

#[test]
fn the_quality_is_told_when_it_changes() {
    let mut world = World::joined();
    world.news();
    world.does(Input::Quality(Quality::Good));
    world.does(Input::Quality(Quality::Lossy));
    world.does(Input::Quality(Quality::Lossy));
    assert_eq!(world.sent(), [ClientMessage::Quality { quality: Quality::Lossy }]);
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
