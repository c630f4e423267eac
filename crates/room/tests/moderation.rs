//! What hosts do to others and to the room, as timelines.

mod support;

use support::*;
use talkspace_model::{
    MediaCommand, MediaSource, MeetingSettings, Millis, Note, PublishState, Role, SeatId, SettingsChange, Switch,
    WaitingRoom,
};
use talkspace_room::{Deed, Effect, Fact, RoomSetup};
use talkspace_signal::{
    Audience, ClientMessage, CloseCode, EndReason, RefusalReason, RequestKind, RoleCause, RoomSettings, SeatInfo,
    ServerMessage, StopCause, WaitReason,
};

const CAMERA_ONLY: PublishState =
    PublishState { microphone: false, camera: true, screen: false, paused: false, drawing: false };
const SHARING: PublishState =
    PublishState { microphone: true, camera: true, screen: true, paused: false, drawing: false };

/// The host sits in seat 1, Asha in seat 2.
fn meeting() -> World {
    meeting_with(MeetingSettings::default())
}

fn meeting_with(settings: MeetingSettings) -> World {
    let mut world = World::with(RoomSetup { settings, ..setup() });
    world.sits(1, &HOST, 1);
    world.sits(2, &ASHA, 2);
    world
}

fn publishes(seat: u32, publish: PublishState) -> Effect {
    Effect::Media(MediaCommand::Publish { seat: SeatId(seat), publish })
}

fn stop(to: u8, source: MediaSource, n: u32, cause: StopCause) -> Effect {
    send(to, ServerMessage::Stop { source, n, cause })
}

fn by_host() -> StopCause {
    StopCause::Host { by: "Hema".into() }
}

fn publish(publish: PublishState, stop: u32) -> ClientMessage {
    ClientMessage::Publish { publish, stop }
}

fn mute(seat: u32) -> ClientMessage {
    ClientMessage::Stop { seat: SeatId(seat), source: MediaSource::Microphone }
}

fn switch(switch: Switch, on: bool) -> ClientMessage {
    ClientMessage::Configure { change: SettingsChange::Switch { switch, on } }
}

fn role(effects: &[Effect], to: u8) -> Option<(Role, RoleCause)> {
    effects.iter().find_map(|effect| match effect {
        Effect::Send { to: whom, message: ServerMessage::Role { role, cause } } if *whom == link(to) => {
            Some((*role, cause.clone()))
        }
        _ => None,
    })
}

#[test]
fn the_host_mutes_somebody_whatever_their_page_says_next() {
    let mut world = meeting();
    assert_eq!(world.says(1, mute(2)), [publishes(2, CAMERA_ONLY), stop(2, MediaSource::Microphone, 1, by_host())]);
    assert_eq!(world.after(30), [all([1, 2], seats(vec![SeatInfo { publish: CAMERA_ONLY, ..info(2, &ASHA, 40) }]))]);
    // This message was on its way before the page heard of the stop.
    let crossing = publish(PublishState { camera: false, ..ON }, 0);
    assert_eq!(
        world.says(2, crossing),
        [publishes(2, PublishState::default())],
        "the camera goes, the microphone stays off"
    );
    world.says(2, publish(CAMERA_ONLY, 1));
    assert_eq!(world.says(2, publish(ON, 1)), [publishes(2, ON)], "whoever was muted may speak again");
    assert_eq!(
        world.says(1, ClientMessage::Stop { seat: SeatId(2), source: MediaSource::Screen }),
        [],
        "nothing to stop"
    );
}

#[test]
fn who_was_muted_while_away_comes_back_muted() {
    let mut world = meeting();
    world.is_gone(2);
    assert_eq!(world.says(1, mute(2)), [publishes(2, CAMERA_ONLY)]);
    let effects = world.resumes(3, &ASHA, 2);
    assert_eq!(effects[0], publishes(2, CAMERA_ONLY), "whatever the page wanted to send");
    assert_eq!(effects.last(), Some(&stop(3, MediaSource::Microphone, 1, by_host())));
}

