//! HTTP connections: accepted as long as there is room, and closed when nothing comes. Without these bounds a few hundred
//! idle strangers take every file descriptor, and nobody is served until they let go.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use axum::{Router, body::Body, extract::ConnectInfo};
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    time,
};
use tower::ServiceExt as _;

/// A request's head comes within this, also the next one on a connection that is kept.
const HEAD_WITHIN: Duration = Duration::from_secs(20);
/// Descriptors that connections leave to the database, the media port and the log.
const RESERVE: u32 = 128;
/// No more than this, whatever the system allows.
const CONNECTIONS_MAX: u32 = 60_000;
/// A system without descriptors gets this long to find some.
const BREATH: Duration = Duration::from_millis(50);

/// Serves until `stop`, and then until the requests under way are answered.
pub(super) async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let most = room();
    let room = Arc::new(Semaphore::new(most as usize));
    let (stopping, stopped) = watch::channel(());
    let mut stop = std::pin::pin!(stop);
    loop {
        let (stream, peer, place) = tokio::select! {
            accepted = accept(&listener, &room) => accepted,
            () = &mut stop => break,
        };
        let (router, stopped) = (router.clone(), stopped.clone());
        tokio::spawn(async move {
            answer(stream, peer, router, stopped).await;
            drop(place);
        });
    }
    drop(listener);
    stopping.send_replace(());
    // Whoever has a place gives it back when the request under way is answered.
    let _ = room.acquire_many(most).await;
}

/// Answers what comes on one connection. A WebSocket outlives this: it has bounds of its own.
async fn answer(stream: TcpStream, peer: SocketAddr, router: Router, mut stopped: watch::Receiver<()>) {
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().oneshot(request)
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD_WITHIN);
    let mut connection = std::pin::pin!(http.serve_connection(TokioIo::new(stream), service).with_upgrades());
    tokio::select! {
        // Whoever breaks a connection off is nobody's fault.
        _ = connection.as_mut() => return,
        _ = stopped.changed() => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}

async fn accept(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> (TcpStream, SocketAddr, Option<OwnedSemaphorePermit>) {
    // The semaphore is never closed.
    let place = Arc::clone(room).acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => return (stream, peer, place),
            Err(error) if is_the_peers(&error) => {}
            Err(error) => {
                tracing::error!(%error, "a connection cannot be accepted");
                time::sleep(BREATH).await;
            }
        }
    }
}

fn is_the_peers(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

/// How many connections may be open at once: what the system allows this process, less the reserve.
fn room() -> u32 {
    let allowed = descriptors().and_then(|allowed| u32::try_from(allowed).ok()).unwrap_or(u32::MAX);
    allowed.saturating_sub(RESERVE).clamp(RESERVE, CONNECTIONS_MAX)
}

/// Raises the soft limit of open files to the hard one, which is what that one is for, and returns it.
#[cfg(unix)]
fn descriptors() -> Option<u64> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: limit.maximum, maximum: limit.maximum };
    match setrlimit(Resource::Nofile, raised) {
        Ok(()) => limit.maximum,
        Err(error) => {
            tracing::warn!(%error, "the limit of open files cannot be raised");
            limit.current
        }
    }
}

#[cfg(not(unix))]
fn descriptors() -> Option<u64> {
    None
}
