//! A shard's network: one UDP socket and one TCP listener of the same port number.

mod tcp;
mod udp;

use std::{
    io,
    net::{IpAddr, SocketAddr},
    time::Instant,
};

use mio::{Poll, Registry, Token, event::Event};
use str0m::net::Protocol;

pub(crate) use self::{tcp::TcpBatch, udp::UdpBatch};
use self::{tcp::TcpStreams, udp::UdpSocket};

const UDP: Token = Token(0);
/// Token for the shard's own waker; the network ignores its events.
pub(crate) const WAKER: Token = Token(1);
const LISTENER: Token = Token(2);
/// Tokens from here on are accepted TCP streams.
const FIRST_STREAM: usize = 3;
/// A port that the system chose for UDP may be taken for TCP; so many others are tried.
const PORT_ATTEMPTS: usize = 20;

/// A client's end of the way: UDP and TCP addresses are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Remote {
    pub(crate) protocol: Protocol,
    pub(crate) address: SocketAddr,
}

/// One received datagram; over TCP, the contents of one frame.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Datagram<'a> {
    pub(crate) remote: Remote,
    /// The address it was sent to, where the system tells.
    pub(crate) local_ip: Option<IpAddr>,
    pub(crate) bytes: &'a [u8],
}

/// A port could not be opened.
#[derive(Debug)]
pub(crate) struct BindError {
    pub(crate) protocol: &'static str,
    pub(crate) source: io::Error,
}

pub(crate) struct Network {
    udp: UdpSocket,
    tcp: TcpStreams,
}

impl Network {
    /// Opens the port for both protocols. 0 lets the system choose one that is free for both.
    pub(crate) fn bind(ip: IpAddr, port: u16, poll: &Poll) -> Result<Self, BindError> {
        let mut attempts = if port == 0 { PORT_ATTEMPTS } else { 1 };
        loop {
            attempts -= 1;
            match Self::bind_both(ip, port, poll.registry()) {
                Err(_) if attempts > 0 => {}
                result => return result,
            }
        }
    }

    fn bind_both(ip: IpAddr, port: u16, registry: &Registry) -> Result<Self, BindError> {
        let udp = UdpSocket::bind(ip, port, registry).map_err(|source| BindError { protocol: "UDP", source })?;
        let tcp = TcpStreams::bind(ip, udp.port(), registry).map_err(|source| BindError { protocol: "TCP", source })?;
        Ok(Self { udp, tcp })
    }

    pub(crate) fn port(&self) -> u16 {
        self.udp.port()
    }

    /// Notes what the system has reported; [`Self::receive_tcp`] acts on it.
    pub(crate) fn handle_event(&mut self, event: &Event) {
        self.tcp.handle_event(event);
    }

    /// Fills the batch; `WouldBlock` when nothing is there.
    pub(crate) fn receive_udp(&self, batch: &mut UdpBatch) -> io::Result<()> {
        self.udp.receive(batch)
    }

    /// Takes in newcomers and reads once from each stream that has something. False when nothing more is there.
    pub(crate) fn receive_tcp(&mut self, batch: &mut TcpBatch, now: Instant) -> bool {
        self.tcp.receive(batch, now)
    }

    /// Queues a datagram; `local_ip` is the own address to send from, over UDP.
    pub(crate) fn queue(&mut self, remote: Remote, local_ip: Option<IpAddr>, datagram: &[u8]) {
        match remote.protocol {
            Protocol::Udp => self.udp.queue(remote.address, local_ip, datagram),
            Protocol::Tcp => self.tcp.queue(remote.address, datagram),
            // No candidate of ours offers them.
            Protocol::SslTcp | Protocol::Tls => {}
        }
    }

    /// Sends what is queued.
    pub(crate) fn flush(&mut self) {
        self.udp.flush();
        self.tcp.flush();
    }

    /// A peer has verified a message from there.
    pub(crate) fn keep(&mut self, remote: Remote) {
        if remote.protocol == Protocol::Tcp {
            self.tcp.keep(remote.address);
        }
    }

    /// Nobody is at this end any more.
    pub(crate) fn close(&mut self, remote: Remote) {
        if remote.protocol == Protocol::Tcp {
            self.tcp.close(remote.address);
        }
    }

    /// [`Self::handle_timeout`] has nothing to do before this.
    pub(crate) fn timeout(&self) -> Option<Instant> {
        self.tcp.timeout()
    }

    pub(crate) fn handle_timeout(&mut self, now: Instant) {
        self.tcp.handle_timeout(now);
    }
}