#[test]
fn muting_all_spares_those_named_and_those_above() {
    let mut world = meeting();
    world.sits(3, &COHOST, 3);
    world.sits(4, &ASHA.named("Bala"), 4);
    world.sits(5, &ASHA.named("Dev"), 5);
    let effects = world.says(3, ClientMessage::MuteAll { except: vec![SeatId(5)] });
    let muted = |effect: &Effect| match effect {
        Effect::Media(MediaCommand::Publish { seat, .. }) => Some(seat.0),
        _ => None,
    };
    assert_eq!(effects.iter().filter_map(muted).collect::<Vec<_>>(), [2, 4]);
}

#[test]
fn nobody_is_unmuted_by_force_but_whom_a_host_asks_may() {
    let no_unmuting = SettingsChange::Switch { switch: Switch::Unmute, on: false }.apply(MeetingSettings::default());
    let mut world = meeting_with(no_unmuting);
    world.says(2, publish(CAMERA_ONLY, 1));
    world.after(40);
    let rule = [publishes(2, CAMERA_ONLY), stop(2, MediaSource::Microphone, 2, StopCause::Rule)];
    assert_eq!(world.says(2, publish(ON, 1)), rule);
    assert_eq!(
        world.says(1, ClientMessage::AskUnmute { seat: SeatId(2) }),
        [send(2, ServerMessage::AskedToUnmute { by: "Hema".into() })]
    );
    assert_eq!(world.says(2, publish(ON, 2)), [publishes(2, ON)]);
    world.says(2, publish(CAMERA_ONLY, 2));
    assert_eq!(world.says(2, publish(ON, 2))[1], stop(2, MediaSource::Microphone, 3, StopCause::Rule), "once");
}

#[test]
fn a_switch_takes_effect_at_once_and_says_who_did_it() {
    let mut world = meeting();
    world.says(2, publish(SHARING, 0));
    world.after(40);
    let after = MeetingSettings { share: false, ..MeetingSettings::default() };
    let told = RoomSettings { settings: after, ..room_settings() };
    assert_eq!(
        world.says(1, switch(Switch::Share, false)),
        [
            done(Deed::Configure, &HOST, None, 120),
            all([1, 2], ServerMessage::Settings { settings: told, by: "Hema".into() }),
            publishes(2, ON),
            noted(2, Note::ShareStopped, 120),
            stop(2, MediaSource::Screen, 1, StopCause::Rule),
            Effect::Record(Fact::Configured { title: "Physics".into(), settings: after }),
        ]
    );
    assert_eq!(world.says(1, switch(Switch::Share, false)), [], "nothing changes twice");
    world.says(1, switch(Switch::Chat, false));
    let refused = ServerMessage::Refused {
        request: RequestKind::Chat,
        reason: RefusalReason::NotAllowed,
        id: Some(talkspace_model::MessageId::new("m")),
    };
    assert_eq!(world.says(2, chat("m", "hello")), [send(2, refused)]);
    assert!(matches!(world.says(1, chat("n", "hello"))[..], [Effect::Record(Fact::Message { .. })]));
}

#[test]
fn switching_unmuting_off_mutes_nobody() {
    let mut world = meeting();
    let effects = world.says(1, switch(Switch::Unmute, false));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Media(_))), "{effects:?}");
    assert_eq!(world.says(2, publish(PublishState { camera: false, ..ON }, 0)).len(), 1, "still heard");
}

#[test]
fn whoever_comes_into_a_lecture_is_muted_and_told_so() {
    let lecture = talkspace_model::Template::Lecture.settings();
    let mut world = World::with(RoomSetup { settings: lecture, ..setup() });
    world.sits(1, &HOST, 1);
    let connect = MediaCommand::Connect { seat: SeatId(2), offer: "offer 2".into(), publish: CAMERA_ONLY };
    assert_eq!(world.joins(2, &ASHA), [Effect::Media(connect)], "muted before anything can be heard");
    let effects = world.answered(2);
    assert_eq!(effects.last(), Some(&stop(2, MediaSource::Microphone, 1, StopCause::Entry)));
}

