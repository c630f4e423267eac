/// WebSocket close codes (RFC 6455 section 7.4; 4000-4999 are private use).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u16)]
pub enum CloseCode {
    /// `ended` was sent: do not come back.
    Ended = 4000,
    /// Something unreadable or out of place came; the `refused` before it says what.
    Protocol = 4001,
    /// Nothing came within 5 s of opening.
    HelloTimeout = 4002,
    /// The client did not read fast enough; resume.
    SlowConsumer = 4003,
    /// Too many messages; resume after a pause.
    Flood = 4004,
    /// The server is stopping; resume.
    ServerStopping = 4005,
    /// The same seat was continued on another socket; do not come back.
    Elsewhere = 4006,
    /// A message above the limit (the code that RFC 6455 gives for this).
    TooBig = 1009,
}

impl CloseCode {
    /// Whether the client should come back by itself after this code.
    pub fn may_resume(code: u16) -> bool {
        ![Self::Ended, Self::Protocol, Self::Elsewhere, Self::TooBig].iter().any(|end| *end as u16 == code)
    }
}
