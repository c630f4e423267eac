//! The application as a whole, without pages: health, headers, the check against other sites' pages.

mod support;

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header},
    middleware::from_fn_with_state,
    routing::post,
};
use talkspace_server::{
    accounts::Registration,
    config::Config,
    gateway,
    http::{health_routes, refuse_foreign, security_headers},
    state::App,
};
use tower::ServiceExt as _;

async fn app(dir: &std::path::Path) -> App {
    let text = format!("data_dir = {:?}\nmedia_port = 0\nmedia_addresses = [\"127.0.0.1\"]", dir.join("data"));
    App::start(Config::from_text(&text).expect("is in order")).await.expect("starts")
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
}
