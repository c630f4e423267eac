//! The answers of the administrator's forms, and of those about a forgotten password.

use std::time::Duration;

use axum::response::Response;
use talkspace_model::{AccountRole, Field, FieldError, FormState, Problem, RegistrationPolicy, UserId, ViewerUser};
use talkspace_server::{
    accounts::{
        NewAccount, NotDecided,
        rules::{AccountRules, DOMAINS_MAX, SESSION_LEAST, SESSION_MOST},
    },
    console::AccountChange,
};

use super::{Post, see};
use crate::{
    letters,
    pages::{
        admin::{
            INVITE_LINK, MEETINGS, SETTINGS, SYSTEM, USERS,
            rules::{GUESTS, NEW_ROLE, REGISTRATION, SECOND_FACTOR},
            system::{BACKUP, BackupTold},
            users::{self, Deed, LINK, problem_of},
        },
        percent_encode,
    },
    serve::{account_of, ended_at, words},
};

/// As long as people wait for a page without wondering.
const PATIENCE: Duration = Duration::from_secs(8);

/// What a link is for that is shown once.
pub(super) enum Shown {
    /// Choosing the password of an account, on whose page it stands.
    Password(UserId),
    Invitation,
}

/// Choices that may stand in the page again.
pub(super) const KEPT: [&str; 10] = [
    users::ROLE,
    REGISTRATION,
    NEW_ROLE,
    GUESTS,
    SECOND_FACTOR,
    Field::Domains.as_str(),
    Field::SessionDays.as_str(),
    Field::Invitees.as_str(),
    Field::ValidDays.as_str(),
    Field::People.as_str(),
];

/// `POST /forgot`
pub async fn forgot(post: Post) -> Response {
    let app = post.web.app.clone();
    let email = match app.accounts.forgot(&post.text(Field::Email), &post.visitor) {
        Ok(email) => email,
        Err(errors) => return post.refuse(errors).await,
    };
    let (words, visitor) = (words(&post.web, &post.parts.headers), post.visitor.clone());
    // Afterwards, so that neither the answer nor how long it takes tells whether there is an account.
    tokio::spawn(async move {
        match app.accounts.forgotten(&email, &visitor).await {
            Ok(Some((user, token))) => app.mail.post_secret(&letters::forgotten(&words, &app, &user, &token)),
            Ok(None) => {}
            Err(error) => tracing::error!(%error, "a forgotten password could not be served"),
        }
    });
    see("/forgot?sent=1")
}

/// `POST /reset/{token}`
pub async fn reset(post: Post) -> Response {
    let app = post.web.app.clone();
    let token = post.parts.uri.path().strip_prefix("/reset/").unwrap_or_default().to_owned();
    match app.accounts.choose_password(&token, post.text(Field::Password), &post.visitor).await {
        Ok(chosen) => {
            app.close_sessions(chosen.ended);
            post.enter(chosen.sign_in)
        }
        Err(errors) => post.refuse(errors).await,
    }
}

/// `POST /admin/users/new`
pub async fn new_user(post: Post) -> Response {
    let Some(by) = post.administrator().await else { return post.refuse(Vec::new()).await };
    let form = NewAccount {
        name: post.text(Field::Name),
        email: post.text(Field::Email),
        role: post.role().unwrap_or_default(),
    };
    let app = post.web.app.clone();
    match app.accounts.create(form, Some((&by.id, &post.visitor))).await {
        Ok((id, token)) => post.show_link(Shown::Password(id), &token).await,
        Err(errors) => post.refuse(errors).await,
    }
}

/// `POST /admin/users/{id}/{deed}`
pub async fn act(post: Post) -> Response {
    let Some(by) = post.administrator().await else { return post.refuse(Vec::new()).await };
    let Some((user, Some(deed))) = account_of(post.parts.uri.path()) else { return post.refuse(Vec::new()).await };
    let app = post.web.app.clone();
    let who = Some((&by.id, &post.visitor));
    let change = match deed {
        Deed::Link => {
            return match app.accounts.link_for(&user, who).await {
                Ok(token) => post.show_link(Shown::Password(user), &token).await,
                Err(why) => post.undecided(why).await,
            };
        }
        Deed::Role => match post.role() {
            Some(role) => AccountChange::Role(role),
            None => return post.refuse(Vec::new()).await,
        },
        Deed::Disable => AccountChange::Disabled(Some(talkspace_server::clock::now())),
        Deed::Enable => AccountChange::Disabled(None),
        Deed::NewPassword => AccountChange::NewPassword,
        Deed::SignOut => AccountChange::SignOut,
        Deed::NoSecondFactor => {
            return match app.accounts.remove_second_factor_for(&user, who).await {
                Ok(()) => see(&format!("{}?done={}", users::path(&user), deed.as_str())),
                Err(why) => post.undecided(why).await,
            };
        }
        Deed::Delete => {
            return match app.accounts.delete_for(&user, who).await {
                Ok(ended) => {
                    app.close_sessions(ended);
                    see(&format!("{USERS}?done={}", deed.as_str()))
                }
                Err(why) => post.undecided(why).await,
            };
        }
    };
    match app.accounts.decide(&user, change, who).await {
        Ok(ended) => {
            app.close_sessions(ended);
            see(&format!("{}?done={}", users::path(&user), deed.as_str()))
        }
        Err(why) => post.undecided(why).await,
    }
}

