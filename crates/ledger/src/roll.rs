//! The roll of a series: who was at which of a meeting's runs.

use std::collections::BTreeMap;

use talkspace_model::{Millis, OccurrenceId, Timestamp};

use crate::Attendee;

/// A column of the roll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollRun {
    pub run: OccurrenceId,
    pub started: Timestamp,
}

/// A person's line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollRow {
    pub name: String,
    pub guest: bool,
    /// One for each run; `None` where the person was not there.
    pub cells: Vec<Option<RollCell>>,
    /// At how many runs the person was there for long enough.
    pub attended: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RollCell {
    pub present: Millis,
    pub permille: u32,
    /// For long enough to count.
    pub counts: bool,
}

/// People by name, runs in the order in which they come. Who was there for less than `percent` of a run did not attend it.
pub fn roll(runs: &[(RollRun, Vec<Attendee>)], percent: u32) -> Vec<RollRow> {
    let mut rows: BTreeMap<&str, RollRow> = BTreeMap::new();
    for (column, (_, people)) in runs.iter().enumerate() {
        for person in people {
            let row = rows.entry(&person.key).or_insert_with(|| RollRow {
                name: String::new(),
                guest: person.guest,
                cells: vec![None; runs.len()],
                attended: 0,
            });
            let counts = person.was_there_for(percent);
            let Attendee { present, permille, .. } = *person;
            row.cells[column] = Some(RollCell { present, permille, counts });
            row.attended += u32::from(counts);
        }
    }
    // The newest name is the one to be found under.
    let mut newest: Vec<&(RollRun, Vec<Attendee>)> = runs.iter().collect();
    newest.sort_by_key(|(run, _)| run.started);
    for person in newest.into_iter().flat_map(|(_, people)| people) {
        if let Some(row) = rows.get_mut(person.key.as_str()) {
            row.name.clone_from(&person.name);
        }
    }
    let mut rows: Vec<(String, RollRow)> = rows.into_iter().map(|(key, row)| (key.to_owned(), row)).collect();
    rows.sort_by_key(|(key, row)| (row.name.to_lowercase(), key.clone()));
    rows.into_iter().map(|(_, row)| row).collect()
}

#[cfg(test)]
mod tests {
    use talkspace_model::Role;

    use super::*;
    use crate::Tally;

    fn person(key: &str, name: &str, permille: u32) -> Attendee {
        Attendee {
            key: key.into(),
            guest: false,
            name: name.into(),
            role: Role::Participant,
            joined: Timestamp(0),
            left: None,
            present: Millis(i64::from(permille)),
            permille,
            late: None,
            early: None,
            rejoins: 0,
            tally: Tally::default(),
            messages: 0,
        }
    }

    fn run(id: &str, started: i64) -> RollRun {
        RollRun { run: OccurrenceId::new(id), started: Timestamp(started) }
    }

    #[test]
    fn people_by_dates() {
        let runs = vec![
            (run("new", 200), vec![person("user r", "Ravi K", 800), person("user a", "asha", 300)]),
            (run("old", 100), vec![person("user r", "Ravi", 750), person("user z", "Zoya", 1000)]),
        ];
        let rows = roll(&runs, 75);
        let told: Vec<_> = rows
            .iter()
            .map(|row| {
                (row.name.as_str(), row.attended, row.cells.iter().map(|cell| cell.map(|it| it.permille)).collect())
            })
            .collect();
        let expected: [(&str, u32, Vec<Option<u32>>); 3] = [
            ("asha", 0, vec![Some(300), None]),
            ("Ravi K", 2, vec![Some(800), Some(750)]),
            ("Zoya", 1, vec![None, Some(1000)]),
        ];
        assert_eq!(told, expected);
        assert_eq!(roll(&runs, 76)[1].attended, 1);
        assert_eq!(roll(&[], 0), []);
    }
}
