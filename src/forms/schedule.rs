//! The answers of the forms that plan meetings.

use axum::response::Response;
use talkspace_model::{
    Field, FieldError, Problem, Viewer, ViewerUser,
    schedule::{CivilDate, Weekday},
};
use talkspace_server::schedules::{Draft, Plan, Refusal};

use super::{Post, see};
use crate::{
    pages::{
        invitation::{self, Done},
        schedule::box_of,
        settings::WAITING_ROOM,
    },
    serve::{PlanPage, plan_page, query},
};

/// Texts of the form that may stand in the page again.
pub(super) const KEPT: [Field; 11] = [
    Field::Date,
    Field::StartsAt,
    Field::Zone,
    Field::Duration,
    Field::Repeats,
    Field::Ends,
    Field::Until,
    Field::Times,
    Field::Invitees,
    Field::Description,
    Field::Passcode,
];

/// `POST /schedule`
pub async fn schedule(post: Post) -> Response {
    let Some(host) = post.host().await else { return post.refuse(Vec::new()).await };
    let app = &post.web.app;
    match app.schedules.create(&app.meetings, &host, post.draft()).await {
        Ok(plan) => post.planned(&plan, Done::Planned).await,
        Err(refusal) => post.refused(refusal).await,
    }
}

/// `POST /meetings/{id}/schedule`: all dates, or the one of `?date=…`.
pub async fn reschedule(post: Post) -> Response {
    let (Some(host), Some(PlanPage::Edit(id))) = (post.host().await, plan_page(post.parts.uri.path())) else {
        return post.refuse(Vec::new()).await;
    };
    let app = &post.web.app;
    let changed = match post.day() {
        None => app.schedules.change(&app.meetings, &id, &host, post.draft()).await,
        Some(Ok(day)) => app.schedules.change_date(&app.meetings, (&id, day), &host, post.draft()).await,
        Some(Err(refusal)) => Err(refusal),
    };
    match changed {
        Ok(plan) => post.planned(&plan, Done::Changed).await,
        Err(refusal) => post.refused(refusal).await,
    }
}

/// `POST /meetings/{id}/schedule/cancel`: all dates, or the one of `?date=…`.
pub async fn cancel(post: Post) -> Response {
    let (Some(host), Some(PlanPage::Cancel(id))) = (post.host().await, plan_page(post.parts.uri.path())) else {
        return post.refuse(Vec::new()).await;
    };
    let app = &post.web.app;
    let cancelled = match post.day().transpose() {
        Ok(day) => app.schedules.cancel(&app.meetings, (&id, day), &host).await,
        Err(refusal) => Err(refusal),
    };
    match cancelled {
        Ok(plan) => post.planned(&plan, Done::Cancelled).await,
        Err(refusal) => post.refused(refusal).await,
    }
}

impl Post {
    async fn host(&self) -> Option<ViewerUser> {
        let Ok(Viewer { user, .. }) = self.web.app.accounts.viewer_of(&self.visitor).await else { return None };
        user
    }

    /// The single date that is meant, if one is.
    fn day(&self) -> Option<Result<CivilDate, Refusal>> {
        Some(query(&self.parts.uri, "date")?.parse().map_err(|_| Refusal::NotFound))
    }

    fn draft(&self) -> Draft {
        let days = Weekday::ALL.into_iter().filter(|day| self.value(box_of(*day)).is_some());
        Draft {
            title: self.text(Field::Title),
            date: self.text(Field::Date),
            starts_at: self.text(Field::StartsAt),
            zone: self.text(Field::Zone),
            duration: self.text(Field::Duration),
            repeats: self.text(Field::Repeats),
            days: days.map(|day| day.as_str().to_owned()).collect(),
            ends: self.text(Field::Ends),
            until: self.text(Field::Until),
            times: self.text(Field::Times),
            waiting_room: self.value(WAITING_ROOM).unwrap_or_default().to_owned(),
            invitees: self.text(Field::Invitees),
            description: self.text(Field::Description),
            passcode: Some(self.passcode()),
        }
    }

    /// Whoever is in the meeting learns of it; the host sees the plan.
    async fn planned(&self, plan: &Plan, done: Done) -> Response {
        let setup = &plan.setup;
        if let Some(host) = self.host().await {
            self.web.app.rooms.configured(&setup.id, setup.title.clone(), setup.settings, host.name).await;
        }
        see(&format!("{}?done={}", invitation::path(&setup.id), done.as_str()))
    }

    async fn refused(self, refusal: Refusal) -> Response {
        let errors = match refusal {
            Refusal::Invalid(errors) => errors,
            Refusal::NotFound => Vec::new(),
            Refusal::Unavailable => vec![FieldError::new(Field::Form, Problem::Unavailable)],
        };
        self.refuse(errors).await
    }
}
