//! What the server answers: pages, forms, headers. Without a browser and without WASM, as a first visit is.
#![cfg(feature = "ssr")]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::{path::Path, sync::Arc};

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode, header},
};
use talkspace::serve::{Web, router, site::Site};
use talkspace_db::Write;
use talkspace_model::{AttendanceId, LeaveReason, Millis, OccurrenceId, Role, SeatId, Timestamp};
use talkspace_server::{config::Config, state::App};
use tower::ServiceExt as _;

const PASSWORD: &str = "copper lantern walks north";

struct Stage {
    app: App,
    router: Router,
    _data: tempfile::TempDir,
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Stage {
    async fn set() -> Self {
        let data = tempfile::tempdir().unwrap();
        let text = format!("data_dir = {:?}\nmedia_port = 0\nmedia_addresses = [\"127.0.0.1\"]", data.path());
        let app = App::start(Config::from_text(&text).unwrap()).await.unwrap();
        let locales = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales");
        let site = Arc::new(Site::words_only(&locales).unwrap());
        let router = router(Web { app: app.clone(), site });
        Self { app, router, _data: data }
    }

    async fn ask(&self, request: Request<Body>) -> Answer {
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Answer { status: parts.status, headers: parts.headers, text: String::from_utf8(bytes.to_vec()).unwrap() }
    }

    async fn get(&self, path: &str, cookie: &str) -> Answer {
        self.ask(Request::get(path).header(header::COOKIE, cookie).body(Body::empty()).unwrap()).await
    }

    async fn post(&self, path: &str, cookie: &str, form: &str) -> Answer {
        let request = Request::post(path)
            .header(header::COOKIE, cookie)
            .header(header::ORIGIN, "http://127.0.0.1:3000")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request.body(Body::from(form.to_owned())).unwrap()).await
    }

    /// Registers and returns the session cookie.
    async fn member(&self) -> String {
        let answer = self.post("/register", "", &registration("Asha Patil", "asha@example.org")).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/home"));
        answer.cookie()
    }
}

impl Answer {
    fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |value| value.to_str().unwrap())
    }

    fn cookie(&self) -> String {
        self.headers[header::SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned()
    }

    fn has(&self, text: &str) -> &Self {
        assert!(self.text.contains(text), "no {text:?} in {}", self.text);
        self
    }

    fn lacks(&self, text: &str) -> &Self {
        assert!(!self.text.contains(text), "{text:?} in {}", self.text);
        self
    }
}

fn registration(name: &str, email: &str) -> String {
    format!("name={}&email={email}&password={}", name.replace(' ', "+"), PASSWORD.replace(' ', "+"))
}

#[tokio::test]
async fn a_page_comes_whole_in_the_visitors_language() {
    let stage = Stage::set().await;
    let page = stage.get("/", "").await;
    assert_eq!(page.status, StatusCode::OK);
    page.has("<html lang=\"en\" dir=\"ltr\"").has("Everyone together").has("name=\"code\"").has("action=\"/join\"");
    page.has("<title>Video meetings on your own server · TalkSpace</title>");
    page.has("Create account").has("हिन्दी").lacks("style=\"");
    stage.get("/", "lang=mr").await.has("<html lang=\"mr\"").has("सगळे एकत्र");
    let hindi = Request::get("/login").header(header::ACCEPT_LANGUAGE, "hi-IN,en;q=0.5").body(Body::empty()).unwrap();
    stage.ask(hindi).await.has("<html lang=\"hi\"").has("साइन इन करें");
}

