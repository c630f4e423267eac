//! Every route and server function for everybody who may ask, as `docs/RIGHTS.md` has it.
//!
//! The routes are read from the sources, so that a new one without an expectation fails.
//! `UPDATE_RIGHTS=1 cargo test -p talkspace --features talkspace/ssr --test pages matrix` writes the page anew: look at what changed.

use std::{collections::BTreeSet, fmt::Write as _, fs, path::Path};

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use talkspace::pages::admin::users::Deed;
use talkspace_db::AccountChange;
use talkspace_model::AccountRole;

use super::{
    Answer, Stage,
    rights::{a_meeting, somebody},
};

/// What is served without a route of its own.
const PAGES: [&str; 14] = [
    "/",
    "/home",
    "/history",
    "/verify",
    "/m/{code}",
    "/admin",
    "/admin/users",
    "/admin/users/{user}",
    "/admin/meetings",
    "/admin/invitations",
    "/admin/audit",
    "/meetings/{id}",
    "/meetings/{id}/invitation",
    "/nonsense",
];

/// A route and how it is asked for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    posts: bool,
    path: String,
}

/// Who asks, by cookie, in the order of the table.
struct People {
    cookies: Vec<String>,
    host: String,
    meeting: (String, String),
}

#[tokio::test]
async fn everybody_gets_what_the_page_of_rights_says() {
    let stage = Stage::set().await;
    let people = people(&stage).await;
    let mut page = String::from(HEAD);
    for entry in entries() {
        let gets = answers(&stage, &people, &entry).await;
        let method = if entry.posts { "POST" } else { "GET" };
        writeln!(page, "| `{method} {}` | {} |", entry.path, gets.join(" | ")).unwrap();
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/RIGHTS.md");
    if std::env::var_os("UPDATE_RIGHTS").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    for (line, (written, found)) in written.lines().zip(page.lines()).enumerate() {
        assert_eq!(written, found, "docs/RIGHTS.md, line {}", line + 1);
    }
    assert!(written == page, "docs/RIGHTS.md is out of date: see the head of this test");
}

const HEAD: &str = "# Who gets what\n\n\
Every route and server function, asked for by people who have nothing to do with the meeting at hand; written by a test.\n\
Forms come empty, so *wrong* means that the form was looked at: whoever gets it may use it. The organiser hosts another meeting.\n\
Whoever has been disabled gets what nobody in particular gets. What people may do inside a meeting is in [ROLES.md](ROLES.md).\n\n\
- *page*: what was asked for. *elsewhere*: sent on. *login*: sent to sign in first.\n\
- *forbidden*: 403. *nothing*: 404, as if it were not there. *wrong*: 422 or 400. *not signed in*: 401.\n\n\
| | nobody | guest | member | organiser | administrator | disabled |\n| --- | --- | --- | --- | --- | --- | --- |\n";

/// All there are: those that change something after the others, and at the very end the one that ends the session.
fn entries() -> Vec<Entry> {
    let mut entries: BTreeSet<Entry> = PAGES.map(|path| Entry { posts: false, path: path.to_owned() }).into();
    for source in sources() {
        for route in source.split(".route(\"").skip(1) {
            let (path, rest) = route.split_once('"').unwrap();
            let handlers = rest.split(".route(").next().unwrap().split(';').next().unwrap();
            for (word, posts) in [("get(", false), ("post(", true)] {
                if handlers.contains(word) {
                    entries.extend(filled(path).into_iter().map(|path| Entry { posts, path }));
                }
            }
        }
    }
    let (last, mut rest): (Vec<Entry>, Vec<Entry>) = entries.into_iter().partition(|entry| entry.path == "/logout");
    rest.extend(last);
    rest
}

fn sources() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut folders, mut found) = (vec![root.join("src"), root.join("crates/server/src")], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                // What only tests route is nobody's to ask for.
                found.push(text.split("#[cfg(test)]").next().unwrap().to_owned());
            }
        }
    }
    found
}

/// The addresses that a route stands for.
fn filled(path: &str) -> Vec<String> {
    match path {
        "/admin/users/{id}/{deed}" => Deed::ALL.map(|deed| format!("/admin/users/{{user}}/{}", deed.as_str())).into(),
        "/api/{*function}" => functions(),
        path => vec![path.to_owned()],
    }
}

