//! The table of roles and actions against the whole server, over real sockets; and what of it outlives a restart.

mod live;

use live::{Site, Socket, join};
use talkspace_model::{
    FileId, MediaSource, MeetingSettings, MessageId, PublishState, Role, SeatId, SettingsChange, Switch,
};
use talkspace_room::policy::{self, Action};
use talkspace_signal::{
    Audience, ClientMessage, Mark, Reaction, RefusalReason, RequestKind, ServerMessage, Spot, WaitReason,
};

/// Everything in the table. What takes somebody out of the room or ends it comes last.
const ACTIONS: [Action; 29] = [
    Action::Publish,
    Action::Hand,
    Action::Chat,
    Action::ChatHosts,
    Action::ChatPrivately,
    Action::ShareFile,
    Action::Earlier,
    Action::DeleteMessage,
    Action::DeleteOther,
    Action::React,
    Action::Rename,
    Action::Send(MediaSource::Camera),
    Action::Send(MediaSource::Microphone),
    Action::Send(MediaSource::Screen),
    Action::TellWaiting,
    Action::Deny,
    Action::Admit,
    Action::AskUnmute,
    Action::Stop,
    Action::MuteAll,
    Action::Mark,
    Action::Spotlight,
    Action::LowerHand,
    Action::RenameOther,
    Action::Lock,
    Action::Configure,
    Action::SetRole,
    Action::Remove,
    Action::EndForAll,
];

/// What a switch can take away; a microphone that is on may stay on, so it is turned off first.
const BOUND: [Action; 9] = [
    Action::Publish,
    Action::Chat,
    Action::ChatHosts,
    Action::ChatPrivately,
    Action::ShareFile,
    Action::React,
    Action::Rename,
    Action::Send(MediaSource::Microphone),
    Action::Send(MediaSource::Screen),
];

fn chat(id: &str, to: Audience) -> ClientMessage {
    ClientMessage::Chat { id: MessageId::new(id), text: "hello".into(), to, reply: None, file: None }
}

fn is_chat(message: &ServerMessage, id: &str) -> bool {
    matches!(message, ServerMessage::Chat { message } if message.id.as_str() == id)
}

/// Whoever comes first has the first.
const HOST_SEAT: SeatId = SeatId(1);

struct Cast {
    site: Site,
    host: Socket,
    rita: Socket,
    rita_seat: SeatId,
    tara_seat: SeatId,
    _tara: Socket,
}

impl Cast {
    /// The host, Rita in the role to be tried, and Tara, a participant.
    async fn with(role: Role) -> Self {
        let site = Site::open().await;
        let mut host = site.host().await;
        let (mut rita, rita_seat) = admitted(&site, &mut host, "Rita").await;
        let (tara, tara_seat) = admitted(&site, &mut host, "Tara").await;
        let request = match role {
            Role::Host => ClientMessage::HandOver { seat: rita_seat },
            Role::Viewer | Role::Participant | Role::Presenter | Role::CoHost => {
                ClientMessage::SetRole { seat: rita_seat, role }
            }
        };
        host.say(&request).await;
        if role != Role::Participant {
            rita.until(|message| matches!(message, ServerMessage::Role { role: told, .. } if *told == role)).await;
        }
        // Something to draw on.
        let publish = PublishState { screen: true, drawing: true, ..PublishState::default() };
        host.say(&ClientMessage::Publish { publish, stop: 0 }).await;
        // What the role stops comes right after it.
        rita.say(&marker()).await;
        rita.until(is_marked).await;
        // Something to be taken back, of the host's and of her own.
        host.say(&chat("of-the-host", Audience::Everyone)).await;
        rita.until(|message| is_chat(message, "of-the-host")).await;
        rita.say(&chat("of-her-own", Audience::Hosts)).await;
        rita.until(|message| is_chat(message, "of-her-own")).await;
        Self { site, host, rita, rita_seat, tara_seat, _tara: tara }
    }