#[test]
fn a_viewer_sends_nothing() {
    let mut world = meeting();
    let effects = world.says(1, ClientMessage::SetRole { seat: SeatId(2), role: Role::Viewer });
    assert_eq!(role(&effects, 2), Some((Role::Viewer, RoleCause::Host { by: "Hema".into() })));
    assert!(effects.contains(&publishes(2, PublishState::default())), "{effects:?}");
    let again = world.says(2, publish(ON, 9));
    assert!(!again.contains(&publishes(2, ON)) && again.contains(&publishes(2, PublishState::default())));
}

#[test]
fn a_promoted_participant_admits_and_stays_so_over_coming_again() {
    let mut world = meeting();
    world.joins(3, &GUEST);
    world.after(250);
    let effects = world.says(1, ClientMessage::SetRole { seat: SeatId(2), role: Role::CoHost });
    assert!(effects.contains(&send(2, knocks(vec![knock(3, &GUEST, 80)]))), "learns who knocks: {effects:?}");
    let kept = Fact::Standing { identity: ASHA.identity(), admitted: false, role: Some(Role::CoHost) };
    assert!(effects.contains(&Effect::Record(kept)));
    assert!(world.says(2, ClientMessage::Admit { seat: SeatId(3) }).contains(&connects(3, "offer 3")));
    world.says(2, ClientMessage::Leave);
    world.joins(4, &ASHA);
    let opened = world.answered(4).into_iter().find_map(|effect| match effect {
        Effect::Record(Fact::AttendanceOpened { role, .. }) => Some(role),
        _ => None,
    });
    assert_eq!(opened, Some(Role::CoHost));
}

#[test]
fn the_host_hands_over_and_is_a_co_host_from_then_on() {
    let mut world = meeting();
    let effects = world.says(1, ClientMessage::HandOver { seat: SeatId(2) });
    let cause = RoleCause::Host { by: "Hema".into() };
    assert_eq!(role(&effects, 2), Some((Role::Host, cause.clone())));
    assert_eq!(role(&effects, 1), Some((Role::CoHost, cause)));
    let not_allowed = [refused(1, RequestKind::EndForAll, RefusalReason::NotAllowed)];
    assert_eq!(world.says(1, ClientMessage::EndForAll), not_allowed);
    world.says(1, ClientMessage::Leave);
    world.joins(3, &HOST);
    world.answered(3);
    assert_eq!(
        world.says(3, ClientMessage::EndForAll),
        [refused(3, RequestKind::EndForAll, RefusalReason::NotAllowed)]
    );
    assert_eq!(world.says(2, ClientMessage::EndForAll).last(), Some(&Effect::Closed));
}

#[test]
fn without_a_host_the_meeting_gets_an_acting_one_until_the_host_is_back() {
    let mut world = meeting();
    world.sits(3, &ASHA.named("Bala"), 3);
    world.is_gone(1);
    let before = world.after(59_000);
    assert_eq!(role(&before, 2), None, "a host who changes the network loses nothing");
    let effects = world.after(2_000);
    assert_eq!(role(&effects, 2), Some((Role::CoHost, RoleCause::HostsAway)), "who came first: {effects:?}");
    assert_eq!(role(&effects, 3), None);
    world.joins(4, &GUEST);
    world.after(250);
    assert!(world.says(2, ClientMessage::Admit { seat: SeatId(4) }).contains(&connects(4, "offer 4")));

    let effects = world.resumes(5, &HOST, 1);
    assert_eq!(role(&effects, 2), Some((Role::Participant, RoleCause::HostsBack)));
    assert_eq!(world.says(2, mute(3)), [refused(2, RequestKind::Stop, RefusalReason::NotAllowed)]);
}

#[test]
fn when_the_acting_host_goes_the_next_follows_at_once() {
    let mut world = meeting();
    world.sits(3, &GUEST.named("Gopal"), 3);
    world.joins(4, &ASHA.named("Bala"));
    world.answered(4);
    world.says(1, ClientMessage::Leave);
    world.after(61_000);
    let effects = world.says(2, ClientMessage::Leave);
    assert_eq!(role(&effects, 4), Some((Role::CoHost, RoleCause::HostsAway)), "an account before a guest: {effects:?}");
}

