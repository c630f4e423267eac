//! Identifiers as newtypes, so that one cannot be taken for another.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Wraps a text that the caller made (a UUID version 7) or read back from the database.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_id!(
    /// A registered account.
    UserId
);
text_id!(
    /// A meeting: the thing that has a code, a title and settings, however often it runs.
    MeetingId
);
text_id!(
    /// One live run of a meeting.
    OccurrenceId
);
text_id!(
    /// One stay of one person in one occurrence.
    AttendanceId
);
text_id!(
    /// A file that somebody shared. From the server's random source; it says nothing about the file.
    FileId
);
text_id!(
    /// A chat message. Chosen by the sender's client, so that a message sent twice is stored once.
    MessageId
);

/// A participant's place in a live room. Unique within one run of the room, never given out twice there.
///
/// The number is also the RTP contributing source (CSRC, RFC 3550 section 5.1) under which the media server
/// forwards this participant's packets, so a receiver can tell whose picture a frame is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SeatId(pub u32);

impl fmt::Display for SeatId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
