//! A server on a port of its own, and sockets to it.

#![allow(dead_code, reason = "each test program uses its part")]

use std::{net::SocketAddr, time::Duration};

use futures_util::{SinkExt as _, StreamExt as _};
use talkspace_model::{MeetingSummary, PublishState, UserId, ViewerUser};
use talkspace_server::{
    accounts::Registration, clock, config::Config, gateway, http::Visitor, rooms::SessionKey, state::App,
};
use talkspace_signal::{ClientMessage, RoomSnapshot, ServerMessage, VERSION, parse_server, to_text};
use tempfile::TempDir;
use tokio::{
    net::{TcpSocket, TcpStream},
    task::JoinHandle,
    time::timeout,
};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{self, Message, client::IntoClientRequest as _},
};

/// Made once by str0m: the slot pool's fixed lines, then one audio slot, two video slots and one for a screen.
const OFFER: &str = include_str!("offer.sdp");
const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) struct Site {
    pub(crate) app: App,
    pub(crate) meeting: MeetingSummary,
    pub(crate) host_cookie: String,
    host: ViewerUser,
    host_visitor: Visitor,
    address: SocketAddr,
    serving: JoinHandle<()>,
    dir: TempDir,
}

/// What the records say of the meeting's newest run.
#[derive(Debug)]
pub(crate) struct Record {
    pub(crate) ended: bool,
    pub(crate) stays: Vec<talkspace_db::Stay>,
}

fn visitor() -> Visitor {
    Visitor { address: [127, 0, 0, 1].into(), session: None, guest: None, device: String::new() }
}

