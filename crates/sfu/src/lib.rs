//! The media server: forwards RTP between the members of a room without ever decoding it. See DESIGN section 5.
//!
//! Each shard is one plain thread that owns its socket, its rooms and their peers; nothing on a packet's way takes a lock or
//! crosses a channel. SDP offers are read on a second thread beside it, so that a join does not hold up anybody's media.

mod account;
mod answer;
mod demux;
mod feed;
mod member;
mod net;
mod offer;
mod peer;
mod reader;
mod room;
mod shard;

use std::{
    net::IpAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use talkspace_model::{MediaCommand, MediaEvent, SlotCounts};

use crate::shard::{RoomKey, ShardCommand, ShardHandle};

/// Where the media server listens and what it tells clients.
#[derive(Debug, Clone)]
pub struct Config {
    /// Local address to bind.
    pub bind: IpAddr,
    /// UDP and TCP port of the first shard; the next shards count up. 0 lets the system choose (tests).
    pub port: u16,
    /// Addresses put into answers as host candidates. Empty announces `bind`.
    pub announce: Vec<IpAddr>,
    /// Receive slots that a client's offer may hold; tells video slots from screen slots, which come last.
    pub slots: SlotCounts,
    pub shards: usize,
}

#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("the media port {port} ({protocol}) on {bind} cannot be opened: {source}")]
    Bind { bind: IpAddr, port: u16, protocol: &'static str, source: std::io::Error },
    #[error("the media threads cannot be started: {0}")]
    Threads(std::io::Error),
}

/// Called on the shard's thread for each event of a room; must return at once.
pub type EventSink = Box<dyn Fn(MediaEvent) + Send>;

/// A handle to the running media server; clones share it. The threads end when the last one, and the last [`RoomMedia`], is
/// dropped.
#[derive(Debug, Clone)]
pub struct Sfu {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    shards: Vec<Arc<ShardHandle>>,
    rooms_opened: AtomicU64,
}

/// A room's media; dropping it drops the room's peers.
#[derive(Debug)]
pub struct RoomMedia {
    key: RoomKey,
    shard: Arc<ShardHandle>,
}

impl Sfu {
    /// # Errors
    /// When a media port cannot be opened.
    #[expect(clippy::needless_pass_by_value, reason = "a configuration is used up by what it starts")]
    pub fn start(config: Config) -> Result<Sfu, StartError> {
        let shards = (0..config.shards.max(1)).map(|index| shard::start(&config, index)).collect::<Result<_, _>>()?;
        Ok(Sfu { inner: Arc::new(Inner { shards, rooms_opened: AtomicU64::new(0) }) })
    }

    /// The ports that the shards listen on.
    pub fn ports(&self) -> Vec<u16> {
        self.inner.shards.iter().map(|shard| shard.port()).collect()
    }

    /// Rooms are dealt to the shards in turn.
    pub fn open_room(&self, events: EventSink) -> RoomMedia {
        let number = self.inner.rooms_opened.fetch_add(1, Ordering::Relaxed);
        let index = usize::try_from(number).unwrap_or(usize::MAX) % self.inner.shards.len();
        let shard = Arc::clone(&self.inner.shards[index]);
        let key = RoomKey(number);
        shard.send(ShardCommand::OpenRoom { key, events });
        RoomMedia { key, shard }
    }
}

impl RoomMedia {
    /// Hands the command to the room's shard and returns at once; what comes of it arrives as a [`MediaEvent`].
    pub fn send(&self, command: MediaCommand) {
        self.shard.send(ShardCommand::Media { key: self.key, command });
    }
}

impl Drop for RoomMedia {
    fn drop(&mut self) {
        self.shard.send(ShardCommand::CloseRoom { key: self.key });
    }
}