#[test]
fn nobody_new_comes_into_a_locked_meeting() {
    let mut world = meeting();
    let effects = world.says(1, ClientMessage::Lock { locked: true });
    let told = RoomSettings { locked: true, ..room_settings() };
    assert!(effects.contains(&all([1, 2], ServerMessage::Settings { settings: told, by: "Hema".into() })));
    assert_eq!(world.joins(3, &ASHA.named("Bala")), [waiting(3, WaitReason::Locked)]);
    assert_eq!(world.joins(4, &GUEST), [waiting_behind(4, WaitReason::Locked, 1)]);
    assert_eq!(world.after(300), [], "hosts are not disturbed");
    world.is_gone(2);
    assert_eq!(world.joins(5, &ASHA), [connects(5, "offer 5")], "whose connection was lost is no newcomer");
    world.joins(6, &COHOST);
    let effects = world.says(1, ClientMessage::Lock { locked: false });
    assert!(effects.contains(&connects(3, "offer 3")), "{effects:?}");
    assert!(effects.contains(&waiting_behind(4, WaitReason::Knocking, 1)), "{effects:?}");
}

#[test]
fn who_is_removed_goes_at_once_and_cannot_come_straight_back() {
    let mut world = meeting();
    let effects = world.says(1, ClientMessage::Remove { seat: SeatId(2), block: false });
    let [told, hung_up] = ended(2, EndReason::Removed, CloseCode::Ended);
    assert!(effects.contains(&told) && effects.contains(&hung_up) && effects.contains(&disconnects(2)));
    assert_eq!(world.joins(3, &ASHA), [refused(3, RequestKind::Join, RefusalReason::DeniedLately)]);
    assert_eq!(world.resumes(4, &ASHA, 2), [refused(4, RequestKind::Resume, RefusalReason::Token)]);
    world.after(60_000);
    assert_eq!(world.joins(5, &ASHA), [connects(3, "offer 5")]);
}

#[test]
fn who_is_blocked_never_comes_back() {
    let mut world = meeting();
    let effects = world.says(1, ClientMessage::Remove { seat: SeatId(2), block: true });
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Record(Fact::Blocked { .. }))), "{effects:?}");
    world.after(120_000);
    assert_eq!(world.joins(3, &ASHA), [refused(3, RequestKind::Join, RefusalReason::NotAllowed)]);
    assert_eq!(
        world.says(1, ClientMessage::Remove { seat: SeatId(1), block: true }),
        [refused(1, RequestKind::Remove, RefusalReason::NotAllowed)],
        "nobody shuts themselves out"
    );
}

#[test]
fn who_acts_as_co_host_does_nothing_that_lasts() {
    let mut world = meeting();
    world.sits(3, &ASHA.named("Bala"), 3);
    world.says(1, whisper("before", "Asha is rude", Audience::Hosts));
    world.stored("before", true);
    world.is_gone(1);
    world.after(61_000);
    for (message, request) in [
        (ClientMessage::SetRole { seat: SeatId(3), role: Role::Presenter }, RequestKind::SetRole),
        (ClientMessage::Remove { seat: SeatId(3), block: true }, RequestKind::Remove),
        (ClientMessage::Rename { seat: SeatId(3), name: "Nobody".into() }, RequestKind::Rename),
        (
            ClientMessage::Configure { change: SettingsChange::Title { title: "Mine now".into() } },
            RequestKind::Configure,
        ),
        (ClientMessage::HandOver { seat: SeatId(3) }, RequestKind::HandOver),
        (ClientMessage::EndForAll, RequestKind::EndForAll),
    ] {
        assert_eq!(world.says(2, message), [refused(2, request, RefusalReason::NotAllowed)]);
    }
    assert!(!world.says(2, mute(3)).contains(&refused(2, RequestKind::Stop, RefusalReason::NotAllowed)));
    // On another socket, without having been away.
    let effects = world.resumes(5, &ASHA, 2);
    let chat = effects.iter().find_map(|effect| match effect {
        Effect::Send { message: ServerMessage::Joined { snapshot, .. }, .. } => Some(snapshot.chat.len()),
        _ => None,
    });
    assert_eq!(chat, Some(0), "what was written to the hosts before is not theirs");
    let effects = world.says(5, ClientMessage::Remove { seat: SeatId(3), block: false });
    assert!(effects.contains(&disconnects(3)), "{effects:?}");
}

