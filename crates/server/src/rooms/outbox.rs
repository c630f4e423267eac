//! What waits to be written to one socket. Bounded: whoever reads too slowly is cut instead of filling the memory, and
//! resumes from a snapshot.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use axum::extract::ws::Utf8Bytes;
use talkspace_signal::CloseCode;
use tokio::sync::{mpsc, watch};

/// Messages that may wait. A busy room sends some tens a second, so this is seconds of not reading.
const MESSAGES_MAX: usize = 256;
/// Bytes that may wait; the largest single message, a snapshot full of chat, needs about a third.
const BYTES_MAX: usize = 1024 * 1024;

/// One thing to write.
#[derive(Debug, Clone, PartialEq)]
pub enum Out {
    Text(Utf8Bytes),
    /// The last thing to be written.
    Close(CloseCode),
}

/// The room's end. Clones feed the same socket.
#[derive(Debug, Clone)]
pub struct Outbox {
    queue: mpsc::Sender<Out>,
    bytes: Arc<AtomicUsize>,
    cut: Arc<watch::Sender<Option<CloseCode>>>,
}

/// The socket's end.
#[derive(Debug)]
pub struct Outlet {
    queue: mpsc::Receiver<Out>,
    bytes: Arc<AtomicUsize>,
    cut: watch::Receiver<Option<CloseCode>>,
}

/// The socket does not read fast enough, or is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stuck;

pub fn outbox() -> (Outbox, Outlet) {
    let (sender, receiver) = mpsc::channel(MESSAGES_MAX);
    let (cut, is_cut) = watch::channel(None);
    let bytes = Arc::new(AtomicUsize::new(0));
    let outbox = Outbox { queue: sender, bytes: bytes.clone(), cut: Arc::new(cut) };
    (outbox, Outlet { queue: receiver, bytes, cut: is_cut })
}

impl Outbox {
    /// # Errors
    /// When too much is waiting already; then [`Outbox::cut`] it.
    pub fn push(&self, text: Utf8Bytes) -> Result<(), Stuck> {
        let len = text.len();
        if self.bytes.fetch_add(len, Ordering::Relaxed) + len > BYTES_MAX {
            return Err(Stuck);
        }
        self.queue.try_send(Out::Text(text)).map_err(|_| Stuck)
    }

    /// Closes the socket after what waits.
    pub fn close(&self, code: CloseCode) {
        if self.queue.try_send(Out::Close(code)).is_err() {
            self.cut(code);
        }
    }

    /// Closes the socket at once; what waits is dropped.
    pub fn cut(&self, code: CloseCode) {
        self.cut.send_replace(Some(code));
    }
}

impl Outlet {
    /// The next thing to write; `None` when nobody can write any more.
    pub async fn next(&mut self) -> Option<Out> {
        let out = self.queue.recv().await;
        out.inspect(|out| self.taken(out))
    }

    /// The next thing if it waits already.
    pub fn next_now(&mut self) -> Option<Out> {
        let out = self.queue.try_recv().ok();
        out.inspect(|out| self.taken(out))
    }

    fn taken(&self, out: &Out) {
        if let Out::Text(text) = out {
            self.bytes.fetch_sub(text.len(), Ordering::Relaxed);
        }
    }

    /// Resolves when the socket is to be cut; never, when it is not.
    pub async fn cut(cut: &mut watch::Receiver<Option<CloseCode>>) -> CloseCode {
        loop {
            if let Some(code) = *cut.borrow_and_update() {
                return code;
            }
            if cut.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }

    /// For waiting on [`Outlet::cut`] while something is being written.
    pub fn cut_signal(&self) -> watch::Receiver<Option<CloseCode>> {
        self.cut.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_socket_that_does_not_read_is_stuck_after_so_many_messages() {
        let (outbox, _outlet) = outbox();
        let sent = (0..1000).take_while(|_| outbox.push("x".into()).is_ok()).count();
        assert_eq!(sent, MESSAGES_MAX);
    }

    #[test]
    fn a_socket_that_does_not_read_is_stuck_after_so_many_bytes() {
        let (outbox, _outlet) = outbox();
        let text = Utf8Bytes::from("x".repeat(300_000));
        assert_eq!([(); 4].map(|()| outbox.push(text.clone())), [Ok(()), Ok(()), Ok(()), Err(Stuck)]);
    }

    #[tokio::test]
    async fn reading_makes_room_again() {
        let (outbox, mut outlet) = outbox();
        let text = Utf8Bytes::from("x".repeat(900_000));
        for _ in 0..3 {
            assert_eq!(outbox.push(text.clone()), Ok(()));
            assert_eq!(outlet.next().await, Some(Out::Text(text.clone())));
        }
    }

    #[tokio::test]
    async fn a_cut_comes_even_when_the_queue_is_full() {
        let (outbox, outlet) = outbox();
        while outbox.push("x".into()).is_ok() {}
        outbox.close(CloseCode::Ended);
        assert_eq!(Outlet::cut(&mut outlet.cut_signal()).await, CloseCode::Ended);
    }
}
