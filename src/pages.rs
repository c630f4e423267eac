//! One file for each page. Rendered by the server only.

pub mod account;
pub mod admin;
pub mod email;
pub mod fields;
pub mod history;
pub mod home;
pub mod invitation;
pub mod join;
pub mod landing;
pub mod meeting;
pub mod message;
pub mod password;
pub mod profile;
pub mod record;
pub mod schedule;
pub mod settings;
pub mod shell;
pub mod upcoming;
pub mod verify;

pub use account::{Login, Register, RegisterClosed, Setup, percent_encode};
pub use admin::Admin;
pub use email::{ChangeEmail, ConfirmEmail, WrongEmailLink};
pub use history::History;
pub use home::Home;
pub use invitation::Invitation;
pub use join::Join;
pub use landing::Landing;
pub use meeting::Meeting;
pub use message::{Forbidden, NoSuchMeeting, NotFound, TooMany, Unavailable, WrongSetupLink};
pub use password::{Forgot, Reset, WrongLink};
pub use profile::{DeleteAccount, Profile};
pub use record::Record;
pub use schedule::{Cancel, ScheduleForm};
pub use settings::Settings;
pub use shell::{Page, PageWidth};
pub use verify::Verify;