fn functions() -> Vec<String> {
    let api = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/api.rs")).unwrap();
    api.split("endpoint = \"").skip(1).map(|rest| format!("/api/{}", rest.split('"').next().unwrap())).collect()
}

async fn people(stage: &Stage) -> People {
    let (host, meeting) = a_meeting(stage).await;
    let guest = stage.get(&format!("/m/{}", meeting.1), "").await.cookie();
    let mut cookies = vec![String::new(), guest];
    for role in AccountRole::ALL {
        cookies.push(somebody(stage, role).await);
    }
    stage.post("/meetings", &cookies[3], "").await.location().strip_prefix("/home?new=").unwrap();
    cookies.push(disabled(stage).await);
    People { cookies, host, meeting }
}

/// The cookie of somebody who had an account.
async fn disabled(stage: &Stage) -> String {
    let answer = stage.post("/register", "", &super::registration("Sunil Jadhav", "sunil@example.org")).await;
    let user = stage.app.db.users().by_email(&"sunil@example.org".parse().unwrap()).await.unwrap().unwrap();
    let change = AccountChange::Disabled(Some(talkspace_server::clock::now()));
    stage.app.accounts.decide(&user.id, change, None).await.unwrap();
    answer.cookie()
}

async fn answers(stage: &Stage, people: &People, entry: &Entry) -> Vec<String> {
    let mut answers = Vec::new();
    for cookie in &people.cookies {
        let user = if entry.posts { victim(stage, entry).await } else { None };
        let user = user.unwrap_or_else(|| people.host.clone());
        let path = entry.path.replace("{user}", &user).replace("{code}", &people.meeting.1);
        let meeting = if path.starts_with("/files/") { "nonsense" } else { people.meeting.0.as_str() };
        let path = path.replace("{id}", meeting).replace("{token}", "nonsense");
        answers.push(word(&stage.ask(request(entry, &path, cookie, people)).await));
    }
    answers
}

/// Whose account a form of the console is about.
async fn victim(stage: &Stage, entry: &Entry) -> Option<String> {
    if !entry.path.contains("{user}") {
        return None;
    }
    let form = talkspace_server::accounts::NewAccount {
        name: "Victim".into(),
        email: format!("{}@example.org", talkspace_server::random::token()),
        role: AccountRole::Member,
    };
    Some(stage.app.accounts.create(form, None).await.unwrap().0.to_string())
}

fn request(entry: &Entry, path: &str, cookie: &str, people: &People) -> Request<Body> {
    let method = if entry.posts { Method::POST } else { Method::GET };
    let request = Request::builder().method(method).uri(path).header(header::COOKIE, cookie);
    let request = request.header(header::ORIGIN, "http://127.0.0.1:3000");
    let code = &people.meeting.1;
    let (kind, body) = match path.strip_prefix("/api/") {
        Some("passcode") => {
            ("application/json", format!("{{\"code\":\"{code}\",\"passcode\":{{\"set\":\"open sesame\"}}}}"))
        }
        Some(_) => (
            "application/json",
            format!(
                "{{\"code\":\"{code}\",\"name\":\"Ravi\",\"passcode\":\"\",\"stars\":3,\"remark\":\"\",\"offer\":\"\"}}"
            ),
        ),
        None => ("application/x-www-form-urlencoded", String::new()),
    };
    request.header(header::CONTENT_TYPE, kind).body(Body::from(body)).unwrap()
}

fn word(answer: &Answer) -> String {
    let location = answer.location();
    let word = match answer.status {
        StatusCode::OK => "page",
        StatusCode::FORBIDDEN => "forbidden",
        StatusCode::NOT_FOUND => "nothing",
        StatusCode::UNAUTHORIZED => "not signed in",
        StatusCode::UNPROCESSABLE_ENTITY | StatusCode::BAD_REQUEST => "wrong",
        StatusCode::SEE_OTHER if location.starts_with("/login?next=") => "login",
        StatusCode::SEE_OTHER => "elsewhere",
        other => return other.as_u16().to_string(),
    };
    word.to_owned()
}
