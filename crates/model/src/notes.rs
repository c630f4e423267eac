//! What a room notes of somebody who stays, besides that they came and went.

use crate::Millis;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    HandRaised,
    HandLowered,
    ShareStarted,
    ShareStopped,
    /// So much was spoken since the last of these, or since the beginning of the stay.
    Spoke {
        span: Millis,
    },
    /// The same of a connection that was poor or lost.
    PoorConnection {
        span: Millis,
    },
}