#[test]
fn no_guest_waits_where_only_accounts_come_in() {
    let mut world = World::new();
    world.joins(1, &GUEST);
    world.sits(2, &HOST, 2);
    let change = SettingsChange::SignInRequired { on: true };
    let effects = world.says(2, ClientMessage::Configure { change });
    let [told, hung_up] = ended(1, EndReason::Denied, CloseCode::Ended);
    assert!(effects.contains(&told) && effects.contains(&hung_up), "{effects:?}");
    let not_in = |connection| [refused(connection, RequestKind::Join, RefusalReason::NotAllowed)];
    assert_eq!(world.joins(3, &GUEST), not_in(3), "with a ticket from before");
    assert_eq!(world.joins(4, &ASHA), [connects(3, "offer 4")]);
}

#[test]
fn who_is_not_let_in_is_told_so_in_all_windows() {
    let mut world = World::new();
    world.sits(1, &HOST, 1);
    for connection in [2, 3] {
        world.joins(connection, &GUEST);
    }
    world.after(250);
    let effects = world.says(1, ClientMessage::Deny { seat: SeatId(2) });
    for connection in [2, 3] {
        let [told, _] = ended(connection, EndReason::Denied, CloseCode::Ended);
        assert!(effects.contains(&told), "{effects:?}");
    }
}

/// Whether a stay begins under this name.
fn named(effects: &[Effect], wanted: &str) -> bool {
    let begins =
        |effect: &Effect| matches!(effect, Effect::Record(Fact::AttendanceOpened { name, .. }) if name == wanted);
    effects.iter().any(begins)
}

#[test]
fn a_name_given_by_a_host_stays_over_coming_again() {
    let mut world = meeting();
    world.says(1, ClientMessage::Rename { seat: SeatId(2), name: "Asha Patil".into() });
    world.says(2, ClientMessage::Leave);
    world.joins(3, &ASHA);
    assert!(named(&world.answered(3), "Asha Patil"));
}

#[test]
fn names_are_lines_that_can_be_seen() {
    let mut world = meeting();
    let rename = |name: &str| ClientMessage::Rename { seat: SeatId(2), name: name.into() };
    for blank in ["\u{200b}\u{200b}", "\u{3164}", "\u{202e}"] {
        assert_eq!(world.says(2, rename(blank)), [refused(2, RequestKind::Rename, RefusalReason::Empty)], "{blank:?}");
    }
    let renamed = world.says(2, rename("Ad\u{202e}nim"));
    assert!(matches!(&renamed[..], [Effect::Record(Fact::Renamed { name, .. })] if name == "Adnim"), "{renamed:?}");
}

#[test]
fn who_was_asked_to_unmute_is_muted_by_mute_all_as_well() {
    let mut world = meeting();
    world.says(2, ClientMessage::Publish { publish: MUTED, stop: 0 });
    world.says(1, switch(Switch::Unmute, false));
    world.says(1, ClientMessage::AskUnmute { seat: SeatId(2) });
    world.says(1, ClientMessage::MuteAll { except: vec![] });
    let effects = world.says(2, ClientMessage::Publish { publish: ON, stop: 0 });
    assert!(
        effects.iter().any(|effect| matches!(effect, Effect::Send { message: ServerMessage::Stop { .. }, .. })),
        "{effects:?}"
    );
}

#[test]
fn nobody_takes_a_meeting_from_whose_it_is() {
    let mut world = meeting();
    world.says(1, ClientMessage::HandOver { seat: SeatId(2) });
    world.says(2, ClientMessage::Remove { seat: SeatId(1), block: true });
    assert_eq!(world.joins(3, &HOST), [connects(3, "offer 3")]);
}

