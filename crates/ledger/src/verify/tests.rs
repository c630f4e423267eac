use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::json;
use talkspace_model::{AttendanceId, LeaveReason, Millis, Note, OccurrenceId, Role};

use super::*;
use crate::{
    RunTimes,
    chain::{Event, Fact, Hash, Linked},
    csv::{Cell, Csv},
    record::Record,
    seal::Key,
};

fn key() -> Key {
    Key::new(&[7; 32])
}

fn record() -> Record {
    let run = OccurrenceId::new("0190-run");
    let joined =
        |person: &str, name: &str| Event::Joined { person: person.into(), name: name.into(), role: Role::Host };
    let events = [
        (0, "s1", joined("user a", "Asha \"A\" Patil")),
        (10, "s2", joined("guest m", "मीरा")),
        (20, "s1", Event::Noted(Note::HandRaised)),
        (60, "s1", Event::Noted(Note::Spoke { span: Millis(12_345) })),
        (70, "s1", Event::Noted(Note::PoorConnection { span: Millis(500) })),
        (90, "s2", Event::Left { reason: LeaveReason::Left }),
        (100, "s1", Event::Left { reason: LeaveReason::Ended }),
    ];
    let mut hash = Hash::genesis(&run);
    let facts = (1..).zip(events).map(|(ordinal, (second, stay, event))| {
        let fact = Fact { ordinal, at: Timestamp(second * 1000), stay: AttendanceId::new(stay), event };
        hash = hash.link(&fact);
        Linked { fact, hash }
    });
    Record {
        facts: facts.collect(),
        run,
        title: "Physics".into(),
        times: RunTimes {
            started: Timestamp(0),
            ended: Some(Timestamp(100_000)),
            planned_start: Some(Timestamp(-120_000)),
            planned_end: None,
        },
        exported: Timestamp(200_000),
        messages: BTreeMap::from([("user a".to_owned(), 4)]),
    }
}

fn csv() -> String {
    let mut csv = Csv::default();
    csv.row(["Name", "Present"].map(Cell::text));
    csv.row([Cell::text("Asha, \"A\"\r\nPatil"), Cell::Number(43)]);
    csv.row([Cell::text("=talkspace-signature"), Cell::Number(3)]);
    key().seal_csv(csv)
}

fn changed(file: &str) -> Option<Changed> {
    match verify(file.as_bytes()) {
        Verdict::Changed(changed) => Some(changed),
        Verdict::NotARecord | Verdict::Genuine { .. } => None,
    }
}

#[test]
fn a_genuine_record() {
    let contents = Contents::Record { title: "Physics".into(), started: Timestamp(0), people: 2, facts: 7 };
    let sealed = record().sealed(&key());
    assert_eq!(verify(sealed.as_bytes()), Verdict::Genuine { key: key().public(), contents: contents.clone() });
    // Laid out otherwise it still says the same.
    let value: Value = serde_json::from_str(&sealed).unwrap();
    let pretty = serde_json::to_string_pretty(&value).unwrap();
    assert_eq!(verify(pretty.as_bytes()), Verdict::Genuine { key: key().public(), contents });
}

#[test]
fn an_export_of_the_first_form_stays_genuine() {
    let value = record().value(1);
    assert_eq!((value["version"].as_i64(), value["people"][0].get("poor_connection_ms")), (Some(1), None));
    let sealed = key().seal_json(value).unwrap();
    assert!(matches!(verify(sealed.as_bytes()), Verdict::Genuine { .. }));
}

#[test]
fn a_genuine_table() {
    let genuine = Verdict::Genuine { key: key().public(), contents: Contents::Table { rows: 2 } };
    assert_eq!(verify(csv().as_bytes()), genuine);
}

#[test]
fn another_servers_key_is_told_from_ours() {
    let sealed = record().sealed(&Key::new(&[8; 32]));
    let Verdict::Genuine { key: other, .. } = verify(sealed.as_bytes()) else { panic!("it is genuine") };
    assert_ne!(other, key().public());
}

#[test]
fn other_files_are_no_records() {
    for other in ["", "{}", "[1]", "a,b\r\n1,2\r\n", "{\"format\":\"x\"}", "null"] {
        assert_eq!(verify(other.as_bytes()), Verdict::NotARecord, "{other}");
    }
    assert_eq!(verify(&[0xff, 0xfe, 0]), Verdict::NotARecord);
}

#[test]
fn a_changed_record_says_where() {
    let edit = |edit: &dyn Fn(&mut Value)| {
        let mut value: Value = serde_json::from_str(&record().sealed(&key())).unwrap();
        edit(&mut value);
        changed(&value.to_string())
    };
    assert_eq!(edit(&|it| it["facts"][2]["at"] = json!(21_000)), Some(Changed::Fact(3)));
    assert_eq!(edit(&|it| it["facts"][1]["detail"]["name"] = json!("Lina")), Some(Changed::Fact(2)));
    assert_eq!(edit(&|it| drop(it["facts"].as_array_mut().unwrap().remove(3))), Some(Changed::Fact(4)));
    assert_eq!(edit(&|it| it["people"][0]["present_ms"] = json!(1)), Some(Changed::Attendance));
    assert_eq!(edit(&|it| drop(it["facts"].as_array_mut().unwrap().pop())), Some(Changed::Attendance));
    assert_eq!(edit(&|it| it["run"]["title"] = json!("Chemistry")), Some(Changed::Somewhere));
    assert_eq!(edit(&|it| it["run"]["planned_start_at"] = json!(0)), Some(Changed::Attendance));
    assert_eq!(edit(&|it| it["signature"]["value"] = json!("00")), Some(Changed::Somewhere));
    assert_eq!(edit(&|it| it["version"] = json!(3)), Some(Changed::Somewhere));
    assert_eq!(edit(&|it| drop(it.as_object_mut().unwrap().remove("facts"))), Some(Changed::Somewhere));
}

#[test]
fn a_table_that_another_program_has_saved_is_changed() {
    for saved in [
        csv().replace("\r\n", "\n"),
        csv().replace("43", "44"),
        csv().replace('"', ""),
        csv().trim_start_matches('\u{feff}').to_owned(),
        csv() + "one more,1\r\n",
        csv().trim_end().to_owned(),
    ] {
        assert_eq!(changed(&saved), Some(Changed::Somewhere), "{saved}");
    }
}

proptest! {
    /// One byte is enough, wherever it is.
    #[test]
    fn no_changed_byte_goes_unnoticed(place: proptest::sample::Index, other in 0..128u8, table: bool) {
        let file = if table { csv() } else { record().sealed(&key()) };
        let mut bytes = file.into_bytes();
        let place = place.index(bytes.len());
        prop_assume!(bytes[place] != other && bytes[place] < 128);
        bytes[place] = other;
        let same = serde_json::from_slice::<Value>(&bytes).ok().filter(|_| !table);
        let original: Value = serde_json::from_str(&record().sealed(&key())).unwrap();
        // A byte may be written otherwise and say the same, as a space does.
        prop_assume!(same.as_ref() != Some(&original));
        let genuine = matches!(verify(&bytes), Verdict::Genuine { .. });
        prop_assert!(!genuine, "{}", String::from_utf8_lossy(&bytes));
    }

    /// Whatever is read, nothing panics.
    #[test]
    fn anything_may_be_looked_at(bytes: Vec<u8>, text in "\\PC*") {
        verify(&bytes);
        verify(format!("{text}\"talkspace-signature\",{text}").as_bytes());
        verify(format!("{{\"format\":\"talkspace-record\",\"version\":1,\"facts\":[{text:?}]}}").as_bytes());
    }
}
