//! The media server. See DESIGN section 5.

use std::net::IpAddr;

use talkspace_model::{MediaCommand, MediaEvent, SlotCounts};

/// Where the media server listens and what it tells clients.
#[derive(Debug, Clone)]
pub struct Config {
    /// Local address to bind.
    pub bind: IpAddr,
    /// UDP (and later TCP) port of the first shard; the next shards count up. 0 lets the system choose (tests).
    pub port: u16,
    /// Addresses put into answers as host candidates.
    pub announce: Vec<IpAddr>,
    /// Receive slots that a client's offer may hold; tells video slots from screen slots, which come last.
    pub slots: SlotCounts,
    pub shards: usize,
}

#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("the media port {port} (UDP) on {bind} cannot be opened: {source}")]
    Bind { bind: IpAddr, port: u16, source: std::io::Error },
}

/// Called on the shard's thread for each event of a room; must return at once.
pub type EventSink = Box<dyn Fn(MediaEvent) + Send>;

/// A handle to the running media server; clones share it. The threads end when the last one is dropped.
#[derive(Debug, Clone)]
pub struct Sfu {}

/// A room's media; dropping it drops the room's peers.
#[derive(Debug)]
pub struct RoomMedia {}

impl Sfu {
    /// # Errors
    /// When a media port cannot be opened.
    pub fn start(_config: Config) -> Result<Sfu, StartError> {
        Ok(Sfu {})
    }

    pub fn open_room(&self, _events: EventSink) -> RoomMedia {
        RoomMedia {}
    }
}

impl RoomMedia {
    pub fn send(&self, _command: MediaCommand) {}
}
