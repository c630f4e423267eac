//! What was written in a run, as far as somebody may read it.

use std::collections::BTreeMap;

use futures_util::future;
use talkspace_db::{Db, MessageRow, MessageTo};
use talkspace_model::{ApiError, MessageId, OccurrenceId, SharedFile};
use talkspace_room::{Identity, policy::RecordPart};
use talkspace_signal::ChatMessage;

use super::{MeetingRecord, Records, SeenRun};
use crate::{accounts::api_unavailable, rooms};

/// Messages on one page. More would make it long to read and to load.
const PAGE: usize = 100;
/// Messages read at once where many are looked through.
const CHUNK: u32 = 1000;
/// The same for the first look.
const FIRST_CHUNK: u32 = 250;
/// Files that are listed. The chat has all.
const FILES: u32 = 500;

/// What of a conversation is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Only what was written before this message.
    pub before: Option<MessageId>,
    /// Only where this stands in the text, the name of who wrote it, or of the file.
    pub find: Option<String>,
}

/// What was written, and what came with it.
#[derive(Debug, Clone)]
pub struct Talk {
    pub asked: Asked,
    /// Oldest first.
    pub messages: Vec<Said>,
    /// There are more, before this one.
    pub earlier: Option<MessageId>,
    /// All files of the run, oldest first.
    pub files: Vec<Sent>,
}

/// One message.
#[derive(Debug, Clone)]
pub struct Said {
    pub message: ChatMessage,
    /// The one that it answers, where that may be read and was not taken back.
    pub quote: Option<ChatMessage>,
}

/// A file, and the message that it came with.
#[derive(Debug, Clone)]
pub struct Sent {
    pub file: SharedFile,
    pub message: ChatMessage,
}

/// Somebody who reads what was written in a run.
struct Reader<'a> {
    db: &'a Db,
    run: &'a OccurrenceId,
    who: &'a Identity,
    /// They read what was written to the hosts.
    steers: bool,
}

impl Records {
    /// `None` for whoever may not read it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn talk(&self, meeting: &MeetingRecord, seen: &SeenRun, asked: Asked) -> Result<Option<Talk>, ApiError> {
        let Some(reader) = self.reader(meeting, seen) else { return Ok(None) };
        let page = async {
            let (page, earlier) = reader.page(&asked).await?;
            Ok((reader.with_quotes(page).await?, earlier))
        };
        let ((messages, earlier), files) = tokio::try_join!(page, reader.files())?;
        Ok(Some(Talk { asked, messages, earlier, files }))
    }

    /// Everything that somebody may read, oldest first.
    ///
    /// # Errors
    /// [`ApiError::NotFound`] for whoever may not read it.
    pub async fn whole_talk(&self, meeting: &MeetingRecord, seen: &SeenRun) -> Result<Vec<Said>, ApiError> {
        let reader = self.reader(meeting, seen).ok_or(ApiError::NotFound)?;
        let everything = Asked::default();
        let (rows, _) = reader.search(&everything, usize::MAX, CHUNK).await?;
        reader.with_quotes(rows).await
    }

    /// The newest messages to everybody, oldest first, for the timeline.
    pub(super) async fn said_to_all(
        &self,
        meeting: &MeetingRecord,
        seen: &SeenRun,
    ) -> Result<Vec<MessageRow>, ApiError> {
        let Some(reader) = self.reader(meeting, seen) else { return Ok(Vec::new()) };
        let mut rows = reader.chunk(None, CHUNK).await?;
        rows.retain(|row| row.to == MessageTo::Everyone && !row.deleted);
        Ok(rows)
    }

    fn reader<'a>(&'a self, meeting: &'a MeetingRecord, seen: &'a SeenRun) -> Option<Reader<'a>> {
        let steers = meeting.may_read(seen, RecordPart::HostChat);
        let reader = Reader { db: &self.db, run: &seen.row.id, who: meeting.who(), steers };
        meeting.may_read(seen, RecordPart::Chat).then_some(reader)
    }
}

