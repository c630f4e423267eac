//! The UDP socket: batched receiving, and sending in GSO trains.

use std::{
    io::{self, IoSliceMut},
    net::{IpAddr, Ipv4Addr, SocketAddr},
};

use mio::{Interest, Registry};
use quinn_udp::{BATCH_SIZE, RecvMeta, Transmit, UdpSocketState};
use str0m::net::Protocol;
use tracing::{debug, trace};

use super::{Datagram, Remote, UDP};

/// One received message can be a GRO train of up to this size.
const MESSAGE_BYTES: usize = 65_536;
/// Longest train to send: the kernel takes one UDP payload's worth.
const TRAIN_BYTES: usize = 60_000;
/// Kernel buffers in bytes, each way: some 50 ms of a busy shard. Smaller drops packets when the thread is held up; larger only
/// delays what is already late.
const SOCKET_BUFFER: usize = 4 << 20;

/// The socket of one shard, with the train of datagrams that is being put together.
pub(super) struct UdpSocket {
    socket: mio::net::UdpSocket,
    state: UdpSocketState,
    port: u16,
    is_ipv6: bool,
    train: Train,
}

/// Datagrams of one size for one destination; the last may be shorter.
#[derive(Default)]
struct Train {
    bytes: Vec<u8>,
    route: Option<(SocketAddr, Option<IpAddr>)>,
    segment: usize,
    segments: usize,
    full: bool,
}

/// Space for what one system call receives.
pub(crate) struct UdpBatch {
    bytes: Vec<u8>,
    meta: [RecvMeta; BATCH_SIZE],
    messages: usize,
}

