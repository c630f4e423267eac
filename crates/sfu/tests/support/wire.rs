//! A client's way to the server.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream, UdpSocket},
};

use str0m::{
    Candidate,
    net::{Protocol, TcpType},
};

/// Datagrams over UDP, or over TCP behind their lengths (RFC 4571 section 2).
pub(crate) enum Wire {
    Udp(UdpSocket),
    Tcp { stream: TcpStream, incoming: Vec<u8> },
}

impl Wire {
    pub(crate) fn udp() -> Self {
        let socket = UdpSocket::bind(("127.0.0.1", 0)).unwrap();
        socket.set_nonblocking(true).unwrap();
        Self::Udp(socket)
    }

    pub(crate) fn tcp(server: SocketAddr) -> Self {
        let stream = TcpStream::connect(server).unwrap();
        stream.set_nonblocking(true).unwrap();
        Self::Tcp { stream, incoming: Vec::new() }
    }

    pub(crate) fn protocol(&self) -> Protocol {
        match self {
            Self::Udp(_) => Protocol::Udp,
            Self::Tcp { .. } => Protocol::Tcp,
        }
    }

    pub(crate) fn local(&self) -> SocketAddr {
        match self {
            Self::Udp(socket) => socket.local_addr().unwrap(),
            Self::Tcp { stream, .. } => stream.local_addr().unwrap(),
        }
    }

    pub(crate) fn candidate(&self) -> Candidate {
        match self {
            Self::Udp(_) => Candidate::host(self.local(), Protocol::Udp).unwrap(),
            Self::Tcp { .. } => Candidate::builder().tcp().host(self.local()).tcptype(TcpType::Active).build().unwrap(),
        }
    }

    pub(crate) fn send(&mut self, destination: SocketAddr, datagram: &[u8]) {
        match self {
            Self::Udp(socket) => drop(socket.send_to(datagram, destination).unwrap()),
            Self::Tcp { stream, .. } => {
                let length = u16::try_from(datagram.len()).unwrap().to_be_bytes();
                // What the server has closed takes nothing any more.
                let _ = stream.write_all(&[&length, datagram].concat());
            }
        }
    }

    pub(crate) fn receive(&mut self) -> Option<(SocketAddr, Vec<u8>)> {
        let mut buffer = [0; 65_536];
        match self {
            Self::Udp(socket) => {
                let (len, source) = socket.recv_from(&mut buffer).ok()?;
                Some((source, buffer[..len].to_vec()))
            }
            Self::Tcp { stream, incoming } => {
                while let Ok(len @ 1..) = stream.read(&mut buffer) {
                    incoming.extend_from_slice(&buffer[..len]);
                }
                let length = usize::from(u16::from_be_bytes(*incoming.first_chunk()?));
                let frame = incoming.get(2..2 + length)?.to_vec();
                incoming.drain(..2 + length);
                Some((stream.peer_addr().ok()?, frame))
            }
        }
    }
}
