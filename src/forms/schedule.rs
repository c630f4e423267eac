//! The answers of the forms that plan meetings.

use axum::response::Response;
use talkspace_model::{
    ApiError, Field, FieldError, Problem, Viewer, ViewerUser,
    schedule::{CivilDate, Weekday},
};
use talkspace_server::schedules::{Draft, Plan, Refusal};

use super::{Post, see};
use crate::{
    invitations::{self, News, Site},
    pages::{
        invitation::{self, Done},
        schedule::box_of,
        settings::WAITING_ROOM,
    },
    serve::{PlanPage, plan_page, query, words},
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
        Ok(plan) => post.planned(&plan, Done::Planned, News::Invited).await,
        Err(refusal) => post.refused(refusal).await,
    }
}

/// `POST /meetings/{id}/schedule`: all dates, or the one of `?date=…`.
pub async fn reschedule(post: Post) -> Response {
    let (Some(host), Some(PlanPage::Edit(id))) = (post.host().await, plan_page(post.parts.uri.path())) else {
        return post.refuse(Vec::new()).await;
    };
    let app = &post.web.app;
    let day = post.day();
    let news = News::Changed(day.as_ref().and_then(|day| day.as_ref().ok()).copied());
    let changed = match day {
        None => app.schedules.change(&app.meetings, &id, &host, post.draft()).await,
        Some(Ok(day)) => app.schedules.change_date(&app.meetings, (&id, day), &host, post.draft()).await,
        Some(Err(refusal)) => Err(refusal),
    };
    match changed {
        Ok(plan) => post.planned(&plan, Done::Changed, news).await,
        Err(refusal) => post.refused(refusal).await,
    }
}

/// `POST /meetings/{id}/schedule/cancel`: all dates, or the one of `?date=…`.
pub async fn cancel(post: Post) -> Response {
    let (Some(host), Some(PlanPage::Cancel(id))) = (post.host().await, plan_page(post.parts.uri.path())) else {
        return post.refuse(Vec::new()).await;
    };
    let app = &post.web.app;
    let day = post.day().transpose();
    let one = day.as_ref().ok().copied().flatten();
    let cancelled = match day {
        Ok(day) => app.schedules.cancel(&app.meetings, (&id, day), &host).await,
        Err(refusal) => Err(refusal),
    };
    match cancelled {
        Ok(plan) => post.planned(&plan, Done::Cancelled, News::Cancelled(one.filter(|_| !over(&plan)))).await,
        Err(refusal) => post.refused(refusal).await,
    }
}

/// With its last date a plan is cancelled whole.
fn over(plan: &Plan) -> bool {
    plan.row.cancelled.is_some()
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

    /// Whoever is in the meeting or invited learns of it; the host sees the plan.
    async fn planned(&self, plan: &Plan, done: Done, news: News) -> Response {
        let (setup, app) = (&plan.setup, &self.web.app);
        app.rooms.configured(&setup.id, setup.title.clone(), setup.settings, plan.host_name.clone()).await;
        let unsent = if self.tell(plan, news).await.is_err() { "&unsent=1" } else { "" };
        see(&format!("{}?done={}{unsent}", invitation::path(&setup.id), done.as_str()))
    }

    /// In the language of whoever tells it.
    async fn tell(&self, plan: &Plan, news: News) -> Result<(), ApiError> {
        let Viewer { user: Some(host), .. } = self.web.app.accounts.viewer_of(&self.visitor).await? else {
            return Ok(());
        };
        let url = self.web.app.config.public_url();
        let link = format!("{url}/m/{}", plan.code());
        let site = Site { host: url.host(), link: &link };
        let letters = invitations::letters(&words(&self.web, &self.parts.headers), plan, news, site);
        self.web.app.mail.queue(&plan.setup.id, &host.id, &letters).await
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
