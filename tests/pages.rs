//! What the server answers: pages, forms, headers. Without a browser and without WASM, as a first visit is.
#![cfg(feature = "ssr")]
#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "pages/history.rs"]
mod history;
#[path = "pages/matrix.rs"]
mod matrix;
#[path = "pages/record.rs"]
mod record;
#[path = "pages/rights.rs"]
mod rights;

use std::{path::Path, sync::Arc};

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode, header},
};
use talkspace::serve::{Web, router, site::Site};
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
        Answer { status: parts.status, headers: parts.headers, text: String::from_utf8_lossy(&bytes).into_owned() }
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

/// A plan far ahead, as the form sends it.
fn plan(changes: &[(&str, &str)]) -> String {
    let mut fields = vec![
        ("title", "Optics+%3Cb%3E"),
        ("date", "2030-03-25"),
        ("starts_at", "09%3A00"),
        ("zone", "Europe%2FBerlin"),
        ("duration", "45"),
        ("repeats", "weekly"),
        ("day_monday", "on"),
        ("ends", "after"),
        ("times", "3"),
        ("waiting_room", "everyone"),
        ("invitees", "ravi%40example.org%0D%0Ameera%40example.org"),
        ("description", "Bring%0D%0Ayour+book"),
        ("passcode", ""),
    ];
    for (name, value) in changes {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    fields.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

#[tokio::test]
async fn a_meeting_is_planned_changed_and_cancelled_by_forms_alone() {
    let stage = Stage::set().await;
    let cookie = stage.member().await;
    let form = stage.get("/schedule", &cookie).await;
    form.has("Schedule a meeting").has("value=\"Asia/Kolkata\"").has("Asha Patil’s meeting");
    stage.get("/home", &cookie).await.has("action=\"/schedule\"").lacks("Upcoming");

    let made = stage.post("/schedule", &cookie, &plan(&[])).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
    let page = made.location().strip_suffix("?done=planned").unwrap().to_owned();
    let shown = stage.get(made.location(), &cookie).await;
    shown.has("The meeting is scheduled.").has("Optics &lt;b&gt;").lacks("<b>").has("ravi@example.org");
    shown
        .has("Monday, 25 March 2030")
        .has("09:00 – 09:45")
        .has("Every week: Monday, 3 times")
        .has("Monday, 8 April 2030");
    let home = stage.get("/home", &cookie).await;
    home.has("Upcoming").has("data-date=\"2030-03-25\"").has("Join Optics &lt;b&gt;");

    let edit = page.replace("/invitation", "/schedule");
    stage.get(&edit, &cookie).await.has("value=\"2030-03-25\"").has("ravi@example.org").has("Bring\nyour book");
    stage.get(&format!("{edit}?date=2030-04-01"), &cookie).await.has("value=\"2030-04-01\"").lacks("name=\"invitees\"");
    assert_eq!(stage.get(&format!("{edit}?date=2030-04-02"), &cookie).await.status, StatusCode::NOT_FOUND);
    let moved = "date=2030-04-02&starts_at=10%3A00&duration=30";
    let moved = stage.post(&format!("{edit}?date=2030-04-01"), &cookie, moved).await;
    stage.get(moved.location(), &cookie).await.has("The schedule is changed.").has("Tuesday, 2 April 2030");

    let cancel = format!("{edit}/cancel");
    stage.get(&format!("{cancel}?date=2030-04-01"), &cookie).await.has("Yes, cancel").has("Tuesday, 2 April 2030");
    assert_eq!(stage.post(&format!("{cancel}?date=2030-04-01"), &cookie, "").await.status, StatusCode::SEE_OTHER);
    stage.get(&page, &cookie).await.lacks("Tuesday, 2 April 2030").has("Monday, 8 April 2030");
    stage.get(&cancel, &cookie).await.has("All 2 dates will be cancelled");
    stage.post(&cancel, &cookie, "").await;
    stage.get(&page, &cookie).await.has("No date is planned.").lacks("8 April").has("Schedule again");
    stage.get("/home", &cookie).await.lacks("Upcoming");
    assert_eq!(stage.post(&cancel, &cookie, "").await.status, StatusCode::NOT_FOUND, "there is nothing left to cancel");
}

#[tokio::test]
async fn a_plan_that_is_refused_keeps_every_field() {
    let stage = Stage::set().await;
    let cookie = stage.member().await;
    let wrong = plan(&[("duration", "soon"), ("invitees", "ravi%40example.org%2C+meera"), ("passcode", "blue+door")]);
    let page = stage.post("/schedule", &cookie, &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.has("value=\"Optics &lt;b&gt;\"")
        .has("value=\"soon\"")
        .has("ravi@example.org, meera")
        .has("value=\"blue door\"");
    page.has("“meera” does not look like an email address").has("Please enter a number from 5 to 1440.");
    page.has("aria-describedby=\"duration-error duration-hint\"").has("value=\"Europe/Berlin\" selected");
    page.has("name=\"day_monday\" value=\"on\" checked").has("value=\"3\"");
    assert_eq!(page.text.matches(" checked").count(), 1, "other days have no tick");
    let none = stage.post("/schedule", &cookie, &plan(&[("title", "")])).await;
    none.has("id=\"title-error\"").lacks("Asha Patil’s meeting");
    stage.get("/home", &cookie).await.lacks("Upcoming");
    let long = "x".repeat(30_000);
    let kept = stage.post("/schedule", &cookie, &plan(&[("description", &long)])).await;
    assert_eq!(kept.status, StatusCode::UNPROCESSABLE_ENTITY, "{:?}", kept.headers);
    kept.has(&long).has("Please use at most 2000 characters.");
}

#[tokio::test]
async fn whoever_is_invited_sees_a_plan_and_nobody_else_does() {
    let stage = Stage::set().await;
    let cookie = stage.member().await;
    let page = stage.post("/schedule", &cookie, &plan(&[])).await.location().replace("?done=planned", "");
    let edit = page.replace("/invitation", "/schedule");
    let account =
        async |name: &str, email: &str| stage.post("/register", "", &registration(name, email)).await.cookie();
    let (ravi, lina) = (account("Ravi", "ravi@example.org").await, account("Lina", "lina@example.org").await);
    stage.get("/home", &ravi).await.has("Upcoming").has("hosted by Asha Patil");
    let seen = stage.get(&page, &ravi).await;
    seen.has("Optics").has("Copy invitation").lacks("Edit schedule").lacks("meera@example.org").lacks("/schedule?date");
    stage.get("/home", &lina).await.lacks("Upcoming");
    for (path, who) in [(&page, &lina), (&edit, &lina), (&edit, &ravi), (&format!("{edit}/cancel"), &ravi)] {
        let answer = stage.get(path, who).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        answer.has("There is no such page").lacks("Optics");
    }
    assert_eq!(stage.post(&edit, &ravi, &plan(&[("title", "Mine")])).await.status, StatusCode::NOT_FOUND);
    stage.get(&page, &cookie).await.has("Optics");
    for path in ["/schedule", &page, &edit] {
        assert!(stage.get(path, "").await.location().starts_with("/login?next="), "{path}");
    }
}

#[tokio::test]
async fn days_and_hours_are_told_in_the_zone_of_the_browser() {
    let stage = Stage::set().await;
    let cookie = stage.member().await;
    stage.post("/schedule", &cookie, &plan(&[("repeats", "none")])).await;
    let there = stage.get("/home", &format!("{cookie}; zone=Asia/Kolkata")).await;
    there.has("13:30 – 14:15").lacks("Days and times as in");
    stage.get("/schedule", &format!("{cookie}; zone=Asia/Kolkata")).await.has("value=\"Asia/Kolkata\" selected");
    for odd in ["", "Mars/Olympus", "../../etc/passwd", "%00"] {
        stage.get("/home", &format!("{cookie}; zone={odd}")).await.has("Days and times as in");
    }
    let hindi = stage.get("/home", &format!("{cookie}; zone=Europe/Berlin; lang=hi")).await;
    hindi.has("सोमवार, 25 मार्च 2030").has("09:00 – 09:45");
}

#[tokio::test]
async fn the_personal_room_is_always_the_same() {
    let stage = Stage::set().await;
    let cookie = stage.member().await;
    let code_in = |text: &str| {
        let (_, element) = text.split_once("data-personal-code").unwrap();
        element.split_once('>').unwrap().1[..14].to_owned()
    };
    let first = stage.get("/home", &cookie).await;
    first.has("Your personal room").has("No meetings yet");
    let code = code_in(&first.text);
    assert_eq!(code_in(&stage.get("/home", &cookie).await.text), code);
    stage.get(&format!("/m/{code}"), "").await.has("Asha Patil’s room");
}
