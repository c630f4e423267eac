//! Who may do what: the table as it is written down for people, and each of its cells tried in a room.

mod support;

use std::{fmt::Write as _, fs, path::Path};

use support::*;
use talkspace_model::{MediaSource, MeetingSettings, MessageId, PublishState, Role, SeatId, SettingsChange, Switch};
use talkspace_room::{
    Effect, RoomSetup,
    policy::{Action, Grant, Past, RecordPart, Standing, allow, grant, may_acting, may_read_record},
};
use talkspace_signal::{Audience, ClientMessage, Mark, Quality, Reaction, RefusalReason, ServerMessage, Spot};

/// What the page says, action by action.
const LINES: [(Action, &str); 31] = [
    (Action::Hand, "Raise and lower the own hand"),
    (Action::Chat, "Write to everybody"),
    (Action::ChatHosts, "Write to the hosts, or to one of them"),
    (Action::ChatPrivately, "Write to one other person"),
    (Action::ShareFile, "Send files"),
    (Action::React, "Send reactions, also to messages"),
    (Action::DeleteMessage, "Take back an own message"),
    (Action::DeleteOther, "Take back somebody's message"),
    (Action::Earlier, "Read what was written earlier"),
    (Action::Rename, "Change the own name"),
    (Action::Send(MediaSource::Camera), "Turn the own camera on"),
    (Action::Send(MediaSource::Microphone), "Turn the own microphone on"),
    (Action::Send(MediaSource::Screen), "Share the screen"),
    (Action::Mark, "Draw on a shared screen whose sharer allows it"),
    (Action::Admit, "Let in who waits"),
    (Action::Deny, "Send away who waits"),
    (Action::TellWaiting, "Write to those who wait"),
    (Action::Stop, "Mute somebody, turn their camera off, stop their sharing"),
    (Action::MuteAll, "Mute all, or all but some"),
    (Action::AskUnmute, "Ask somebody to unmute"),
    (Action::Spotlight, "Put somebody in the spotlight, for everybody"),
    (Action::LowerHand, "Lower hands"),
    (Action::RenameOther, "Change somebody's name"),
    (Action::Remove, "Remove somebody for now"),
    (Action::Block, "Remove somebody for good"),
    (Action::SetRole, "Change somebody's role, below the own"),
    (Action::Lock, "Lock and unlock the meeting"),
    (Action::Configure, "Change the meeting's settings"),
    (Action::HandOver, "Hand the meeting over"),
    (Action::EndForAll, "End the meeting for all"),
    (Action::Publish, "Mute oneself, turn the own camera off, stop sharing"),
];

/// What the page says of a run's record.
const RECORD: [(RecordPart, &str); 8] = [
    (RecordPart::OwnLine, "See the own attendance"),
    (RecordPart::Timeline, "See who came and went"),
    (RecordPart::Everybody, "See everybody's attendance, also over a series, and download it"),
    (RecordPart::Chat, "Read what was written to everybody, and open its files"),
    (RecordPart::HostChat, "Read what others wrote to the hosts"),
    (RecordPart::OwnPrivateChat, "Read private messages from or to oneself"),
    (RecordPart::PrivateChat, "Read private messages between others"),
    (RecordPart::Feedback, "See how people said the call was"),
];

const PASTS: [Past; 4] =
    [Past::Stranger, Past::Attended { sent_away: true }, Past::Attended { sent_away: false }, Past::Steered];

fn record_cell(part: RecordPart, past: Past) -> &'static str {
    match (may_read_record(part, past, true), may_read_record(part, past, false)) {
        (true, true) => "yes",
        (true, false) => "`read_afterwards`",
        (false, _) => "–",
    }
}

fn page() -> String {
    let mut page = include_str!("roles-head.md").to_owned();
    page.push_str(
        "\n| | viewer | participant | presenter | acting co-host | co-host | host |\n|---|---|---|---|---|---|---|\n",
    );
    for (action, words) in LINES {
        let mut cells = Role::ALL.map(|role| cell(grant(action, role))).to_vec();
        let acting = if may_acting(action) { grant(action, Role::CoHost) } else { Grant::Never };
        cells.insert(3, cell(acting));
        writeln!(page, "| {words} | {} |", cells.join(" | ")).expect("writing to a String cannot fail");
    }
    page.push_str(include_str!("roles-record.md"));
    for (part, words) in RECORD {
        let cells = PASTS.map(|past| record_cell(part, past));
        writeln!(page, "| {words} | {} |", cells.join(" | ")).expect("writing to a String cannot fail");
    }
    page
}

