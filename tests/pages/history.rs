//! `/history`, `/profile` and what people take away.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use talkspace_db::Write;
use talkspace_model::{AttendanceId, LeaveReason, Millis, OccurrenceId, Role, SeatId, Timestamp, ViewerUser};
use tower::ServiceExt as _;

use super::{PASSWORD, Stage, registration};

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
            db.users().by_email(&email).await.unwrap().unwrap()
        };
        let (host, asha) = (user(host).await, user("asha").await.id);
        let email = host.email.as_str().to_owned();
        let host = ViewerUser { id: host.id, name: host.name, email, role: host.role };
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
    let heads = "\u{feff}\"Title\",\"Code\",\"Host\",\"Your role\",\"Joined (time zone Asia/Kolkata)\",";
    assert!(lines[0].starts_with(heads), "{}", lines[0]);
    assert!(lines[1].starts_with("\"'=cmd()\",") && lines[1].contains(",\"Ravi =1\","), "{}", lines[1]);
    let end = ",\"Participant\",\"2026-11-16 14:30:00\",\"2026-11-16 15:15:00\",45,1,0.0,";
    assert!(lines[1].ends_with(end), "{}", lines[1]);
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
    refused.has("This is the only administrator left");
    assert_eq!(stage.get("/home", &cookie).await.status, StatusCode::OK);
}
