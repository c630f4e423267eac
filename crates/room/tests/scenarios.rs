//! The room as timelines: who does what, and everything that follows.

mod support;

use support::*;
use talkspace_model::{
    LeaveReason, MediaCommand, MediaEvent, Note, Role, SeatId, SlotAssignment, SlotId, SlotKind, TileView, Timestamp,
    View, limits::Limits,
};
use talkspace_room::{Deed, Effect, Fact, ResumedRun, RoomSetup};
use talkspace_signal::{ClientMessage, CloseCode, EndReason, RefusalReason, RequestKind, ServerMessage, WaitReason};

fn joined(connection: u8, snapshot: talkspace_signal::RoomSnapshot, answer: Option<&str>) -> Effect {
    send(connection, ServerMessage::Joined { snapshot, answer: answer.map(str::to_owned) })
}

#[test]
fn the_host_joins_and_begins_the_run() {
    let mut world = World::new();
    assert_eq!(world.joins(1, &HOST), [connects(1, "offer 1")], "a seat is taken only once media has answered");
    assert_eq!(
        world.answered(1),
        [
            started(0),
            opened(1, 1, &HOST, 0),
            peak(1),
            joined(1, snapshot(1, 1, 0, vec![info(1, &HOST, 0)]), Some("answer 1")),
        ]
    );
    assert_eq!(world.after(30), [all([1], seats(vec![info(1, &HOST, 0)]))]);
}

#[test]
fn people_who_come_before_the_host_wait_and_are_let_in_with_the_host() {
    let mut world = World::new();
    assert_eq!(world.joins(2, &ASHA), [waiting(2, WaitReason::HostNotHere)]);
    assert_eq!(world.joins(3, &GUEST), [waiting_behind(3, WaitReason::HostNotHere, 1)]);
    assert_eq!(world.joins(1, &HOST), [connects(3, "offer 1")]);
    let mut with_knocks = snapshot(3, 1, 0, vec![info(3, &HOST, 0)]);
    with_knocks.knocks = vec![knock(2, &GUEST, 0)];
    assert_eq!(
        world.answered(3),
        [
            started(0),
            opened(1, 3, &HOST, 0),
            peak(1),
            joined(1, with_knocks, Some("answer 3")),
            waiting_behind(3, WaitReason::Knocking, 1),
            connects(1, "offer 2"),
        ]
    );
    assert_eq!(world.answered(1)[..2], [opened(2, 1, &ASHA, 0), peak(2)]);
}

#[test]
fn a_guest_knocks_and_is_admitted() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    assert_eq!(world.joins(2, &GUEST), [waiting(2, WaitReason::Knocking)]);
    assert_eq!(world.after(250), [all([1], knocks(vec![knock(2, &GUEST, 40)]))]);
    assert_eq!(
        world.says(1, ClientMessage::Admit { seat: SeatId(2) }),
        [done(Deed::Admit, &HOST, Some(2), 290), welcomed(&GUEST), connects(2, "offer 2"), all([1], knocks(vec![]))],
        "what the host did shows at once"
    );
    let people = vec![info(1, &HOST, 0), info(2, &GUEST, 290)];
    assert_eq!(
        world.answered(2),
        [opened(2, 2, &GUEST, 290), peak(2), joined(2, snapshot(2, 2, 290, people), Some("answer 2"))]
    );
    assert_eq!(world.after(30), [all([1, 2], seats(vec![info(2, &GUEST, 290)]))]);
}

#[test]
fn an_admitted_guest_who_comes_again_does_not_knock_again() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.joins(2, &GUEST);
    world.after(250);
    world.says(1, ClientMessage::AdmitAll);
    world.answered(2);
    world.says(2, ClientMessage::Leave);
    assert_eq!(world.joins(3, &GUEST), [connects(3, "offer 3")]);
    assert_eq!(
        world.joins(4, &GUEST.named("Gopal"))[0],
        waiting(4, WaitReason::Knocking),
        "another guest still knocks"
    );
}

