//! The application as a whole, without pages: health, headers, the check against other sites' pages.

mod support;

use std::time::Duration;

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header},
    middleware::from_fn_with_state,
    routing::post,
};
use talkspace_db::{Write, faults};
use talkspace_model::{AttendanceId, OccurrenceId, Role, SeatId};
use talkspace_server::{
    accounts::Registration,
    config::Config,
    gateway,
    http::{health_routes, refuse_foreign, security_headers},
    state::App,
};
use tower::ServiceExt as _;

fn config(dir: &std::path::Path, media_port: u16) -> Config {
    let data = dir.join("data");
    let text = format!("data_dir = {data:?}\nmedia_port = {media_port}\nmedia_addresses = [\"127.0.0.1\"]");
    Config::from_text(&text).expect("is in order")
}

async fn app(dir: &std::path::Path) -> App {
    App::start(config(dir, 0)).await.expect("starts")
}

fn router(app: &App) -> Router {
    let routes = health_routes().merge(gateway::routes()).route("/change", post(async || "changed"));
    routes
        .with_state(app.clone())
        .layer(from_fn_with_state(app.clone(), refuse_foreign))
        .layer(from_fn_with_state(app.clone(), security_headers))
}

async fn status(app: &App, request: Request<Body>) -> StatusCode {
    router(app).oneshot(request).await.expect("answers").status()
}

fn get(path: &str) -> Request<Body> {
    Request::get(path).body(Body::empty()).expect("a request")
}

#[tokio::test]
async fn ready_until_it_stops() {
    let dir = tempfile::tempdir().expect("a directory");
    let app = app(dir.path()).await;
    assert_eq!(status(&app, get("/healthz")).await, StatusCode::OK);
    assert_eq!(status(&app, get("/readyz")).await, StatusCode::OK);
    app.shutdown().await;
    assert_eq!(status(&app, get("/healthz")).await, StatusCode::OK);
    assert_eq!(status(&app, get("/readyz")).await, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn not_ready_while_nothing_can_be_written() {
    let dir = tempfile::tempdir().expect("a directory");
    let app = app(dir.path()).await;
    let lock = faults::lock(&app.config.database_url).await;
    assert_eq!(status(&app, get("/readyz")).await, StatusCode::SERVICE_UNAVAILABLE);
    lock.release().await;
    assert_eq!(status(&app, get("/readyz")).await, StatusCode::SERVICE_UNAVAILABLE, "the answer counts for a while");
}

/// The second server's own start must not harm the first one's records, whether it is stopped by the folder or the port.
#[tokio::test]
async fn a_second_server_on_the_same_data_changes_nothing() {
    let dir = tempfile::tempdir().expect("a directory");
    let first = app(dir.path()).await;
    let form =
        Registration { name: "Asha".into(), email: "asha@example.org".into(), password: "monsoon-kettle-27".into() };
    let host = first.accounts.register(form, &support::visitor(1)).await.expect("registers");
    let host = host.begun().expect("is in").user;
    let meeting = first.meetings.create(&host, "Physics").await.expect("is made");
    let meeting = first.db.meetings().by_code(&meeting.code).await.expect("reads").expect("is there").id;
    let (run, now) = (OccurrenceId::new("run"), talkspace_server::clock::now());
    let stay = Write::AttendanceOpened {
        id: AttendanceId::new("stay"),
        seat: SeatId(1),
        occurrence: run.clone(),
        identity: format!("user {}", host.id),
        user: Some(host.id),
        name: "Asha".into(),
        role: Role::Host,
        at: now,
    };
    let begun = [Write::OccurrenceOpened { id: run, meeting: meeting.clone(), at: now }, stay];
    first.db.write(&begun, Duration::from_secs(5)).await.expect("writes");

    let same_folder = App::start(config(dir.path(), 0)).await.expect_err("the folder is taken").to_string();
    assert!(same_folder.contains(&dir.path().join("data").display().to_string()), "{same_folder}");

    let port = std::net::UdpSocket::bind("0.0.0.0:0").expect("binds");
    let mut same_port = config(&dir.path().join("other"), port.local_addr().expect("has an address").port());
    same_port.database_url.clone_from(&first.config.database_url);
    App::start(same_port).await.expect_err("the port is taken");

    assert!(first.db.meetings().by_id(&meeting).await.expect("reads").expect("is there").live, "the stay is open");
}

#[tokio::test]
async fn other_sites_change_nothing() {
    let dir = tempfile::tempdir().expect("a directory");
    let app = app(dir.path()).await;
    let from = |name: &'static str, value: &'static str| {
        Request::post("/change").header(name, value).body(Body::empty()).expect("a request")
    };
    assert_eq!(status(&app, from("sec-fetch-site", "same-origin")).await, StatusCode::OK);
    assert_eq!(status(&app, from("origin", "http://localhost:3000")).await, StatusCode::OK);
    assert_eq!(status(&app, from("sec-fetch-site", "cross-site")).await, StatusCode::FORBIDDEN);
    assert_eq!(status(&app, from("origin", "https://evil.example")).await, StatusCode::FORBIDDEN);
    let socket = Request::get("/ws/abcd-efgh-jkmn").header(header::ORIGIN, "https://evil.example");
    assert_eq!(status(&app, socket.body(Body::empty()).expect("a request")).await, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn every_answer_carries_the_headers() {
    let dir = tempfile::tempdir().expect("a directory");
    let app = app(dir.path()).await;
    for path in ["/healthz", "/nowhere"] {
        let answer = router(&app).oneshot(get(path)).await.expect("answers");
        assert_eq!(answer.headers()[header::X_CONTENT_TYPE_OPTIONS], "nosniff", "{path}");
        assert_eq!(answer.headers()[header::REFERRER_POLICY], "no-referrer", "{path}");
        assert!(answer.headers().get("permissions-policy").is_some(), "{path}");
    }
}

#[tokio::test]
async fn the_setup_link_is_there_until_it_was_used() {
    let dir = tempfile::tempdir().expect("a directory");
    let app = app(dir.path()).await;
    let link = app.setup_link().expect("there is no administrator");
    let token = link.strip_prefix("http://127.0.0.1:3000/setup?token=").expect("a full link").to_owned();
    let form =
        Registration { name: "Asha".into(), email: "asha@example.org".into(), password: "monsoon-kettle-27".into() };
    let signed_in = app.accounts.set_up(&token, form, &support::visitor(1)).await.expect("sets up");
    assert_eq!(app.setup_link(), None);
    let header = app.cookies.set_session(&signed_in.token);
    assert!(header.to_str().expect("text").starts_with(&format!("talkspace={}; ", signed_in.token)));
}

#[cfg(unix)]
#[tokio::test]
async fn the_data_folder_is_private() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().expect("a directory");
    let app = app(dir.path()).await;
    let mode = std::fs::metadata(&app.config.data_dir).expect("is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
    for file in std::fs::read_dir(&app.config.data_dir).expect("is there") {
        let file = file.expect("is there");
        let about = file.metadata().expect("is there");
        let (mode, private) = (about.permissions().mode(), if about.is_dir() { 0o700 } else { 0o600 });
        assert_eq!(mode & 0o777, private, "{}", file.path().display());
    }
}
