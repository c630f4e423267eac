//! Who gets which page: every address of the site against everybody who may come.

use axum::http::{StatusCode, header};
use talkspace_db::AccountChange;
use talkspace_model::{AccountRole, UserId};

use super::{Stage, registration};

/// What somebody gets at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gets {
    Page,
    /// To `/login`, and back afterwards.
    Login,
    /// Somewhere else, because the page means nothing to them.
    Elsewhere,
    Forbidden,
    /// The same as for what does not exist.
    Nothing,
}

use Gets::{Elsewhere, Forbidden, Login, Nothing, Page};

/// Address, and what anonymous people, members, organisers and administrators get who have nothing to do with the meeting.
const PAGES: [(&str, [Gets; 4]); 45] = [
    ("/", [Page, Page, Page, Page]),
    ("/register", [Page, Elsewhere, Elsewhere, Elsewhere]),
    ("/login", [Page, Elsewhere, Elsewhere, Elsewhere]),
    ("/forgot", [Page, Page, Page, Page]),
    ("/reset/nonsense", [Page, Page, Page, Page]),
    // The log of this server has shown a link, and nobody has used it; without its token the page only says so.
    ("/setup", [Page, Page, Page, Page]),
    ("/join", [Page, Page, Page, Page]),
    ("/verify", [Page, Page, Page, Page]),
    ("/home", [Login, Page, Page, Page]),
    ("/history", [Login, Page, Page, Page]),
    ("/history.csv", [Login, Page, Page, Page]),
    ("/profile", [Login, Page, Page, Page]),
    ("/profile/email", [Login, Page, Page, Page]),
    ("/profile/second-factor", [Login, Page, Page, Page]),
    ("/profile/preferences", [Login, Page, Page, Page]),
    // Whoever is in already has no second half to give.
    ("/login/code/nonsense", [Page, Nothing, Nothing, Nothing]),
    ("/email/nonsense", [Page, Page, Page, Page]),
    ("/invited/nonsense", [Page, Elsewhere, Elsewhere, Elsewhere]),
    ("/admin/invitations", [Login, Forbidden, Forbidden, Page]),
    ("/admin/invitations/new", [Login, Forbidden, Forbidden, Page]),
    ("/admin/invitations/link", [Login, Forbidden, Forbidden, Page]),
    ("/profile/delete", [Login, Page, Page, Page]),
    ("/schedule", [Login, Forbidden, Page, Page]),
    ("/meetings/{id}", [Login, Nothing, Nothing, Nothing]),
    ("/meetings/{id}/settings", [Login, Nothing, Nothing, Nothing]),
    ("/meetings/{id}/schedule", [Login, Nothing, Nothing, Nothing]),
    ("/meetings/{id}/schedule/cancel", [Login, Nothing, Nothing, Nothing]),
    ("/meetings/{id}/invitation", [Login, Nothing, Nothing, Nothing]),
    ("/meetings/{id}/invitation.ics", [Nothing, Nothing, Nothing, Nothing]),
    ("/meetings/{id}/attendance.csv", [Login, Nothing, Nothing, Nothing]),
    ("/meetings/{id}/chat.csv", [Login, Nothing, Nothing, Nothing]),
    ("/meetings/{id}/record.json", [Login, Nothing, Nothing, Nothing]),
    ("/m/{code}", [Page, Page, Page, Page]),
    ("/admin", [Login, Forbidden, Forbidden, Page]),
    ("/admin/users", [Login, Forbidden, Forbidden, Page]),
    ("/admin/users/new", [Login, Forbidden, Forbidden, Page]),
    ("/admin/users/{user}", [Login, Forbidden, Forbidden, Page]),
    ("/admin/users/{user}/delete", [Login, Forbidden, Forbidden, Page]),
    ("/admin/users/nobody", [Login, Forbidden, Forbidden, Nothing]),
    ("/admin/meetings", [Login, Forbidden, Forbidden, Page]),
    ("/admin/meetings/{id}/end", [Login, Forbidden, Forbidden, Nothing]),
    ("/admin/system", [Login, Forbidden, Forbidden, Page]),
    ("/admin/settings", [Login, Forbidden, Forbidden, Page]),
    ("/admin/audit", [Login, Forbidden, Forbidden, Page]),
    ("/admin/audit.csv", [Login, Forbidden, Forbidden, Page]),
];

