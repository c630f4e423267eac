//! What was written, and what came with it.

use leptos::prelude::*;
use talkspace_server::records::{Said, Sent, Talk};
use talkspace_signal::{Addressee, ChatMessage, Tally};

use super::{AT_LEAST, FIND, RUN, Where};
use crate::{
    args,
    i18n::{t, tr},
    room::{glyph, reaction_name, size_words},
    ui::{Icon, Moment, MomentStyle, Sign},
};

/// Longest text to look for, in characters: nobody remembers more of a message.
const FIND_MAX: &str = "200";
/// So much of a message is quoted with an answer to it, in characters.
const QUOTE: usize = 120;

/// `talk` is `None` for whoever may not read it.
#[component]
pub fn Conversation(place: Where, talk: Option<Talk>) -> impl IntoView {
    let Some(talk) = talk else {
        return view! {
            <section class="card record-card" aria-labelledby="chat-title">
                <h2 id="chat-title">{t("record-chat")}</h2>
                <p class="muted">{t("record-chat-closed")}</p>
            </section>
        }
        .into_any();
    };
    let Talk { asked, messages, earlier, files } = talk;
    let found = asked.find.as_ref().map(|_| view! { <p role="status">{found(messages.len(), earlier.is_some())}</p> });
    let place = Where { find: asked.find.clone(), ..place };
    let (older, newest) = (earlier.map(|id| place.before(id.as_str())), asked.before.map(|_| place.address()));
    let empty = messages.is_empty() && asked.find.is_none();
    let download = format!("/meetings/{}/chat.csv?{RUN}={}", place.id, place.run);
    view! {
        <section class="card record-card" id="chat" aria-labelledby="chat-title">
            <header class="record-card-head">
                <div>
                    <h2 id="chat-title">{t("record-chat")}</h2>
                    <p class="muted">{t("record-chat-own")}</p>
                </div>
                <div class="record-ways">
                    <a class="button quiet" href=download download>
                        <Icon sign=Sign::Chat />
                        {t("record-chat-csv")}
                    </a>
                </div>
            </header>
            <Search place />
            {found}
            {older.map(|to| view! { <p><a href=to>{t("record-earlier")}</a></p> })}
            <ol class="record-chat" data-chat data-part="chat">
                {messages.into_iter().map(|said| view! { <Line said /> }).collect_view()}
                {empty.then(|| view! { <li class="muted">{t("room-after-chat-empty")}</li> })}
            </ol>
            {newest.map(|to| view! { <p><a href=to>{t("record-newest")}</a></p> })}
        </section>
        <Files files />
    }
    .into_any()
}

fn found(count: usize, more: bool) -> String {
    let count = args!["count" => count];
    if more { tr("record-found-more", count) } else { tr("record-found", count) }
}

/// Plain HTML: what is looked for stands in the address.
#[component]
fn Search(place: Where) -> impl IntoView {
    let all = place.find.is_some().then(|| {
        let to = Where { find: None, ..place.clone() }.address();
        view! { <a href=format!("{to}#chat")>{t("record-chat-all")}</a> }
    });
    view! {
        <form class="threshold" method="get" role="search" action=format!("/meetings/{}#chat", place.id)>
            <input type="hidden" name=RUN value=place.run.to_string() />
            {place.percent.map(|percent| view! { <input type="hidden" name=AT_LEAST value=percent.to_string() /> })}
            <label for="find">{t("room-chat-find")}</label>
            <input class="input find" id="find" name=FIND type="search" maxlength=FIND_MAX value=place.find.clone() />
            <button class="button quiet">{t("record-find")}</button>
            {all}
        </form>
    }
}

