//! Calls as timelines.

#[path = "scenarios/chat.rs"]
mod chat;
#[path = "scenarios/entry.rs"]
mod entry;
#[path = "scenarios/media.rs"]
mod media;
#[path = "scenarios/outages.rs"]
mod outages;
#[path = "scenarios/room.rs"]
mod room;
mod world;
