//! `/`: what it is, and the way into a meeting.

use leptos::prelude::*;

use talkspace_model::FormState;

use super::{Page, PageWidth, join::JoinForm};
use crate::{
    app::use_viewer,
    i18n::t,
    ui::{Icon, Sign},
};

/// `/`
#[component]
pub fn Landing() -> impl IntoView {
    view! {
        <Page width=PageWidth::Wide>
            <section class="hero">
                <div class="hero-text">
                    <h1>{t("landing-title")}</h1>
                    <p class="lead">{t("landing-lead")}</p>
                    <JoinForm form=FormState::default() />
                    <NextStep />
                    <ul class="promises">
                        <Promise sign=Sign::Clock words=t("promise-time") />
                        <Promise sign=Sign::Shield words=t("promise-data") />
                        <Promise sign=Sign::Check words=t("promise-attendance") />
                    </ul>
                </div>
                <Scene />
            </section>
            <section class="features" aria-label=t("features-label")>
                <Feature sign=Sign::Attendance title=t("feature-kept-title") lead=t("feature-kept-lead") />
                <Feature sign=Sign::Refresh title=t("feature-back-title") lead=t("feature-back-lead") />
                <Feature sign=Sign::Lock title=t("feature-own-title") lead=t("feature-own-lead") />
            </section>
        </Page>
    }
}

/// Somebody signed in goes home; the buttons above do for everybody else.
#[component]
fn NextStep() -> impl IntoView {
    use_viewer().user.map(|_| {
        view! {
            <p class="hero-next">
                <a href="/home" class="button soft">
                    <Icon sign=Sign::Home />
                    <span>{t("go-home")}</span>
                </a>
            </p>
        }
    })
}

#[component]
fn Promise(sign: Sign, words: String) -> impl IntoView {
    view! {
        <li>
            <Icon sign />
            <span>{words}</span>
        </li>
    }
}

#[component]
fn Feature(sign: Sign, title: String, lead: String) -> impl IntoView {
    view! {
        <article class="card feature">
            <span class="action-sign">
                <Icon sign />
            </span>
            <h2>{title}</h2>
            <p class="muted">{lead}</p>
        </article>
    }
}

/// A meeting, drawn in CSS (`style/scene.css`): decoration.
#[component]
fn Scene() -> impl IntoView {
    let person = |(class, name): (&'static str, &'static str)| {
        view! {
            <div class=format!("scene-tile {class}")>
                <span class="scene-name">{t(name)}</span>
            </div>
        }
    };
    let people =
        [("one", "scene-name-1"), ("two", "scene-name-2"), ("three", "scene-name-3"), ("four", "scene-name-4")];
    let control = |(sign, class): (Sign, &'static str)| {
        view! {
            <span class=format!("scene-control {class}")>
                <Icon sign />
            </span>
        }
    };
    let controls =
        [(Sign::Microphone, ""), (Sign::Camera, ""), (Sign::Screen, ""), (Sign::Hand, ""), (Sign::Leave, "leave")];
    view! {
        <div class="scene" aria-hidden="true">
            <div class="scene-grid">{people.into_iter().map(person).collect_view()}</div>
            <div class="scene-bar">{controls.into_iter().map(control).collect_view()}</div>
        </div>
    }
}
