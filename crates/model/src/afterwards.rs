//! What somebody is told of a call that is over for them.

use serde::{Deserialize, Serialize};

use crate::Millis;

/// Most stars that somebody can give a call; the fewest is 1.
pub const STARS_MAX: u32 = 5;
/// Longest remark to them, in characters.
pub const REMARK_MAX: usize = 1000;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallSummary {
    /// Everybody who was there, in the order of their coming.
    pub people: Vec<PersonThere>,
    /// The hosts let people read the chat afterwards.
    pub may_read: bool,
    /// What this person has said of the call.
    pub stars: Option<u32>,
    /// Where the record of the run is, for somebody with an account.
    pub record: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonThere {
    pub name: String,
    pub me: bool,
    pub present: Millis,
}

/// Names are private.
impl std::fmt::Debug for PersonThere {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PersonThere").field("me", &self.me).field("present", &self.present).finish_non_exhaustive()
    }
}