fn cell(grant: Grant) -> String {
    match grant {
        Grant::Always => "yes".to_owned(),
        Grant::If(switch) => format!("`{}`", switch.as_str()),
        Grant::Never => "–".to_owned(),
    }
}

/// `UPDATE_ROLES=1 cargo test -p talkspace-room --test roles` writes the page anew.
#[test]
fn the_page_of_roles_says_what_the_table_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/ROLES.md");
    if std::env::var_os("UPDATE_ROLES").is_some() {
        fs::write(&path, page()).expect("the page can be written");
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == page(), "docs/ROLES.md is out of date: run this test with UPDATE_ROLES=1");
}

const TARGET: Person = ASHA;

const RITA: Person = Person { name: "Rita", alias: None, role: Role::Participant, guest: false };

/// A room with the host in seat 1, somebody of the given role in seat 2, a participant in seat 3, and a guest who knocks as
/// seat 4. The host and whoever is tried have each written something,
/// and the host shares a screen to draw on.
fn world(role: Role, settings: MeetingSettings) -> World {
    let mut world = World::with(RoomSetup { settings, ..setup() });
    world.sits(1, &HOST, 1);
    world.sits(2, &Person { role, ..RITA }, 2);
    world.sits(3, &TARGET, 3);
    world.joins(4, &GUEST);
    world.after(250);
    world.says(1, chat("host-s", "hello"));
    world.stored("host-s", true);
    world.says(2, whisper("own", "hello", Audience::Hosts));
    world.stored("own", true);
    let publish = PublishState { screen: true, drawing: true, ..ON };
    world.says(1, ClientMessage::Publish { publish, stop: 99 });
    // Everything is off, so that turning it on is a wish.
    world.says(2, ClientMessage::Publish { publish: PublishState::default(), stop: 99 });
    world.after(40);
    world
}

fn request(action: Action) -> ClientMessage {
    let (seat, own) = (SeatId(3), SeatId(2));
    let sends = |source| PublishState::default().with(source, true);
    match action {
        Action::Hand => ClientMessage::Hand { raised: true },
        Action::Chat => chat("m", "hello"),
        Action::ChatHosts => whisper("m", "hello", Audience::Hosts),
        Action::ChatPrivately => whisper("m", "hello", Audience::Person(seat)),
        Action::ShareFile => with_file(whisper("m", "", Audience::Hosts), "f"),
        Action::DeleteMessage => ClientMessage::DeleteMessage { id: MessageId::new("own") },
        Action::DeleteOther => ClientMessage::DeleteMessage { id: MessageId::new("host-s") },
        Action::Earlier => ClientMessage::Earlier { before: MessageId::new("own") },
        Action::React => ClientMessage::React { reaction: Reaction::Clap },
        Action::Rename => ClientMessage::Rename { seat: own, name: "Rita B".into() },
        Action::Send(source) => ClientMessage::Publish { publish: sends(source), stop: 99 },
        Action::Publish => ClientMessage::Publish { publish: PublishState::default(), stop: 99 },
        Action::Admit => ClientMessage::Admit { seat: SeatId(4) },
        Action::Deny => ClientMessage::Deny { seat: SeatId(4) },
        Action::TellWaiting => ClientMessage::TellWaiting { text: "soon".into() },
        Action::Stop => ClientMessage::Stop { seat, source: MediaSource::Microphone },
        Action::MuteAll => ClientMessage::MuteAll { except: vec![] },
        Action::AskUnmute => ClientMessage::AskUnmute { seat },
        Action::Mark => ClientMessage::Mark { seat: SeatId(1), mark: Mark::Pointer { at: Spot::new(1, 2) } },
        Action::Spotlight => ClientMessage::Spotlight { seat: Some(seat) },
        Action::LowerHand => ClientMessage::LowerHand { seat },
        Action::RenameOther => ClientMessage::Rename { seat, name: "Asha P".into() },
        Action::Remove => ClientMessage::Remove { seat, block: false },
        Action::Block => ClientMessage::Remove { seat, block: true },
        Action::SetRole => ClientMessage::SetRole { seat, role: Role::Viewer },
        Action::Lock => ClientMessage::Lock { locked: true },
        Action::Configure => {
            ClientMessage::Configure { change: SettingsChange::Switch { switch: Switch::Sounds, on: true } }
        }
        Action::HandOver => ClientMessage::HandOver { seat },
        Action::EndForAll => ClientMessage::EndForAll,
        Action::Quality => ClientMessage::Quality { quality: Quality::Slow },
        Action::Hello | Action::Join | Action::Resume | Action::Offer | Action::View | Action::SlotReady => {
            panic!("{action:?} is not in the table")
        }
    }
}

