//! What nobody may do but administrators; who gets which page is in `matrix.rs`.

use axum::http::{StatusCode, header};
use talkspace_db::AccountChange;
use talkspace_model::{AccountRole, UserId};

use super::{Stage, registration};

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
pub(crate) async fn a_meeting(stage: &Stage) -> (String, (String, String)) {
    let cookie = stage.member().await;
    let answer = stage.post("/meetings", &cookie, "").await;
    let code = answer.location().strip_prefix("/home?new=").unwrap().to_owned();
    let email = "asha@example.org".parse().unwrap();
    let host = stage.app.db.users().by_email(&email).await.unwrap().unwrap();
    let meeting = stage.app.db.meetings().by_code(&code.parse().unwrap()).await.unwrap().unwrap();
    (host.id.to_string(), (meeting.id.to_string(), code))
}

/// The session cookie of somebody with a role.
pub(crate) async fn somebody(stage: &Stage, role: AccountRole) -> String {
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
