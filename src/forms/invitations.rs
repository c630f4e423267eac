//! Inviting people to open an account, and accepting that.

use axum::response::Response;
use talkspace_model::{AccountRole, Field, FieldError, Problem};
use talkspace_server::{
    accounts::invite::{DAYS_LEAST, DAYS_MOST, InvitationTerms, LETTERS_MOST, PEOPLE_MOST},
    addresses::addresses,
};

use super::{Post, see};
use crate::{
    letters,
    pages::admin::{
        INVITATIONS,
        invitations::{KNOWN, SENT},
        users,
    },
    serve::{withdrawn_at, words},
};

/// `POST /admin/invitations/new`
pub async fn invite(post: Post) -> Response {
    let Some(by) = post.administrator().await else { return post.refuse(Vec::new()).await };
    let typed = addresses(&post.text(Field::Invitees), LETTERS_MOST);
    let typed = typed.and_then(|emails| if emails.is_empty() { Err(Problem::Empty) } else { Ok(emails) });
    let emails = typed.map_err(|problem| FieldError::new(Field::Invitees, problem));
    let (emails, terms) = match (emails, post.terms()) {
        (Ok(emails), Ok(terms)) => (emails, terms),
        (emails, terms) => return post.refuse([emails.err(), terms.err()].into_iter().flatten().collect()).await,
    };
    let app = post.web.app.clone();
    match app.accounts.invite(emails, terms, (&by.id, &post.visitor)).await {
        Ok(invited) => {
            let words = words(&post.web, &post.parts.headers);
            for (email, token) in &invited.new {
                app.mail.post_secret(&letters::invited(&words, &app, (&by.name, terms.days), email, token));
            }
            see(&format!("{INVITATIONS}?{SENT}={}&{KNOWN}={}", invited.new.len(), invited.known.len()))
        }
        Err(errors) => post.refuse(errors).await,
    }
}

/// `POST /admin/invitations/link`
pub async fn invite_link(post: Post) -> Response {
    let Some(by) = post.administrator().await else { return post.refuse(Vec::new()).await };
    let (people, terms) = match (post.number(Field::People, 1, PEOPLE_MOST), post.terms()) {
        (Ok(people), Ok(terms)) => (people, terms),
        (people, terms) => return post.refuse([people.err(), terms.err()].into_iter().flatten().collect()).await,
    };
    let accounts = &post.web.app.accounts;
    match accounts.invitation_link(people, terms, (&by.id, &post.visitor)).await {
        Ok(token) => post.show_link(super::admin::Shown::Invitation, &token).await,
        Err(errors) => post.refuse(errors).await,
    }
}

/// `POST /admin/invitations/{id}/withdraw`
pub async fn withdraw_invitation(post: Post) -> Response {
    let Some(by) = post.administrator().await else { return post.refuse(Vec::new()).await };
    let Some(id) = withdrawn_at(post.parts.uri.path()) else { return post.refuse(Vec::new()).await };
    match post.web.app.accounts.withdraw_invitation(id, (&by.id, &post.visitor)).await {
        Ok(()) => see(INVITATIONS),
        Err(_) => post.refuse(vec![FieldError::new(Field::Form, Problem::Unavailable)]).await,
    }
}

/// `POST /invited/{token}`
pub async fn accept_invitation(post: Post) -> Response {
    let token = post.parts.uri.path().strip_prefix("/invited/").unwrap_or_default();
    match post.web.app.accounts.accept_invitation(token, post.registration(), &post.visitor).await {
        Ok(sign_in) => post.enter(sign_in),
        Err(errors) => post.refuse(errors).await,
    }
}

impl Post {
    fn terms(&self) -> Result<InvitationTerms, FieldError> {
        let role: Option<AccountRole> = self.value(users::ROLE).and_then(|word| word.parse().ok());
        let days = self.number(Field::ValidDays, DAYS_LEAST, DAYS_MOST)?;
        // A word that is none of ours makes nobody more than a member.
        Ok(InvitationTerms { role: role.unwrap_or(AccountRole::Member), days })
    }
}
