//! `/meetings/{id}/schedule/cancel`: asks once more before a date or a series is cancelled.

use leptos::prelude::*;
use talkspace_model::{FormState, schedule::PlannedDate};
use talkspace_server::schedules::Plan;

use super::super::{Page, PageWidth, invitation};
use crate::{
    args,
    i18n::{Words, t, tr},
    ui::{FormNotice, calendar},
};

/// `date` is the one that is meant; without it all are.
#[component]
pub fn Cancel(plan: Plan, date: Option<PlannedDate>, form: FormState) -> impl IntoView {
    let words = expect_context::<Words>();
    let title = plan.setup.title.as_str();
    let (heading, what) = match date {
        Some(PlannedDate { start, end, .. }) => {
            let when = calendar::span(&words, &plan.zone(), start, end);
            (tr("cancel-date-title", args!["title" => title]), when)
        }
        None => (tr("cancel-title", args!["title" => title]), tr("cancel-all", args!["count" => plan.dates.len()])),
    };
    let told = if plan.invitees.is_empty() { t("cancel-nobody") } else { t("cancel-told") };
    let query = date.map(|date| format!("?date={}", date.day)).unwrap_or_default();
    let action = format!("{}/cancel{query}", super::path(&plan.setup.id));
    view! {
        <Page width=PageWidth::Narrow>
            <div class="page-head">
                <h1>{heading}</h1>
            </div>
            <FormNotice form />
            <form class="card settings-card stack" method="post" action=action>
                <p>{what}</p>
                <p class="muted">{told}</p>
                <div class="settings-ways">
                    <button class="button primary">{t("cancel-yes")}</button>
                    <a class="button quiet" href=invitation::path(&plan.setup.id)>{t("cancel-no")}</a>
                </div>
            </form>
        </Page>
    }
}
