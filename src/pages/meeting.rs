//! `/m/{code}`: the room, and around it what the server alone has to say.

use leptos::prelude::*;
use talkspace_model::MeetingDoor;

use super::shell::Footer;
use crate::{
    i18n::t,
    room::MeetingPlace,
    ui::{Icon, Sign},
};

#[component]
pub fn Meeting(door: MeetingDoor, invitation: String) -> impl IntoView {
    view! {
        <MeetingPlace door invitation />
        <p id="not-loaded" class="problem not-loaded" role="alert" hidden>
            <Icon sign=Sign::Alert />
            <span>{t("not-loaded")}</span>
        </p>
        <noscript>
            <p class="problem not-loaded">
                <Icon sign=Sign::Alert />
                <span>{t("no-script")}</span>
            </p>
        </noscript>
        <Footer />
    }
}
