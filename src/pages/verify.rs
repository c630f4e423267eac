//! `/verify`: whether a downloaded record is genuine. The browser's half is `crates/record-web`, which fills in what is
//! marked here and sends nothing anywhere.

use leptos::prelude::*;

use super::{Page, PageWidth};
use crate::{
    args,
    i18n::{t, tr},
    ui::{Icon, Sign},
};

/// `key` is the one that this server signs with.
#[component]
pub fn Verify(key: String) -> impl IntoView {
    // Numbers that only the browser knows.
    let fact = || tr("verify-changed-fact", args!["before" => "%before%", "number" => "%number%"]);
    view! {
        <Page width=PageWidth::Narrow>
            <div class="page-head">
                <h1>{t("verify-title")}</h1>
                <p class="muted">{t("verify-lead")}</p>
            </div>
            <noscript>
                <p class="notice bad">{t("verify-script")}</p>
            </noscript>
            <div class="card verify-card stack" id="verify" data-key=key.clone()>
                <div class="verify-drop" data-drop>
                    <span class="message-sign">
                        <Icon sign=Sign::Shield />
                    </span>
                    <label for="verify-file">{t("verify-file")}</label>
                    <input class="input" id="verify-file" type="file" accept=".csv,.json,text/csv,application/json" />
                    <p class="muted">{t("verify-drop")}</p>
                </div>
                <div class="verify-verdicts" role="status">
                    <Verdict of="checking" tone="plain" title=None words=t("verify-checking") />
                    <Verdict of="own" tone="good" title=Some(t("verify-own-title")) words=t("verify-own") />
                    <Verdict of="other" tone="plain" title=Some(t("verify-other-title")) words=t("verify-other") />
                    <Verdict of="changed" tone="bad" title=Some(t("verify-changed-title")) words=t("verify-changed") />
                    <Verdict of="fact" tone="bad" title=Some(t("verify-changed-title")) words=fact() />
                    <Verdict of="people" tone="bad" title=Some(t("verify-changed-title")) words=t("verify-changed-people") />
                    <Verdict of="none" tone="bad" title=Some(t("verify-none-title")) words=t("verify-none") />
                </div>
                <dl class="verify-contents">
                    <Detail of="file" label="verify-file-name" />
                    <Detail of="meeting" label="verify-meeting" />
                    <Detail of="began" label="verify-began" />
                    <Detail of="rows" label="verify-rows" />
                    <Detail of="people" label="verify-people" />
                    <Detail of="facts" label="verify-facts" />
                    <Detail of="key" label="verify-key" />
                </dl>
            </div>
            <p class="muted verify-key">
                {t("verify-own-key")} " " <span class="code">{key}</span>
            </p>
        </Page>
    }
}

#[component]
fn Verdict(of: &'static str, tone: &'static str, title: Option<String>, words: String) -> impl IntoView {
    view! {
        <div class=format!("verdict {tone}") data-verdict=of hidden>
            {title.map(|title| view! { <h2>{title}</h2> })}
            <p>{words}</p>
        </div>
    }
}

#[component]
fn Detail(of: &'static str, label: &'static str) -> impl IntoView {
    view! {
        <div data-detail=of hidden>
            <dt>{t(label)}</dt>
            <dd></dd>
        </div>
    }
}
