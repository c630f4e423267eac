//! Small things that people tell each other besides words.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reaction {
    ThumbsUp,
    Clap,
    Heart,
    Laugh,
    Surprise,
    Celebrate,
}

impl Reaction {
    pub const ALL: [Reaction; 6] =
        [Reaction::ThumbsUp, Reaction::Clap, Reaction::Heart, Reaction::Laugh, Reaction::Surprise, Reaction::Celebrate];
}

/// How well the call works for somebody, by their own client's measurements.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quality {
    #[default]
    Good,
    /// Packets get lost on the way.
    Lossy,
    /// Packets take long.
    Slow,
    /// Next to nothing comes through.
    Broken,
}

impl Quality {
    pub fn is_good(&self) -> bool {
        *self == Quality::Good
    }
}