#[test]
fn a_denied_guest_is_sent_away_and_may_knock_again() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.joins(2, &GUEST);
    world.after(250);
    let [told, hung_up] = ended(2, EndReason::Denied, CloseCode::Ended);
    let knocks = all([1], knocks(vec![]));
    let denied = done(Deed::Deny, &HOST, Some(2), 290);
    assert_eq!(world.says(1, ClientMessage::Deny { seat: SeatId(2) }), [denied, told, hung_up, knocks]);
    assert_eq!(
        world.says(1, ClientMessage::Admit { seat: SeatId(2) }),
        [refused(1, RequestKind::Admit, RefusalReason::NoSuchPerson)]
    );
    let lately = refused(3, RequestKind::Join, RefusalReason::DeniedLately);
    assert_eq!(world.joins(3, &GUEST), [lately], "not at once");
    world.after(60_000);
    assert_eq!(world.joins(4, &GUEST)[0], waiting(4, WaitReason::Knocking));
}

#[test]
fn the_meeting_goes_on_when_the_host_has_left() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.says(1, ClientMessage::Leave);
    assert_eq!(world.joins(2, &ASHA), [connects(2, "offer 2")]);
    assert_eq!(world.joins(3, &GUEST), [waiting(3, WaitReason::Knocking)]);
    world.answered(2);
    world.joins(4, &COHOST);
    let effects = world.answered(4);
    let Some(Effect::Send { message: ServerMessage::Joined { snapshot, .. }, .. }) =
        effects.iter().find(|effect| matches!(effect, Effect::Send { .. }))
    else {
        panic!("{effects:?}")
    };
    assert_eq!(snapshot.knocks, [knock(3, &GUEST, 40)], "a co-host who comes later sees who knocks");
}

#[test]
fn a_participant_may_not_steer() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.sits(2, &ASHA, 2);
    world.sits(3, &COHOST, 3);
    world.joins(4, &GUEST);
    world.after(250);
    for (message, request) in [
        (ClientMessage::Admit { seat: SeatId(4) }, RequestKind::Admit),
        (ClientMessage::AdmitAll, RequestKind::Admit),
        (ClientMessage::Deny { seat: SeatId(4) }, RequestKind::Deny),
        (ClientMessage::EndForAll, RequestKind::EndForAll),
    ] {
        assert_eq!(world.says(2, message), [refused(2, request, RefusalReason::NotAllowed)]);
    }
    let not_allowed = refused(3, RequestKind::EndForAll, RefusalReason::NotAllowed);
    assert_eq!(world.says(3, ClientMessage::EndForAll), [not_allowed], "only the host ends it for all");
    assert!(world.says(3, ClientMessage::Admit { seat: SeatId(4) }).contains(&connects(4, "offer 4")));
}

#[test]
fn somebody_who_waits_can_do_nothing_but_mute_and_leave() {
    let mut world = World::new();
    world.joins(1, &ASHA);
    for (message, request) in [
        (join(1), RequestKind::Join),
        (ClientMessage::Offer { sdp: "x".into() }, RequestKind::Offer),
        (ClientMessage::View { view: View::default() }, RequestKind::View),
        (ClientMessage::Hand { raised: true }, RequestKind::Hand),
        (ClientMessage::AdmitAll, RequestKind::Admit),
        (ClientMessage::EndForAll, RequestKind::EndForAll),
    ] {
        assert_eq!(world.says(1, message), [refused(1, request, RefusalReason::OutOfPlace)]);
    }
    assert_eq!(world.says(1, chat("m", "hello")), [chat_refused(1, "m", RefusalReason::OutOfPlace)]);
    assert_eq!(world.says(1, ClientMessage::Publish { publish: MUTED, stop: 0 }), []);
    assert_eq!(
        world.joins(2, &HOST).len() + world.answered(2).len(),
        1 + 5,
        "the host comes and the one who waits is let in"
    );
    assert_eq!(
        world.says(1, ClientMessage::Leave),
        [ended(1, EndReason::Left, CloseCode::Ended).to_vec(), vec![disconnects(1)],].concat()
    );
}