impl Site {
    pub(crate) async fn open() -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        let (app, address, serving) = serve(&dir).await;
        let form = Registration {
            name: "Hema".into(),
            email: "hema@example.org".into(),
            password: "violet kettle harbour 7".into(),
        };
        let signed_in = app.accounts.register(form, &visitor()).await.expect("registers").begun().expect("is in");
        let meeting = app.meetings.create(&signed_in.user, "Physics").await.expect("is made");
        let host_cookie = format!("talkspace={}", signed_in.token);
        let host_visitor = Visitor { session: Some(signed_in.token), ..visitor() };
        Self { app, meeting, host_cookie, host: signed_in.user, host_visitor, address, serving, dir }
    }

    /// The same data under a new process.
    pub(crate) async fn restart(self) -> Self {
        self.app.shutdown().await;
        self.serving.abort();
        let (app, address, serving) = serve(&self.dir).await;
        Self { app, address, serving, ..self }
    }

    pub(crate) fn now(&self) -> i64 {
        clock::now().0
    }

    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Whether a handshake with this origin succeeds, or else the status.
    pub(crate) async fn handshake(&self, origin: Option<&str>) -> Result<(), u16> {
        let stream = TcpStream::connect(self.address).await.expect("connects");
        match client_async(self.request(origin, None), stream).await {
            Ok(_) => Ok(()),
            Err(tungstenite::Error::Http(response)) => Err(response.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }

    fn request(&self, origin: Option<&str>, cookie: Option<&str>) -> tungstenite::handshake::client::Request {
        let url = format!("ws://{}/ws/{}", self.address, self.meeting.code);
        let mut request = url.into_client_request().expect("a request");
        for (name, value) in [("origin", origin), ("cookie", cookie)] {
            if let Some(value) = value {
                request.headers_mut().insert(name, value.parse().expect("a value"));
            }
        }
        request
    }

    pub(crate) async fn socket(&self, cookie: Option<&str>) -> Socket {
        self.socket_over(TcpSocket::new_v4().expect("a socket"), cookie).await
    }

    /// A socket whose kernel holds next to nothing of what is not read.
    pub(crate) async fn stalled_socket(&self, cookie: &str) -> Socket {
        let socket = TcpSocket::new_v4().expect("a socket");
        socket.set_recv_buffer_size(4096).expect("is taken");
        self.socket_over(socket, Some(cookie)).await
    }

    async fn socket_over(&self, socket: TcpSocket, cookie: Option<&str>) -> Socket {
        let stream = socket.connect(self.address).await.expect("connects");
        let request = self.request(Some(&self.origin()), cookie);
        let (stream, _) = client_async(request, stream).await.expect("is upgraded");
        Socket { stream }
    }

    pub(crate) async fn host_ticket(&self) -> String {
        let entrant = self.app.meetings.enter(&self.meeting.code, Some(&self.host), &visitor(), "", "").await;
        let entrant = entrant.expect("is looked up").expect("may enter");
        self.app.rooms.ticket(entrant, SessionKey::of(&self.host_visitor)).ticket
    }

    /// As `POST /logout` does it.
    pub(crate) async fn host_signs_out(&self) {
        self.app.accounts.sign_out(&self.host_visitor).await.expect("signs out");
        self.app.rooms.end_session(SessionKey::of(&self.host_visitor).expect("has a session"));
    }

    /// The host on the way in.
    pub(crate) async fn host_socket(&self) -> Socket {
        let mut socket = self.socket(Some(&self.host_cookie)).await;
        socket.greet(Some(self.host_ticket().await)).await;
        socket.say(&join()).await;
        socket
    }

    /// The host inside.
    pub(crate) async fn host(&self) -> Socket {
        let mut socket = self.host_socket().await;
        socket.joined().await;
        socket
    }

    /// A guest's device, known by the guest's name.
    fn guest_token(&self, name: &str) -> String {
        let mut device = [0; 16];
        device[..name.len()].copy_from_slice(name.as_bytes());
        self.app.cookies.guest_token(&device)
    }

    pub(crate) fn guest_cookie(&self, name: &str) -> String {
        format!("talkspace_guest={}", self.guest_token(name))
    }

    /// A guest's right to come in; `None` when refused.
    pub(crate) async fn guest_ticket(&self, name: &str) -> Option<String> {
        let guest = Visitor { guest: Some(self.guest_token(name)), ..visitor() };
        let entrant = self.app.meetings.enter(&self.meeting.code, None, &guest, name, "").await;
        Some(self.app.rooms.ticket(entrant.expect("is looked up").ok()?, None).ticket)
    }

    /// A guest in front of the door, and what the guest was told.
    pub(crate) async fn guest(&self, name: &str) -> (Socket, ServerMessage) {
        let ticket = self.guest_ticket(name).await.expect("may enter");
        let mut socket = self.socket(Some(&self.guest_cookie(name))).await;
        socket.greet(Some(ticket)).await;
        socket.say(&join()).await;
        let told = socket.next().await;
        (socket, told)
    }

    pub(crate) async fn stored_messages(&self) -> Vec<String> {
        let linger = talkspace_model::limits::EMPTY_ROOM_LINGER;
        let run = self.app.db.occurrences().resume(&self.meeting.id, clock::now(), linger).await;
        let run = run.expect("is read").expect("is open");
        let rows = self.app.db.messages().tail(&run.id, 100).await.expect("is read");
        rows.into_iter().map(|row| row.text).collect()
    }

    pub(crate) async fn history(&self) -> Record {
        let user: &UserId = &self.host.id;
        let rows = self.app.db.history().all(user).await.expect("is read");
        Record {
            ended: rows.iter().all(|row| row.ended.is_some()),
            stays: rows.into_iter().filter_map(|row| row.stay).collect(),
        }
    }
}

async fn serve(dir: &TempDir) -> (App, SocketAddr, JoinHandle<()>) {
    let listener = gateway::listen(SocketAddr::from(([127, 0, 0, 1], 0))).expect("binds");
    let address = listener.local_addr().expect("has an address");
    let data = dir.path().join("data");
    let text =
        format!("listen = \"{address}\"\nmedia_port = 0\nmedia_addresses = [\"127.0.0.1\"]\ndata_dir = {data:?}\n");
    let mut config = Config::from_text(&text).expect("is valid");
    config.slots = talkspace_model::SlotCounts { audio: 1, video: 2, screen: 1 };
    let app = App::start(config).await.expect("starts");
    let routes = gateway::routes().with_state(app.clone());
    let service = routes.into_make_service_with_connect_info::<SocketAddr>();
    let serving = tokio::spawn(async move {
        axum::serve(listener, service).await.expect("serves");
    });
    (app, address, serving)
}

pub(crate) struct Socket {
    stream: WebSocketStream<TcpStream>,
}

impl Socket {
    pub(crate) async fn greet(&mut self, ticket: Option<String>) {
        self.say(&ClientMessage::Hello { version: VERSION, ticket }).await;
    }

    pub(crate) async fn say(&mut self, message: &ClientMessage) {
        self.say_raw(&to_text(message)).await;
    }

    pub(crate) async fn say_raw(&mut self, text: &str) {
        // A server that has cut the line is found out by whoever reads next.
        let _ = self.try_say_raw(text).await;
    }

    pub(crate) async fn try_say_raw(&mut self, text: &str) -> bool {
        self.stream.send(Message::text(text)).await.is_ok()
    }

    pub(crate) async fn say_binary(&mut self, bytes: &'static [u8]) {
        self.stream.send(Message::binary(bytes)).await.expect("is sent");
    }

    pub(crate) async fn next(&mut self) -> ServerMessage {
        match timeout(PATIENCE, self.stream.next()).await.expect("something comes in time") {
            Some(Ok(Message::Text(text))) => parse_server(&text).expect("is a message"),
            other => panic!("{other:?} instead of a message"),
        }
    }

    /// Lets in who knocks, once told of it.
    pub(crate) async fn admits_all(&mut self) {
        self.until(|message| matches!(message, ServerMessage::Knocks { knocks, .. } if !knocks.is_empty())).await;
        self.say(&ClientMessage::AdmitAll).await;
    }

    /// Reads on until this comes, and returns it.
    pub(crate) async fn until(&mut self, wanted: impl Fn(&ServerMessage) -> bool) -> ServerMessage {
        loop {
            let message = self.next().await;
            if wanted(&message) {
                return message;
            }
        }
    }

    pub(crate) async fn joined(&mut self) -> RoomSnapshot {
        let message = self.until(|message| matches!(message, ServerMessage::Joined { .. })).await;
        let ServerMessage::Joined { snapshot, .. } = message else { unreachable!() };
        snapshot
    }

    /// The code with which the server closes; 1006 (RFC 6455 section 7.4.1) when the line just breaks.
    pub(crate) async fn closed(&mut self) -> u16 {
        loop {
            match timeout(PATIENCE, self.stream.next()).await.expect("it ends in time") {
                Some(Ok(Message::Close(frame))) => return frame.map_or(1005, |frame| frame.code.into()),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return 1006,
            }
        }
    }

    pub(crate) async fn answers_pings(&mut self) {
        self.say(&ClientMessage::Ping { n: 77 }).await;
        self.until(|message| *message == ServerMessage::Pong { n: 77 }).await;
    }
}

const PUBLISH: PublishState =
    PublishState { microphone: true, camera: true, screen: false, paused: false, drawing: false };

pub(crate) fn join() -> ClientMessage {
    ClientMessage::Join { offer: OFFER.into(), publish: PUBLISH, note: None }
}

pub(crate) fn resume(token: &str) -> ClientMessage {
    ClientMessage::Resume { token: token.into(), publish: PUBLISH, stop: 0, offer: None }
}