    /// Somebody new knocks; the seat as hosts see it.
    async fn knocker(&mut self, name: &str) -> (Socket, SeatId) {
        let (socket, _) = self.site.guest(name).await;
        let listed = |message: &ServerMessage| match message {
            ServerMessage::Knocks { knocks, .. } => {
                knocks.iter().find(|knock| knock.name == name).map(|knock| knock.seat)
            }
            _ => None,
        };
        let told = self.host.until(|message| listed(message).is_some()).await;
        (socket, listed(&told).expect("it was looked for"))
    }

    async fn request(&mut self, action: Action) -> (ClientMessage, Option<Socket>) {
        let (seat, own) = (self.tara_seat, self.rita_seat);
        let off = PublishState::default();
        let message = match action {
            Action::Admit | Action::Deny => {
                let (knocker, seat) = self.knocker(&format!("{action:?}")).await;
                let admit = action == Action::Admit;
                let message = if admit { ClientMessage::Admit { seat } } else { ClientMessage::Deny { seat } };
                return (message, Some(knocker));
            }
            Action::Publish => ClientMessage::Publish { publish: off, stop: 99 },
            Action::Send(source) => ClientMessage::Publish { publish: off.with(source, true), stop: 99 },
            Action::Hand => ClientMessage::Hand { raised: true },
            Action::Chat => chat("m", Audience::Everyone),
            Action::ChatHosts => chat("m2", Audience::Hosts),
            Action::ChatPrivately => chat("m3", Audience::Person(seat)),
            Action::ShareFile => ClientMessage::Chat {
                id: MessageId::new("m4"),
                text: String::new(),
                to: Audience::Hosts,
                reply: None,
                file: Some(FileId::new("not-there")),
            },
            Action::Earlier => ClientMessage::Earlier { before: MessageId::new("of-her-own") },
            Action::DeleteMessage => ClientMessage::DeleteMessage { id: MessageId::new("of-her-own") },
            Action::DeleteOther => ClientMessage::DeleteMessage { id: MessageId::new("of-the-host") },
            Action::React => ClientMessage::React { reaction: Reaction::Clap },
            Action::Rename => ClientMessage::Rename { seat: own, name: "Rita B".into() },
            Action::TellWaiting => ClientMessage::TellWaiting { text: "soon".into() },
            Action::Stop => ClientMessage::Stop { seat, source: MediaSource::Camera },
            Action::MuteAll => ClientMessage::MuteAll { except: vec![] },
            Action::AskUnmute => ClientMessage::AskUnmute { seat },
            Action::Mark => ClientMessage::Mark { seat: HOST_SEAT, mark: Mark::Pointer { at: Spot::new(1, 2) } },
            Action::Spotlight => ClientMessage::Spotlight { seat: Some(seat) },
            Action::LowerHand => ClientMessage::LowerHand { seat },
            Action::RenameOther => ClientMessage::Rename { seat, name: "Tara P".into() },
            Action::SetRole => ClientMessage::SetRole { seat, role: Role::Viewer },
            Action::Lock => ClientMessage::Lock { locked: true },
            Action::Configure => {
                ClientMessage::Configure { change: SettingsChange::Switch { switch: Switch::Sounds, on: true } }
            }
            Action::Remove => ClientMessage::Remove { seat, block: false },
            Action::Block => ClientMessage::Remove { seat, block: true },
            Action::HandOver => ClientMessage::HandOver { seat },
            Action::EndForAll => ClientMessage::EndForAll,
            Action::Hello
            | Action::Join
            | Action::Resume
            | Action::Offer
            | Action::View
            | Action::SlotReady
            | Action::Quality => panic!("{action:?} is not in the table"),
        };
        (message, None)
    }

    async fn switch_all_off(&mut self) -> MeetingSettings {
        let mut expected = MeetingSettings::default();
        for switch in Switch::RIGHTS {
            let change = SettingsChange::Switch { switch, on: false };
            expected = change.apply(expected);
            self.host.say(&ClientMessage::Configure { change }).await;
        }
        let off = |message: &ServerMessage| matches!(message, ServerMessage::Settings { settings, .. } if settings.settings == expected);
        self.rita.until(off).await;
        expected
    }

