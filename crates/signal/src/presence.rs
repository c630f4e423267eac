//! Small things that people tell each other besides words.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

    /// The word it is stored under.
    pub fn as_str(self) -> &'static str {
        match self {
            Reaction::ThumbsUp => "thumbs_up",
            Reaction::Clap => "clap",
            Reaction::Heart => "heart",
            Reaction::Laugh => "laugh",
            Reaction::Surprise => "surprise",
            Reaction::Celebrate => "celebrate",
        }
    }

    /// `None` for a word that stands for no reaction.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reaction| reaction.as_str() == word)
    }
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