#[test]
fn somebody_who_muted_while_waiting_comes_in_muted() {
    let mut world = World::new();
    world.joins(1, &ASHA);
    world.says(1, ClientMessage::Publish { publish: MUTED, stop: 0 });
    world.joins(2, &HOST);
    let effects = world.answered(2);
    let connect = MediaCommand::Connect { seat: SeatId(1), offer: "offer 1".into(), publish: MUTED };
    assert_eq!(effects.last(), Some(&Effect::Media(connect)));
}

#[test]
fn a_bad_offer_takes_no_seat_and_may_be_mended() {
    let mut world = World::new();
    world.joins(1, &HOST);
    assert_eq!(
        world.media(MediaEvent::OfferRefused { seat: SeatId(1) }),
        [disconnects(1), refused(1, RequestKind::Join, RefusalReason::BadOffer)]
    );
    assert_eq!(world.says(1, join(1)), [connects(2, "offer 1")]);
    assert_eq!(world.answered(2)[0], started(0));
}

#[test]
fn a_bad_offer_of_somebody_who_waited_ends_the_socket() {
    let mut world = World::new();
    world.joins(1, &ASHA);
    world.sits(2, &HOST, 2);
    let effects = world.media(MediaEvent::OfferRefused { seat: SeatId(1) });
    let hung_up = Effect::Hangup { connection: link(1), code: CloseCode::Protocol };
    assert_eq!(effects, [disconnects(1), refused(1, RequestKind::Join, RefusalReason::BadOffer), hung_up]);
}

#[test]
fn a_dropped_socket_comes_back_to_the_same_seat() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.sits(2, &ASHA, 2);
    assert_eq!(world.is_gone(2), []);
    assert_eq!(world.after(30), [all([1], seats(vec![away(info(2, &ASHA, 40))]))]);
    let people = vec![info(1, &HOST, 0), info(2, &ASHA, 40)];
    assert_eq!(
        world.resumes(3, &ASHA, 2),
        [publishes(2, ON), joined(3, snapshot(2, 2, 110, people), None)],
        "no media was lost, so nothing is negotiated"
    );
    assert_eq!(world.after(30), [all([1, 3], seats(vec![info(2, &ASHA, 40)]))]);
}

#[test]
fn a_reloaded_page_takes_its_seat_over_from_the_old_socket() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.reconnect(2, &HOST);
    let [told, hung_up] = ended(1, EndReason::Elsewhere, CloseCode::Elsewhere);
    assert_eq!(world.says(2, resume(1, Some("new offer"))), [told, hung_up, connects(1, "new offer")]);
    assert_eq!(world.answered(1), [joined(2, snapshot(1, 1, 40, vec![info(1, &HOST, 0)]), Some("answer 1"))]);
    assert_eq!(world.says(1, ClientMessage::EndForAll), [], "the old socket has no say any more");
    assert_eq!(world.is_gone(1), [], "nor does its end matter");
}

#[test]
fn a_token_is_worth_nothing_to_anybody_else() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    let refused = |to| [refused(to, RequestKind::Resume, RefusalReason::Token)];
    assert_eq!(world.resumes(2, &ASHA, 1), refused(2));
    assert_eq!(world.resumes(3, &GUEST.named(HOST.name), 1), refused(3), "a guest key is no account");
    assert_eq!(world.resumes(4, &HOST, 9), refused(4));
    world.connect(5, &ASHA);
    world.says(5, resume(1, None));
    assert_eq!(world.says(5, join(5)), [connects(2, "offer 5")], "whoever has a ticket may still join");
}

