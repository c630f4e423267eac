//! What the program does around its cores: accounts, meetings, history, the gateway and the room actors, over axum.
//!
//! Services are plain structs that the pages' server functions call; nothing here renders HTML.

pub mod accounts;
pub mod addresses;
pub mod afterwards;
pub mod backup;
pub mod cli;
pub mod clock;
pub mod config;
pub mod console;
mod data_dir;
pub mod export;
pub mod files;
pub mod gateway;
pub mod history;
pub mod http;
pub mod mail;
pub mod meetings;
pub mod probe;
pub mod random;
mod readiness;
pub mod records;
mod retention;
pub mod rooms;
pub mod schedules;
pub mod state;
pub mod system;
pub mod tickets;
