//! Throw-away media connections, by which people learn before a meeting whether sound and picture will reach the server.
//!
//! Each has a room of its own in the media server, with one seat that sends nothing and hears nothing.

use std::{
    net::IpAddr,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use talkspace_model::{MediaCommand, MediaEvent, Millis, ProbeAnswer, ProbeRefusal, PublishState, SeatId};
use talkspace_sfu::{RoomMedia, Sfu};
use tokio::{sync::oneshot, task::JoinSet, time};

use crate::{
    accounts::throttle::{BucketRule, Buckets, prefix},
    clock::Clock,
    http::Visitor,
};

/// Tests from one address: a class behind one address may all look at once, somebody with a script gets little.
const ASKS: BucketRule = BucketRule { burst: 30, every: Millis::from_secs(4) };
/// Connections at one time. Each costs the media server what a silent listener costs.
const AT_ONCE: usize = 32;
/// How long a connection is kept. A page needs 8 s to give up, and 3 s more to see what it got.
const KEPT: Duration = Duration::from_secs(15);
/// Reading an offer takes milliseconds, but joins come first.
const ANSWER_WITHIN: Duration = Duration::from_secs(5);
const SEAT: SeatId = SeatId(1);

/// The test service. Dropping it ends all tests.
#[derive(Debug)]
pub struct Probes {
    sfu: Sfu,
    clock: Clock,
    asks: Mutex<Buckets<IpAddr>>,
    running: Mutex<JoinSet<()>>,
}

impl Probes {
    pub fn new(sfu: Sfu, clock: Clock) -> Self {
        Self { sfu, clock, asks: Mutex::new(Buckets::new(ASKS)), running: Mutex::default() }
    }

    /// Answers the offer of a connection that lives for some seconds.
    ///
    /// # Errors
    /// When there are too many, or the offer is not one of ours.
    pub async fn answer(&self, offer: String, visitor: &Visitor) -> Result<ProbeAnswer, ProbeRefusal> {
        self.asks().take(&prefix(visitor.address), self.clock.now()).map_err(|_| ProbeRefusal::Busy)?;
        let answered = self.begin(offer)?;
        let sdp = answered.await.ok().flatten().ok_or(ProbeRefusal::BadOffer)?;
        Ok(ProbeAnswer { sdp, port: self.sfu.ports().first().copied().unwrap_or_default() })
    }

    /// Opens the room, and gives it a task that closes it again.
    fn begin(&self, offer: String) -> Result<oneshot::Receiver<Option<String>>, ProbeRefusal> {
        let mut running = self.running();
        while running.try_join_next().is_some() {}
        if running.len() >= AT_ONCE {
            return Err(ProbeRefusal::Busy);
        }
        let (tell, told) = oneshot::channel();
        let tell = Mutex::new(Some(tell));
        let room = self.sfu.open_room(Box::new(move |event| hear(&tell, event)));
        room.send(MediaCommand::Connect { seat: SEAT, offer, publish: PublishState::default() });
        let (answer, answered) = oneshot::channel();
        running.spawn(keep(room, told, answer));
        Ok(answered)
    }

    fn asks(&self) -> MutexGuard<'_, Buckets<IpAddr>> {
        self.asks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn running(&self) -> MutexGuard<'_, JoinSet<()>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Holds the room: no longer than is needed to refuse, else for as long as the page may look.
async fn keep(room: RoomMedia, told: oneshot::Receiver<Option<String>>, answer: oneshot::Sender<Option<String>>) {
    let sdp = time::timeout(ANSWER_WITHIN, told).await.ok().and_then(Result::ok).flatten();
    let refused = sdp.is_none();
    // Whoever asked may have gone.
    if answer.send(sdp).is_err() || refused {
        return;
    }
    time::sleep(KEPT).await;
    drop(room);
}

/// The first of the room's events that says what became of the offer.
fn hear(tell: &Mutex<Option<oneshot::Sender<Option<String>>>>, event: MediaEvent) {
    let sdp = match event {
        MediaEvent::Answered { answer, .. } => Some(answer),
        MediaEvent::OfferRefused { .. } => None,
        MediaEvent::Connected { .. }
        | MediaEvent::Disconnected { .. }
        | MediaEvent::Slots { .. }
        | MediaEvent::Speaking { .. }
        | MediaEvent::Wanted { .. }
        | MediaEvent::Spending { .. } => return,
    };
    if let Some(tell) = tell.lock().unwrap_or_else(PoisonError::into_inner).take() {
        // Nobody listens any more once the wait was too long.
        let _ = tell.send(sdp);
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use talkspace_model::{SlotCounts, Timestamp};

    use super::*;

    const OFFER: &str = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\n\
        m=audio 9 UDP/TLS/RTP/SAVPF 111\r\nc=IN IP4 0.0.0.0\r\na=rtcp:9 IN IP4 0.0.0.0\r\na=ice-ufrag:abcd\r\n\
        a=ice-pwd:abcdefghijklmnopqrstuvwx\r\na=fingerprint:sha-256 \
        6B:8B:F0:65:5F:78:E2:51:3B:AC:6F:F3:3F:46:1B:35:DC:B8:5F:64:1A:24:C2:43:F0:A1:58:D0:A1:2C:19:08\r\n\
        a=setup:actpass\r\na=mid:0\r\na=recvonly\r\na=rtcp-mux\r\na=rtpmap:111 opus/48000/2\r\n";

    fn probes() -> Probes {
        let localhost = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let slots = SlotCounts::default();
        let config = talkspace_sfu::Config { bind: localhost, port: 0, announce: vec![localhost], slots, shards: 1 };
        Probes::new(Sfu::start(config).unwrap(), Clock::from_fn(|| Timestamp(1_000_000)))
    }

    fn visitor(last: u8) -> Visitor {
        Visitor {
            address: IpAddr::V4(Ipv4Addr::new(192, 0, 2, last)),
            session: None,
            guest: None,
            device: String::new(),
        }
    }

    #[tokio::test]
    async fn the_answer_names_both_ways() {
        let probes = probes();
        let answer = probes.answer(OFFER.to_owned(), &visitor(1)).await.unwrap();
        assert!(answer.sdp.contains(" udp ") && answer.sdp.contains("tcptype passive"), "{}", answer.sdp);
        assert!(answer.sdp.contains(&format!(" {} ", answer.port)), "{}", answer.sdp);
    }

    #[tokio::test]
    async fn what_is_no_offer_is_refused_and_makes_no_room() {
        let probes = probes();
        for _ in 0..AT_ONCE + 1 {
            let asker = visitor(2);
            let refused = probes.answer("v=0\r\nm=application 9 x 1\r\n".to_owned(), &asker).await.unwrap_err();
            if refused == ProbeRefusal::Busy {
                break;
            }
        }
        assert!(probes.answer(OFFER.to_owned(), &visitor(3)).await.is_ok(), "the refused ones hold no place");
    }

    #[tokio::test]
    async fn there_are_so_many_at_once_and_so_many_of_one_address() {
        let probes = probes();
        for n in 0..AT_ONCE {
            assert!(probes.answer(OFFER.to_owned(), &visitor(u8::try_from(n / 8).unwrap())).await.is_ok());
        }
        assert_eq!(probes.answer(OFFER.to_owned(), &visitor(99)).await, Err(ProbeRefusal::Busy));
        let mut running = std::mem::take(&mut *probes.running());
        running.shutdown().await;
        let mut passed = 0;
        while probes.asks().take(&visitor(7).address, Timestamp(1_000_000)).is_ok() {
            passed += 1;
        }
        assert_eq!(passed, ASKS.burst);
        assert_eq!(probes.answer(OFFER.to_owned(), &visitor(7)).await, Err(ProbeRefusal::Busy));
        assert!(probes.answer(OFFER.to_owned(), &visitor(8)).await.is_ok());
    }
}