/// Whether the room did what was asked: a right that is missing shows as a refusal or, for what is sent, as a stop.
fn is_done(role: Role, settings: MeetingSettings, action: Action) -> bool {
    let mut world = world(role, settings);
    world.room.handle_upload(RITA.identity(), file("f"));
    let effects = world.says(2, request(action));
    let denied = |effect: &Effect| match effect {
        Effect::Send { message: ServerMessage::Refused { reason, .. }, .. } => {
            assert_eq!(*reason, RefusalReason::NotAllowed, "{role:?} {action:?}");
            assert_eq!(effects.len(), 1, "a refusal changes nothing");
            true
        }
        Effect::Send { message: ServerMessage::Stop { .. }, to } => *to == link(2),
        _ => false,
    };
    !effects.iter().any(denied)
}

/// One letter for each role: y may, s may while the switch is on, n may not.
const EXPECTED: [(Action, &str); 31] = [
    (Action::Hand, "yyyyy"),
    (Action::Chat, "ssyyy"),
    (Action::ChatHosts, "yyyyy"),
    (Action::ChatPrivately, "ssyyy"),
    (Action::ShareFile, "ssyyy"),
    (Action::React, "ssyyy"),
    (Action::DeleteMessage, "yyyyy"),
    (Action::DeleteOther, "nnnyy"),
    (Action::Earlier, "yyyyy"),
    (Action::Rename, "ssyyy"),
    (Action::Send(MediaSource::Camera), "nyyyy"),
    (Action::Send(MediaSource::Microphone), "nsyyy"),
    (Action::Send(MediaSource::Screen), "nsyyy"),
    (Action::Mark, "nyyyy"),
    (Action::Admit, "nnnyy"),
    (Action::Deny, "nnnyy"),
    (Action::TellWaiting, "nnnyy"),
    (Action::Stop, "nnnyy"),
    (Action::MuteAll, "nnnyy"),
    (Action::AskUnmute, "nnnyy"),
    (Action::Spotlight, "nnnyy"),
    (Action::LowerHand, "nnnyy"),
    (Action::RenameOther, "nnnyy"),
    (Action::Remove, "nnnyy"),
    (Action::Block, "nnnyy"),
    (Action::SetRole, "nnnyy"),
    (Action::Lock, "nnnyy"),
    (Action::Configure, "nnnyy"),
    (Action::HandOver, "nnnny"),
    (Action::EndForAll, "nnnny"),
    (Action::Publish, "yyyyy"),
];

#[test]
fn every_cell_holds_in_the_room() {
    let all_on = MeetingSettings::default();
    let off = |settings, switch| SettingsChange::Switch { switch, on: false }.apply(settings);
    let all_off = Switch::RIGHTS.into_iter().fold(all_on, off);
    for (action, expected) in EXPECTED {
        let letter = |role| match (is_done(role, all_on, action), is_done(role, all_off, action)) {
            (true, true) => 'y',
            (true, false) => 's',
            (false, false) => 'n',
            (false, true) => panic!("{role:?} may {action:?} only while it is switched off"),
        };
        assert_eq!(Role::ALL.map(letter).iter().collect::<String>(), expected, "{action:?}");
    }
}