/// `POST /admin/meetings/{id}/end`: for everybody, at once. One that is over already stays as it is.
pub async fn end_meeting(post: Post) -> Response {
    let Some(by) = post.administrator().await else { return post.refuse(Vec::new()).await };
    let Some(id) = ended_at(post.parts.uri.path()) else { return post.refuse(Vec::new()).await };
    let app = &post.web.app;
    // What cannot be noted is not done.
    if app.accounts.note_end(&id, &by.id, &post.visitor).await.is_err() {
        return see(MEETINGS);
    }
    let ended = app.rooms.end(&id).await;
    see(&if ended { format!("{MEETINGS}?ended=1") } else { MEETINGS.to_owned() })
}

/// `POST /admin/system`: backs up now. One that takes long goes on when nobody waits any more.
pub async fn back_up(post: Post) -> Response {
    let Some(by) = post.administrator().await else { return post.refuse(Vec::new()).await };
    let (app, visitor) = (post.web.app.clone(), post.visitor.clone());
    let making = tokio::spawn(async move {
        app.backups.make(&by.id, &visitor).await.inspect_err(|error| tracing::error!(%error, "no backup could be made"))
    });
    let told = match tokio::time::timeout(PATIENCE, making).await {
        Ok(Ok(Ok(_made))) => BackupTold::Done,
        Ok(_failed) => BackupTold::Failed,
        Err(_) => BackupTold::Running,
    };
    see(&format!("{SYSTEM}?{BACKUP}={}#backup", told.as_str()))
}

/// `POST /admin/settings`
pub async fn rules(post: Post) -> Response {
    let Some(by) = post.administrator().await else { return post.refuse(Vec::new()).await };
    let rules = match post.rules() {
        Ok(rules) => rules,
        Err(errors) => return post.refuse(errors).await,
    };
    match post.web.app.accounts.set_rules(rules, (&by, &post.visitor)).await {
        Ok(()) => see(&format!("{SETTINGS}?saved=1")),
        Err(errors) => post.refuse(errors).await,
    }
}

impl Post {
    pub(super) async fn administrator(&self) -> Option<ViewerUser> {
        let viewer = self.web.app.accounts.viewer_of(&self.visitor).await.ok()?;
        viewer.user.filter(|user| user.role.may_administer())
    }

    fn role(&self) -> Option<AccountRole> {
        self.value(users::ROLE)?.parse().ok()
    }

    /// A page with a link that is shown this once.
    pub(super) async fn show_link(mut self, shown: Shown, token: &str) -> Response {
        let (path, page) = match &shown {
            Shown::Password(user) => (users::path(user), "reset"),
            Shown::Invitation => (INVITE_LINK.to_owned(), "invited"),
        };
        let link = format!("{}/{page}/{}", self.web.app.config.public_url(), percent_encode(token));
        let form = FormState { values: [(LINK.to_owned(), link)].into(), ..FormState::default() };
        if let Ok(uri) = path.parse() {
            self.parts.uri = uri;
        }
        self.again(form).await
    }

    /// A whole number within a range, both ends included.
    pub(super) fn number(&self, field: Field, least: u32, most: u32) -> Result<u32, FieldError> {
        let number = self.text(field).trim().parse().ok().filter(|number| (least..=most).contains(number));
        number.ok_or_else(|| FieldError::new(field, Problem::OutOfRange { least, most }))
    }

    async fn undecided(self, why: NotDecided) -> Response {
        self.refuse(vec![FieldError::new(Field::Form, problem_of(why))]).await
    }

    fn rules(&self) -> Result<AccountRules, Vec<FieldError>> {
        let domains = domains_in(&self.text(Field::Domains));
        let days = self.number(Field::SessionDays, SESSION_LEAST, SESSION_MOST);
        let (domains, session_days) = match (domains, days) {
            (Ok(domains), Ok(days)) => (domains, days),
            (domains, days) => return Err([domains.err(), days.err()].into_iter().flatten().collect()),
        };
        let new_role = self.value(NEW_ROLE).and_then(|word| word.parse().ok());
        Ok(AccountRules {
            registration: self.value(REGISTRATION).and_then(RegistrationPolicy::parse).unwrap_or_default(),
            guests: self.value(GUESTS).is_some(),
            domains,
            // Opening an account makes nobody an administrator.
            new_role: new_role.filter(|role: &AccountRole| !role.may_administer()).unwrap_or_default(),
            session_days,
            second_factor: self.value(SECOND_FACTOR).and_then(|word| word.parse().ok()),
        })
    }
}

/// One on each line; commas and spaces do as well, and an `@` in front.
fn domains_in(text: &str) -> Result<Vec<String>, FieldError> {
    let words = text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    let domains: Vec<String> = words.map(|word| word.trim_start_matches('@').to_lowercase()).collect();
    if domains.len() > DOMAINS_MAX {
        return Err(FieldError::new(Field::Domains, Problem::TooMany { most: DOMAINS_MAX }));
    }
    // What an address could not end with is none.
    let wrong = domains.iter().find(|domain| format!("a@{domain}").parse::<talkspace_model::Email>().is_err());
    match wrong {
        Some(first) => Err(FieldError::new(Field::Domains, Problem::NotDomains { first: first.clone() })),
        None => Ok(domains),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_as_people_write_them() {
        assert_eq!(domains_in(" @College.Example,\nb.example ").unwrap(), ["college.example", "b.example"]);
        assert_eq!(domains_in("  ").unwrap(), [""; 0]);
        let error = domains_in("good.example bad").unwrap_err();
        assert_eq!(error.problem, Problem::NotDomains { first: "bad".into() });
        let many = vec!["a.example"; DOMAINS_MAX + 1].join(" ");
        assert_eq!(domains_in(&many).unwrap_err().problem, Problem::TooMany { most: DOMAINS_MAX });
    }
}
