//! Marks that people make on somebody's shared screen. They fade by themselves and are kept nowhere.

use serde::{Deserialize, Serialize};

/// Most points of one piece of a stroke: half a second of the quickest mouse there is.
pub const PIECE_POINTS: usize = 64;

/// A place on a picture, in 1/10,000 of its width and height from its top left corner. On the wire `[x, y]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "(u16, u16)", into = "(u16, u16)")]
pub struct Spot {
    x: u16,
    y: u16,
}

impl Spot {
    /// The right and the lower edge.
    pub const EDGE: u16 = 10_000;

    /// What lies beyond an edge is on it.
    pub fn new(x: u16, y: u16) -> Self {
        Self { x: x.min(Self::EDGE), y: y.min(Self::EDGE) }
    }

    pub fn x(self) -> u16 {
        self.x
    }

    pub fn y(self) -> u16 {
        self.y
    }
}

impl TryFrom<(u16, u16)> for Spot {
    type Error = &'static str;

    fn try_from((x, y): (u16, u16)) -> Result<Self, Self::Error> {
        if x.max(y) <= Self::EDGE { Ok(Self { x, y }) } else { Err("beyond the edge of the picture") }
    }
}

impl From<Spot> for (u16, u16) {
    fn from(spot: Spot) -> (u16, u16) {
        (spot.x, spot.y)
    }
}

/// One mark, or a piece of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Mark {
    /// A piece of a stroke. The pieces of one stroke bear the same number, and each begins where the one before it ended.
    Pen {
        stroke: u32,
        points: Vec<Spot>,
    },
    Arrow {
        from: Spot,
        to: Spot,
    },
    /// Where somebody points now.
    Pointer {
        at: Spot,
    },
}
