//! One socket from its opening to its end: a reading and a writing half in one task.

use std::{convert::Infallible, time::Duration};

use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket};
use futures_util::{
    SinkExt as _, StreamExt as _,
    stream::{SplitSink, SplitStream},
};
use talkspace_model::{MeetingCode, Millis, Timestamp, limits};
use talkspace_room::{ConnectionId, Identity, Rate, TokenBucket};
use talkspace_signal::{
    ClientMessage, CloseCode, EndReason, RefusalReason, RequestKind, ServerMessage, parse_client, to_text,
};

use super::greeting::{self, Greeted};
use crate::{
    clock,
    rooms::{Out, Outbox, Outlet, RoomHandle, Rooms, SessionKey, SessionWatch, outbox},
};

/// A socket from which nothing came for so long is dead. Clients ping every second or so.
const SILENCE_MAX: Duration = Duration::from_secs(30);
/// One write may take so long. A client that does not read for that time is cut; it resumes from a snapshot.
const WRITE_MAX: Duration = Duration::from_secs(4);
/// How long the other side may take to answer a close frame.
const CLOSE_MAX: Duration = Duration::from_secs(1);
/// A layout change answers some twenty slots at once and nobody does that more than twice a second; a flood is far above.
const MESSAGE_RATE: Rate = Rate { burst: 200, every: Millis(20) };

/// Somebody who opens a socket to a meeting.
#[derive(Debug)]
pub(super) struct Visit {
    pub(super) rooms: Rooms,
    pub(super) code: MeetingCode,
    pub(super) known_as: Vec<Identity>,
    /// The session of the handshake.
    pub(super) session: Option<SessionKey>,
    pub(super) watch: SessionWatch,
}

/// Why reading ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// The other side is gone or has closed.
    Gone,
    /// We close, with this code.
    Close(CloseCode),
}

struct Reader {
    stream: SplitStream<WebSocket>,
    outbox: Outbox,
    connection: ConnectionId,
    budget: TokenBucket,
    /// The last sign of life.
    heard: Timestamp,
    room: Option<RoomHandle>,
}

impl Visit {
    pub(super) async fn run(self, socket: WebSocket) {
        let (sink, stream) = socket.split();
        let (outbox, outlet) = outbox();
        let now = clock::now();
        let connection = self.rooms.next_connection();
        let budget = TokenBucket::new(MESSAGE_RATE, now);
        let mut reader = Reader { stream, outbox, connection, budget, heard: now, room: None };
        let mut writing = std::pin::pin!(write(sink, outlet));
        tokio::select! {
            ending = reader.read(self) => {
                // What is left to say, a refusal for instance, is said before the socket closes.
                if let Ending::Close(code) = ending {
                    reader.outbox.close(code);
                    let _ = tokio::time::timeout(WRITE_MAX, &mut writing).await;
                }
            }
            () = &mut writing => {}
        }
        reader.say_goodbye().await;
        reader.drain().await;
    }
}

impl Reader {
    async fn read(&mut self, mut visit: Visit) -> Ending {
        let outcome = match self.greet(&mut visit).await {
            Ok(session) => self.listen(session.as_ref(), visit.watch).await,
            Err(ending) => Err(ending),
        };
        match outcome {
            Ok(never) => match never {},
            Err(ending) => ending,
        }
    }

    async fn listen(&mut self, session: Option<&SessionKey>, mut watch: SessionWatch) -> Result<Infallible, Ending> {
        loop {
            let message = tokio::select! {
                message = self.message(SILENCE_MAX) => message?,
                // Whoever signs out leaves.
                () = watch.ended(session) => ClientMessage::Leave,
            };
            self.pass_on(message).await?;
        }
    }

    /// Returns the session that the socket ends with.
    async fn greet(&mut self, visit: &mut Visit) -> Result<Option<SessionKey>, Ending> {
        let patience = Duration::from_millis(limits::HELLO_TIMEOUT.0.unsigned_abs());
        let first = tokio::time::timeout(patience, self.message(SILENCE_MAX)).await;
        let message = first.map_err(|_| Ending::Close(CloseCode::HelloTimeout))??;
        match greeting::greet(visit, message, self.connection, &self.outbox).await {
            Ok(Greeted { room, session }) => {
                self.room = room;
                Ok(session)
            }
            Err(refusal) => {
                self.tell(&refusal)?;
                Err(Ending::Close(CloseCode::Protocol))
            }
        }
    }

    async fn pass_on(&mut self, message: ClientMessage) -> Result<(), Ending> {
        match (&self.room, message) {
            (_, ClientMessage::Ping { n }) => self.tell(&ServerMessage::Pong { n }),
            (Some(room), message) => {
                let passed = room.message(self.connection, message).await;
                passed.map_err(|_gone| Ending::Close(CloseCode::ServerStopping))
            }
            (None, ClientMessage::Leave) => {
                self.tell(&ServerMessage::Ended { reason: EndReason::Left })?;
                Err(Ending::Close(CloseCode::Ended))
            }
            (None, message) => self.tell(&greeting::no_room(&message)),
        }
    }

