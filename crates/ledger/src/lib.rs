//! Pure folds from facts to attendance and history. No clock, no I/O: what is still open counts up to the `now` that is
//! passed in.

pub mod csv;
mod history;
mod people;
mod presence;
mod statistics;

pub use history::{Run, entry};
pub use people::{NamedStay, people};
pub use presence::{Presence, Stay, merge};
pub use statistics::{Filter, Part, Totals, totals, weeks};
