//! `/admin/system`: how the server is, and what it would want.

use leptos::prelude::*;
use talkspace_server::{backup::Backup, system::System};

use crate::{
    args,
    i18n::{t, tr},
    room::size_words,
    ui::{Icon, Moment, MomentStyle, Sign},
};

/// The parameter that says what became of a backup.
pub const BACKUP: &str = "backup";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackupTold {
    Done,
    /// It takes long.
    Running,
    Failed,
}

impl BackupTold {
    const ALL: [Self; 3] = [Self::Done, Self::Running, Self::Failed];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Running => "running",
            Self::Failed => "failed",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|told| told.as_str() == word)
    }
}

#[component]
pub fn SystemPage(system: System, told: Option<BackupTold>) -> impl IntoView {
    let well = system.is_well();
    let disk = system.disk.map(|disk| {
        let words = args!["free" => size_words(disk.free), "total" => size_words(disk.total)];
        (tr("system-disk-of", words), disk.has_room())
    });
    let media = system.media.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let fact = |key: &'static str, value: String| fact(key, value, true);
    view! {
        <p class=if well { "notice good" } else { "notice bad" } role="status" data-well=well.to_string()>
            {(!well).then(|| view! { <Icon sign=Sign::Alert /> })} <span>{t(if well { "system-well" } else { "system-unwell" })}</span>
        </p>
        <section class="card settings-card" aria-labelledby="system-now">
            <h2 id="system-now">{t("system-now")}</h2>
            <dl class="facts">
                {fact("system-people", tr("admin-live", args!["meetings" => system.meetings, "people" => system.people]))}
                {fact("system-accounts", system.accounts.map(|count| count.to_string()).unwrap_or_default())}
                {system.memory.map(|memory| fact("system-memory", size_words(memory)))}
            </dl>
        </section>
        <section class="card settings-card" aria-labelledby="system-kept">
            <h2 id="system-kept">{t("system-kept")}</h2>
            <dl class="facts">
                {self::fact(
                    "system-database",
                    t(if system.can_write { "system-database-well" } else { "system-database-unwell" }),
                    system.can_write,
                )} {fact("system-engine", system.engine.to_owned())}
                {system.database.map(|bytes| fact("system-size", size_words(bytes)))}
                {disk.map(|(words, has_room)| self::fact("system-disk", words, has_room))}
                {self::fact(
                    "system-recording",
                    t(if system.is_stuck { "system-recording-stuck" } else { "system-recording-well" }),
                    !system.is_stuck,
                )}
            </dl>
        </section>
        <BackupCard last=system.backup is_file=system.database.is_some() told />
        <section class="card settings-card" aria-labelledby="system-ways">
            <h2 id="system-ways">{t("system-ways")}</h2>
            <dl class="facts">
                {fact("system-address", system.public_url)} {fact("system-listen", system.listen.to_string())}
                {fact("system-media", media)}
                {fact("system-mail", t(if system.mail_is_filed { "system-mail-filed" } else { "system-mail-sent" }))}
            </dl>
            <p class="muted">{t("system-media-hint")}</p>
        </section>
        <p class="muted">
            {tr("system-version", args!["version" => system.version])} " · " {t("system-since")} " "
            <Moment at=system.started style=MomentStyle::DateTime />
        </p>
    }
}

/// The last backup, and the button for another.
#[component]
fn BackupCard(last: Option<Backup>, is_file: bool, told: Option<BackupTold>) -> impl IntoView {
    let told = told.map(|told| {
        let class = if told == BackupTold::Failed { "notice bad" } else { "notice good" };
        let words = tr("system-backup-told", args!["told" => told.as_str()]);
        view! { <p class=class role="status" data-backup=told.as_str()>{words}</p> }
    });
    let last = match last {
        Some(Backup { file, at, bytes }) => view! {
            <dl class="facts">
                <div class="fact" data-fact="system-backup-last">
                    <dt>{t("system-backup-last")}</dt>
                    <dd>
                        <Moment at style=MomentStyle::DateTime />
                        {format!(" ({})", size_words(bytes))}
                    </dd>
                </div>
                {fact("system-backup-file", file.display().to_string(), true)}
            </dl>
        }
        .into_any(),
        None => view! { <p>{t("system-backup-none")}</p> }.into_any(),
    };
    view! {
        <section class="card settings-card" aria-labelledby="system-backup" id="backup">
            <h2 id="system-backup">{t("system-backup")}</h2>
            {told}
            {last}
            <form method="post" action="/admin/system">
                <button class="button quiet">{t("system-backup-now")}</button>
            </form>
            <p class="muted">{t("system-backup-hint")}</p>
            {(!is_file).then(|| view! { <p class="muted">{t("system-backup-database")}</p> })}
        </section>
    }
}

fn fact(key: &'static str, value: String, good: bool) -> AnyView {
    view! {
        <div class="fact" data-fact=key>
            <dt>{t(key)}</dt>
            <dd class:bad=!good>{value}</dd>
        </div>
    }
    .into_any()
}
