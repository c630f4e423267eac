//! Everything that is kept of one account, for its owner to take away.

use serde_json::{Map, Value};
use sqlx::any::AnyRow;
use talkspace_model::{FileId, UserId};

use crate::{Db, DbError, row::Columns as _};

/// One kind of records: its name, and what there is of it.
#[derive(Clone, PartialEq)]
pub struct OwnRecords {
    pub name: &'static str,
    /// Columns by name; what ends in `_at` is milliseconds since 1970.
    pub rows: Vec<Map<String, Value>>,
}

/// What is read: text, or whole numbers.
#[derive(Debug, Clone, Copy)]
enum Column {
    Text(&'static str),
    Number(&'static str),
}

use Column::{Number, Text};

/// Name, statement, and its columns. `$1` is the account's id or, where `by_identity`, its identity.
struct Kind {
    name: &'static str,
    by_identity: bool,
    statement: &'static str,
    columns: &'static [Column],
}

const KINDS: [Kind; 9] = [
    Kind {
        name: "account",
        by_identity: false,
        statement: "SELECT id, email, name, role, language, theme, created_at FROM users WHERE id = $1",
        columns: &[
            Text("id"),
            Text("email"),
            Text("name"),
            Text("role"),
            Text("language"),
            Text("theme"),
            Number("created_at"),
        ],
    },
    Kind {
        name: "meetings-hosted",
        by_identity: false,
        statement: "SELECT id, code, title, settings, created_at FROM meetings WHERE host_id = $1 ORDER BY created_at, id",
        columns: &[Text("id"), Text("code"), Text("title"), Text("settings"), Number("created_at")],
    },
    Kind {
        name: "stays",
        by_identity: false,
        statement: "SELECT m.code, m.title, a.name, a.role, a.joined_at, a.left_at, a.reason FROM attendances a \
                    JOIN occurrences o ON o.id = a.occurrence_id JOIN meetings m ON m.id = o.meeting_id \
                    WHERE a.user_id = $1 ORDER BY a.joined_at, a.id",
        columns: &[
            Text("code"),
            Text("title"),
            Text("name"),
            Text("role"),
            Number("joined_at"),
            Number("left_at"),
            Text("reason"),
        ],
    },
    Kind {
        name: "messages-written",
        by_identity: false,
        statement: "SELECT m.code, w.id, w.text, w.audience, w.recipient_name, w.reply_to, w.file_id, w.sent_at, \
                    w.deleted_at FROM messages w JOIN occurrences o ON o.id = w.occurrence_id \
                    JOIN meetings m ON m.id = o.meeting_id WHERE w.user_id = $1 ORDER BY w.sent_at, w.id",
        columns: &[
            Text("code"),
            Text("id"),
            Text("text"),
            Text("audience"),
            Text("recipient_name"),
            Text("reply_to"),
            Text("file_id"),
            Number("sent_at"),
            Number("deleted_at"),
        ],
    },
    Kind {
        name: "private-messages-received",
        by_identity: true,
        statement: "SELECT m.code, w.id, w.name, w.text, w.sent_at FROM messages w \
                    JOIN occurrences o ON o.id = w.occurrence_id JOIN meetings m ON m.id = o.meeting_id \
                    WHERE w.recipient = $1 AND w.deleted_at IS NULL ORDER BY w.sent_at, w.id",
        columns: &[Text("code"), Text("id"), Text("name"), Text("text"), Number("sent_at")],
    },
    Kind {
        name: "reactions",
        by_identity: true,
        statement: "SELECT m.code, r.message_id, r.reaction FROM message_reactions r \
                    JOIN occurrences o ON o.id = r.occurrence_id JOIN meetings m ON m.id = o.meeting_id \
                    WHERE r.identity = $1 ORDER BY r.occurrence_id, r.message_id, r.reaction",
        columns: &[Text("code"), Text("message_id"), Text("reaction")],
    },
    Kind {
        name: "files",
        by_identity: true,
        statement: "SELECT m.code, f.id, f.name, f.bytes, f.media_type, f.uploaded_at FROM files f \
                    JOIN occurrences o ON o.id = f.occurrence_id JOIN meetings m ON m.id = o.meeting_id \
                    WHERE f.owner = $1 AND f.removed_at IS NULL ORDER BY f.uploaded_at, f.id",
        columns: &[Text("code"), Text("id"), Text("name"), Number("bytes"), Text("media_type"), Number("uploaded_at")],
    },
    Kind {
        name: "feedback",
        by_identity: false,
        statement: "SELECT m.code, f.stars, f.words, f.given_at FROM feedback f \
                    JOIN occurrences o ON o.id = f.occurrence_id JOIN meetings m ON m.id = o.meeting_id \
                    WHERE f.user_id = $1 ORDER BY f.given_at",
        columns: &[Text("code"), Number("stars"), Text("words"), Number("given_at")],
    },
    Kind {
        name: "audit",
        by_identity: false,
        statement: "SELECT at AS happened_at, action, address, detail FROM audit_log WHERE user_id = $1 ORDER BY at, id",
        columns: &[Number("happened_at"), Text("action"), Text("address"), Text("detail")],
    },
];

/// Access to what is kept of an account; made by [`Db::personal`].
#[derive(Debug)]
pub struct Personal<'a>(pub(crate) &'a Db);

impl Personal<'_> {
    /// Everything there is, without the password's hash and without the sessions' tokens.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(&self, user: &UserId) -> Result<Vec<OwnRecords>, DbError> {
        let mut all = Vec::with_capacity(KINDS.len());
        for kind in &KINDS {
            let who = if kind.by_identity { format!("user {user}") } else { user.as_str().to_owned() };
            let rows = sqlx::query(kind.statement).bind(who).fetch_all(&self.0.reader).await?;
            let rows = rows.iter().map(|row| object(row, kind.columns)).collect::<Result<_, sqlx::Error>>()?;
            all.push(OwnRecords { name: kind.name, rows });
        }
        Ok(all)
    }

    /// The person's files with their names; their bytes are not here.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn files(&self, user: &UserId) -> Result<Vec<(FileId, String)>, DbError> {
        let query = "SELECT id, name FROM files WHERE owner = $1 AND removed_at IS NULL ORDER BY uploaded_at, id";
        let query = sqlx::query_as::<_, (String, String)>(query).bind(format!("user {user}"));
        let rows = query.fetch_all(&self.0.reader).await?;
        Ok(rows.into_iter().map(|(id, name)| (FileId::new(id), name)).collect())
    }
}

fn object(row: &AnyRow, columns: &[Column]) -> Result<Map<String, Value>, sqlx::Error> {
    let value = |column: &Column| {
        Ok(match column {
            Text(name) => ((*name).to_owned(), row.maybe_text(name)?.into()),
            Number(name) => ((*name).to_owned(), row.maybe_number(name)?.into()),
        })
    };
    columns.iter().map(value).collect()
}

impl std::fmt::Debug for OwnRecords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OwnRecords").field("name", &self.name).field("rows", &self.rows.len()).finish_non_exhaustive()
    }
}
