//! Components that pages and room share, and what the browser adds to a page of plain HTML.

pub mod avatar;
pub mod brand;
#[cfg(feature = "ssr")]
pub mod calendar;
pub mod copy;
pub mod enhance;
pub mod field;
pub mod icon;
pub mod meeting_words;
pub mod time;

pub use avatar::Avatar;
pub use brand::Brand;
pub use copy::CopyButton;
pub use field::{FormNotice, TextField};
pub use icon::{Icon, Sign};
pub use meeting_words::{Words, switch_words, template_words, waiting_room_word};
pub use time::{Moment, MomentStyle};
