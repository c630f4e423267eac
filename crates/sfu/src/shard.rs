//! The thread that owns its sockets, its rooms and their peers.

use std::{
    collections::HashMap,
    io,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        mpsc::{self, Receiver, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use mio::{Events, Poll, Waker};
use str0m::{
    Candidate,
    net::{Protocol, TcpType, Transmit},
};
use talkspace_model::{MediaCommand, SeatId};
use tracing::{error, info, warn};

use crate::{
    Config, EventSink, StartError,
    demux::{Demux, Route, is_stun},
    net::{BindError, Datagram, Network, Remote, TcpBatch, UdpBatch, WAKER},
    offer::OfferError,
    peer::{Outbox, Peer, PeerFactory, received},
    reader::{self, OfferJob},
    room::{Context, Room, RoomRequest},
};

/// The thread looks around at least this often; nothing depends on it.
const LONGEST_SLEEP: Duration = Duration::from_secs(10);

/// Tells rooms apart over the life of the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct RoomKey(pub(crate) u64);

/// Names one peer connection for good, so that nothing meant for a former one reaches its successor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct PeerKey {
    pub(crate) room: RoomKey,
    pub(crate) seat: SeatId,
    pub(crate) link: u64,
}

pub(crate) enum ShardCommand {
    OpenRoom { key: RoomKey, events: EventSink },
    CloseRoom { key: RoomKey },
    Media { key: RoomKey, command: MediaCommand },
    OfferRead(OfferRead),
    Stop,
}

/// What became of an offer.
pub(crate) struct OfferRead {
    key: RoomKey,
    seat: SeatId,
    attempt: u64,
    result: Result<(Box<Peer>, String), OfferError>,
}

/// The way to a shard from other threads. The shard ends with its last handle.
#[derive(Debug)]
pub(crate) struct ShardHandle {
    mailbox: Mailbox,
    port: u16,
}

#[derive(Clone, Debug)]
struct Mailbox {
    commands: Sender<ShardCommand>,
    waker: Arc<Waker>,
}

struct Shard {
    network: Network,
    candidates: Vec<SocketAddr>,
    /// Answers leave from the address the client sent to; a socket bound to one address does so by itself.
    many_addresses: bool,
    rooms: HashMap<RoomKey, Room>,
    demux: Demux,
    /// Where the datagram at hand came from, and to which own address.
    way_back: Option<(Remote, Option<IpAddr>)>,
    offers: Sender<OfferJob>,
    /// No room has anything to do before this.
    next_timeout: Instant,
    now: Instant,
}

/// Starts a shard's threads.
pub(crate) fn start(config: &Config, index: usize) -> Result<Arc<ShardHandle>, StartError> {
    let port = match config.port {
        0 => 0,
        first => first.saturating_add(u16::try_from(index).unwrap_or(u16::MAX)),
    };
    let bind = config.bind;
    let poll = Poll::new().map_err(StartError::Threads)?;
    let network = Network::bind(bind, port, &poll).map_err(|BindError { protocol, source }| StartError::Bind {
        bind,
        port,
        protocol,
        source,
    })?;
    let waker = Arc::new(Waker::new(poll.registry(), WAKER).map_err(StartError::Threads)?);
    let (commands, inbox) = mpsc::channel();
    let mailbox = Mailbox { commands, waker };
    let candidates = candidate_addresses(config, network.port());
    let factory = PeerFactory::new(candidates.iter().flat_map(host_candidates).collect(), config.slots);
    let offers = start_reading_offers(factory, mailbox.clone(), index)?;

    let port = network.port();
    let many_addresses = config.bind.is_unspecified();
    let run = move || Shard::new(network, candidates, many_addresses, offers).run(poll, &inbox);
    thread::Builder::new().name(format!("media-{index}")).spawn(run).map_err(StartError::Threads)?;
    info!(%bind, port, "media shard listens");
    Ok(Arc::new(ShardHandle { mailbox, port }))
}

/// The side thread ends with the shard, which holds the only sender.
fn start_reading_offers(factory: PeerFactory, mailbox: Mailbox, index: usize) -> Result<Sender<OfferJob>, StartError> {
    let answer = move |OfferJob { key, seat, attempt, offer }, wanted| {
        let result = if wanted { factory.accept(&offer, now()) } else { Err(OfferError::Replaced) };
        let result = result.map(|(peer, answer)| (Box::new(peer), answer));
        mailbox.send(ShardCommand::OfferRead(OfferRead { key, seat, attempt, result }));
    };
    reader::start(index, answer).map_err(StartError::Threads)
}

fn candidate_addresses(config: &Config, port: u16) -> Vec<SocketAddr> {
    let bound = if config.bind.is_unspecified() { IpAddr::V4(Ipv4Addr::LOCALHOST) } else { config.bind };
    let announced = if config.announce.is_empty() { vec![bound] } else { config.announce.clone() };
    announced.into_iter().map(|ip| SocketAddr::new(ip, port)).collect()
}

/// Over TCP the server waits to be called (RFC 6544 section 4.5). Browsers prefer UDP where it works.
fn host_candidates(address: &SocketAddr) -> Vec<Candidate> {
    let udp = Candidate::host(*address, Protocol::Udp);
    let tcp = Candidate::builder().tcp().host(*address).tcptype(TcpType::Passive).build();
    let candidates: Result<Vec<Candidate>, _> = [udp, tcp].into_iter().collect();
    candidates.unwrap_or_else(|error| {
        warn!(%address, %error, "address cannot be announced for media");
        Vec::new()
    })
}

impl ShardHandle {
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn send(&self, command: ShardCommand) {
        self.mailbox.send(command);
    }
}

impl Drop for ShardHandle {
    fn drop(&mut self) {
        self.mailbox.send(ShardCommand::Stop);
    }
}

impl Mailbox {
    fn send(&self, command: ShardCommand) {
        // The other end is gone only when the shard has stopped; then there is nothing left to be told.
        if self.commands.send(command).is_ok()
            && let Err(error) = self.waker.wake()
        {
            warn!(%error, "media shard not woken");
        }
    }
}

impl Shard {
    fn new(network: Network, candidates: Vec<SocketAddr>, many_addresses: bool, offers: Sender<OfferJob>) -> Self {
        let now = now();
        Self {
            network,
            candidates,
            many_addresses,
            rooms: HashMap::new(),
            demux: Demux::default(),
            way_back: None,
            offers,
            next_timeout: now,
            now,
        }
    }

    fn run(mut self, mut poll: Poll, inbox: &Receiver<ShardCommand>) {
        let mut events = Events::with_capacity(16);
        let (mut datagrams, mut frames) = (UdpBatch::new(), TcpBatch::default());
        loop {
            let sleep = self.next_timeout.saturating_duration_since(self.now).min(LONGEST_SLEEP);
            if let Err(error) = poll.poll(&mut events, Some(sleep))
                && error.kind() != io::ErrorKind::Interrupted
            {
                error!(%error, "media shard cannot wait for its socket and stops");
                return;
            }
            for event in &events {
                self.network.handle_event(event);
            }
            self.now = now();
            // Sockets report only once, so they are read until they are empty.
            loop {
                let more = self.receive_udp(&mut datagrams) | self.receive_tcp(&mut frames);
                if !self.handle_commands(inbox) {
                    return;
                }
                self.handle_timeouts();
                self.network.flush();
                if !more {
                    break;
                }
                self.now = now();
            }
        }
    }

    /// Reads one batch; false when there is nothing more.
    fn receive_udp(&mut self, batch: &mut UdpBatch) -> bool {
        match self.network.receive_udp(batch) {
            Ok(()) => {
                self.handle_datagrams(batch.datagrams());
                true
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => false,
            Err(error) => {
                // An ICMP answer to something sent; the next call reads on.
                tracing::trace!(%error, "media socket");
                true
            }
        }
    }

    fn receive_tcp(&mut self, batch: &mut TcpBatch) -> bool {
        let more = self.network.receive_tcp(batch, self.now);
        if let Some(timeout) = self.network.timeout() {
            self.next_timeout = self.next_timeout.min(timeout);
        }
        self.handle_datagrams(batch.datagrams());
        more
    }

    fn handle_datagrams<'a>(&mut self, datagrams: impl Iterator<Item = Datagram<'a>>) {
        let mut touched: Vec<RoomKey> = Vec::new();
        for datagram in datagrams {
            if let Some(room) = self.handle_datagram(datagram)
                && !touched.contains(&room)
            {
                touched.push(room);
            }
        }
        for key in touched {
            self.with_room(key, Room::flush);
        }
    }

    fn handle_datagram(&mut self, datagram: Datagram<'_>) -> Option<RoomKey> {
        let Datagram { remote, local_ip, bytes } = datagram;
        let stun = is_stun(bytes);
        let known = self.demux.by_remote(remote);
        // STUN says itself whose it is, also after an address has passed from one client to another.
        let key = if stun { self.demux.by_stun(bytes) } else { known.map(|route| route.peer) }?;
        let destination = self.destination(local_ip)?;
        let receive = received(remote.protocol, remote.address, destination, bytes)?;
        let local_ip = local_ip.filter(|_| self.many_addresses);
        self.way_back = Some((remote, local_ip));
        let own = known.is_some_and(|route| route.peer == key);
        let mut accepted = false;
        self.with_room(key.room, |room, context| accepted = room.receive(key.seat, key.link, receive, own, context));
        self.way_back = None;
        if accepted && stun {
            self.learn(remote, Route { peer: key, local_ip }, known);
        }
        accepted.then_some(key.room)
    }

    /// A peer has verified a message from there.
    fn learn(&mut self, remote: Remote, route: Route, known: Option<Route>) {
        self.network.keep(remote);
        if known != Some(route)
            && let Some(gone) = self.demux.learn(remote, route)
        {
            self.network.close(gone);
        }
    }

    /// The candidate that a datagram came to.
    fn destination(&self, local_ip: Option<IpAddr>) -> Option<SocketAddr> {
        let exact = self.candidates.iter().find(|candidate| Some(candidate.ip()) == local_ip);
        exact.or(self.candidates.first()).copied()
    }

    /// False when the shard shall stop.
    fn handle_commands(&mut self, inbox: &Receiver<ShardCommand>) -> bool {
        while let Ok(command) = inbox.try_recv() {
            match command {
                ShardCommand::OpenRoom { key, events } => {
                    self.rooms.insert(key, Room::new(events, self.now));
                }
                ShardCommand::CloseRoom { key } => {
                    self.with_room(key, Room::close);
                    self.rooms.remove(&key);
                }
                ShardCommand::Media { key, command } => {
                    self.with_room(key, |room, context| room.handle_command(command, context));
                }
                ShardCommand::OfferRead(OfferRead { key, seat, attempt, result }) => {
                    let result = result.map(|(peer, answer)| (*peer, answer));
                    self.with_room(key, |room, context| room.handle_offer(seat, attempt, result, context));
                }
                ShardCommand::Stop => {
                    self.close_all();
                    return false;
                }
            }
        }
        true
    }

    fn close_all(&mut self) {
        let keys: Vec<RoomKey> = self.rooms.keys().copied().collect();
        for key in keys {
            self.with_room(key, Room::close);
        }
        self.network.flush();
    }

    fn handle_timeouts(&mut self) {
        if self.now < self.next_timeout {
            return;
        }
        let now = self.now;
        self.network.handle_timeout(now);
        let due: Vec<RoomKey> =
            self.rooms.iter().filter(|(_, room)| room.timeout() <= now).map(|(key, _)| *key).collect();
        for key in due {
            self.with_room(key, Room::handle_timeout);
        }
        let next = self.rooms.values().map(Room::timeout).chain(self.network.timeout()).min();
        self.next_timeout = next.unwrap_or(now + LONGEST_SLEEP);
    }

    /// Works on a room; a panic inside ends that room only.
    fn with_room(&mut self, key: RoomKey, work: impl FnOnce(&mut Room, &mut Context<'_>)) {
        let Some(room) = self.rooms.get_mut(&key) else { return };
        let mut requests = Vec::new();
        let mut outbox = NetworkOutbox { network: &mut self.network, demux: &self.demux, way_back: self.way_back };
        let mut context = Context { now: self.now, outbox: &mut outbox, requests: &mut requests };
        let failed = catch_unwind(AssertUnwindSafe(|| work(room, &mut context))).is_err();
        // Whatever was done may have brought the room's next timeout nearer.
        self.next_timeout = self.next_timeout.min(room.timeout());
        for request in requests {
            self.handle_request(key, request);
        }
        if failed {
            error!(room.key = key.0, "a room's media failed inside and begins anew");
            self.drop_failed(key);
        }
    }

    fn handle_request(&mut self, room: RoomKey, request: RoomRequest) {
        match request {
            RoomRequest::ReadOffer { seat, attempt, offer } => {
                let job = OfferJob { key: room, seat, attempt, offer };
                if self.offers.send(job).is_err() {
                    error!("the thread that reads offers is gone");
                }
            }
            RoomRequest::Linked { link, seat, ufrag } => self.demux.add_peer(PeerKey { room, seat, link }, &ufrag),
            RoomRequest::Dropped { link, seat, ufrag } => self.remove_peer(PeerKey { room, seat, link }, &ufrag),
        }
    }

    /// Its people lose their media and may connect again.
    fn drop_failed(&mut self, key: RoomKey) {
        let Some(room) = self.rooms.remove(&key) else { return };
        for (seat, link, ufrag) in room.links() {
            self.remove_peer(PeerKey { room: key, seat, link }, ufrag);
        }
        self.rooms.insert(key, room.begin_anew(self.now));
    }

    fn remove_peer(&mut self, peer: PeerKey, ufrag: &str) {
        for remote in self.demux.remove_peer(peer, ufrag) {
            self.network.close(remote);
        }
    }
}

/// Sends what peers put out.
struct NetworkOutbox<'a> {
    network: &'a mut Network,
    demux: &'a Demux,
    /// The answer to a stranger's first datagram goes back the same way, before the address is learnt.
    way_back: Option<(Remote, Option<IpAddr>)>,
}

impl Outbox for NetworkOutbox<'_> {
    fn send(&mut self, transmit: &Transmit) {
        let remote = Remote { protocol: transmit.proto, address: transmit.destination };
        let local_ip = match self.way_back {
            Some((source, local_ip)) if source == remote => local_ip,
            Some(_) | None => self.demux.by_remote(remote).and_then(|route| route.local_ip),
        };
        self.network.queue(remote, local_ip, &transmit.contents);
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place where the media server asks the clock")]
fn now() -> Instant {
    Instant::now()
}
