//! The whole server behind the socket: real HTTP on loopback, a real database, the real media server.

mod live;

use live::{Site, join, resume};
use talkspace_model::{MessageId, PublishState, SeatId, SlotId, SlotKind, View, limits};
use talkspace_signal::{
    Audience, ClientMessage, CloseCode, EndReason, RefusalReason, RequestKind, ServerMessage, VERSION, WaitReason,
};

fn refused(request: RequestKind, reason: RefusalReason) -> ServerMessage {
    ServerMessage::Refused { request, reason, id: None }
}

fn chat(id: &str, text: &str) -> ClientMessage {
    ClientMessage::Chat { id: MessageId::new(id), text: text.into(), to: Audience::Everyone, reply: None, file: None }
}

#[tokio::test]
async fn only_our_own_pages_may_open_a_socket() {
    let site = Site::open().await;
    for origin in [None, Some("null"), Some("https://evil.example")] {
        assert_eq!(site.handshake(origin).await, Err(403), "{origin:?}");
    }
    assert_eq!(site.handshake(Some(&site.origin())).await, Ok(()));
}

#[tokio::test]
async fn whoever_says_nothing_is_cut() {
    let site = Site::open().await;
    let mut socket = site.socket(None).await;
    assert_eq!(socket.closed().await, CloseCode::HelloTimeout as u16);
}

#[tokio::test]
async fn a_ticket_opens_once() {
    let site = Site::open().await;
    let ticket = site.host_ticket().await;
    let mut first = site.socket(None).await;
    first.say(&ClientMessage::Hello { version: VERSION, ticket: Some(ticket.clone()) }).await;
    first.say(&join()).await;
    first.joined().await;
    let mut second = site.socket(None).await;
    second.say(&ClientMessage::Hello { version: VERSION, ticket: Some(ticket) }).await;
    assert_eq!(second.next().await, refused(RequestKind::Hello, RefusalReason::Ticket));
    assert_eq!(second.closed().await, CloseCode::Protocol as u16);
}

#[tokio::test]
async fn another_version_is_refused() {
    let site = Site::open().await;
    let mut socket = site.socket(None).await;
    socket.say(&ClientMessage::Hello { version: VERSION + 1, ticket: None }).await;
    assert_eq!(socket.next().await, refused(RequestKind::Hello, RefusalReason::Version));
    assert_eq!(socket.closed().await, CloseCode::Protocol as u16);
}

#[tokio::test]
async fn the_first_message_must_be_hello() {
    let site = Site::open().await;
    let mut socket = site.socket(None).await;
    socket.say(&ClientMessage::EndForAll).await;
    assert_eq!(socket.next().await, refused(RequestKind::Hello, RefusalReason::OutOfPlace));
    assert_eq!(socket.closed().await, CloseCode::Protocol as u16);
}

#[tokio::test]
async fn messages_above_the_limits_end_the_socket_and_nothing_else() {
    let site = Site::open().await;
    let mut host = site.host().await;
    let long = "x".repeat(limits::SIGNAL_MESSAGE_BYTES);
    let with_sdp = "v".repeat(limits::SIGNAL_SDP_MESSAGE_BYTES);
    for message in [chat("m", &long), ClientMessage::Offer { sdp: with_sdp }] {
        let mut guest = site.socket(None).await;
        guest.say(&ClientMessage::Hello { version: VERSION, ticket: None }).await;
        guest.say(&message).await;
        assert_eq!(guest.closed().await, CloseCode::TooBig as u16);
    }
    // Not even read: the connection may end before the code arrives.
    let mut guest = site.socket(None).await;
    guest.say_raw(&"x".repeat(4 * limits::SIGNAL_SDP_MESSAGE_BYTES)).await;
    let code = guest.closed().await;
    assert!([CloseCode::TooBig as u16, 1006].contains(&code), "{code}");
    // An offer of a size that is allowed, but nonsense, is refused by the media server.
    host.say(&ClientMessage::Offer { sdp: "a=x\r\n".repeat(10_000) }).await;
    host.until(|message| *message == refused(RequestKind::Offer, RefusalReason::BadOffer)).await;
    host.answers_pings().await;
}