#[test]
fn the_second_of_two_offers_counts() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.reconnect(2, &HOST);
    world.says(2, resume(1, Some("first")));
    world.reconnect(3, &HOST);
    world.says(3, resume(1, Some("second")));
    assert_eq!(world.answered(1), [], "the answer to the first offer interests nobody");
    assert_eq!(world.answered(1).len(), 1);
}

#[test]
fn a_waiting_place_is_resumed_too() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.joins(2, &GUEST);
    world.after(250);
    assert_eq!(world.is_gone(2), []);
    assert_eq!(world.after(250), [all([1], knocks(vec![]))], "nobody can be admitted who is not there");
    world.reconnect(3, &GUEST);
    let effects = world.says(3, resume(2, Some("newer")));
    let token = token(2).as_str().to_owned();
    let (reason, title) = (WaitReason::Knocking, "Physics".into());
    let told = ServerMessage::Waiting { reason, token, title, message: None, before: 0 };
    assert_eq!(effects, [send(3, told)]);
    assert_eq!(world.after(250), [all([1], knocks(vec![knock(2, &GUEST, 40)]))]);
    assert!(world.says(1, ClientMessage::AdmitAll).contains(&connects(2, "newer")));
}

#[test]
fn a_lost_connection_on_the_way_in_keeps_the_waiting_place() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.joins(2, &GUEST);
    world.after(250);
    world.says(1, ClientMessage::AdmitAll);
    assert_eq!(world.is_gone(2), [disconnects(2)]);
    assert_eq!(world.answered(2), [], "the answer comes too late");
    assert_eq!(world.resumes(3, &GUEST, 2), [connects(2, "offer 2")], "admitted is admitted");
    assert_eq!(world.answered(2)[0], opened(2, 2, &GUEST, 290));
}

#[test]
fn somebody_who_does_not_come_back_left_when_last_heard() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.sits(2, &ASHA, 2);
    world.now = Timestamp(5_000);
    world.room.handle_disconnect(link(2), Timestamp(3_000), world.now);
    let effects = world.after(GRACE.0);
    let seen = |at| Effect::Record(Fact::AttendancesSeen { ids: vec![stay(1)], at: Timestamp(at) });
    assert_eq!(effects[0], all([1], seats(vec![away(info(2, &ASHA, 40))])));
    assert_eq!(effects[1], seen(10_000));
    assert_eq!(effects[effects.len() - 3..], [disconnects(2), closed(2, 3_000, LeaveReason::Lost), all([1], left(2))]);
    assert_eq!(world.resumes(3, &ASHA, 2), [refused(3, RequestKind::Resume, RefusalReason::Token)]);
}

#[test]
fn joining_anew_leaves_no_ghost() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.sits(2, &ASHA, 2);
    world.is_gone(2);
    world.joins(3, &ASHA);
    let effects = world.answered(3);
    assert!(effects.contains(&closed(2, 80, LeaveReason::Lost)), "{effects:?}");
    assert!(effects.contains(&all([1, 3], left(2))));
    assert_eq!(world.room.people(), 2);
}

#[test]
fn two_devices_of_one_account_are_two_seats() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.sits(2, &HOST, 2);
    assert_eq!(world.room.people(), 2);
    world.says(2, ClientMessage::Leave);
    assert_eq!(world.room.people(), 1);
}

#[test]
fn changes_are_gathered_and_told_together() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.sits(2, &ASHA, 2);
    assert_eq!(world.says(2, ClientMessage::Publish { publish: MUTED, stop: 0 }), [publishes(2, MUTED)]);
    assert_eq!(world.says(2, ClientMessage::Publish { publish: MUTED, stop: 0 }), [], "nothing new");
    assert_eq!(world.says(1, ClientMessage::Hand { raised: true }), [noted(1, Note::HandRaised, 80)]);
    assert_eq!(world.says(1, ClientMessage::Hand { raised: true }), []);
    let mut hand = info(1, &HOST, 0);
    hand.hand = Some(Timestamp(80));
    let mut muted = info(2, &ASHA, 40);
    muted.publish = MUTED;
    assert_eq!(world.after(29), []);
    assert_eq!(world.after(1), [all([1, 2], seats(vec![hand, muted]))]);
    assert_eq!(world.after(100), []);
}