#[tokio::test]
async fn every_page_has_a_strict_policy_and_its_scripts_the_nonce() {
    let stage = Stage::set().await;
    let page = stage.get("/login", "").await;
    let policy = page.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'; script-src 'self' 'nonce-"), "{policy}");
    assert!(!policy.contains("unsafe-inline") && !policy.contains("unsafe-eval' "), "{policy}");
    let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
    let scripts = page.text.matches("<script").count();
    assert!(scripts > 0);
    assert_eq!(page.text.matches(&format!("nonce=\"{nonce}\"")).count(), scripts, "{}", page.text);
    assert_eq!(page.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    assert_ne!(stage.get("/login", "").await.headers[header::CONTENT_SECURITY_POLICY], policy, "a nonce is used once");
}

#[tokio::test]
async fn register_and_come_home() {
    let stage = Stage::set().await;
    let cookie = stage.member().await;
    let home = stage.get("/home", &cookie).await;
    assert_eq!(home.status, StatusCode::OK);
    home.has("Hello, Asha").has("New meeting").has("No meetings yet").has("Sign out");
    assert_eq!(home.headers[header::CACHE_CONTROL], "no-store");
    stage.get("/history", &cookie).await.has("No meetings yet");
    assert_eq!(stage.get("/login", &cookie).await.location(), "/home", "no second sign-in");
    let out = stage.post("/logout", &cookie, "").await;
    assert_eq!((out.status, out.location()), (StatusCode::SEE_OTHER, "/"));
    assert_eq!(stage.get("/home", &cookie).await.location(), "/login?next=/home");
}

#[tokio::test]
async fn a_refused_form_keeps_what_was_typed_but_the_password() {
    let stage = Stage::set().await;
    let form = "name=%3Cb%3ERavi&email=nonsense&password=tooshort7";
    let page = stage.post("/register?next=%2Fm%2Fabcd-efgh-jkmn", "", form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.has("value=\"&lt;b&gt;Ravi\"").has("value=\"nonsense\"").lacks("tooshort7").lacks("<b>Ravi");
    page.has("aria-describedby=\"email-error\"").has("This does not look like an email address.");
    page.has("aria-describedby=\"password-error password-hint\"").has("at least 10 characters");
    page.has("action=\"/register?next=/m/abcd-efgh-jkmn\"");
    assert_eq!(page.text.matches(" autofocus").count(), 1, "the first error has the focus");
}

#[tokio::test]
async fn signing_in_leads_on_but_never_off_the_site() {
    let stage = Stage::set().await;
    stage.member().await;
    let form = format!("email=asha%40example.org&password={}", PASSWORD.replace(' ', "+"));
    for (next, to) in [
        ("%2Fhistory%3Fbefore%3D5", "/history?before=5"),
        ("%2F%2Fevil.example", "/home"),
        ("%2F%5Cevil.example", "/home"),
        ("https%3A%2F%2Fevil.example", "/home"),
    ] {
        let answer = stage.post(&format!("/login?next={next}"), "", &form).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, to), "{next}");
    }
    let wrong = stage.post("/login", "", "email=asha%40example.org&password=wrong-wrong-wrong").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.has("The email address and password do not match.").has("value=\"asha@example.org\"");
}

#[tokio::test]
async fn a_new_meeting_has_a_code_a_link_and_a_door() {
    let stage = Stage::set().await;
    let cookie = stage.member().await;
    let made = stage.post("/meetings", &cookie, "").await;
    let code = made.location().strip_prefix("/home?new=").unwrap().to_owned();
    let home = stage.get(made.location(), &cookie).await;
    home.has("Your meeting is ready").has(&format!("http://127.0.0.1:3000/m/{code}")).has("Enter meeting");
    home.has("Asha Patil’s meeting");
    let door = stage.get(&format!("/m/{code}"), "").await;
    assert_eq!(door.status, StatusCode::OK);
    door.has("data-call=\"prejoin\"").has("Your name");
    assert!(door.cookie().starts_with("talkspace_guest="), "a guest's device is known again");
    let loud = stage.get(&format!("/m/{}", code.to_uppercase()), "").await;
    assert_eq!((loud.status, loud.location()), (StatusCode::SEE_OTHER, format!("/m/{code}").as_str()));
    assert_eq!(stage.post("/meetings", "", "").await.location(), "/login?next=/home");
}

#[tokio::test]
async fn whoever_makes_too_many_meetings_is_told_to_wait() {
    let stage = Stage::set().await;
    let cookie = stage.member().await;
    for _ in 0..30 {
        assert!(stage.post("/meetings", &cookie, "").await.location().starts_with("/home?new="));
    }
    let refused = stage.post("/meetings", &cookie, "").await;
    assert!(refused.location().starts_with("/home?wait="), "{}", refused.location());
    stage.get("/home?wait=20", &cookie).await.has("Too many tries. Please wait 20");
    stage.get("/home?failed=1", &cookie).await.has("The server is busy.");
}

