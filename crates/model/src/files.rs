//! Files that people share in the chat.

use serde::{Deserialize, Serialize};

use crate::FileId;

/// A file that the server has, as everybody who may read it is told.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedFile {
    pub id: FileId,
    /// As its owner calls it: one line of visible text, no path.
    pub name: String,
    pub bytes: u64,
    /// What a picture measures, by its own first bytes; `None` for everything that is not shown as a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<PictureSize>,
}

/// In pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureSize {
    pub width: u32,
    pub height: u32,
}

/// Why a file was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum FileRefusal {
    /// Nobody of this name sits in the meeting, or it is not running.
    NotHere,
    /// Hosts have switched it off.
    NotAllowed,
    Empty,
    TooBig {
        /// Bytes.
        max: u64,
    },
    /// This person has shared as much as one may in one run of a meeting.
    TooMuch,
    TooFast,
    /// It did not arrive whole, or could not be stored.
    Failed,
}

/// Names are private.
impl std::fmt::Debug for SharedFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SharedFile").field("id", &self.id).field("bytes", &self.bytes).finish_non_exhaustive()
    }
}