#[test]
fn a_receiver_knows_a_person_before_it_is_told_where_the_picture_is() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.joins(2, &ASHA);
    world.answered(2);
    let slot = SlotAssignment { slot: SlotId::new(SlotKind::Video, 0), seat: Some(SeatId(2)), turn: 1 };
    let slots = ServerMessage::Slots { slots: vec![slot] };
    assert_eq!(
        world.media(MediaEvent::Slots { seat: SeatId(1), slots: vec![slot] }),
        [all([1, 2], seats(vec![info(2, &ASHA, 40)])), send(1, slots)]
    );
    world.is_gone(1);
    let effects = world.resumes(3, &HOST, 1);
    let Effect::Send { message: ServerMessage::Joined { snapshot, .. }, .. } = &effects[1] else { panic!() };
    assert_eq!(snapshot.slots, [slot], "the snapshot holds the slots as they are");
    world.says(2, ClientMessage::Leave);
    world.is_gone(3);
    let effects = world.resumes(4, &HOST, 1);
    let Effect::Send { message: ServerMessage::Joined { snapshot, .. }, .. } = &effects[1] else { panic!() };
    assert_eq!(snapshot.slots, [], "nobody is shown who has left");
}

#[test]
fn views_slots_and_offers_go_to_the_media_server() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    let view = View { tiles: vec![TileView { seat: SeatId(2), height: 720 }], screens: None };
    assert_eq!(
        world.says(1, ClientMessage::View { view: view.clone() }),
        [Effect::Media(MediaCommand::SetView { seat: SeatId(1), view })]
    );
    let slot = SlotId::new(SlotKind::Audio, 3);
    assert_eq!(
        world.says(1, ClientMessage::SlotReady { slot, turn: 7 }),
        [Effect::Media(MediaCommand::SlotReady { seat: SeatId(1), slot, turn: 7 })]
    );
    assert_eq!(world.says(1, ClientMessage::Offer { sdp: "again".into() }), [connects(1, "again")]);
    assert_eq!(world.answered(1), [send(1, ServerMessage::Answer { sdp: "answer 1".into() })]);
}

#[test]
fn speakers_are_told_when_they_change() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    let speaking = |seats: Vec<u32>| MediaEvent::Speaking { seats: seats.into_iter().map(SeatId).collect() };
    let told = all([1], ServerMessage::Speaking { seats: vec![SeatId(1)] });
    assert_eq!(world.media(speaking(vec![1, 9])), [told], "nobody hears of people who are not there");
    assert_eq!(world.media(speaking(vec![1])), []);
    assert_eq!(world.media(speaking(vec![])), [all([1], ServerMessage::Speaking { seats: vec![] })]);
}

#[test]
fn the_host_ends_the_meeting_for_all() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.sits(2, &ASHA, 2);
    world.joins(3, &GUEST);
    world.is_gone(2);
    world.after(1_000);
    let told = [1, 3].map(|connection| ended(connection, EndReason::EndedByHost, CloseCode::Ended)).concat();
    let facts = [closed(1, 1_080, LeaveReason::Ended), closed(2, 80, LeaveReason::Lost), run_ended(1_080)];
    let expected = [told, facts.to_vec(), vec![Effect::Closed]].concat();
    assert_eq!(world.says(1, ClientMessage::EndForAll), expected);
    assert!(world.room.is_closed());
    assert_eq!(world.joins(4, &HOST), [], "a closed room does nothing any more");
    assert_eq!(world.room.poll_timeout(), None);
}