#[tokio::test]
async fn what_cannot_be_read_is_refused() {
    let site = Site::open().await;
    let mut host = site.host().await;
    host.say_raw(r#"{"type":"poll","question":"tea?"}"#).await;
    let unreadable = refused(RequestKind::Unreadable, RefusalReason::Unreadable);
    host.until(|message| *message == unreadable).await;
    host.answers_pings().await;
    host.say_raw("{\"type\":").await;
    host.until(|message| *message == unreadable).await;
    assert_eq!(host.closed().await, CloseCode::Protocol as u16);
    let mut binary = site.socket(None).await;
    binary.say_binary(b"\x00\x01").await;
    assert_eq!(binary.next().await, unreadable);
    assert_eq!(binary.closed().await, CloseCode::Protocol as u16);
}

#[tokio::test]
async fn two_people_meet_and_chat() {
    let site = Site::open().await;
    let (mut guest, hello) = site.guest("Gita").await;
    let ServerMessage::Waiting { reason, title, .. } = hello else { panic!("{hello:?}") };
    assert_eq!((reason, title.as_str()), (WaitReason::HostNotHere, "Physics"));
    let mut host = site.host_socket().await;
    let snapshot = host.joined().await;
    assert_eq!(snapshot.knocks.len(), 1);
    let waiting = guest.next().await;
    assert!(matches!(waiting, ServerMessage::Waiting { reason: WaitReason::Knocking, .. }), "{waiting:?}");
    host.say(&ClientMessage::Admit { seat: snapshot.knocks[0].seat }).await;
    let inside = guest.joined().await;
    let names: Vec<&str> = inside.seats.iter().map(|seat| seat.name.as_str()).collect();
    assert_eq!(names, ["Hema", "Gita"]);
    host.until(|message| matches!(message, ServerMessage::Seats { seats } if seats.iter().any(|s| s.name == "Gita")))
        .await;

    guest.say(&chat("m-1", "  hello\n")).await;
    for socket in [&mut guest, &mut host] {
        let message = socket.until(|message| matches!(message, ServerMessage::Chat { .. })).await;
        let ServerMessage::Chat { message } = message else { unreachable!() };
        assert_eq!((message.name.as_str(), message.text.as_str()), ("Gita", "hello"));
        assert_eq!(site.stored_messages().await, ["hello"], "stored before it is told");
    }
    assert!(site.app.rooms.is_live(&site.meeting.id));
    assert_eq!(site.app.rooms.live_meetings(), std::slice::from_ref(&site.meeting.id));
}

#[tokio::test]
async fn a_dropped_socket_comes_back_to_its_seat() {
    let site = Site::open().await;
    let mut host = site.host_socket().await;
    let before = host.joined().await;
    drop(host);

    let mut stranger = site.socket(None).await;
    stranger.greet(None).await;
    stranger.say(&resume(&before.token)).await;
    assert_eq!(stranger.next().await, refused(RequestKind::Resume, RefusalReason::Token), "without the cookie");

    let mut back = site.socket(Some(&site.host_cookie)).await;
    back.greet(None).await;
    back.say(&resume(&before.token)).await;
    let after = back.joined().await;
    assert_eq!((after.seat, after.seats.len()), (before.seat, 1));

    let mut reloaded = site.socket(Some(&site.host_cookie)).await;
    reloaded.greet(None).await;
    reloaded.say(&resume(&before.token)).await;
    assert_eq!(reloaded.joined().await.seat, before.seat);
    back.until(|message| *message == ServerMessage::Ended { reason: EndReason::Elsewhere }).await;
    assert_eq!(back.closed().await, CloseCode::Elsewhere as u16);
}

#[tokio::test]
async fn a_guest_resumes_with_the_guest_cookie() {
    let site = Site::open().await;
    let mut host = site.host().await;
    let (mut socket, _) = site.guest("Gita").await;
    host.admits_all().await;
    let before = socket.joined().await;
    drop(socket);
    let mut back = site.socket(Some(&site.guest_cookie("Gita"))).await;
    back.greet(None).await;
    back.say(&resume(&before.token)).await;
    assert_eq!(back.joined().await.seat, before.seat);
}

#[tokio::test]
async fn where_no_room_lives_a_token_is_worth_nothing() {
    let site = Site::open().await;
    let mut socket = site.socket(Some(&site.host_cookie)).await;
    socket.greet(None).await;
    socket.say(&resume("0".repeat(64).as_str())).await;
    assert_eq!(socket.next().await, refused(RequestKind::Resume, RefusalReason::Token));
    socket.say(&join()).await;
    assert_eq!(socket.next().await, refused(RequestKind::Join, RefusalReason::Ticket));
    socket.answers_pings().await;
}

#[tokio::test]
async fn the_host_ends_the_meeting_for_all() {
    let site = Site::open().await;
    let mut host = site.host().await;
    let (mut guest, _) = site.guest("Gita").await;
    host.admits_all().await;
    guest.joined().await;
    guest.say(&ClientMessage::EndForAll).await;
    guest.until(|message| *message == refused(RequestKind::EndForAll, RefusalReason::NotAllowed)).await;
    host.say(&ClientMessage::EndForAll).await;
    for mut socket in [host, guest] {
        socket.until(|message| *message == ServerMessage::Ended { reason: EndReason::EndedByHost }).await;
        assert_eq!(socket.closed().await, CloseCode::Ended as u16);
    }
    site.app.rooms.shutdown().await;
    let history = site.history().await;
    assert!(history.stays.iter().all(|stay| stay.left.is_some()) && history.ended, "{history:?}");
    assert!(!site.app.rooms.is_live(&site.meeting.id));
}

/// The room remembers the newest messages only; the ids of older ones are no more free for that.
#[tokio::test]
async fn the_id_of_an_old_message_stays_taken() {
    let site = Site::open().await;
    let mut host = site.host().await;
    let mut taker = site.host().await;
    let says = async |id: &str, text: &str, socket: &mut live::Socket| loop {
        socket.say(&chat(id, text)).await;
        let answers = |message: &ServerMessage| match message {
            ServerMessage::Chat { message } => message.id.as_str() == id,
            ServerMessage::Refused { .. } => true,
            _ => false,
        };
        match socket.until(answers).await {
            ServerMessage::Refused { reason: RefusalReason::TooFast, .. } => {
                tokio::time::sleep(std::time::Duration::from_millis(200)).await;
            }
            ServerMessage::Refused { reason, .. } => break Err(reason),
            _ => break Ok(()),
        }
    };
    assert_eq!(says("m-0", "The exam is on Monday.", &mut host).await, Ok(()));
    // More than the room keeps: 16 KB each.
    let long = "😀".repeat(4000);
    for n in 1..=17 {
        assert_eq!(says(&format!("m-{n}"), &long, &mut host).await, Ok(()));
    }
    taker.until(|message| matches!(message, ServerMessage::Chat { message } if message.id.as_str() == "m-17")).await;
    assert_eq!(says("m-0", "The exam is on Friday.", &mut taker).await, Err(RefusalReason::NotStored));
    assert_eq!(says("m-0", "The exam is on Monday.", &mut host).await, Ok(()), "sent again by its author");
    assert_eq!(site.stored_messages().await.iter().filter(|text| text.starts_with("The exam")).count(), 1);
}

#[tokio::test]
async fn whoever_does_not_read_is_cut_and_keeps_the_seat() {
    let site = Site::open().await;
    let mut host = site.host().await;
    let mut stalled = site.stalled_socket(&site.host_cookie).await;
    stalled.greet(Some(site.host_ticket().await)).await;
    stalled.say(&join()).await;
    let seat = stalled.joined().await.seat;
    let began = site.now();
    let text = "😀".repeat(4000);
    let mut sent = 0;
    loop {
        sent += 1;
        host.say(&chat(&format!("m-{sent}"), &text)).await;
        let word = host
            .until(|message| match message {
                ServerMessage::Seats { seats } => seats.iter().any(|info| info.seat == seat && info.away),
                ServerMessage::Chat { .. } | ServerMessage::Refused { .. } => true,
                _ => false,
            })
            .await;
        match word {
            ServerMessage::Seats { .. } => break,
            // Too fast: as slowly as chat allows.
            ServerMessage::Refused { .. } => tokio::time::sleep(std::time::Duration::from_millis(200)).await,
            _ => assert!(sent < 500, "never cut"),
        }
    }
    assert!(site.now() - began < 20_000, "cut because it did not read, not because nothing was heard of it");
    host.answers_pings().await;
}

#[tokio::test]
async fn a_flood_is_cut_and_the_others_do_not_notice() {
    let site = Site::open().await;
    let mut host = site.host().await;
    let mut flooder = site.host().await;
    let began = site.now();
    let text = talkspace_signal::to_text(&ClientMessage::Hand { raised: true });
    for _ in 0..5000 {
        if !flooder.try_say_raw(&text).await {
            break;
        }
    }
    assert_eq!(flooder.closed().await, CloseCode::Flood as u16);
    assert!(site.now() - began < 2000, "cut within 2 s");
    host.answers_pings().await;
}

#[tokio::test]
async fn a_stopped_server_keeps_everything() {
    let site = Site::open().await;
    let mut host = site.host_socket().await;
    let before = host.joined().await;
    host.say(&chat("m-1", "remember me")).await;
    host.until(|message| matches!(message, ServerMessage::Chat { .. })).await;
    let site = site.restart().await;
    host.until(|message| *message == ServerMessage::Ended { reason: EndReason::ServerStopping }).await;
    assert_eq!(host.closed().await, CloseCode::ServerStopping as u16);

    let mut back = site.socket(Some(&site.host_cookie)).await;
    back.greet(None).await;
    back.say(&resume(&before.token)).await;
    assert_eq!(back.next().await, refused(RequestKind::Resume, RefusalReason::Token));
    let mut back = site.host_socket().await;
    let after = back.joined().await;
    assert_eq!(after.started, before.started, "the same run of the meeting");
    assert_eq!(after.chat.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), ["remember me"]);
    site.app.rooms.shutdown().await;
    let history = site.history().await;
    assert_eq!(history.stays.iter().filter(|stay| stay.left.is_some()).count(), 2, "both stays are closed");
    assert!(!history.ended, "and the run is open for whoever comes back");
}