#[test]
fn those_who_wait_hear_what_a_host_tells_them() {
    let mut world = meeting();
    let note = Some("  from class 9b\nplease ".to_owned());
    world.connect(3, &GUEST);
    world.says(3, ClientMessage::Join { offer: "offer 3".into(), publish: ON, note });
    let mut knock = knock(3, &GUEST, 80);
    knock.note = Some("from class 9b please".into());
    assert_eq!(world.after(250), [all([1], knocks(vec![knock]))]);
    let effects = world.says(1, ClientMessage::TellWaiting { text: "Five minutes, please.".into() });
    let token = token(3).as_str().into();
    let (reason, title) = (WaitReason::Knocking, "Physics".into());
    let message = Some("Five minutes, please.".into());
    assert_eq!(effects, [send(3, ServerMessage::Waiting { reason, token, title, message, before: 0 })]);
    let long = ClientMessage::TellWaiting { text: "x".repeat(201) };
    assert_eq!(world.says(1, long), [refused(1, RequestKind::TellWaiting, RefusalReason::TooLong)]);
}

#[test]
fn what_was_told_to_those_who_wait_is_not_told_to_who_comes_after_them() {
    let mut world = meeting();
    world.joins(3, &GUEST);
    world.after(250);
    world.says(1, ClientMessage::TellWaiting { text: "Five minutes, please.".into() });
    assert_eq!(world.joins(4, &GUEST.named("Gopal")).len(), 1, "waits behind");
    for waiting in [3, 4] {
        world.says(waiting, ClientMessage::Leave);
    }
    assert_eq!(world.joins(5, &GUEST.named("Later")), [waiting(5, WaitReason::Knocking)]);
}

#[test]
fn renaming_others_is_counted_to_who_does_it() {
    let mut world = meeting();
    let rename = |n: u32| ClientMessage::Rename { seat: SeatId(2), name: format!("Asha {n}") };
    for n in 0..8 {
        assert_eq!(world.says(1, rename(n)).len(), 1, "{n}");
    }
    assert_eq!(world.says(1, rename(8)), [refused(1, RequestKind::Rename, RefusalReason::TooFast)]);
    let hand = ClientMessage::Hand { raised: true };
    assert_eq!(world.says(2, hand), [noted(2, Note::HandRaised, 80)], "Asha has done nothing yet");
}

#[test]
fn who_comes_again_under_another_name_keeps_the_later_one() {
    let mut world = meeting();
    world.says(2, ClientMessage::Leave);
    world.sits(3, &ASHA.calling_themselves("Asha P"), 3);
    world.says(3, ClientMessage::Leave);
    world.says(1, switch(Switch::Rename, false));
    world.joins(4, &ASHA.calling_themselves("Somebody"));
    let effects = world.answered(4);
    assert!(named(&effects, "Asha P"), "{effects:?}");
}

#[test]
fn opening_the_waiting_room_lets_everybody_in() {
    let mut world = meeting();
    world.joins(3, &GUEST);
    world.after(250);
    let change = SettingsChange::WaitingRoom { waiting_room: WaitingRoom::Nobody };
    assert!(world.says(1, ClientMessage::Configure { change }).contains(&connects(3, "offer 3")));
}

#[test]
fn names_are_changed_and_checked() {
    let mut world = meeting();
    let rename = |seat, name: &str| ClientMessage::Rename { seat: SeatId(seat), name: name.into() };
    let renamed = |id, name: &str, at| Effect::Record(Fact::Renamed { id: stay(id), name: name.into(), at });
    let at = world.now;
    assert_eq!(world.says(2, rename(2, " Asha\tPatil ")), [renamed(2, "Asha Patil", at)]);
    assert_eq!(
        world.after(30),
        [all([1, 2], seats(vec![SeatInfo { name: "Asha Patil".into(), ..info(2, &ASHA, 40) }]))]
    );
    assert_eq!(world.says(2, rename(2, "  ")), [refused(2, RequestKind::Rename, RefusalReason::Empty)]);
    assert_eq!(world.says(2, rename(2, &"x".repeat(65))), [refused(2, RequestKind::Rename, RefusalReason::TooLong)]);
    assert_eq!(world.says(2, rename(1, "Nobody")), [refused(2, RequestKind::Rename, RefusalReason::NotAllowed)]);
    assert_eq!(world.says(1, rename(2, "Asha P.")), [renamed(2, "Asha P.", at + Millis(30))]);
}

