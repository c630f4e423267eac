//! Pure folds from facts to attendance and history, and what makes them a proof. No clock, no I/O: what is still open
//! counts up to the `now` that is passed in.

mod attendance;
pub mod chain;
pub mod csv;
mod history;
mod json;
mod people;
mod presence;
mod record;
mod roll;
pub mod seal;
mod statistics;
mod strip;
mod verify;

pub use attendance::{Attendee, PersonStay, RunTimes, TOLERANCE, Tally, attendance, stays, talk_share};
pub use history::{Run, entry};
pub use people::{NamedStay, people};
pub use presence::{Presence, Stay, merge};
pub use record::Record;
pub use roll::{RollCell, RollRow, RollRun, roll};
pub use statistics::{Filter, Part, Totals, totals, weeks};
pub use strip::{Span, StripRow, Track, strip};
pub use verify::{Changed, Contents, Verdict, verify};