/// Forms that change something, and an address to post them to. None of them may do anything for a stranger or for somebody
/// without the right.
const DEEDS: [&str; 15] = [
    "/admin/meetings/some/end",
    "/admin/system",
    "/admin/users/new",
    "/admin/users/{user}/role",
    "/admin/users/{user}/disable",
    "/admin/users/{user}/enable",
    "/admin/users/{user}/new-password",
    "/admin/users/{user}/sign-out",
    "/admin/users/{user}/link",
    "/admin/users/{user}/no-second-factor",
    "/admin/users/{user}/delete",
    "/admin/invitations/new",
    "/admin/invitations/link",
    "/admin/invitations/some/withdraw",
    "/admin/settings",
];

#[tokio::test]
async fn everybody_gets_what_is_theirs() {
    let stage = Stage::set().await;
    let (host, meeting) = a_meeting(&stage).await;
    let mut cookies = vec![String::new()];
    for role in AccountRole::ALL {
        cookies.push(somebody(&stage, role).await);
    }
    for (path, expected) in PAGES {
        let path = path.replace("{id}", &meeting.0).replace("{code}", &meeting.1).replace("{user}", &host);
        for (cookie, expected) in cookies.iter().zip(expected) {
            let answer = stage.get(&path, cookie).await;
            let location = answer.location();
            let gets = match answer.status {
                StatusCode::OK => Page,
                StatusCode::FORBIDDEN => Forbidden,
                StatusCode::NOT_FOUND => Nothing,
                StatusCode::SEE_OTHER if location.starts_with("/login?next=") => Login,
                StatusCode::SEE_OTHER => Elsewhere,
                other => panic!("{path}: {other}"),
            };
            assert_eq!(gets, expected, "{path} with {:?}", cookies.iter().position(|own| own == cookie));
        }
    }
}

#[tokio::test]
async fn only_administrators_do_what_administrators_do() {
    let stage = Stage::set().await;
    let (host, _) = a_meeting(&stage).await;
    let host_id = UserId::new(host.clone());
    let before = stage.app.console.user(&host_id).await.unwrap();
    let rules = stage.app.accounts.rules().get();
    let form = "name=Eve&email=eve@example.org&role=administrator&registration=closed&session_days=1\
                &invitees=eve@example.org&valid_days=9&people=9";
    for cookie in
        [String::new(), somebody(&stage, AccountRole::Member).await, somebody(&stage, AccountRole::Organiser).await]
    {
        for path in DEEDS {
            let answer = stage.post(&path.replace("{user}", &host), &cookie, form).await;
            let kept_out = answer.status == StatusCode::FORBIDDEN || answer.location().starts_with("/login?next=");
            assert!(kept_out, "{path}: {} {}", answer.status, answer.location());
            answer.lacks("/reset/");
        }
    }
    assert_eq!(stage.app.console.user(&host_id).await.unwrap(), before);
    assert_eq!(stage.app.accounts.rules().get(), rules);
    assert!(stage.app.accounts.invitations().await.unwrap().is_empty());
    assert_eq!(stage.app.backups.last().await, None);
    let admin = somebody(&stage, AccountRole::Administrator).await;
    let answer = stage.post(&format!("/admin/users/{host}/disable"), &admin, "").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(stage.app.console.user(&host_id).await.unwrap().disabled.is_some());
    let answer = stage.post("/admin/system", &admin, "").await;
    assert_eq!(answer.location(), "/admin/system?backup=done#backup");
    assert!(stage.app.backups.last().await.is_some_and(|backup| backup.file.is_file()));
    let own = stage.get("/admin/users", &admin).await;
    assert!(own.headers[header::CACHE_CONTROL] == "no-store");
}

/// The host's id, and the id and code of a meeting that has been held.
async fn a_meeting(stage: &Stage) -> (String, (String, String)) {
    let cookie = stage.member().await;
    let answer = stage.post("/meetings", &cookie, "").await;
    let code = answer.location().strip_prefix("/home?new=").unwrap().to_owned();
    let email = "asha@example.org".parse().unwrap();
    let host = stage.app.db.users().by_email(&email).await.unwrap().unwrap();
    let meeting = stage.app.db.meetings().by_code(&code.parse().unwrap()).await.unwrap().unwrap();
    (host.id.to_string(), (meeting.id.to_string(), code))
}

/// The session cookie of somebody with a role.
async fn somebody(stage: &Stage, role: AccountRole) -> String {
    let email = format!("{}@example.org", role.as_str());
    let answer = stage.post("/register", "", &registration("Meera Joshi", &email)).await;
    let user = stage.app.db.users().by_email(&email.parse().unwrap()).await.unwrap().unwrap();
    stage.app.accounts.decide(&user.id, AccountChange::Role(role), None).await.unwrap();
    // With fewer rights everybody signs in anew.
    let form = format!("email={email}&password={}", super::PASSWORD.replace(' ', "+"));
    let again = stage.post("/login", "", &form).await;
    assert_eq!((answer.status, again.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
    again.cookie()
}
