//! The WebSocket to the room. The browser's own, for a stream on top of it would only add code: messages come as
//! events and are sent at once.

use talkspace_call::{Input, SocketNumber};
use talkspace_model::MeetingCode;
use talkspace_signal::{ClientMessage, parse_server, to_text};
use talkspace_webrtc_web::Listener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CloseEvent, MessageEvent, WebSocket};

use super::Post;

/// The close code that stands for "no close frame came" (RFC 6455 section 7.1.5).
const ABNORMAL: u16 = 1006;

/// An open or opening socket. Dropping it closes it; nothing is heard from it afterwards.
pub(super) struct Socket {
    pub(super) number: SocketNumber,
    socket: WebSocket,
    _listeners: [Listener; 3],
}

impl Socket {
    /// `None` when the browser refuses at once.
    pub(super) fn open(number: SocketNumber, code: &MeetingCode, post: &Post) -> Option<Self> {
        let socket = WebSocket::new(&address(code)?).ok()?;
        let listeners = [
            on(&socket, "open", post, move |_| Some(Input::SocketOpened { socket: number })),
            on(&socket, "message", post, move |event| {
                let text = event.unchecked_into::<MessageEvent>().data().as_string()?;
                Some(Input::Message { socket: number, message: parse_server(&text).ok()? })
            }),
            on(&socket, "close", post, move |event| {
                Some(Input::SocketClosed { socket: number, code: event.unchecked_into::<CloseEvent>().code() })
            }),
        ];
        Some(Self { number, socket, _listeners: listeners })
    }

    /// On a socket that is closing already the message is lost; the call hears of the close and sends it again.
    pub(super) fn send(&self, message: &ClientMessage) {
        drop(self.socket.send_with_str(&to_text(message)));
    }

    /// What the call is told when [`Self::open`] gave nothing.
    pub(super) fn failed(number: SocketNumber) -> Input {
        Input::SocketClosed { socket: number, code: ABNORMAL }
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        // What was sent before still goes out.
        drop(self.socket.close());
    }
}

fn on(
    socket: &WebSocket,
    event: &'static str,
    post: &Post,
    input: impl Fn(JsValue) -> Option<Input> + 'static,
) -> Listener {
    let post = post.clone();
    Listener::new(socket.clone(), event, move |event| {
        if let Some(input) = input(event) {
            post.input(input);
        }
    })
}

fn address(code: &MeetingCode) -> Option<String> {
    let location = web_sys::window()?.location();
    let scheme = if location.protocol().ok()? == "https:" { "wss" } else { "ws" };
    Some(format!("{scheme}://{}/ws/{code}", location.host().ok()?))
}
