//! The messages between browser and server: JSON text frames on `GET /ws/{code}`.
//!
//! `docs/PROTOCOL.md` tells the same for people: every message, its direction, limits and errors.

mod chat;
mod client;
mod close;
mod mark;
mod presence;
mod server;
mod skip;

pub use chat::{Addressee, Audience, ChatMessage, Tally};
pub use client::ClientMessage;
pub use close::CloseCode;
pub use mark::{Mark, PIECE_POINTS, Spot};
pub use presence::{Quality, Reaction};
pub use server::{
    EndReason, KnockEntry, RefusalReason, RequestKind, RoleCause, RoomSettings, RoomSnapshot, SeatInfo, ServerMessage,
    StopCause, WaitReason,
};

/// Version of the protocol. Raised when a message changes so that an older side would misunderstand it; new kinds
/// of messages and new optional fields do not raise it.
pub const VERSION: u16 = 2;

/// Reads a client's message. A kind that this server does not know is an error: the client is newer than the server.
///
/// # Errors
/// When the text is not JSON or not a message of a known kind.
pub fn parse_client(text: &str) -> Result<ClientMessage, serde_json::Error> {
    serde_json::from_str(text)
}

/// Reads a server's message; [`ServerMessage::Unknown`] for a kind that this client does not know, to be ignored.
///
/// # Errors
/// When the text is not JSON, or a known kind with wrong fields.
pub fn parse_server(text: &str) -> Result<ServerMessage, serde_json::Error> {
    serde_json::from_str(text)
}

/// Writes a message of either side.
pub fn to_text<M: serde::Serialize>(message: &M) -> String {
    serde_json::to_string(message).expect("messages are plain data with text keys, which JSON always holds")
}
