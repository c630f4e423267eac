//! ICE over TCP for networks that block UDP: passive candidates (RFC 6544), each datagram behind its length (RFC 4571 section 2).
//!
//! A stream that can take no more loses datagrams, as UDP would: media that comes late is worth nothing, and what matters is
//! sent again by ICE, DTLS or RTX.

use std::{
    collections::{HashMap, VecDeque},
    io::{self, Read, Write},
    net::{IpAddr, SocketAddr},
    time::{Duration, Instant},
};

use mio::{
    Interest, Registry, Token,
    event::Event,
    net::{TcpListener, TcpStream},
};
use socket2::SockRef;
use str0m::net::Protocol;
use tracing::{debug, trace};

use super::{Datagram, FIRST_STREAM, LISTENER, Remote};

/// One read, of which what is left over waits in the stream.
const READ_BYTES: usize = 65_536;
/// STUN, DTLS and RTP fit a path's MTU; a longer frame is none of ours and ends the stream.
const FRAME_BYTES: usize = 4096;
/// What may wait in us for a stream to take it: a quarter of a second of a 2 Mbit/s picture. More delays, less loses bursts.
const OUTGOING_BYTES: usize = 64 << 10;
/// The kernel's own buffer for each stream, for the same reason; left to itself it grows to megabytes and seconds.
const KERNEL_BYTES: usize = 64 << 10;
/// Streams on which no peer has verified a message yet. More lets strangers take descriptors; fewer lets them crowd out
/// newcomers, who are strangers for one round trip.
const STRANGERS: usize = 256;
/// How long one may stay a stranger: a few retransmissions of a STUN check.
const STRANGER_TIME: Duration = Duration::from_secs(10);

pub(super) struct TcpStreams {
    listener: TcpListener,
    registry: Registry,
    streams: HashMap<Token, Stream>,
    by_remote: HashMap<SocketAddr, Token>,
    next_token: usize,
    is_asked: bool,
    /// Streams that have reported something to read and have not been read empty since.
    ready: VecDeque<Token>,
    /// Streams with something queued that they may be able to take.
    dirty: Vec<Token>,
    /// The oldest first. Those that are kept or closed meanwhile are passed over.
    strangers: VecDeque<(Token, Instant)>,
    scratch: Vec<u8>,
}

struct Stream {
    socket: TcpStream,
    remote: SocketAddr,
    local_ip: Option<IpAddr>,
    is_stranger: bool,
    /// The beginning of a frame whose rest has not come.
    incoming: Vec<u8>,
    outgoing: Vec<u8>,
}

/// What one round of reading brought.
#[derive(Default)]
pub(crate) struct TcpBatch {
    bytes: Vec<u8>,
    frames: Vec<(Remote, Option<IpAddr>, usize)>,
}

impl TcpStreams {
    pub(super) fn bind(ip: IpAddr, port: u16, registry: &Registry) -> io::Result<Self> {
        let mut listener = TcpListener::bind(SocketAddr::new(ip, port))?;
        registry.register(&mut listener, LISTENER, Interest::READABLE)?;
        Ok(Self {
            listener,
            registry: registry.try_clone()?,
            streams: HashMap::new(),
            by_remote: HashMap::new(),
            next_token: FIRST_STREAM,
            is_asked: false,
            ready: VecDeque::new(),
            dirty: Vec::new(),
            strangers: VecDeque::new(),
            scratch: vec![0; READ_BYTES],
        })
    }

    pub(super) fn handle_event(&mut self, event: &Event) {
        let token = event.token();
        if token == LISTENER {
            self.is_asked = true;
        } else if self.streams.contains_key(&token) {
            if event.is_writable() {
                self.dirty.push(token);
            }
            if (event.is_readable() || event.is_read_closed() || event.is_error()) && !self.ready.contains(&token) {
                self.ready.push_back(token);
            }
        }
    }

