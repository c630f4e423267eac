//! Components every page uses.

pub mod avatar;
pub mod brand;
pub mod copy;
pub mod field;
pub mod icon;
pub mod shell;
pub mod time;

pub use avatar::Avatar;
pub use brand::Brand;
pub use copy::CopyButton;
pub use field::{FormNotice, TextField};
pub use icon::{Icon, Sign};
pub use shell::{Page, PageWidth};
pub use time::{Moment, MomentStyle};