#[test]
fn an_empty_room_ends_when_the_last_person_left() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.after(20_000);
    let [told, hung_up] = ended(1, EndReason::Left, CloseCode::Ended);
    let gone = [told, hung_up, disconnects(1), closed(1, 20_040, LeaveReason::Left)];
    assert_eq!(world.says(1, ClientMessage::Leave), gone);
    world.joins(2, &GUEST);
    assert_eq!(world.after(5 * 60_000 - 1), []);
    let told = ended(2, EndReason::ServerStopping, CloseCode::ServerStopping).to_vec();
    let expected = [told, vec![run_ended(20_040), Effect::Closed]].concat();
    assert_eq!(world.after(1), expected, "whoever waits comes back and finds a new run");
}

#[test]
fn people_may_wait_for_the_host_as_long_as_they_like() {
    let mut world = World::new();
    world.joins(1, &ASHA);
    assert_eq!(world.after(3_600_000), []);
    world.is_gone(1);
    assert_eq!(world.after(GRACE.0 + 5 * 60_000), [Effect::Closed], "nothing is recorded of a run that never began");
}

#[test]
fn a_stopping_server_keeps_the_run_open() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    world.room.handle_stop(world.now);
    let told = ended(1, EndReason::ServerStopping, CloseCode::ServerStopping).to_vec();
    let expected = [told, vec![closed(1, 40, LeaveReason::ServerStopped), Effect::Closed]].concat();
    assert_eq!(world.effects(), expected);
}

#[test]
fn a_run_goes_on_after_a_restart() {
    let earlier = message("m1", 6, &ASHA, "before", 5);
    let mut world = World::resumed(ResumedRun {
        started: Timestamp(-60_000),
        peak: 3,
        next_seat: SeatId(7),
        chat: vec![said(&HOST, earlier.clone())],
        admitted: [GUEST.identity()].into(),
        grants: [(ASHA.identity(), Role::CoHost)].into(),
        locked: false,
    });
    assert_eq!(world.joins(1, &ASHA), [connects(7, "offer 1")], "the host was here: nobody waits for the host");
    assert_eq!(world.joins(2, &GUEST), [connects(8, "offer 2")], "nor knocks twice");
    let effects = world.answered(7);
    let promoted = Person { role: Role::CoHost, ..ASHA };
    let mut expected = snapshot(7, 1, 0, vec![info(7, &promoted, 0)]);
    expected.started = Timestamp(-60_000);
    expected.chat = vec![earlier];
    assert_eq!(effects, [opened(1, 7, &promoted, 0), joined(1, expected, Some("answer 7"))]);
}

#[test]
fn a_full_room_takes_hosts_only() {
    let limits = Limits { room_seats: 1, ..Limits::default() };
    let mut world = World::with(RoomSetup { limits, ..setup() });
    world.sits(1, &HOST, 1);
    assert_eq!(world.joins(2, &ASHA), [refused(2, RequestKind::Join, RefusalReason::RoomFull)]);
    world.joins(3, &GUEST);
    world.after(250);
    let full = refused(1, RequestKind::Admit, RefusalReason::RoomFull);
    assert_eq!(world.says(1, ClientMessage::Admit { seat: SeatId(2) }), std::slice::from_ref(&full));
    assert_eq!(world.says(1, ClientMessage::AdmitAll), [full]);
    assert_eq!(world.joins(4, &COHOST), [connects(3, "offer 4")]);
}

#[test]
fn whoever_waited_for_room_is_let_in_when_somebody_leaves() {
    let limits = Limits { room_seats: 2, ..Limits::default() };
    let mut world = World::with(RoomSetup { limits, ..setup() });
    world.joins(1, &ASHA);
    world.joins(2, &ASHA.named("Bala"));
    world.joins(3, &HOST);
    let effects = world.answered(3);
    assert!(effects.contains(&connects(1, "offer 1")) && !effects.contains(&connects(2, "offer 2")), "{effects:?}");
    world.answered(1);
    let effects = world.says(1, ClientMessage::Leave);
    assert!(effects.contains(&connects(2, "offer 2")), "{effects:?}");
}
