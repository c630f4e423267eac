//! One file for each page.

pub mod account;
pub mod history;
pub mod home;
pub mod join;
pub mod landing;
pub mod meeting;
pub mod message;

pub use account::{Login, Register, Setup, percent_encode};
pub use history::History;
pub use home::Home;
pub use join::Join;
pub use landing::Landing;
pub use meeting::Meeting;
pub use message::NotFound;