#[tokio::test]
async fn an_unknown_template_changes_nothing() {
    let stage = Stage::set().await;
    let cookie = stage.member().await;
    let code = stage.post("/meetings", &cookie, "").await.location().replace("/home?new=", "").parse().unwrap();
    let stored = async || stage.app.db.meetings().by_code(&code).await.unwrap().unwrap();
    let before = stored().await;
    let settings = format!("/meetings/{}/settings", before.id);
    let odd = stage.post(&settings, &cookie, "template=nonsense&title=Optics").await;
    assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(stored().await == before);
    let known = stage.post(&settings, &cookie, "template=lecture&title=Optics").await;
    assert_eq!(known.status, StatusCode::SEE_OTHER);
    let after = stored().await;
    assert!(after.settings != before.settings);
    assert_eq!(after.title, "Optics", "what was typed beside it counts");
}

#[tokio::test]
async fn a_passcode_goes_only_when_told_to() {
    let stage = Stage::set().await;
    let cookie = stage.member().await;
    let code = stage.post("/meetings", &cookie, "").await.location().replace("/home?new=", "");
    let call = async |passcode: &str| {
        let body = format!("{{\"code\":\"{code}\"{passcode}}}");
        let request = Request::post("/api/passcode").header(header::CONTENT_TYPE, "application/json");
        let answer = stage.ask(request.header(header::COOKIE, &cookie).body(Body::from(body)).unwrap()).await;
        (answer.status, answer.text)
    };
    assert_eq!(call(",\"passcode\":{\"set\":\"blue door\"}").await, (StatusCode::OK, "true".to_owned()));
    for odd in ["", ",\"passcode\":null", ",\"passcode\":\"\""] {
        assert_eq!(call(odd).await.0, StatusCode::BAD_REQUEST, "{odd}");
    }
    let stored = stage.app.db.meetings().by_code(&code.parse().unwrap()).await.unwrap().unwrap();
    assert!(stored.passcode_hash.is_some());
    assert_eq!(call(",\"passcode\":\"remove\"").await, (StatusCode::OK, "false".to_owned()));
}

#[tokio::test]
async fn joining_takes_a_code_or_a_link() {
    let stage = Stage::set().await;
    for typed in ["ABCD+efgh+jkmn", "https%3A%2F%2Ftalk.example%2Fm%2Fabcd-efgh-jkmn"] {
        let answer = stage.post("/join", "", &format!("code={typed}")).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/m/abcd-efgh-jkmn"), "{typed}");
    }
    let refused = stage.post("/join", "", "code=hello+there").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.has("value=\"hello there\"").has("This is not a meeting code.").has("aria-describedby=\"code-error\"");
    stage.post("/join", "", "").await.has("Please enter the code or the link of the meeting.");
}

#[tokio::test]
async fn what_is_not_there_is_a_404_in_the_apps_look() {
    let stage = Stage::set().await;
    for path in ["/no/such/page", "/meetings", "/pkg/../Cargo.toml", "/m"] {
        let page = stage.get(path, "").await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        page.has("There is no such page").has("<header");
    }
    for path in ["/m/abcd-efgh-jkmn", "/m/nonsense"] {
        let page = stage.get(path, "").await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        page.has("This link does not lead to a meeting you can enter");
    }
}