impl Reader<'_> {
    async fn page(&self, asked: &Asked) -> Result<(Vec<MessageRow>, Option<MessageId>), ApiError> {
        // One more than is shown tells whether there are more. What is searched for is often in the newest few hundred.
        let first = if asked.find.is_some() { FIRST_CHUNK } else { u32::try_from(PAGE + 1).unwrap_or(CHUNK) };
        let (rows, more) = self.search(asked, PAGE, first).await?;
        let earlier = rows.first().filter(|_| more).map(|row| row.id.clone());
        Ok((rows, earlier))
    }

    /// The newest `most` that are asked for, oldest first, and whether there are more. `chunk` are read first, more after that.
    async fn search(&self, asked: &Asked, most: usize, mut chunk: u32) -> Result<(Vec<MessageRow>, bool), ApiError> {
        let mut before = asked.before.clone();
        let mut newest_first = Vec::new();
        loop {
            let rows = self.chunk(before.as_ref(), chunk).await?;
            let whole = rows.len() >= usize::try_from(chunk).unwrap_or(usize::MAX);
            before = rows.first().map(|row| row.id.clone());
            newest_first.extend(rows.into_iter().rev().filter(|row| asked.wants(row)));
            if newest_first.len() > most || !whole {
                break;
            }
            chunk = CHUNK;
        }
        let more = newest_first.len() > most;
        newest_first.truncate(most);
        newest_first.reverse();
        Ok((newest_first, more))
    }

    async fn chunk(&self, before: Option<&MessageId>, limit: u32) -> Result<Vec<MessageRow>, ApiError> {
        let (messages, reader) = (self.db.messages(), (self.who.as_str(), self.steers));
        let rows = match before {
            Some(before) => messages.before(self.run, before, reader, limit).await,
            None => messages.newest(self.run, reader, limit).await,
        };
        rows.map_err(api_unavailable)
    }

    async fn with_quotes(&self, rows: Vec<MessageRow>) -> Result<Vec<Said>, ApiError> {
        let told: Vec<ChatMessage> = rows.into_iter().map(|row| rooms::said(row).told_to(self.who)).collect();
        let here: BTreeMap<MessageId, ChatMessage> =
            told.iter().map(|message| (message.id.clone(), message.clone())).collect();
        let mut quotes = Vec::with_capacity(told.len());
        for message in &told {
            quotes.push(self.quote(message, &here));
        }
        let quotes = future::try_join_all(quotes).await?;
        Ok(told.into_iter().zip(quotes).map(|(message, quote)| Said { message, quote }).collect())
    }

    /// What a message answers; mostly among those that are shown, so that nothing has to be read.
    async fn quote(
        &self,
        message: &ChatMessage,
        here: &BTreeMap<MessageId, ChatMessage>,
    ) -> Result<Option<ChatMessage>, ApiError> {
        let Some(reply) = message.reply.as_ref().filter(|_| !message.deleted) else { return Ok(None) };
        let quoted = match here.get(reply) {
            Some(quoted) => Some(quoted.clone()),
            None => self.one(reply).await?,
        };
        Ok(quoted.filter(|quoted| !quoted.deleted))
    }

    /// A message that this person may read.
    async fn one(&self, id: &MessageId) -> Result<Option<ChatMessage>, ApiError> {
        let row = self.db.messages().by_id(self.run, id).await.map_err(api_unavailable)?;
        let said = row.map(rooms::said).filter(|said| said.may_be_read(self.who, self.steers));
        Ok(said.map(|said| said.told_to(self.who)))
    }

    async fn files(&self) -> Result<Vec<Sent>, ApiError> {
        let reader = (self.who.as_str(), self.steers);
        let rows = self.db.messages().with_files(self.run, reader, FILES).await.map_err(api_unavailable)?;
        let told = rows.into_iter().map(|row| rooms::said(row).told_to(self.who));
        Ok(told.filter_map(|message| Some(Sent { file: message.file.clone()?, message })).collect())
    }
}

impl Asked {
    /// As typed; nothing but spaces is nothing.
    pub fn new(before: Option<String>, find: Option<String>) -> Self {
        let find = find.map(|find| find.trim().to_owned()).filter(|find| !find.is_empty());
        Self { before: before.filter(|id| !id.is_empty()).map(MessageId::new), find }
    }

    /// Capitals make no difference. What was taken back is found by nobody.
    fn wants(&self, row: &MessageRow) -> bool {
        let Some(find) = &self.find else { return true };
        let find = find.to_lowercase();
        let has = |text: &str| text.to_lowercase().contains(&find);
        !row.deleted && (has(&row.text) || has(&row.name) || row.file.as_ref().is_some_and(|file| has(&file.name)))
    }
}