    /// The next message that can be read; what cannot be read is refused on the way.
    async fn message(&mut self, silence: Duration) -> Result<ClientMessage, Ending> {
        loop {
            let frame = tokio::time::timeout(silence, self.stream.next()).await.map_err(|_| Ending::Gone)?;
            // A connection that breaks is no sign of life: it may have been dead for long.
            if let Some(Ok(_)) = frame {
                self.heard = clock::now();
                if !self.budget.take(self.heard) {
                    return Err(Ending::Close(CloseCode::Flood));
                }
            }
            match frame {
                Some(Ok(Message::Text(text))) => {
                    if let Some(message) = self.parse(&text)? {
                        return Ok(message);
                    }
                }
                Some(Ok(Message::Binary(_))) => return Err(self.unreadable()),
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                Some(Ok(Message::Close(_))) | None => return Err(Ending::Gone),
                Some(Err(error)) => return Err(ending_of(&error)),
            }
        }
    }

    /// `None` for a message of a kind that this server does not know: it is refused, and the socket goes on.
    fn parse(&mut self, text: &Utf8Bytes) -> Result<Option<ClientMessage>, Ending> {
        if text.len() > limits::SIGNAL_SDP_MESSAGE_BYTES {
            return Err(Ending::Close(CloseCode::TooBig));
        }
        match parse_client(text) {
            Ok(message) if text.len() > size_limit(&message) => Err(Ending::Close(CloseCode::TooBig)),
            Ok(message) => Ok(Some(message)),
            Err(_) if text.len() > limits::SIGNAL_MESSAGE_BYTES => Err(Ending::Close(CloseCode::TooBig)),
            Err(error) if error.is_data() => {
                self.tell(&greeting::refusal(RequestKind::Unreadable, RefusalReason::Unreadable))?;
                Ok(None)
            }
            Err(_) => Err(self.unreadable()),
        }
    }

    fn unreadable(&self) -> Ending {
        let refused = self.tell(&greeting::refusal(RequestKind::Unreadable, RefusalReason::Unreadable));
        refused.err().unwrap_or(Ending::Close(CloseCode::Protocol))
    }

    fn tell(&self, message: &ServerMessage) -> Result<(), Ending> {
        let told = self.outbox.push(to_text(message).into());
        told.map_err(|_stuck| {
            self.outbox.cut(CloseCode::SlowConsumer);
            Ending::Close(CloseCode::SlowConsumer)
        })
    }

    /// Reads until the other side has closed, so that our close frame is not lost in a connection reset.
    async fn drain(&mut self) {
        let drained = async { while let Some(Ok(_)) = self.stream.next().await {} };
        let _ = tokio::time::timeout(CLOSE_MAX, drained).await;
    }

    async fn say_goodbye(&self) {
        if let Some(room) = &self.room {
            // A room that has ended needs no telling.
            let _ = room.gone(self.connection, self.heard).await;
        }
    }
}

fn size_limit(message: &ClientMessage) -> usize {
    let carries_sdp =
        matches!(message, ClientMessage::Join { .. } | ClientMessage::Resume { .. } | ClientMessage::Offer { .. });
    if carries_sdp { limits::SIGNAL_SDP_MESSAGE_BYTES } else { limits::SIGNAL_MESSAGE_BYTES }
}

/// A message above the limit of what we read shows as an error of the library; everything else is a broken line.
fn ending_of(error: &axum::Error) -> Ending {
    let text = error.to_string();
    if text.contains("too long") || text.contains("too big") { Ending::Close(CloseCode::TooBig) } else { Ending::Gone }
}

/// Writes until there is nothing more to write, then closes.
async fn write(mut sink: SplitSink<WebSocket, Message>, mut outlet: Outlet) {
    let mut cut = outlet.cut_signal();
    let code = tokio::select! {
        biased;
        code = Outlet::cut(&mut cut) => Some(code),
        code = write_all(&mut sink, &mut outlet) => code,
    };
    if let Some(code) = code {
        let frame = CloseFrame { code: code as u16, reason: Utf8Bytes::default() };
        let closed = async {
            if sink.send(Message::Close(Some(frame))).await.is_ok() {
                let _ = sink.flush().await;
            }
        };
        let _ = tokio::time::timeout(CLOSE_MAX, closed).await;
    }
}

/// Returns the code to close with; `None` when the line is broken.
async fn write_all(sink: &mut SplitSink<WebSocket, Message>, outlet: &mut Outlet) -> Option<CloseCode> {
    loop {
        let out = outlet.next().await;
        match tokio::time::timeout(WRITE_MAX, write_train(sink, outlet, out)).await {
            Ok(Ok(None)) => {}
            Ok(Ok(Some(code))) => return Some(code),
            Ok(Err(_broken)) => return None,
            Err(_slow) => return Some(CloseCode::SlowConsumer),
        }
    }
}

/// Writes everything that waits with one call to the system.
async fn write_train(
    sink: &mut SplitSink<WebSocket, Message>,
    outlet: &mut Outlet,
    first: Option<Out>,
) -> Result<Option<CloseCode>, axum::Error> {
    let mut out = first;
    let mut code = out.is_none().then_some(CloseCode::ServerStopping);
    while let Some(next) = out {
        match next {
            Out::Text(text) => sink.feed(Message::Text(text)).await?,
            Out::Close(with) => {
                code = Some(with);
                break;
            }
        }
        out = outlet.next_now();
    }
    sink.flush().await?;
    Ok(code)
}