#[tokio::test]
async fn the_first_administrator_is_made_once() {
    let stage = Stage::set().await;
    let link = stage.app.setup_link().unwrap();
    let path = link.strip_prefix("http://127.0.0.1:3000").unwrap();
    stage.get(path, "").await.has("Set up TalkSpace").has("action=\"/setup?token=");
    stage.get("/setup", "").await.has("This set-up link is not valid any more.").lacks("<input id=");
    let form = registration("Asha Patil", "asha@example.org");
    let guessed = stage.post("/setup?token=guessed", "", &form).await;
    assert_eq!(guessed.status, StatusCode::UNPROCESSABLE_ENTITY);
    guessed.has("This set-up link is not valid any more.");
    assert_eq!(stage.post(path, "", &form).await.location(), "/home");
    assert_eq!(stage.get(path, "").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_language_is_chosen_and_kept() {
    let stage = Stage::set().await;
    let chosen = stage.post("/language", "", "language=hi&next=%2Flogin").await;
    assert_eq!((chosen.location(), chosen.cookie().as_str()), ("/login", "lang=hi"));
    let unknown = stage.post("/language", "", "language=xx%0d%0aevil&next=%2F%2Fevil").await;
    assert_eq!(unknown.location(), "/");
    assert!(unknown.headers.get(header::SET_COOKIE).is_none());
}

#[tokio::test]
async fn what_is_foreign_or_too_large_is_refused() {
    let stage = Stage::set().await;
    let foreign = Request::post("/login").header(header::ORIGIN, "https://evil.example").body(Body::empty()).unwrap();
    assert_eq!(stage.ask(foreign).await.status, StatusCode::FORBIDDEN);
    let large = stage.post("/register", "", &format!("name={}", "x".repeat(20_000))).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    let odd = stage.ask(Request::delete("/home").body(Body::empty()).unwrap()).await;
    assert_eq!(odd.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn a_ticket_is_given_at_a_real_door_only() {
    let stage = Stage::set().await;
    let cookie = stage.member().await;
    let code = stage.post("/meetings", &cookie, "").await.location().replace("/home?new=", "");
    let device = stage.get(&format!("/m/{code}"), "").await.cookie();
    let enter_as = |device: &str, code: &str, name: &str| {
        let body = format!("{{\"code\":\"{code}\",\"name\":\"{name}\",\"passcode\":\"\"}}");
        let request = Request::post("/api/enter").header(header::CONTENT_TYPE, "application/json");
        request.header(header::COOKIE, device).body(Body::from(body)).unwrap()
    };
    let enter = |code: &str, name: &str| enter_as(&device, code, name);
    let given = stage.ask(enter(&code, "Ravi")).await;
    assert_eq!((given.status, &given.headers[header::CACHE_CONTROL]), (StatusCode::OK, &"no-store".parse().unwrap()));
    given.has("\"ticket\":\"");
    let forged = format!("talkspace_guest={}", "0123456789abcdef".repeat(4));
    for nobody in ["", "talkspace_guest=", &forged] {
        stage.ask(enter_as(nobody, &code, "Ravi")).await.has("needs_cookie").lacks("\"ticket\"");
    }
    assert!(stage.get(&format!("/m/{code}"), &forged).await.cookie().starts_with("talkspace_guest="), "a new one");
    assert!(stage.get(&format!("/m/{code}"), &device).await.headers.get(header::SET_COOKIE).is_none(), "known");
    stage.ask(enter("abcd-efgh-jkmn", "Ravi")).await.has("no_such_meeting").lacks("ticket");
    stage.ask(enter(&code, " ")).await.has("bad_name").lacks("ticket");
    let odd = stage.ask(enter("nonsense", "Ravi")).await;
    assert_eq!(odd.status, StatusCode::BAD_REQUEST, "{}", odd.text);
    let form =
        Request::post("/api/enter").header(header::ACCEPT, "text/html").header(header::REFERER, "https://b.example/");
    let form = stage.ask(form.body(Body::from("{")).unwrap()).await;
    assert_eq!(form.status, StatusCode::BAD_REQUEST, "led to {:?}", form.headers.get(header::LOCATION));
}

/// Somebody whose history has three meetings: two of their own, one of Ravi's.
async fn with_history(stage: &Stage) -> String {
    let cookie = stage.member().await;
    stage.post("/register", "", &registration("Ravi =1", "ravi@example.org")).await;
    for (who, title, start, minutes) in [
        ("asha", "Physics, \"light\"", "2026-11-02T09:00:00Z", 90),
        ("asha", "100% Maths", "2026-11-15T20:00:00Z", 10),
        ("ravi", "=cmd()", "2026-11-16T09:00:00Z", 45),
    ] {
        stage.attended(who, title, start, minutes).await;
    }
    cookie
}

impl Stage {
    /// A meeting of `host`, which Asha attends.
    async fn attended(&self, host: &str, title: &str, start: &str, minutes: i64) {
        let at = Timestamp(start.parse::<jiff::Timestamp>().unwrap().as_millisecond());
        let db = &self.app.db;
        let user = async |name: &str| {
            let email = format!("{name}@example.org").parse().unwrap();
            db.users().by_email(&email).await.unwrap().unwrap().id
        };
        let (host, asha) = (user(host).await, user("asha").await);
        let meeting = self.app.meetings.create(&host, title).await.unwrap();
        let (run, stay) = (OccurrenceId::new(format!("run {start}")), AttendanceId::new(format!("stay {start}")));
        let end = at + Millis::from_mins(minutes);
        let writes = [
            Write::OccurrenceOpened { id: run.clone(), meeting: meeting.id, at },
            Write::AttendanceOpened {
                id: stay.clone(),
                occurrence: run.clone(),
                seat: SeatId(1),
                identity: format!("user {asha}"),
                user: Some(asha),
                name: "Asha".into(),
                role: Role::Participant,
                at,
            },
            Write::AttendanceClosed { id: stay, at: end, reason: LeaveReason::Left },
            Write::OccurrenceEnded { occurrence: run, at: end },
        ];
        db.write(&writes, std::time::Duration::from_secs(5)).await.unwrap();
    }
}

#[tokio::test]
async fn the_history_is_filtered_summed_and_searched() {
    let stage = Stage::set().await;
    let cookie = with_history(&stage).await;
    let total = |name: &str, text: &str| format!("data-total=\"{name}\">{text}<");
    let all = stage.get("/history", &cookie).await;
    all.has(&total("meetings", "3")).has(&total("hours", "2 h 25 min")).has(&total("hosted", "2"));
    let own = stage.get("/history?show=hosted", &cookie).await;
    own.has(&total("meetings", "2")).lacks("=cmd()").has("100% Maths");
    stage.get("/history?show=attended", &cookie).await.has(&total("meetings", "1")).has("=cmd()");
    stage.get("/history?minutes=45", &cookie).await.has(&total("meetings", "2")).lacks("100% Maths");
    stage.get("/history?search=PHYSICS", &cookie).await.has(&total("meetings", "1"));
    stage.get("/history?search=ravi+%3D", &cookie).await.has(&total("meetings", "1")).has("=cmd()");
    stage.get("/history?search=%25", &cookie).await.has(&total("meetings", "1")).has("100% Maths");
    stage.get("/history?search=_", &cookie).await.has("No meeting fits this filter");
    // In Pune it was Monday already when Maths began.
    let days = "/history?from=2026-11-16&to=2026-11-16";
    stage.get(days, &cookie).await.has(&total("meetings", "1"));
    let pune = format!("{cookie}; zone=Asia/Kolkata");
    stage.get(days, &pune).await.has(&total("meetings", "2")).has("time zone Asia/Kolkata");
    let weeks = stage.get("/history?to=2026-11-22&weeks=26", &pune).await;
    weeks
        .has("<span class=\"muted\">2026-11-16</span></th><td>2</td><td>55 min</td><td>1</td>")
        .has("The last 26 weeks")
        .has("<rect");
    weeks.has("href=\"/history.csv?to=2026-11-22&amp;weeks=26\"");
}

#[tokio::test]
async fn a_filter_that_cannot_be_read_is_said_beside_its_field() {
    let stage = Stage::set().await;
    let cookie = with_history(&stage).await;
    let page = stage.get("/history?from=soon&to=2026-02-30&minutes=-1&show=me&weeks=999&before=x", &cookie).await;
    assert_eq!(page.status, StatusCode::OK);
    page.has("value=\"soon\"").has("id=\"from-error\"").has("id=\"to-error\"").has("id=\"minutes-error\"");
    page.has("data-total=\"meetings\">3<");
    let turned = stage.get("/history?from=2026-11-20&to=2026-11-01", &cookie).await;
    turned.has("The last day lies before the first").has("value=\"2026-11-01\"");
    let evil = stage.get("/history?search=%22%3E%3Cscript%3E", &cookie).await;
    assert_eq!(evil.status, StatusCode::OK);
    evil.lacks("\"><script>").has("&quot;&gt;&lt;script&gt;");
}

#[tokio::test]
async fn the_history_goes_as_a_table() {
    let stage = Stage::set().await;
    assert_eq!(stage.get("/history.csv", "").await.location(), "/login?next=/history");
    let cookie = with_history(&stage).await;
    let table = stage.get("/history.csv?minutes=20", &format!("{cookie}; zone=Asia/Kolkata")).await;
    assert_eq!(table.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
    let lines: Vec<&str> = table.text.split("\r\n").collect();
    assert!(lines[0].starts_with("\u{feff}Title,Code,Host,Your role,Joined (time zone Asia/Kolkata),"), "{}", lines[0]);
    assert!(lines[1].starts_with("'=cmd(),") && lines[1].contains(",Ravi =1,"), "{}", lines[1]);
    assert!(lines[1].ends_with(",Participant,2026-11-16 14:30:00,2026-11-16 15:15:00,45,1"), "{}", lines[1]);
    assert!(lines[2].starts_with("\"Physics, \"\"light\"\"\","), "{}", lines[2]);
    assert_eq!((lines.len(), lines[3]), (4, ""));
}

#[tokio::test]
async fn a_profile_has_another_name_and_bad_ones_are_said() {
    let stage = Stage::set().await;
    assert_eq!(stage.get("/profile", "").await.location(), "/login?next=/profile");
    let cookie = stage.member().await;
    stage
        .get("/profile", &cookie)
        .await
        .has("value=\"Asha Patil\"")
        .has("Chat: for ever")
        .has("href=\"/profile/delete\"");
    let saved = stage.post("/profile", &cookie, "name=%3Cb%3EAsha+P").await;
    assert_eq!((saved.status, saved.location()), (StatusCode::SEE_OTHER, "/profile?saved=1"));
    stage.get("/profile?saved=1", &cookie).await.has("Saved.").has("value=\"&lt;b&gt;Asha P\"").lacks("<b>Asha P");
    let empty = stage.post("/profile", &cookie, "name=+").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    empty.has("Please enter your name");
    assert_eq!(stage.post("/profile", "", "name=x").await.location(), "/login?next=/profile");
}

#[tokio::test]
async fn people_take_their_data_away() {
    let stage = Stage::set().await;
    assert_eq!(stage.post("/profile/data", "", "").await.location(), "/login?next=/profile");
    let cookie = with_history(&stage).await;
    let request = Request::post("/profile/data")
        .header(header::COOKIE, cookie)
        .header(header::ORIGIN, "http://127.0.0.1:3000")
        .body(Body::empty())
        .unwrap();
    let (parts, body) = stage.router.clone().oneshot(request).await.unwrap().into_parts();
    assert_eq!(parts.headers[header::CONTENT_TYPE], "application/zip");
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    assert!(bytes.starts_with(b"PK\x03\x04"), "a ZIP");
    for name in ["account.json", "meetings-hosted.json", "stays.json", "messages-written.json", "audit.json"] {
        assert!(bytes.windows(name.len()).any(|window| window == name.as_bytes()), "{name}");
    }
}

#[tokio::test]
async fn an_account_is_deleted_with_its_password_and_every_session_ends() {
    let stage = Stage::set().await;
    let cookie = with_history(&stage).await;
    let login = format!("email=asha@example.org&password={}", PASSWORD.replace(' ', "+"));
    let elsewhere = stage.post("/login", "", &login).await.cookie();
    stage.get("/profile/delete", &cookie).await.has("What happens").has("name=\"password\"");
    let wrong = stage.post("/profile/delete", &cookie, "password=something+else+entirely").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.has("This is not your password").lacks("something else");
    let empty = stage.post("/profile/delete", &cookie, "password=").await;
    empty.has("Please enter a password");
    stage.get("/home", &elsewhere).await.has("Hello, Asha");

    let gone = stage.post("/profile/delete", &cookie, &format!("password={}", PASSWORD.replace(' ', "+"))).await;
    assert_eq!((gone.status, gone.location()), (StatusCode::SEE_OTHER, "/"));
    for session in [&cookie, &elsewhere] {
        assert_eq!(stage.get("/home", session).await.location(), "/login?next=/home");
    }
    stage.post("/login", "", &login).await.has("do not match");
    stage.member().await;
}

#[tokio::test]
async fn the_only_administrator_cannot_go() {
    let stage = Stage::set().await;
    let token = stage.app.setup_link().unwrap().split("token=").nth(1).unwrap().to_owned();
    let made = stage.post(&format!("/setup?token={token}"), "", &registration("Asha", "asha@example.org")).await;
    let cookie = made.cookie();
    let refused = stage.post("/profile/delete", &cookie, &format!("password={}", PASSWORD.replace(' ', "+"))).await;
    refused.has("You are the only administrator");
    assert_eq!(stage.get("/home", &cookie).await.status, StatusCode::OK);
}