#[tokio::test]
async fn a_bad_offer_takes_no_seat() {
    let site = Site::open().await;
    let mut socket = site.socket(None).await;
    socket.greet(Some(site.host_ticket().await)).await;
    let mut bad = join();
    if let ClientMessage::Join { offer, .. } = &mut bad {
        *offer = "v=0\r\n".into();
    }
    socket.say(&bad).await;
    assert_eq!(socket.next().await, refused(RequestKind::Join, RefusalReason::BadOffer));
    assert!(!site.app.rooms.is_live(&site.meeting.id));
    socket.say(&join()).await;
    assert_eq!(socket.joined().await.seats.len(), 1);
}

#[tokio::test]
async fn without_a_ticket_nobody_learns_whether_a_meeting_is_going_on() {
    let site = Site::open().await;
    let mut before = site.socket(None).await;
    before.greet(None).await;
    let mut before_answers = Vec::new();
    for message in everything_but_hello() {
        before.say(&message).await;
        before_answers.push(before.next().await);
    }
    let before_code = before.closed().await;
    let _host = site.host().await;
    let mut during = site.socket(None).await;
    during.greet(None).await;
    for (message, expected) in everything_but_hello().into_iter().zip(before_answers) {
        during.say(&message).await;
        assert_eq!(during.next().await, expected, "{message:?}");
    }
    assert_eq!((before_code, during.closed().await), (CloseCode::Ended as u16, CloseCode::Ended as u16));
}