    /// Whether the server did what Rita asked.
    async fn tries(&mut self, action: Action) -> bool {
        let (message, _knocker) = self.request(action).await;
        self.rita.say(&message).await;
        self.rita.say(&marker()).await;
        let mut done = true;
        loop {
            match self.rita.next().await {
                message if is_marked(&message) => return done,
                ServerMessage::Ended { .. } => return true,
                ServerMessage::Refused { reason: RefusalReason::NotAllowed, .. } | ServerMessage::Stop { .. } => {
                    done = false;
                }
                // Nothing was uploaded: that far only those come who may.
                ServerMessage::Refused { reason: RefusalReason::NoSuchFile, .. } if action == Action::ShareFile => {}
                ServerMessage::Refused { request, reason, .. } => panic!("{request:?}: {reason:?}"),
                _ => {}
            }
        }
    }
}

/// Goes through the room like every request, so its answer says that those before it have been answered. (The gateway
/// answers pings by itself.)
fn marker() -> ClientMessage {
    live::resume("marker")
}

fn is_marked(message: &ServerMessage) -> bool {
    matches!(message, ServerMessage::Refused { request: RequestKind::Resume, .. })
}

async fn admitted(site: &Site, host: &mut Socket, name: &str) -> (Socket, SeatId) {
    let (mut socket, _) = site.guest(name).await;
    host.admits_all().await;
    let seat = socket.joined().await.seat;
    (socket, seat)
}

#[tokio::test]
async fn every_cell_of_the_table_holds_against_the_server() {
    for role in Role::ALL {
        let mut cast = Cast::with(role).await;
        let on = MeetingSettings::default();
        for action in ACTIONS {
            assert_eq!(cast.tries(action).await, policy::may(action, role, &on), "{role:?} {action:?}");
        }
    }
    for role in Role::ALL {
        let mut cast = Cast::with(role).await;
        let off = cast.switch_all_off().await;
        for action in BOUND {
            assert_eq!(cast.tries(action).await, policy::may(action, role, &off), "{role:?} {action:?}, switched off");
        }
    }
    for role in Role::ALL {
        let mut cast = Cast::with(role).await;
        assert_eq!(cast.tries(Action::HandOver).await, role == Role::Host, "{role:?}");
    }
}

#[tokio::test]
async fn what_hosts_have_decided_outlives_the_server() {
    let mut cast = Cast::with(Role::CoHost).await;
    let (mut removed, seat) = admitted(&cast.site, &mut cast.host, "Dev").await;
    cast.host.say(&ClientMessage::Remove { seat, block: true }).await;
    removed.until(|message| matches!(message, ServerMessage::Ended { .. })).await;
    cast.host.say(&ClientMessage::Lock { locked: true }).await;
    cast.host.until(|message| matches!(message, ServerMessage::Settings { settings, .. } if settings.locked)).await;

    let last_seat = seat;
    let site = cast.site.restart().await;
    let mut host = site.host_socket().await;
    assert!(host.joined().await.settings.locked);
    let mut rita = returns(&site, "Rita").await;
    let snapshot = rita.joined().await;
    assert!(snapshot.seat > last_seat, "the number of a seat is never given to somebody else");
    let own = snapshot.seats.iter().find(|info| info.seat == snapshot.seat).expect("is there");
    assert_eq!(own.role, Role::CoHost);
    let mut tara = returns(&site, "Tara").await;
    let waits = tara.next().await;
    assert!(matches!(waits, ServerMessage::Waiting { reason: WaitReason::Locked, .. }), "{waits:?}");
    rita.say(&ClientMessage::Lock { locked: false }).await;
    rita.until(|message| matches!(message, ServerMessage::Settings { settings, .. } if !settings.locked)).await;
    tara.joined().await;
    assert_eq!(site.guest_ticket("Dev").await, None, "no ticket for whom a host has blocked");
}

/// A guest's device comes again.
async fn returns(site: &Site, name: &str) -> Socket {
    let ticket = site.guest_ticket(name).await.expect("may come");
    let mut socket = site.socket(Some(&site.guest_cookie(name))).await;
    socket.greet(Some(ticket)).await;
    socket.say(&join()).await;
    socket
}