impl UdpSocket {
    pub(super) fn bind(ip: IpAddr, port: u16, registry: &Registry) -> io::Result<Self> {
        let socket = std::net::UdpSocket::bind((ip, port))?;
        let state = UdpSocketState::new((&socket).into())?;
        // The system may give less; that costs packets under load, not function.
        for result in [
            state.set_send_buffer_size((&socket).into(), SOCKET_BUFFER),
            state.set_recv_buffer_size((&socket).into(), SOCKET_BUFFER),
        ] {
            if let Err(error) = result {
                debug!(%error, "media socket buffer not enlarged");
            }
        }
        let address = socket.local_addr()?;
        let mut socket = mio::net::UdpSocket::from_std(socket);
        registry.register(&mut socket, UDP, Interest::READABLE)?;
        Ok(Self { socket, state, port: address.port(), is_ipv6: address.is_ipv6(), train: Train::default() })
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// Fills the batch; `WouldBlock` when nothing is there.
    pub(super) fn receive(&self, batch: &mut UdpBatch) -> io::Result<()> {
        let mut slices = batch.bytes.chunks_exact_mut(MESSAGE_BYTES).map(IoSliceMut::new);
        let mut slices: [IoSliceMut<'_>; BATCH_SIZE] =
            std::array::from_fn(|_| slices.next().expect("the buffer holds BATCH_SIZE messages"));
        batch.messages = 0;
        batch.messages = self.state.recv((&self.socket).into(), &mut slices, &mut batch.meta)?;
        Ok(())
    }

    /// Adds a datagram to the train; a train that cannot take it leaves first.
    pub(super) fn queue(&mut self, destination: SocketAddr, local_ip: Option<IpAddr>, datagram: &[u8]) {
        let route = (destination, local_ip);
        if !self.train.takes(route, datagram.len(), self.state.max_gso_segments()) {
            self.flush();
        }
        self.train.add(route, datagram);
    }

    /// Sends the train.
    pub(super) fn flush(&mut self) {
        let Some((destination, local_ip)) = self.train.route.take() else { return };
        let destination = if self.is_ipv6 { to_ipv6(destination) } else { destination };
        let (segment, contents) = (self.train.segment, self.train.bytes.as_slice());
        trace!(segments = self.train.segments, bytes = contents.len(), "media train");
        if self.send(destination, local_ip, contents, segment).is_err() && contents.len() > segment {
            // Segmentation offload can fail on some paths; the datagrams one by one may still pass.
            for datagram in contents.chunks(segment) {
                let _ = self.send(destination, local_ip, datagram, segment);
            }
        }
        self.train.clear();
    }

    /// Errors are those of an unreliable network: what is lost here is sent again on the receivers' request.
    fn send(&self, destination: SocketAddr, src_ip: Option<IpAddr>, contents: &[u8], segment: usize) -> io::Result<()> {
        let segment_size = (contents.len() > segment).then_some(segment);
        let transmit = Transmit { destination, ecn: None, contents, segment_size, src_ip };
        let result = self.state.try_send((&self.socket).into(), &transmit);
        if let Err(error) = &result {
            trace!(%error, bytes = contents.len(), "media not sent");
        }
        match result {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(()),
            other => other,
        }
    }
}

impl Train {
    fn takes(&self, route: (SocketAddr, Option<IpAddr>), size: usize, max_segments: usize) -> bool {
        match self.route {
            None => true,
            Some(own) => {
                own == route
                    && !self.full
                    && size <= self.segment
                    && self.segments < max_segments
                    && self.bytes.len() + size <= TRAIN_BYTES
            }
        }
    }

    fn add(&mut self, route: (SocketAddr, Option<IpAddr>), datagram: &[u8]) {
        if self.route.is_none() {
            self.route = Some(route);
            self.segment = datagram.len();
        }
        self.full = datagram.len() < self.segment;
        self.segments += 1;
        self.bytes.extend_from_slice(datagram);
    }

    fn clear(&mut self) {
        self.bytes.clear();
        self.segments = 0;
        self.full = false;
    }
}

impl UdpBatch {
    pub(crate) fn new() -> Self {
        Self { bytes: vec![0; MESSAGE_BYTES * BATCH_SIZE], meta: [RecvMeta::default(); BATCH_SIZE], messages: 0 }
    }

    pub(crate) fn datagrams(&self) -> impl Iterator<Item = Datagram<'_>> {
        let messages = self.bytes.chunks_exact(MESSAGE_BYTES).zip(&self.meta).take(self.messages);
        messages.flat_map(|(bytes, meta)| {
            let address = SocketAddr::new(meta.addr.ip().to_canonical(), meta.addr.port());
            let remote = Remote { protocol: Protocol::Udp, address };
            let local_ip = meta.dst_ip.map(|ip| ip.to_canonical());
            bytes[..meta.len].chunks(meta.stride.max(1)).map(move |bytes| Datagram { remote, local_ip, bytes })
        })
    }
}

/// An IPv6 socket reaches IPv4 addresses in their mapped form (RFC 4291 section 2.5.5.2).
fn to_ipv6(address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(ip) => SocketAddr::new(Ipv4Addr::to_ipv6_mapped(&ip).into(), address.port()),
        IpAddr::V6(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair() -> (UdpSocket, UdpSocket, SocketAddr) {
        let localhost = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let poll = mio::Poll::new().unwrap();
        let bind = || UdpSocket::bind(localhost, 0, poll.registry()).unwrap();
        let (a, b) = (bind(), bind());
        let to_b = SocketAddr::new(localhost, b.port());
        (a, b, to_b)
    }

    fn receive_all(socket: &UdpSocket, expected: usize) -> Vec<Vec<u8>> {
        let mut batch = UdpBatch::new();
        let mut all = Vec::new();
        while all.len() < expected {
            match socket.receive(&mut batch) {
                Ok(()) => all.extend(batch.datagrams().map(|datagram| datagram.bytes.to_vec())),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => std::thread::yield_now(),
                Err(error) => panic!("{error}"),
            }
        }
        all
    }

    #[test]
    fn a_train_arrives_as_the_datagrams_it_was_made_of() {
        let (mut a, b, to_b) = pair();
        let sent: Vec<Vec<u8>> = [1200, 1200, 1200, 700, 900, 900, 1100, 50].map(|size| vec![7; size]).to_vec();
        for datagram in &sent {
            a.queue(to_b, None, datagram);
        }
        a.flush();
        assert_eq!(receive_all(&b, sent.len()), sent);
    }

    #[test]
    fn a_train_has_one_size_and_one_destination() {
        let (mut a, b, to_b) = pair();
        let elsewhere: SocketAddr = "127.0.0.1:9".parse().unwrap();
        let mut train = Train::default();
        let route = (to_b, None);
        assert!(train.takes(route, 100, 8));
        train.add(route, &[0; 100]);
        assert!(train.takes(route, 100, 8) && train.takes(route, 50, 8));
        assert!(!train.takes(route, 101, 8) && !train.takes((elsewhere, None), 100, 8) && !train.takes(route, 100, 1));
        train.add(route, &[0; 50]);
        assert!(!train.takes(route, 50, 8), "a shorter one is the last");
        a.queue(to_b, None, b"x");
        a.flush();
        assert_eq!(receive_all(&b, 1), [b"x".to_vec()]);
    }
}
