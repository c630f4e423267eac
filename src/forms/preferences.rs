//! How somebody wants the pages: kept with the account and, so that pages need not look it up, in cookies. Whoever has no
//! account has the cookies alone.

use axum::{http::HeaderValue, response::Response};
use talkspace_model::{Field, FieldError, Preferences, Problem, Theme};

use super::{Post, see, with_cookie};
use crate::{
    pages::profile::{LANGUAGE, THEME},
    serve::{LANGUAGE_COOKIE, THEME_COOKIE, Web, is_local},
};

/// They are kept for a year.
const SECONDS: u32 = 365 * 24 * 60 * 60;

/// `POST /language`
pub async fn choose_language(post: Post) -> Response {
    let back = post.value("next").filter(|next| is_local(next)).unwrap_or("/");
    let Some(code) = post.value(LANGUAGE).filter(|code| post.web.site.locales.has(code)) else { return see(back) };
    let accounts = &post.web.app.accounts;
    // The choice counts in this browser, even if the account cannot be told of it.
    if let Ok(Some(user)) = accounts.user_of(&post.visitor).await
        && let Ok(before) = accounts.preferences(&user.id).await
    {
        let chosen = Preferences { language: Some(code.to_owned()), ..before };
        let _told = accounts.prefer(&user.id, &chosen).await;
    }
    cookie(&post.web, see(back), LANGUAGE_COOKIE, Some(code))
}

/// `POST /profile/preferences`
pub async fn prefer(post: Post) -> Response {
    let Ok(Some(user)) = post.web.app.accounts.user_of(&post.visitor).await else {
        return post.refuse(Vec::new()).await;
    };
    let language = post.value(LANGUAGE).filter(|code| post.web.site.locales.has(code)).map(str::to_owned);
    let chosen = Preferences { language, theme: post.value(THEME).and_then(Theme::parse) };
    match post.web.app.accounts.prefer(&user.id, &chosen).await {
        Ok(()) => {
            let response = see("/profile?saved=1");
            let response = cookie(&post.web, response, LANGUAGE_COOKIE, chosen.language.as_deref());
            cookie(&post.web, response, THEME_COOKIE, chosen.theme.map(Theme::as_str))
        }
        Err(_) => post.refuse(vec![FieldError::new(Field::Form, Problem::Unavailable)]).await,
    }
}

/// The browser that has just signed in shows pages as the person wants them. What was never chosen stays as it is there.
pub(super) fn remember(web: &Web, response: Response, preferences: &Preferences) -> Response {
    let language = preferences.language.as_deref().filter(|code| web.site.locales.has(code));
    let chosen = [(LANGUAGE_COOKIE, language), (THEME_COOKIE, preferences.theme.map(Theme::as_str))];
    chosen
        .into_iter()
        .filter(|(_, word)| word.is_some())
        .fold(response, |response, (name, word)| cookie(web, response, name, word))
}

/// Without a word the cookie goes. The words are ours, so that a header can hold them.
fn cookie(web: &Web, response: Response, name: &str, word: Option<&str>) -> Response {
    let secure = if web.app.config.is_https() { "; Secure" } else { "" };
    let (word, seconds) = word.map_or(("", 0), |word| (word, SECONDS));
    let text = format!("{name}={word}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    match HeaderValue::try_from(text) {
        Ok(cookie) => with_cookie(response, cookie),
        Err(_) => response,
    }
}
