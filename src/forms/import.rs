//! Accounts for a class list: looked through first, then made.

use axum::response::Response;
use talkspace_ledger::csv::harmless;
use talkspace_model::{AccountRole, Field, FormState};
use talkspace_server::accounts::import::Made;

use super::Post;
use crate::{
    letters,
    pages::{
        admin::{
            IMPORT,
            import::{LETTERS, LINKS, MADE},
            users,
        },
        percent_encode,
    },
    serve::words,
};

/// `POST /admin/users/import`: shows what would become of each row.
pub async fn look_through(post: Post) -> Response {
    let Some(_) = post.administrator().await else { return post.refuse(Vec::new()).await };
    let list = post.text(Field::List);
    match post.web.app.accounts.look_through(&list).await {
        Ok(_) => {
            let role = post.value(users::ROLE).unwrap_or_default().to_owned();
            post.show([(Field::List.as_str(), list), (users::ROLE, role)]).await
        }
        Err(errors) => post.refuse(errors).await,
    }
}

/// `POST /admin/users/import/make`: makes them, and sends letters or shows the links once.
pub async fn make_accounts(post: Post) -> Response {
    let Some(by) = post.administrator().await else { return post.refuse(Vec::new()).await };
    let role = post.value(users::ROLE).and_then(|word| word.parse().ok()).unwrap_or(AccountRole::Member);
    let app = post.web.app.clone();
    let made = match app.accounts.make_all(&post.text(Field::List), role, (&by.id, &post.visitor)).await {
        Ok(made) => made,
        Err(errors) => return post.refuse(errors).await,
    };
    let count = made.len().to_string();
    if post.value(LETTERS).is_none() {
        let links = post.links(&made);
        return post.show([(MADE, count), (LINKS, links)]).await;
    }
    let words = words(&post.web, &post.parts.headers);
    for one in &made {
        app.mail.post_secret(&letters::account_made(&words, &app, (&one.email, &one.name), &one.token));
    }
    post.show([(MADE, count), (LINKS, String::new())]).await
}

impl Post {
    /// The page of the list, with these values.
    async fn show(mut self, values: [(&str, String); 2]) -> Response {
        self.parts.uri = axum::http::Uri::from_static(IMPORT);
        let values = values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        self.again(FormState { values, ..FormState::default() }).await
    }

    /// A table to hand on, with tabs as spreadsheets paste it: who chooses the password where.
    fn links(&self, made: &[Made]) -> String {
        let site = self.web.app.config.public_url().to_string();
        let row = |one: &Made| {
            let link = format!("{site}/reset/{}", percent_encode(&one.token));
            format!("{}\t{}\t{link}\n", harmless(&one.name), harmless(one.email.as_str()))
        };
        made.iter().map(row).collect()
    }
}