    pub(super) fn receive(&mut self, batch: &mut TcpBatch, now: Instant) -> bool {
        batch.clear();
        self.accept(now);
        for _ in 0..self.ready.len() {
            let Some(token) = self.ready.pop_front() else { break };
            match self.read(token, batch) {
                Ok(()) => self.ready.push_back(token),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => {
                    trace!(%error, "media stream ends");
                    self.remove(token);
                }
            }
        }
        !self.ready.is_empty()
    }

    fn accept(&mut self, now: Instant) {
        while self.is_asked {
            match self.listener.accept() {
                Ok((socket, remote)) => {
                    if let Err(error) = self.add(socket, remote, now) {
                        debug!(%error, "media stream not taken in");
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => self.is_asked = false,
                // One that has gone again, or no descriptors are left: the next time the thread wakes it asks again.
                Err(error) => {
                    debug!(%error, "media stream not accepted");
                    return;
                }
            }
        }
    }

    fn add(&mut self, mut socket: TcpStream, remote: SocketAddr, now: Instant) -> io::Result<()> {
        socket.set_nodelay(true)?;
        SockRef::from(&socket).set_send_buffer_size(KERNEL_BYTES)?;
        let local_ip = socket.local_addr().ok().map(|address| address.ip().to_canonical());
        let remote = SocketAddr::new(remote.ip().to_canonical(), remote.port());
        let token = Token(self.next_token);
        self.registry.register(&mut socket, token, Interest::READABLE | Interest::WRITABLE)?;
        self.next_token += 1;
        self.close(remote);
        let stream = Stream { socket, remote, local_ip, is_stranger: true, incoming: Vec::new(), outgoing: Vec::new() };
        self.streams.insert(token, stream);
        self.by_remote.insert(remote, token);
        self.strangers.push_back((token, now));
        self.forget_known();
        if self.strangers.len() > STRANGERS {
            self.drop_oldest_stranger();
        }
        Ok(())
    }

    /// Reads once; an error when there is nothing, or when the stream has ended or makes no sense.
    fn read(&mut self, token: Token, batch: &mut TcpBatch) -> io::Result<()> {
        let Some(stream) = self.streams.get_mut(&token) else { return Err(io::ErrorKind::WouldBlock.into()) };
        let len = stream.socket.read(&mut self.scratch)?;
        if len == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        stream.incoming.extend_from_slice(&self.scratch[..len]);
        let mut rest = stream.incoming.as_slice();
        while let Some((frame, after)) = split_frame(rest)? {
            // An empty frame only keeps the stream alive (RFC 4571 section 2).
            if !frame.is_empty() {
                batch.push(Remote { protocol: Protocol::Tcp, address: stream.remote }, stream.local_ip, frame);
            }
            rest = after;
        }
        let used = stream.incoming.len() - rest.len();
        stream.incoming.drain(..used);
        stream.incoming.shrink_to(FRAME_BYTES);
        Ok(())
    }

    pub(super) fn queue(&mut self, remote: SocketAddr, datagram: &[u8]) {
        let Some(token) = self.by_remote.get(&remote) else { return };
        let Some(stream) = self.streams.get_mut(token) else { return };
        let Ok(len) = u16::try_from(datagram.len()) else { return };
        if stream.outgoing.len() + datagram.len() + 2 > OUTGOING_BYTES {
            trace!("media stream is full, datagram dropped");
            return;
        }
        if stream.outgoing.is_empty() {
            self.dirty.push(*token);
        }
        stream.outgoing.extend_from_slice(&len.to_be_bytes());
        stream.outgoing.extend_from_slice(datagram);
    }

    pub(super) fn flush(&mut self) {
        for token in std::mem::take(&mut self.dirty) {
            if let Err(error) = self.write(token) {
                trace!(%error, "media stream ends");
                self.remove(token);
            }
        }
    }

    /// What the stream does not take now waits until it reports that it can take more.
    fn write(&mut self, token: Token) -> io::Result<()> {
        let Some(stream) = self.streams.get_mut(&token) else { return Ok(()) };
        let mut written = 0;
        while written < stream.outgoing.len() {
            match stream.socket.write(&stream.outgoing[written..]) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(len) => written += len,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        stream.outgoing.drain(..written);
        Ok(())
    }

    pub(super) fn keep(&mut self, remote: SocketAddr) {
        let stream = self.by_remote.get(&remote).and_then(|token| self.streams.get_mut(token));
        if let Some(stream) = stream {
            stream.is_stranger = false;
        }
    }

    pub(super) fn close(&mut self, remote: SocketAddr) {
        if let Some(token) = self.by_remote.get(&remote).copied() {
            // The connection's farewell may still be queued.
            let _ = self.write(token);
            self.remove(token);
        }
    }

    fn remove(&mut self, token: Token) {
        let Some(mut stream) = self.streams.remove(&token) else { return };
        if self.by_remote.get(&stream.remote) == Some(&token) {
            self.by_remote.remove(&stream.remote);
        }
        if let Err(error) = self.registry.deregister(&mut stream.socket) {
            debug!(%error, "media stream not deregistered");
        }
    }

    pub(super) fn timeout(&self) -> Option<Instant> {
        self.strangers.front().map(|(_, since)| *since + STRANGER_TIME)
    }

    pub(super) fn handle_timeout(&mut self, now: Instant) {
        while self.timeout().is_some_and(|timeout| timeout <= now) {
            self.drop_oldest_stranger();
        }
    }

    /// Takes those out of the queue that are strangers no longer.
    fn forget_known(&mut self) {
        let streams = &self.streams;
        self.strangers.retain(|(token, _)| streams.get(token).is_some_and(|stream| stream.is_stranger));
    }

    fn drop_oldest_stranger(&mut self) {
        let Some((token, _)) = self.strangers.pop_front() else { return };
        if self.streams.get(&token).is_some_and(|stream| stream.is_stranger) {
            self.remove(token);
        }
    }
}

/// The first frame's contents and what follows it; none while its end has not come.
fn split_frame(bytes: &[u8]) -> io::Result<Option<(&[u8], &[u8])>> {
    let Some((length, rest)) = bytes.split_first_chunk() else { return Ok(None) };
    let length = usize::from(u16::from_be_bytes(*length));
    if length > FRAME_BYTES {
        return Err(io::ErrorKind::InvalidData.into());
    }
    Ok(rest.split_at_checked(length))
}

impl TcpBatch {
    fn clear(&mut self) {
        self.bytes.clear();
        self.frames.clear();
    }

    fn push(&mut self, remote: Remote, local_ip: Option<IpAddr>, frame: &[u8]) {
        self.bytes.extend_from_slice(frame);
        self.frames.push((remote, local_ip, self.bytes.len()));
    }

    pub(crate) fn datagrams(&self) -> impl Iterator<Item = Datagram<'_>> {
        let begins = std::iter::once(0).chain(self.frames.iter().map(|(.., end)| *end));
        let frames = self.frames.iter().zip(begins);
        frames.map(|((remote, local_ip, end), begin)| Datagram {
            remote: *remote,
            local_ip: *local_ip,
            bytes: &self.bytes[begin..*end],
        })
    }
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, TcpStream as Client};

    use mio::{Events, Poll};

    use super::*;

    struct World {
        poll: Poll,
        streams: TcpStreams,
        address: SocketAddr,
        now: Instant,
    }

    #[expect(clippy::disallowed_methods, reason = "a beginning to count from")]
    fn world() -> World {
        let poll = Poll::new().unwrap();
        let localhost = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let streams = TcpStreams::bind(localhost, 0, poll.registry()).unwrap();
        let address = streams.listener.local_addr().unwrap();
        World { poll, streams, address, now: Instant::now() }
    }

    impl World {
        fn connect(&mut self) -> Client {
            let known = self.streams.next_token;
            let client = Client::connect(self.address).unwrap();
            client.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
            while self.streams.next_token == known {
                self.turn();
            }
            client
        }

        fn turn(&mut self) -> Vec<Vec<u8>> {
            let mut events = Events::with_capacity(16);
            self.poll.poll(&mut events, Some(Duration::from_millis(10))).unwrap();
            for event in &events {
                self.streams.handle_event(event);
            }
            let (mut batch, mut frames) = (TcpBatch::default(), Vec::new());
            let mut more = true;
            while more {
                more = self.streams.receive(&mut batch, self.now);
                frames.extend(batch.datagrams().map(|datagram| datagram.bytes.to_vec()));
            }
            self.streams.flush();
            frames
        }

        fn until(&mut self, mut done: impl FnMut(&TcpStreams, &[Vec<u8>]) -> bool) -> Vec<Vec<u8>> {
            let mut frames = Vec::new();
            for _ in 0..500 {
                frames.extend(self.turn());
                if done(&self.streams, &frames) {
                    return frames;
                }
            }
            panic!("never happened");
        }
    }

    #[test]
    fn frames_arrive_whole_however_they_are_cut() {
        let mut world = world();
        let mut client = world.connect();
        let mut written = Vec::new();
        for frame in [&b"one"[..], b"", &[7; 1200], b"four"] {
            written.extend(u16::try_from(frame.len()).unwrap().to_be_bytes());
            written.extend(frame);
        }
        let mut frames = Vec::new();
        for piece in written.chunks(5) {
            client.write_all(piece).unwrap();
            frames.extend(world.turn());
        }
        while frames.len() < 3 {
            frames.extend(world.turn());
        }
        assert_eq!(frames, [b"one".to_vec(), vec![7; 1200], b"four".to_vec()]);
    }

    #[test]
    fn answers_go_back_framed() {
        let mut world = world();
        let mut client = world.connect();
        let remote = client.local_addr().unwrap();
        world.streams.queue(remote, b"first");
        world.streams.queue(remote, b"second");
        world.streams.flush();
        let mut got = [0; 15];
        client.read_exact(&mut got).unwrap();
        assert_eq!(&got, b"\0\x05first\0\x06second");
    }

    #[test]
    fn a_frame_too_long_for_us_ends_the_stream() {
        let mut world = world();
        let mut client = world.connect();
        client.write_all(&[0xff, 0xff, 1, 2, 3]).unwrap();
        world.until(|streams, _| streams.streams.is_empty());
        // Closed or reset: there is nothing more to read either way.
        assert!(matches!(client.read(&mut [0; 8]), Ok(0) | Err(_)));
        assert!(world.streams.by_remote.is_empty());
    }

    #[test]
    fn who_does_not_read_loses_datagrams_and_holds_little() {
        let mut world = world();
        let client = world.connect();
        let remote = client.local_addr().unwrap();
        for _ in 0..20_000 {
            world.streams.queue(remote, &[1; 1200]);
            world.streams.flush();
        }
        let stream = world.streams.streams.values().next().unwrap();
        assert!(stream.outgoing.len() <= OUTGOING_BYTES && stream.outgoing.capacity() <= 2 * OUTGOING_BYTES);
        assert!(stream.outgoing.len() > OUTGOING_BYTES - 1300, "the queue has filled up");
    }

    #[test]
    fn strangers_are_bounded_in_number_and_time() {
        let mut world = world();
        let kept = world.connect();
        world.streams.keep(kept.local_addr().unwrap());
        let clients: Vec<Client> = (0..STRANGERS + 5).map(|_| world.connect()).collect();
        assert_eq!(world.streams.streams.len(), STRANGERS + 1, "the oldest have gone");
        world.streams.handle_timeout(world.now + STRANGER_TIME - Duration::from_millis(1));
        assert_eq!(world.streams.streams.len(), STRANGERS + 1);
        world.streams.handle_timeout(world.now + STRANGER_TIME);
        assert_eq!(world.streams.streams.len(), 1, "only the one who is known is left");
        assert_eq!(world.streams.timeout(), None);
        drop((clients, kept));
        world.until(|streams, _| streams.streams.is_empty());
    }
}
