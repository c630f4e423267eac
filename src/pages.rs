//! One file for each page. Rendered by the server only.

pub mod account;
pub mod history;
pub mod home;
pub mod join;
pub mod landing;
pub mod meeting;
pub mod message;
pub mod profile;
pub mod settings;
pub mod shell;

pub use account::{Login, Register, RegisterClosed, Setup, percent_encode};
pub use history::History;
pub use home::Home;
pub use join::Join;
pub use landing::Landing;
pub use meeting::Meeting;
pub use message::{NoSuchMeeting, NotFound, TooMany, Unavailable, WrongSetupLink};
pub use profile::{DeleteAccount, Profile};
pub use settings::Settings;
pub use shell::{Page, PageWidth};
