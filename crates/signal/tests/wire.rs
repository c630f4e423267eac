//! Every message as it stands on the wire, letter by letter. A change here is a change of the protocol: see the version
//! rule in `docs/PROTOCOL.md`.

use talkspace_model::{
    DataLimit, FileId, Layer, MediaSource, MeetingSettings, MessageId, PictureSize, PublishState, Role, SeatId,
    SettingsChange, SharedFile, SlotAssignment, SlotId, SlotKind, Spending, Switch, Template, TileView, Timestamp,
    View, WaitingRoom, Wanted,
};
use talkspace_signal::{
    Addressee, Audience, ChatMessage, ClientMessage, CloseCode, EndReason, KnockEntry, Mark, Quality, Reaction,
    RefusalReason, RequestKind, RoleCause, RoomSettings, RoomSnapshot, SeatInfo, ServerMessage, Spot, StopCause, Tally,
    WaitReason, parse_client, parse_server, to_text,
};

const PUBLISH: PublishState =
    PublishState { microphone: true, camera: false, screen: false, paused: false, drawing: false };

#[track_caller]
fn client(message: &ClientMessage, text: &str) {
    assert_eq!(to_text(message), text);
    assert_eq!(parse_client(text).as_ref().ok(), Some(message));
}

#[track_caller]
fn server(message: &ServerMessage, text: &str) {
    assert_eq!(to_text(message), text);
    assert_eq!(parse_server(text).as_ref().ok(), Some(message));
}

fn slot(index: u8, seat: Option<u32>, turn: u32) -> SlotAssignment {
    SlotAssignment { slot: SlotId::new(SlotKind::Video, index), seat: seat.map(SeatId), turn }
}

fn asha() -> SeatInfo {
    SeatInfo {
        seat: SeatId(2),
        name: "Asha".into(),
        role: Role::CoHost,
        guest: false,
        publish: PUBLISH,
        hand: Some(Timestamp(9)),
        joined: Timestamp(8),
        away: true,
        acting: false,
        spotlight: false,
        quality: Quality::Good,
    }
}

fn hello() -> ChatMessage {
    let (id, from) = (MessageId::new("m1"), (SeatId(2), "Asha".into()));
    let text = "नमस्ते \"all\"\n".into();
    ChatMessage::new(id, from, text, Addressee::Everyone, Timestamp(1_700_000_000_000))
}

fn gita() -> KnockEntry {
    KnockEntry { seat: SeatId(3), name: "Gita".into(), guest: true, since: Timestamp(7), note: None }
}