#[test]
fn hands_are_lowered_by_hosts_and_their_owners_told() {
    let mut world = meeting();
    world.says(2, ClientMessage::Hand { raised: true });
    world.after(40);
    let effects = world.says(1, ClientMessage::LowerAllHands);
    let lowered = noted(2, Note::HandLowered, world.now.0);
    assert_eq!(effects, [lowered, send(2, ServerMessage::HandLowered { by: "Hema".into() })]);
    assert_eq!(world.after(30), [all([1, 2], seats(vec![info(2, &ASHA, 40)]))]);
}

#[test]
fn those_who_wait_see_the_queue_before_them_get_shorter() {
    let mut world = meeting();
    assert_eq!(world.joins(3, &GUEST), [waiting(3, WaitReason::Knocking)]);
    assert_eq!(world.joins(4, &GUEST.named("Gopal")), [waiting_behind(4, WaitReason::Knocking, 1)]);
    world.after(250);
    let effects = world.says(1, ClientMessage::Admit { seat: SeatId(3) });
    assert_eq!(effects.last(), Some(&waiting(4, WaitReason::Knocking)), "{effects:?}");
}

#[test]
fn the_spotlight_falls_on_one_person_and_goes_with_them() {
    let spotlight = |seat: Option<u32>| ClientMessage::Spotlight { seat: seat.map(SeatId) };
    let lit = |info| SeatInfo { spotlight: true, ..info };
    let mut world = meeting();
    world.sits(3, &COHOST, 3);
    let no = |reason| [refused(2, RequestKind::Spotlight, reason)];
    assert_eq!(world.says(2, spotlight(Some(2))), no(RefusalReason::NotAllowed));
    assert_eq!(world.says(3, spotlight(Some(9))), [refused(3, RequestKind::Spotlight, RefusalReason::NoSuchPerson)]);
    // A co-host lights the host, who is above them: it takes nothing from anybody.
    world.says(3, spotlight(Some(1)));
    assert_eq!(world.after(30), [all([1, 2, 3], seats(vec![lit(info(1, &HOST, 0))]))]);
    assert_eq!(world.says(3, spotlight(Some(1))), []);
    assert_eq!(world.after(30), [], "nothing new, nothing told");
    world.says(1, spotlight(Some(2)));
    assert_eq!(world.after(30), [all([1, 2, 3], seats(vec![info(1, &HOST, 0), lit(info(2, &ASHA, 40))]))]);
    world.joins(4, &ASHA.named("Bala"));
    let effects = world.answered(4);
    let told = effects.iter().find_map(|effect| match effect {
        Effect::Send { message: ServerMessage::Joined { snapshot, .. }, .. } => Some(snapshot.clone()),
        _ => None,
    });
    let told = told.expect("a snapshot").seats;
    assert_eq!(told.iter().filter(|info| info.spotlight).map(|info| info.seat).collect::<Vec<_>>(), [SeatId(2)]);
    world.after(40);
    world.says(2, ClientMessage::Leave);
    let effects = world.joins(5, &ASHA);
    assert_eq!(effects, [connects(5, "offer 5")]);
    world.answered(5);
    assert_eq!(
        world.after(30),
        [all([1, 3, 4, 5], seats(vec![info(5, &ASHA, world.now.0 - 30)]))],
        "who comes back is like the others"
    );
}

#[test]
fn the_spotlight_can_be_taken_away() {
    let mut world = meeting();
    world.says(1, ClientMessage::Spotlight { seat: Some(SeatId(2)) });
    world.after(30);
    world.says(1, ClientMessage::Spotlight { seat: None });
    assert_eq!(world.after(30), [all([1, 2], seats(vec![info(2, &ASHA, 40)]))]);
}
