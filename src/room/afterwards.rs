//! What there is to see and say once the call is over: who was there, the chat and its files, and how it was.

use leptos::{prelude::*, task::spawn_local};
use talkspace_model::{CallSummary, MeetingCode, PersonThere, STARS_MAX};
use talkspace_signal::ChatMessage;

use super::{
    chat::{FileView, for_whom, text_view},
    frame::frame,
};
use crate::{
    api, args,
    i18n::{t, tr},
    ui::time,
};

#[component]
pub(super) fn Afterwards() -> impl IntoView {
    let code = frame().door.with_value(|door| door.code.clone());
    let summary = RwSignal::new(None::<CallSummary>);
    Effect::new({
        let code = code.clone();
        move |_| {
            let code = code.clone();
            // Without an answer the page is as useful as it was before.
            spawn_local(async move { summary.set(api::summary_of_call(code).await.ok()) });
        }
    });
    move || {
        summary.get().map(|CallSummary { people, may_read, stars, record }| {
            view! {
                <Rating code=code.clone() given=stars />
                <WhoWasThere people=people />
                {may_read.then(|| view! { <Written code=code.clone() /> })}
                {record.map(|to| view! { <a class="button quiet" href=to>{t("record-see")}</a> })}
            }
        })
    }
}

#[component]
fn WhoWasThere(people: Vec<PersonThere>) -> impl IntoView {
    let count = people.len();
    let row = |PersonThere { name, me, present }| {
        let name = if me { t("room-you") } else { name };
        let whose = name.clone();
        view! { <li data-was-there=whose><span>{name}</span><span class="muted">{time::span(present)}</span></li> }
    };
    view! {
        <details class="after-part">
            <summary>{tr("room-after-people", args!["count" => count])}</summary>
            <ul class="after-people">{people.into_iter().map(row).collect_view()}</ul>
        </details>
    }
}

/// Fetched when somebody opens it.
#[component]
fn Written(code: MeetingCode) -> impl IntoView {
    let (asked, failed) = (StoredValue::new(false), RwSignal::new(false));
    let messages = RwSignal::new(None::<Vec<ChatMessage>>);
    let opened = move |_| {
        if asked.get_value() {
            return;
        }
        asked.set_value(true);
        let code = code.clone();
        spawn_local(async move {
            match api::call_chat(code).await {
                Ok(told) => messages.set(Some(told)),
                Err(_) => {
                    failed.set(true);
                    asked.set_value(false);
                }
            }
        });
    };
    let list = move || match messages.get() {
        Some(messages) if messages.is_empty() => view! { <p class="muted">{t("room-after-chat-empty")}</p> }.into_any(),
        Some(messages) => messages.into_iter().map(message_view).collect_view().into_any(),
        None if failed.get() => view! { <p class="field-problem" role="alert">{t("error-unavailable")}</p> }.into_any(),
        None => ().into_any(),
    };
    view! {
        <details class="after-part" on:toggle=opened>
            <summary>{t("room-after-chat")}</summary>
            <div class="after-chat">{list}</div>
        </details>
    }
}

fn message_view(message: ChatMessage) -> impl IntoView {
    let ChatMessage { name, text, to, sent, file, deleted, mine, .. } = message;
    let who = if mine { t("room-you") } else { name };
    let apart = for_whom(&to, mine);
    let words =
        if deleted { view! { <p class="muted">{t("room-chat-deleted")}</p> }.into_any() } else { text_view(&text) };
    view! {
        <article class="after-message" data-message>
            <p class="after-message-head">
                <strong>{who}</strong>
                {apart.map(|words| view! { <span class="muted">{words}</span> })}
                <time class="muted">{time::local(sent, time::MomentStyle::Time)}</time>
            </p>
            {words}
            {file.map(|file| view! { <FileView file=file /> })}
        </article>
    }
}

/// How a rating stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    NotYet,
    Thanks,
    Failed,
}

#[component]
fn Rating(code: MeetingCode, given: Option<u32>) -> impl IntoView {
    let stars = RwSignal::new(given);
    let remark = RwSignal::new(String::new());
    let said = RwSignal::new(Said::NotYet);
    let tell = move || {
        let Some(count) = stars.get_untracked() else { return };
        let (code, remark) = (code.clone(), remark.get_untracked());
        spawn_local(async move {
            let told = api::rate_call(code, count, remark).await;
            said.set(if told.is_ok() { Said::Thanks } else { Said::Failed });
        });
    };
    let star = move |count: u32| {
        let words = tr("room-after-stars", args!["count" => count]);
        let choose = move |_| {
            stars.set(Some(count));
            said.set(Said::NotYet);
        };
        view! {
            <label class="star" data-on=move || stars.get().is_some_and(|given| given >= count)>
                <input
                    type="radio"
                    name="stars"
                    value=count
                    class="visually-hidden"
                    aria-label=words
                    prop:checked=move || stars.get() == Some(count)
                    on:change=choose
                />
                <span aria-hidden="true">"★"</span>
            </label>
        }
    };
    let form = move || {
        (stars.get().is_some() && said.get() != Said::Thanks).then(|| {
            view! {
                <textarea
                    class="input"
                    rows="2"
                    maxlength=talkspace_model::REMARK_MAX
                    aria-label=t("room-after-remark")
                    placeholder=t("room-after-remark")
                    prop:value=remark.get_untracked()
                    on:input=move |event| remark.set(event_target_value(&event))
                ></textarea>
                <button class="button quiet">{t("room-after-rate")}</button>
            }
        })
    };
    view! {
        <form
            class="after-rating"
            on:submit=move |event| {
                event.prevent_default();
                tell();
            }
        >
            <fieldset>
                <legend>{t("room-after-how")}</legend>
                <div class="stars">{(1..=STARS_MAX).map(star).collect_view()}</div>
            </fieldset>
            {form}
            <p class="muted" role="status">
                {move || match said.get() {
                    Said::NotYet => None,
                    Said::Thanks => Some(t("room-after-thanks")),
                    Said::Failed => Some(t("error-unavailable")),
                }}
            </p>
        </form>
    }
}
