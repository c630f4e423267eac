//! The conversation as a table.

use talkspace_ledger::csv::{Cell, Csv};
use talkspace_server::{history::Calendar, records::Said};
use talkspace_signal::{Addressee, ChatMessage};

use super::moment;
use crate::{args, i18n::Words, room::glyph};

/// A row for each message, oldest first.
pub fn talk_csv(words: &Words, talk: &[Said], calendar: &Calendar) -> Csv {
    let mut csv = Csv::default();
    let heads = [
        "record-csv-time",
        "record-csv-zone",
        "record-csv-from",
        "record-csv-to",
        "record-csv-text",
        "record-csv-answer",
        "record-csv-reactions",
        "record-csv-file",
        "record-csv-bytes",
    ];
    csv.row(heads.map(|key| Cell::text(words.text(key, &[]))));
    for Said { message, quote } in talk {
        let gone = message.deleted.then(|| words.text("room-chat-deleted", &[]));
        let answer = quote.as_ref().map(|quoted| format!("{}: {}", quoted.name, quoted.text));
        let file = message.file.as_ref();
        csv.row([
            moment(calendar, message.sent),
            Cell::text(calendar.offset(message.sent)),
            Cell::text(&message.name),
            Cell::text(to_whom(words, message)),
            Cell::text(gone.unwrap_or_else(|| message.text.clone())),
            answer.map_or(Cell::Empty, Cell::text),
            Cell::text(reactions(message)),
            file.map_or(Cell::Empty, |file| Cell::text(&file.name)),
            file.map_or(Cell::Empty, |file| Cell::Number(i64::try_from(file.bytes).unwrap_or(i64::MAX))),
        ]);
    }
    csv
}

fn to_whom(words: &Words, message: &ChatMessage) -> String {
    match &message.to {
        Addressee::Everyone => words.text("room-chat-everyone", &[]),
        Addressee::Hosts => words.text("room-chat-hosts", &[]),
        Addressee::Person { name, .. } => words.text("room-chat-to-person", args!["name" => name.as_str()]),
    }
}

fn reactions(message: &ChatMessage) -> String {
    let tallies: Vec<String> =
        message.reactions.iter().map(|tally| format!("{} {}", glyph(tally.reaction), tally.count)).collect();
    tallies.join(", ")
}
