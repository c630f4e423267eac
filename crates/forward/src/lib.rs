//! Media policy without I/O: who is in which slot, which simulcast layer, how packets are renumbered, who is speaking.
//!
//! Nothing here knows a clock, a socket or a WebRTC library; the driver (`talkspace-sfu`) passes in what arrived and when.

mod budget;
mod demand;
mod keyframes;
mod layers;
mod moment;
mod rate;
mod rewrite;
mod slots;
mod speaker;

pub use budget::{Budget, Wish};
pub use demand::Demand;
pub use keyframes::{Keyframes, ReceiverWish};
pub use layers::{LayerPresence, best_layer, layer_for_height};
pub use moment::Moment;
pub use rate::RateMeter;
pub use rewrite::{Numbered, PictureIds, Renumbered, Rewriter};
pub use slots::{Ranking, ReceiverSlots};
pub use speaker::{AudioLevel, SpeakerDetector};