#[test]
fn what_clients_say() {
    client(
        &ClientMessage::Hello { version: 2, ticket: Some("t".into()) },
        r#"{"type":"hello","version":2,"ticket":"t"}"#,
    );
    client(&ClientMessage::Hello { version: 2, ticket: None }, r#"{"type":"hello","version":2}"#);
    client(
        &ClientMessage::Join { offer: "v=0\r\n".into(), publish: PUBLISH, note: None },
        r#"{"type":"join","offer":"v=0\r\n","publish":{"microphone":true,"camera":false,"screen":false}}"#,
    );
    client(
        &ClientMessage::Join { offer: "o".into(), publish: PUBLISH, note: Some("from 9b".into()) },
        r#"{"type":"join","offer":"o","publish":{"microphone":true,"camera":false,"screen":false},"note":"from 9b"}"#,
    );
    client(
        &ClientMessage::Resume { token: "k".into(), publish: PUBLISH, stop: 0, offer: None },
        r#"{"type":"resume","token":"k","publish":{"microphone":true,"camera":false,"screen":false}}"#,
    );
    client(
        &ClientMessage::Resume { token: "k".into(), publish: PUBLISH, stop: 3, offer: Some("o".into()) },
        r#"{"type":"resume","token":"k","publish":{"microphone":true,"camera":false,"screen":false},"stop":3,"offer":"o"}"#,
    );
    client(&ClientMessage::Offer { sdp: "o".into() }, r#"{"type":"offer","sdp":"o"}"#);
    client(
        &ClientMessage::Publish { publish: PUBLISH, stop: 0 },
        r#"{"type":"publish","publish":{"microphone":true,"camera":false,"screen":false}}"#,
    );
    client(
        &ClientMessage::Publish { publish: PUBLISH, stop: 7 },
        r#"{"type":"publish","publish":{"microphone":true,"camera":false,"screen":false},"stop":7}"#,
    );
    client(
        &ClientMessage::Publish { publish: PublishState { screen: true, paused: true, ..PUBLISH }, stop: 0 },
        r#"{"type":"publish","publish":{"microphone":true,"camera":false,"screen":true,"paused":true}}"#,
    );
    client(
        &ClientMessage::View { view: View { tiles: vec![TileView { seat: SeatId(4), height: 360 }], screens: None } },
        r#"{"type":"view","view":{"tiles":[{"seat":4,"height":360}]}}"#,
    );
    client(
        &ClientMessage::View { view: View { tiles: vec![], screens: Some(vec![SeatId(4)]) } },
        r#"{"type":"view","view":{"tiles":[],"screens":[4]}}"#,
    );
    client(
        &ClientMessage::SlotReady { slot: SlotId::new(SlotKind::Video, 3), turn: 5 },
        r#"{"type":"slot_ready","slot":"v3","turn":5}"#,
    );
    let says = |to, reply, file| ClientMessage::Chat { id: MessageId::new("m1"), text: "hi".into(), to, reply, file };
    client(&says(Audience::Everyone, None, None), r#"{"type":"chat","id":"m1","text":"hi"}"#);
    client(&says(Audience::Hosts, None, None), r#"{"type":"chat","id":"m1","text":"hi","to":"hosts"}"#);
    client(
        &says(Audience::Person(SeatId(4)), None, None),
        r#"{"type":"chat","id":"m1","text":"hi","to":{"person":4}}"#,
    );
    client(
        &says(Audience::Everyone, Some(MessageId::new("m0")), Some(FileId::new("f1"))),
        r#"{"type":"chat","id":"m1","text":"hi","reply":"m0","file":"f1"}"#,
    );
    client(&ClientMessage::DeleteMessage { id: MessageId::new("m1") }, r#"{"type":"delete_message","id":"m1"}"#);
    client(
        &ClientMessage::ReactTo { id: MessageId::new("m1"), reaction: Reaction::ThumbsUp, on: true },
        r#"{"type":"react_to","id":"m1","reaction":"thumbs_up","on":true}"#,
    );
    client(&ClientMessage::Earlier { before: MessageId::new("m1") }, r#"{"type":"earlier","before":"m1"}"#);
    client(&ClientMessage::Hand { raised: true }, r#"{"type":"hand","raised":true}"#);
    client(&ClientMessage::Admit { seat: SeatId(3) }, r#"{"type":"admit","seat":3}"#);
    client(&ClientMessage::AdmitAll, r#"{"type":"admit_all"}"#);
    client(&ClientMessage::Deny { seat: SeatId(3) }, r#"{"type":"deny","seat":3}"#);
    client(&ClientMessage::Leave, r#"{"type":"leave"}"#);
    client(&ClientMessage::EndForAll, r#"{"type":"end_for_all"}"#);
    client(&ClientMessage::Ping { n: 7 }, r#"{"type":"ping","n":7}"#);
}

#[test]
fn what_clients_say_to_each_other_and_about_themselves() {
    client(&ClientMessage::React { reaction: Reaction::ThumbsUp }, r#"{"type":"react","reaction":"thumbs_up"}"#);
    client(&ClientMessage::Quality { quality: Quality::Lossy }, r#"{"type":"quality","quality":"lossy"}"#);
    client(
        &ClientMessage::Rename { seat: SeatId(3), name: "Gita B".into() },
        r#"{"type":"rename","seat":3,"name":"Gita B"}"#,
    );
}

#[test]
fn what_people_draw() {
    let (one, two) = (Spot::new(0, 10_000), Spot::new(2_500, 1));
    let marks = [
        (Mark::Pen { stroke: 7, points: vec![one, two] }, r#"{"kind":"pen","stroke":7,"points":[[0,10000],[2500,1]]}"#),
        (Mark::Arrow { from: one, to: two }, r#"{"kind":"arrow","from":[0,10000],"to":[2500,1]}"#),
        (Mark::Pointer { at: two }, r#"{"kind":"pointer","at":[2500,1]}"#),
    ];
    for (mark, text) in marks {
        let said = ClientMessage::Mark { seat: SeatId(3), mark: mark.clone() };
        client(&said, &format!(r#"{{"type":"mark","seat":3,"mark":{text}}}"#));
        let told = ServerMessage::Mark { from: SeatId(2), seat: SeatId(3), mark };
        server(&told, &format!(r#"{{"type":"mark","from":2,"seat":3,"mark":{text}}}"#));
    }
    let beyond = r#"{"type":"mark","seat":3,"mark":{"kind":"pointer","at":[10001,0]}}"#;
    assert!(parse_client(beyond).is_err(), "there is nothing beyond the edge");
    client(
        &ClientMessage::Publish { publish: PublishState { screen: true, drawing: true, ..PUBLISH }, stop: 0 },
        r#"{"type":"publish","publish":{"microphone":true,"camera":false,"screen":true,"drawing":true}}"#,
    );
}

#[test]
fn what_hosts_say() {
    client(
        &ClientMessage::SetRole { seat: SeatId(3), role: Role::Presenter },
        r#"{"type":"set_role","seat":3,"role":"presenter"}"#,
    );
    client(&ClientMessage::HandOver { seat: SeatId(3) }, r#"{"type":"hand_over","seat":3}"#);
    client(
        &ClientMessage::Stop { seat: SeatId(3), source: MediaSource::Microphone },
        r#"{"type":"stop","seat":3,"source":"microphone"}"#,
    );
    client(&ClientMessage::MuteAll { except: vec![] }, r#"{"type":"mute_all"}"#);
    client(&ClientMessage::MuteAll { except: vec![SeatId(4)] }, r#"{"type":"mute_all","except":[4]}"#);
    client(&ClientMessage::AskUnmute { seat: SeatId(3) }, r#"{"type":"ask_unmute","seat":3}"#);
    client(&ClientMessage::Spotlight { seat: Some(SeatId(3)) }, r#"{"type":"spotlight","seat":3}"#);
    client(&ClientMessage::Spotlight { seat: None }, r#"{"type":"spotlight"}"#);
    client(&ClientMessage::LowerHand { seat: SeatId(3) }, r#"{"type":"lower_hand","seat":3}"#);
    client(&ClientMessage::LowerAllHands, r#"{"type":"lower_all_hands"}"#);
    client(&ClientMessage::Remove { seat: SeatId(3), block: false }, r#"{"type":"remove","seat":3}"#);
    client(&ClientMessage::Remove { seat: SeatId(3), block: true }, r#"{"type":"remove","seat":3,"block":true}"#);
    client(&ClientMessage::Lock { locked: true }, r#"{"type":"lock","locked":true}"#);
    client(&ClientMessage::TellWaiting { text: "soon".into() }, r#"{"type":"tell_waiting","text":"soon"}"#);
    let changes = [
        (SettingsChange::Title { title: "Optics".into() }, r#"{"kind":"title","title":"Optics"}"#),
        (
            SettingsChange::WaitingRoom { waiting_room: WaitingRoom::Everyone },
            r#"{"kind":"waiting_room","waiting_room":"everyone"}"#,
        ),
        (
            SettingsChange::DataLimit { data_limit: DataLimit::try_from(200).ok() },
            r#"{"kind":"data_limit","data_limit":200}"#,
        ),
        (SettingsChange::DataLimit { data_limit: None }, r#"{"kind":"data_limit","data_limit":null}"#),
        (SettingsChange::SignInRequired { on: true }, r#"{"kind":"sign_in_required","on":true}"#),
        (
            SettingsChange::Switch { switch: Switch::MuteOnEntry, on: false },
            r#"{"kind":"switch","switch":"mute_on_entry","on":false}"#,
        ),
        (
            SettingsChange::Template { template: Template::OfficeHours },
            r#"{"kind":"template","template":"office_hours"}"#,
        ),
    ];
    for (change, text) in changes {
        client(&ClientMessage::Configure { change }, &format!(r#"{{"type":"configure","change":{text}}}"#));
    }
}

const SETTINGS: &str = concat!(
    r#"{"title":"Physics","settings":{"waiting_room":"guests","sign_in_required":false,"share":true,"chat":true,"chat_privately":true,"files":true,"#,
    r#""unmute":true,"rename":true,"react":true,"mute_on_entry":false,"sounds":false,"read_afterwards":true}}"#,
);

fn settings() -> RoomSettings {
    RoomSettings { title: "Physics".into(), locked: false, settings: MeetingSettings::default() }
}

#[test]
fn what_the_server_says_about_rights() {
    let by = || "Hema".to_owned();
    server(
        &ServerMessage::Settings { settings: settings(), by: by() },
        &format!(r#"{{"type":"settings","settings":{SETTINGS},"by":"Hema"}}"#),
    );
    let stop = |cause| ServerMessage::Stop { source: MediaSource::Screen, n: 2, cause };
    let causes = [
        (StopCause::Host { by: by() }, r#"{"kind":"host","by":"Hema"}"#),
        (StopCause::Entry, r#"{"kind":"entry"}"#),
        (StopCause::Rule, r#"{"kind":"rule"}"#),
    ];
    for (cause, text) in causes {
        server(&stop(cause), &format!(r#"{{"type":"stop","source":"screen","n":2,"cause":{text}}}"#));
    }
    server(&ServerMessage::AskedToUnmute { by: by() }, r#"{"type":"asked_to_unmute","by":"Hema"}"#);
    server(&ServerMessage::HandLowered { by: by() }, r#"{"type":"hand_lowered","by":"Hema"}"#);
    let causes = [
        (RoleCause::Host { by: by() }, r#"{"kind":"host","by":"Hema"}"#),
        (RoleCause::HostsAway, r#"{"kind":"hosts_away"}"#),
        (RoleCause::HostsBack, r#"{"kind":"hosts_back"}"#),
    ];
    for (cause, text) in causes {
        let told = ServerMessage::Role { role: Role::CoHost, cause };
        server(&told, &format!(r#"{{"type":"role","role":"co_host","cause":{text}}}"#));
    }
    server(
        &ServerMessage::Reaction { seat: SeatId(3), reaction: Reaction::Celebrate },
        r#"{"type":"reaction","seat":3,"reaction":"celebrate"}"#,
    );
    let person =
        SeatInfo { acting: true, spotlight: true, quality: Quality::Broken, away: false, hand: None, ..asha() };
    server(
        &ServerMessage::Seats { seats: vec![person] },
        concat!(
            r#"{"type":"seats","seats":[{"seat":2,"name":"Asha","role":"co_host","guest":false,"#,
            r#""publish":{"microphone":true,"camera":false,"screen":false},"joined":8,"acting":true,"spotlight":true,"quality":"broken"}]}"#,
        ),
    );
    let knock = KnockEntry { note: Some("from 9b".into()), ..gita() };
    server(
        &ServerMessage::Knocks { knocks: vec![knock], more: 0 },
        r#"{"type":"knocks","knocks":[{"seat":3,"name":"Gita","guest":true,"since":7,"note":"from 9b"}]}"#,
    );
}

#[test]
fn what_the_server_says_about_coming_in() {
    let snapshot = RoomSnapshot {
        seat: SeatId(2),
        token: "k".into(),
        settings: settings(),
        started: Timestamp(5),
        now: Timestamp(10),
        seats: vec![asha()],
        speaking: vec![SeatId(2)],
        slots: vec![slot(0, Some(1), 4)],
        chat: vec![hello()],
        chat_more: true,
        knocks: vec![gita()],
        knocks_more: 4,
        wanted: Wanted::ALL,
    };
    let inside = concat!(
        r#""snapshot":{"seat":2,"token":"k","settings":{"title":"Physics","settings":{"waiting_room":"guests","#,
        r#""sign_in_required":false,"share":true,"chat":true,"chat_privately":true,"files":true,"unmute":true,"rename":true,"react":true,"#,
        r#""mute_on_entry":false,"sounds":false,"read_afterwards":true}},"started":5,"now":10,"#,
        r#""seats":[{"seat":2,"name":"Asha","role":"co_host","guest":false,"#,
        r#""publish":{"microphone":true,"camera":false,"screen":false},"hand":9,"joined":8,"away":true}],"#,
        r#""speaking":[2],"slots":[{"slot":"v0","seat":1,"turn":4}],"#,
        r#""chat":[{"id":"m1","from":2,"name":"Asha","text":"नमस्ते \"all\"\n","sent":1700000000000}],"chat_more":true,"#,
        r#""knocks":[{"seat":3,"name":"Gita","guest":true,"since":7}],"knocks_more":4}"#,
    );
    let joined =
        |answer: Option<&str>| ServerMessage::Joined { snapshot: snapshot.clone(), answer: answer.map(str::to_owned) };
    server(&joined(None), &format!(r#"{{"type":"joined",{inside}}}"#));
    server(&joined(Some("a")), &format!(r#"{{"type":"joined",{inside},"answer":"a"}}"#));
    for (reason, word) in [(WaitReason::HostNotHere, "host_not_here"), (WaitReason::Knocking, "knocking")] {
        server(
            &ServerMessage::Waiting { reason, token: "k".into(), title: "Physics".into(), message: None, before: 0 },
            &format!(r#"{{"type":"waiting","reason":"{word}","token":"k","title":"Physics"}}"#),
        );
    }
    let (reason, token, title) = (WaitReason::Locked, "k".into(), "Physics".into());
    server(
        &ServerMessage::Waiting { reason, token, title, message: Some("soon".into()), before: 2 },
        r#"{"type":"waiting","reason":"locked","token":"k","title":"Physics","message":"soon","before":2}"#,
    );
    server(&ServerMessage::Answer { sdp: "a".into() }, r#"{"type":"answer","sdp":"a"}"#);
}

#[test]
fn what_the_server_says_inside() {
    let quiet = SeatInfo { role: Role::Host, guest: true, hand: None, away: false, ..asha() };
    server(
        &ServerMessage::Seats { seats: vec![quiet] },
        concat!(
            r#"{"type":"seats","seats":[{"seat":2,"name":"Asha","role":"host","guest":true,"#,
            r#""publish":{"microphone":true,"camera":false,"screen":false},"joined":8}]}"#,
        ),
    );
    server(&ServerMessage::SeatLeft { seat: SeatId(2) }, r#"{"type":"seat_left","seat":2}"#);
    server(
        &ServerMessage::Slots { slots: vec![slot(14, None, 9)] },
        r#"{"type":"slots","slots":[{"slot":"v14","seat":null,"turn":9}]}"#,
    );
    server(&ServerMessage::Speaking { seats: vec![SeatId(1), SeatId(2)] }, r#"{"type":"speaking","seats":[1,2]}"#);
    server(
        &ServerMessage::Chat { message: hello() },
        concat!(
            r#"{"type":"chat","message":{"id":"m1","from":2,"name":"Asha","text":"नमस्ते \"all\"\n","#,
            r#""sent":1700000000000}}"#,
        ),
    );
    server(
        &ServerMessage::Chat { message: ChatMessage { to: Addressee::Hosts, text: "hi".into(), ..hello() } },
        concat!(
            r#"{"type":"chat","message":{"id":"m1","from":2,"name":"Asha","text":"hi","to":"hosts","#,
            r#""sent":1700000000000}}"#,
        ),
    );
    let reactions = vec![Tally { reaction: Reaction::Heart, count: 2, mine: true }];
    let (reply, text) = (Some(MessageId::new("m0")), String::new());
    let full = ChatMessage { reply, reactions, deleted: true, mine: true, text, ..hello() };
    let full_text = concat!(
        r#"{"id":"m1","from":2,"name":"Asha","text":"","sent":1700000000000,"reply":"m0","#,
        r#""reactions":[{"reaction":"heart","count":2,"mine":true}],"deleted":true,"mine":true}"#,
    );
    server(
        &ServerMessage::ChatEarlier { messages: vec![full], more: true },
        &format!(r#"{{"type":"chat_earlier","messages":[{full_text}],"more":true}}"#),
    );
    let sketch = SharedFile {
        id: FileId::new("f1"),
        name: "sketch.png".into(),
        bytes: 1234,
        picture: Some(PictureSize { width: 640, height: 480 }),
    };
    let file_text = r#"{"id":"f1","name":"sketch.png","bytes":1234,"picture":{"width":640,"height":480}}"#;
    server(
        &ServerMessage::Chat { message: ChatMessage { file: Some(sketch), text: String::new(), ..hello() } },
        &format!(
            r#"{{"type":"chat","message":{{"id":"m1","from":2,"name":"Asha","text":"","sent":1700000000000,"file":{file_text}}}}}"#
        ),
    );
    server(&ServerMessage::ChatDeleted { id: MessageId::new("m1") }, r#"{"type":"chat_deleted","id":"m1"}"#);
    let (id, reaction) = (MessageId::new("m1"), Reaction::Clap);
    server(
        &ServerMessage::ChatReaction { id, seat: SeatId(2), reaction, on: false, count: 0 },
        r#"{"type":"chat_reaction","id":"m1","seat":2,"reaction":"clap","on":false,"count":0}"#,
    );
    let ravi = Addressee::Person { seat: SeatId(4), name: "Ravi".into() };
    server(
        &ServerMessage::Chat { message: ChatMessage { to: ravi, text: "hi".into(), ..hello() } },
        concat!(
            r#"{"type":"chat","message":{"id":"m1","from":2,"name":"Asha","text":"hi","#,
            r#""to":{"person":{"seat":4,"name":"Ravi"}},"sent":1700000000000}}"#,
        ),
    );
    server(
        &ServerMessage::Knocks { knocks: vec![gita()], more: 0 },
        r#"{"type":"knocks","knocks":[{"seat":3,"name":"Gita","guest":true,"since":7}]}"#,
    );
    server(
        &ServerMessage::Knocks { knocks: vec![gita()], more: 4 },
        r#"{"type":"knocks","knocks":[{"seat":3,"name":"Gita","guest":true,"since":7}],"more":4}"#,
    );
    server(&ServerMessage::Pong { n: 7 }, r#"{"type":"pong","n":7}"#);
    server(
        &ServerMessage::Wanted { wanted: Wanted { camera: Some(Layer::Quarter), screen: false } },
        r#"{"type":"wanted","wanted":{"camera":"quarter","screen":false}}"#,
    );
    server(
        &ServerMessage::Spending { spending: Spending { bytes: 1234, off: vec![SeatId(2)], ..Spending::default() } },
        r#"{"type":"spending","spending":{"bytes":1234,"off":[2]}}"#,
    );
    server(
        &ServerMessage::Spending {
            spending: Spending { bytes: 0, off: vec![], smaller: vec![SeatId(3)], screens_off: vec![SeatId(4)] },
        },
        r#"{"type":"spending","spending":{"bytes":0,"smaller":[3],"screens_off":[4]}}"#,
    );
    server(
        &ServerMessage::Wanted { wanted: Wanted { camera: None, screen: true } },
        r#"{"type":"wanted","wanted":{"camera":null,"screen":true}}"#,
    );
}

#[test]
fn what_the_server_refuses() {
    use RefusalReason as R;
    use RequestKind as K;
    for (request, word) in [
        (K::Hello, "hello"),
        (K::Join, "join"),
        (K::Resume, "resume"),
        (K::Offer, "offer"),
        (K::Publish, "publish"),
        (K::View, "view"),
        (K::SlotReady, "slot_ready"),
        (K::Chat, "chat"),
        (K::Hand, "hand"),
        (K::Admit, "admit"),
        (K::Deny, "deny"),
        (K::EndForAll, "end_for_all"),
        (K::Unreadable, "unreadable"),
    ] {
        server(
            &ServerMessage::Refused { request, reason: R::OutOfPlace, id: None },
            &format!(r#"{{"type":"refused","request":"{word}","reason":"out_of_place"}}"#),
        );
    }
    for (reason, word) in [
        (R::Version, "version"),
        (R::Ticket, "ticket"),
        (R::Token, "token"),
        (R::NotAllowed, "not_allowed"),
        (R::NoSuchPerson, "no_such_person"),
        (R::Empty, "empty"),
        (R::TooLong, "too_long"),
        (R::TooFast, "too_fast"),
        (R::RoomFull, "room_full"),
        (R::BadOffer, "bad_offer"),
        (R::NotStored, "not_stored"),
        (R::Unreadable, "unreadable"),
    ] {
        server(
            &ServerMessage::Refused { request: K::Chat, reason, id: Some(MessageId::new("m1")) },
            &format!(r#"{{"type":"refused","request":"chat","reason":"{word}","id":"m1"}}"#),
        );
    }
}

#[test]
fn how_it_ends() {
    for (reason, word) in [
        (EndReason::Left, "left"),
        (EndReason::EndedByHost, "ended_by_host"),
        (EndReason::Denied, "denied"),
        (EndReason::Removed, "removed"),
        (EndReason::Elsewhere, "elsewhere"),
        (EndReason::ServerStopping, "server_stopping"),
    ] {
        server(&ServerMessage::Ended { reason }, &format!(r#"{{"type":"ended","reason":"{word}"}}"#));
    }
}

#[test]
fn an_older_client_ignores_what_it_does_not_know() {
    assert_eq!(parse_server(r#"{"type":"poll","question":"tea?"}"#).unwrap(), ServerMessage::Unknown);
    let newer_field = r#"{"type":"seat_left","seat":2,"reason":"removed"}"#;
    assert_eq!(parse_server(newer_field).unwrap(), ServerMessage::SeatLeft { seat: SeatId(2) });
    assert!(parse_server(r#"{"type":"seat_left"}"#).is_err(), "a known kind with a field missing is an error");
}

#[test]
fn an_older_server_refuses_what_it_does_not_know() {
    let error = parse_client(r#"{"type":"vote","choice":1}"#).unwrap_err();
    assert!(error.is_data(), "the gateway tells an unknown kind from broken JSON by this");
    assert!(!parse_client("{\"type\":\"leave\"").unwrap_err().is_data());
    assert!(!parse_client("").unwrap_err().is_data());
    for wrong in [r#"{"type":"chat","id":7,"text":"x"}"#, r#"{"type":"hand"}"#, r#"{"type":"ping","n":-1}"#, "[]", "7"]
    {
        assert!(parse_client(wrong).unwrap_err().is_data(), "{wrong}");
    }
    let newer_field = r#"{"type":"hand","raised":true,"emoji":"wave"}"#;
    assert_eq!(parse_client(newer_field).unwrap(), ClientMessage::Hand { raised: true });
}

#[test]
fn slots_have_short_names() {
    for (slot, text) in [
        (SlotId::new(SlotKind::Audio, 0), r#""a0""#),
        (SlotId::new(SlotKind::Video, 12), r#""v12""#),
        (SlotId::new(SlotKind::Screen, 255), r#""s255""#),
    ] {
        assert_eq!(serde_json::to_string(&slot).unwrap(), text);
        assert_eq!(serde_json::from_str::<SlotId>(text).unwrap(), slot);
    }
    for wrong in ["", "v", "x1", "v256", "v-1", "é1"] {
        assert!(wrong.parse::<SlotId>().is_err(), "{wrong}");
    }
}

#[test]
fn clients_come_back_after_what_passes() {
    for code in [CloseCode::HelloTimeout, CloseCode::SlowConsumer, CloseCode::Flood, CloseCode::ServerStopping] {
        assert!(CloseCode::may_resume(code as u16), "{code:?}");
    }
    for code in [CloseCode::Ended, CloseCode::Protocol, CloseCode::Elsewhere, CloseCode::TooBig] {
        assert!(!CloseCode::may_resume(code as u16), "{code:?}");
    }
    assert!(CloseCode::may_resume(1006), "a line that broke");
}
