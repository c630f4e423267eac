//! Which peer a datagram belongs to.

use std::{collections::HashMap, net::IpAddr};

use crate::{net::Remote, shard::PeerKey};

/// A client on the move uses a few addresses; more than this in one connection's life is an attempt to fill our memory.
const ADDRESSES_PER_PEER: usize = 8;

/// Where a known address leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Route {
    pub(crate) peer: PeerKey,
    /// The own address that this client sends to, from which it expects to be answered.
    pub(crate) local_ip: Option<IpAddr>,
}

/// Routes by address for everything, and by ICE user name for STUN from addresses not seen before.
///
/// An address is learnt only after the peer has verified a STUN message from it, so strangers allocate nothing.
#[derive(Debug, Default)]
pub(crate) struct Demux {
    by_remote: HashMap<Remote, Route>,
    by_ufrag: HashMap<String, PeerKey>,
    remotes: HashMap<PeerKey, Vec<Remote>>,
}

impl Demux {
    pub(crate) fn add_peer(&mut self, peer: PeerKey, ufrag: &str) {
        self.by_ufrag.insert(ufrag.to_owned(), peer);
        self.remotes.insert(peer, Vec::new());
    }

    /// The answer tells where nobody is any more.
    pub(crate) fn remove_peer(&mut self, peer: PeerKey, ufrag: &str) -> Vec<Remote> {
        self.by_ufrag.remove(ufrag);
        let mut remotes = self.remotes.remove(&peer).unwrap_or_default();
        remotes.retain(|remote| self.by_remote.get(remote).is_some_and(|route| route.peer == peer));
        for remote in &remotes {
            self.by_remote.remove(remote);
        }
        remotes
    }

    pub(crate) fn by_remote(&self, remote: Remote) -> Option<Route> {
        self.by_remote.get(&remote).copied()
    }

    /// The peer whose ICE user name a STUN binding request carries.
    pub(crate) fn by_stun(&self, datagram: &[u8]) -> Option<PeerKey> {
        self.by_ufrag.get(stun_local_ufrag(datagram)?).copied()
    }

    /// The peer has verified a message from there. The answer is an address that had to make way.
    pub(crate) fn learn(&mut self, remote: Remote, route: Route) -> Option<Remote> {
        let known = self.remotes.get_mut(&route.peer)?;
        self.by_remote.insert(remote, route);
        if known.contains(&remote) {
            return None;
        }
        known.push(remote);
        let oldest = (known.len() > ADDRESSES_PER_PEER).then(|| known.remove(0))?;
        let is_own = self.by_remote.get(&oldest).is_some_and(|own| own.peer == route.peer);
        is_own.then(|| self.by_remote.remove(&oldest))?;
        Some(oldest)
    }
}

/// Whether a datagram that shares the port with RTP and DTLS is STUN (RFC 7983 section 7).
pub(crate) fn is_stun(datagram: &[u8]) -> bool {
    datagram.first().is_some_and(|first| *first < 4) && datagram.len() >= 20
}

/// The receiver's part of the USERNAME attribute (RFC 8445 section 7.2.2) of a STUN binding request (RFC 8489).
fn stun_local_ufrag(datagram: &[u8]) -> Option<&str> {
    const BINDING_REQUEST: [u8; 2] = [0, 1];
    const USERNAME: [u8; 2] = [0, 6];
    if !datagram.starts_with(&BINDING_REQUEST) {
        return None;
    }
    let mut rest = datagram.get(20..)?;
    while let [kind_high, kind_low, len_high, len_low, body @ ..] = rest {
        let len = usize::from(u16::from_be_bytes([*len_high, *len_low]));
        let value = body.get(..len)?;
        if [*kind_high, *kind_low] == USERNAME {
            return std::str::from_utf8(value).ok()?.split_once(':').map(|(local, _)| local);
        }
        rest = body.get(len.next_multiple_of(4)..)?;
    }
    None
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use str0m::net::Protocol;
    use talkspace_model::SeatId;

    use super::*;
    use crate::shard::RoomKey;

    fn binding_request(username: &str) -> Vec<u8> {
        let mut datagram = vec![0, 1, 0, 0];
        datagram.extend([7; 16]);
        datagram.extend([0x80, 0x22, 0, 3, b'a', b'b', b'c', 0]);
        datagram.extend([0, 6, 0, u8::try_from(username.len()).unwrap()]);
        datagram.extend(username.as_bytes());
        datagram.resize(datagram.len().next_multiple_of(4), 0);
        datagram
    }

    #[test]
    fn reads_the_user_name_and_nothing_else() {
        assert_eq!(stun_local_ufrag(&binding_request("mine:theirs")), Some("mine"));
        assert_eq!(stun_local_ufrag(&binding_request("nocolon")), None);
        for len in 0..binding_request("mine:theirs").len() {
            assert_eq!(stun_local_ufrag(&binding_request("mine:theirs")[..len.min(38)]), None);
        }
        let mut endless = binding_request("mine:theirs");
        endless[22] = 0xff;
        assert_eq!(stun_local_ufrag(&endless), None);
    }

    #[test]
    fn forgets_a_peer_wholly_and_bounds_its_addresses() {
        let mut demux = Demux::default();
        let peer = PeerKey { room: RoomKey(1), seat: SeatId(1), link: 1 };
        demux.add_peer(peer, "abcd");
        let at = |port| Remote { protocol: Protocol::Udp, address: SocketAddr::from(([127, 0, 0, 1], port)) };
        let gone: Vec<Remote> =
            (1000..1100).filter_map(|port| demux.learn(at(port), Route { peer, local_ip: None })).collect();
        assert_eq!(gone, (1000..1092).map(at).collect::<Vec<_>>());
        assert_eq!(demux.by_remote.len(), ADDRESSES_PER_PEER);
        assert!(demux.by_remote(at(1099)).is_some());
        assert!(demux.by_remote(Remote { protocol: Protocol::Tcp, ..at(1099) }).is_none());
        assert_eq!(demux.remove_peer(peer, "abcd"), (1092..1100).map(at).collect::<Vec<_>>());
        demux.learn(at(1), Route { peer, local_ip: None });
        assert!(demux.by_remote.is_empty() && demux.remotes.is_empty());
        assert_eq!(demux.by_stun(&binding_request("abcd:x")), None);
    }
}