fn everything_but_hello() -> [ClientMessage; 15] {
    let sdp = || "v=0".to_owned();
    [
        ClientMessage::Ping { n: 7 },
        resume(&"0".repeat(64)),
        join(),
        ClientMessage::Hello { version: VERSION, ticket: None },
        ClientMessage::Offer { sdp: sdp() },
        ClientMessage::Publish { publish: PublishState::default(), stop: 0 },
        ClientMessage::View { view: View::default() },
        ClientMessage::SlotReady { slot: SlotId::new(SlotKind::Audio, 0), turn: 1 },
        chat("m-1", "hello"),
        ClientMessage::Hand { raised: true },
        ClientMessage::Admit { seat: SeatId(1) },
        ClientMessage::AdmitAll,
        ClientMessage::Deny { seat: SeatId(1) },
        ClientMessage::EndForAll,
        ClientMessage::Leave,
    ]
}

#[tokio::test]
async fn whoever_signs_out_leaves_the_meeting_too() {
    let site = Site::open().await;
    let mut host = site.host().await;
    let (mut guest, _) = site.guest("Gita").await;
    host.admits_all().await;
    guest.joined().await;
    let mut resumed = site.host_socket().await;
    let token = resumed.joined().await.token;
    drop(resumed);
    let mut resumed = site.socket(Some(&site.host_cookie)).await;
    resumed.greet(None).await;
    resumed.say(&resume(&token)).await;
    resumed.joined().await;
    let unused = site.host_ticket().await;

    let began = site.now();
    site.host_signs_out().await;
    for mut socket in [host, resumed] {
        socket.until(|message| *message == ServerMessage::Ended { reason: EndReason::Left }).await;
        assert_eq!(socket.closed().await, CloseCode::Ended as u16);
    }
    assert!(site.now() - began < 2_000, "within 2 s");
    for _ in 0..2 {
        guest.until(|message| matches!(message, ServerMessage::SeatLeft { .. })).await;
    }
    guest.answers_pings().await;

    let mut late = site.socket(None).await;
    late.greet(Some(unused)).await;
    assert_eq!(late.next().await, refused(RequestKind::Hello, RefusalReason::Ticket), "nor does a ticket outlive it");
    let mut late = site.socket(Some(&site.host_cookie)).await;
    late.greet(None).await;
    late.say(&resume(&token)).await;
    assert_eq!(late.next().await, refused(RequestKind::Resume, RefusalReason::Token));
}