/// One letter for each past: y may, s may while the hosts let people read afterwards, n may not.
#[test]
fn the_record_is_for_who_was_there() {
    let expected = ["nyyy", "nyyy", "nnny", "nnsy", "nnny", "nnsy", "nnnn", "nnny"];
    for ((part, _), expected) in RECORD.into_iter().zip(expected) {
        let letter = |past| match (may_read_record(part, past, true), may_read_record(part, past, false)) {
            (true, true) => 'y',
            (true, false) => 's',
            (false, false) => 'n',
            (false, true) => panic!("{part:?} only while it is switched off"),
        };
        assert_eq!(PASTS.map(letter).iter().collect::<String>(), expected, "{part:?}");
    }
}

#[test]
fn nobody_acts_upon_equals_or_betters_but_the_host() {
    let upon_person = [
        ClientMessage::Stop { seat: SeatId(3), source: MediaSource::Camera },
        ClientMessage::AskUnmute { seat: SeatId(3) },
        ClientMessage::LowerHand { seat: SeatId(3) },
        ClientMessage::Rename { seat: SeatId(3), name: "Nobody".into() },
        ClientMessage::Remove { seat: SeatId(3), block: true },
        ClientMessage::SetRole { seat: SeatId(3), role: Role::Participant },
    ];
    for (target, acts) in [
        (Role::Viewer, true),
        (Role::Participant, true),
        (Role::Presenter, true),
        (Role::CoHost, false),
        (Role::Host, false),
    ] {
        for message in &upon_person {
            let mut world = World::new();
            world.sits(1, &HOST, 1);
            world.sits(2, &COHOST, 2);
            world.sits(3, &Person { name: "Tara", alias: None, role: target, guest: false }, 3);
            let effects = world.says(2, message.clone());
            let denied = matches!(
                effects.as_slice(),
                [Effect::Send { message: ServerMessage::Refused { reason: RefusalReason::NotAllowed, .. }, .. }]
            );
            let viewer = target == Role::Viewer && matches!(message, ClientMessage::AskUnmute { .. });
            assert_eq!(!denied, acts && !viewer, "{message:?} upon {target:?}: {effects:?}");
        }
    }
}

#[test]
fn nobody_makes_anybody_their_equal_but_the_host() {
    for (own, to, may) in [
        (Role::CoHost, Role::Presenter, true),
        (Role::CoHost, Role::CoHost, false),
        (Role::CoHost, Role::Host, false),
        (Role::Host, Role::CoHost, true),
        (Role::Host, Role::Host, false),
    ] {
        let mut world = world(own, MeetingSettings::default());
        let effects = world.says(2, ClientMessage::SetRole { seat: SeatId(3), role: to });
        let refused = matches!(effects.as_slice(), [Effect::Send { message: ServerMessage::Refused { .. }, .. }]);
        assert_eq!(!refused, may, "{own:?} makes a {to:?}");
    }
}

#[test]
fn what_has_its_place_and_time() {
    let settings = MeetingSettings::default();
    let standings = [Standing::Outside, Standing::Waiting, Standing::Connecting];
    for (action, expected) in [
        (Action::Hello, [false; 3]),
        (Action::Join, [true, false, false]),
        (Action::Resume, [true, false, false]),
        (Action::Publish, [false, true, true]),
        (Action::Offer, [false; 3]),
        (Action::View, [false; 3]),
        (Action::SlotReady, [false; 3]),
        (Action::Quality, [false; 3]),
    ] {
        assert_eq!(standings.map(|standing| allow(action, standing, &settings).is_ok()), expected, "{action:?}");
    }
    for (action, _) in LINES.into_iter().filter(|(action, _)| *action != Action::Publish) {
        for standing in standings {
            assert_eq!(allow(action, standing, &settings), Err(RefusalReason::OutOfPlace), "{action:?} {standing:?}");
        }
    }
    for action in [Action::Hello, Action::Join, Action::Resume] {
        assert!(allow(action, Standing::Seated(Role::Host), &settings).is_err(), "{action:?} from within");
    }
}
