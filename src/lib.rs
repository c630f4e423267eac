//! TalkSpace's pages: rendered on the server, taken over by the same code in the browser.

pub mod i18n;
pub mod room;