#[component]
fn Line(said: Said) -> impl IntoView {
    let Said { message, quote } = said;
    let id = message.id.to_string();
    let words = if message.deleted {
        view! { <p class="muted">{t("room-chat-deleted")}</p> }.into_any()
    } else {
        let text = (!message.text.is_empty()).then(|| view! { <p class="said-text">{message.text.clone()}</p> });
        let file = message.file.clone().map(|file| Sent { file, message: message.clone() });
        view! { {text} {file.map(|sent| view! { <FileLink sent prefix="said" /> })} }.into_any()
    };
    let quote = quote.map(|quoted| {
        let whom = tr("record-quote", args!["name" => quoted.name.as_str()]);
        view! { <blockquote class="said-quote"><span class="muted">{whom}</span> " " {excerpt(&quoted)}</blockquote> }
    });
    let reactions = (!message.reactions.is_empty()).then(|| {
        view! { <ul class="said-reactions">{message.reactions.iter().copied().map(tally).collect_view()}</ul> }
    });
    view! {
        <li class="said" data-said=id data-from=message.name.clone()>
            <p class="said-head">
                <span class="said-name">{message.name.clone()}</span>
                {to_whom(&message).map(|whom| view! { <span class="pill">{whom}</span> })}
                <Moment at=message.sent style=MomentStyle::Time />
            </p>
            {quote}
            {words}
            {reactions}
        </li>
    }
}

/// `None` for everybody.
pub(super) fn to_whom(message: &ChatMessage) -> Option<String> {
    match &message.to {
        Addressee::Everyone => None,
        Addressee::Hosts => Some(t("room-chat-to-hosts")),
        Addressee::Person { name, .. } if message.mine => {
            Some(tr("room-chat-to-person", args!["name" => name.as_str()]))
        }
        Addressee::Person { .. } => Some(t("room-chat-to-you")),
    }
}

/// The beginning of a message, on one line.
fn excerpt(quoted: &ChatMessage) -> String {
    let text = match &quoted.file {
        Some(file) if quoted.text.is_empty() => &file.name,
        Some(_) | None => &quoted.text,
    };
    shortened(text, QUOTE)
}

/// At most so many characters, and a sign where some are left out.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

fn tally(tally: Tally) -> AnyView {
    let words = tr("room-chat-tally", args!["reaction" => reaction_name(tally.reaction), "count" => tally.count]);
    view! {
        <li>
            <span aria-hidden="true">{glyph(tally.reaction)} " " {tally.count}</span>
            <span class="visually-hidden">{words}</span>
        </li>
    }
    .into_any()
}

/// `prefix` makes the id: the same file is in the conversation and in the list.
#[component]
fn FileLink(sent: Sent, prefix: &'static str) -> impl IntoView {
    let Sent { file, .. } = sent;
    view! {
        <p class="record-file">
            <Icon sign=Sign::Clip />
            <a href=format!("/files/{}", file.id) download=file.name.clone() id=format!("{prefix}-{}", file.id)>
                {file.name.clone()}
            </a>
            <span class="muted">{size_words(file.bytes)}</span>
        </p>
    }
}

#[component]
fn Files(files: Vec<Sent>) -> impl IntoView {
    let none = files.is_empty();
    let entry = |sent: Sent| {
        let (message, name) = (sent.message.clone(), sent.file.name.clone());
        view! {
            <li data-file=name>
                <FileLink sent prefix="file" />
                <p class="muted record-file-from">
                    <span>{message.name.clone()}</span>
                    {to_whom(&message).map(|whom| view! { <span class="pill">{whom}</span> })}
                    <Moment at=message.sent style=MomentStyle::Time />
                </p>
            </li>
        }
    };
    view! {
        <section class="card record-card" id="files" aria-labelledby="files-title">
            <h2 id="files-title">{t("record-files")}</h2>
            <ul class="record-files" data-files data-part="files">
                {files.into_iter().map(entry).collect_view()}
                {none.then(|| view! { <li class="muted">{t("record-files-none")}</li> })}
            </ul>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn what_is_short_stays_and_nothing_is_cut_within_a_letter() {
        assert_eq!(shortened("one\n two", 7), "one two");
        assert_eq!(shortened("नमस्ते दुनिया", 3), "नमस…");
        assert_eq!(shortened("", 3), "");
    }
}
