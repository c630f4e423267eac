//! The attendance of one run: a line for each person.

use std::collections::BTreeMap;

use talkspace_model::{Millis, Note, Role, Timestamp};

use crate::{
    Stay,
    chain::{Event, Fact},
    merge,
};

/// Whoever comes later than planned by less is on time, and so is whoever goes earlier by less. Shorter would call people
/// late who waited for a page to load; longer would hide what a teacher wants to see.
pub const TOLERANCE: Millis = Millis::from_mins(1);

/// When a run was, and when it was to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunTimes {
    pub started: Timestamp,
    /// `None` while it goes on.
    pub ended: Option<Timestamp>,
    pub planned_start: Option<Timestamp>,
    pub planned_end: Option<Timestamp>,
}

/// What somebody did while they stayed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub spoke: Millis,
    /// How long the connection was poor or lost.
    pub poor: Millis,
    pub hands: u32,
    pub shares: u32,
}

/// One stay with all that is known of it.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonStay {
    /// Tells people apart across devices and names; `None` for what was written before that was noted.
    pub person: Option<String>,
    pub name: String,
    pub stay: Stay,
    /// When the person was last known to be there. A stay that was never closed ends here once the run is over.
    pub seen: Timestamp,
    pub tally: Tally,
}

/// One person in one run; rejoins and devices are merged.
#[derive(Clone, PartialEq, Eq)]
pub struct Attendee {
    /// The same for the same person in all runs of a meeting.
    pub key: String,
    pub guest: bool,
    /// The name they had last.
    pub name: String,
    pub role: Role,
    pub joined: Timestamp,
    /// `None` while the person is inside.
    pub left: Option<Timestamp>,
    pub present: Millis,
    /// How much of the lesson that was, in thousandths.
    pub permille: u32,
    /// After the planned beginning by so much, if by more than [`TOLERANCE`].
    pub late: Option<Millis>,
    /// Before the planned end.
    pub early: Option<Millis>,
    /// How often the person came back.
    pub rejoins: u32,
    pub tally: Tally,
    pub messages: u32,
}

impl Attendee {
    pub fn was_there_for(&self, percent: u32) -> bool {
        self.permille >= percent.saturating_mul(10)
    }
}

/// How much of all that was spoken this person spoke, in thousandths.
pub fn talk_share(of: &Attendee, all: &[Attendee]) -> u32 {
    let total: Millis = all.iter().map(|one| one.tally.spoke).sum();
    share(of.tally.spoke, total)
}

/// Everybody once, in the order of their coming. `messages` counts what each person (by [`PersonStay::person`]) wrote.
///
/// People with an account are told apart by it, guests by their names: their devices are known, but somebody who comes
/// back with another one would be a stranger.
pub fn attendance(
    run: &RunTimes,
    stays: Vec<PersonStay>,
    messages: &BTreeMap<String, u32>,
    now: Timestamp,
) -> Vec<Attendee> {
    let mut people: Vec<Attendee> =
        group(stays).into_iter().filter_map(|(key, stays)| attendee(run, key, &stays, messages, now)).collect();
    people.sort_by(|one, other| (one.joined, &one.key).cmp(&(other.joined, &other.key)));
    people
}

/// The stays that facts tell of.
pub fn stays<'a>(facts: impl IntoIterator<Item = &'a Fact>) -> Vec<PersonStay> {
    let mut found: BTreeMap<&str, PersonStay> = BTreeMap::new();
    let mut order = Vec::new();
    for fact in facts {
        let id = fact.stay.as_str();
        if let Event::Joined { person, name, role } = &fact.event {
            let stay = Stay { role: *role, joined: fact.at, left: None };
            let (person, name) = (Some(person.clone()), name.clone());
            order.push(id);
            found.insert(id, PersonStay { person, name, stay, seen: fact.at, tally: Tally::default() });
        } else if let Some(stay) = found.get_mut(id) {
            stay.take(fact);
        }
    }
    order.into_iter().filter_map(|id| found.remove(id)).collect()
}

impl PersonStay {
    fn take(&mut self, fact: &Fact) {
        self.seen = self.seen.max(fact.at);
        match &fact.event {
            Event::Joined { .. } => {}
            Event::Left { .. } => self.stay.left = self.stay.left.or(Some(fact.at)),
            Event::Renamed { name } => self.name.clone_from(name),
            Event::Noted(note) => self.tally.count(*note),
        }
    }

    /// Nobody is inside a run that is over.
    pub(crate) fn closed(&self, run: &RunTimes) -> Stay {
        let left = self.stay.left.or_else(|| run.ended.map(|_| self.seen.max(self.stay.joined)));
        Stay { left, ..self.stay }
    }
}

impl Tally {
    pub fn count(&mut self, note: Note) {
        match note {
            Note::HandRaised => self.hands += 1,
            Note::ShareStarted => self.shares += 1,
            Note::Spoke { span } => self.spoke = self.spoke + span,
            Note::PoorConnection { span } => self.poor = self.poor + span,
            Note::HandLowered | Note::ShareStopped => {}
        }
    }

    fn add(self, other: Self) -> Self {
        Self {
            spoke: self.spoke + other.spoke,
            poor: self.poor + other.poor,
            hands: self.hands + other.hands,
            shares: self.shares + other.shares,
        }
    }
}

pub(crate) fn is_account(person: &str) -> bool {
    person.starts_with("user ")
}

fn group(stays: Vec<PersonStay>) -> BTreeMap<String, Vec<PersonStay>> {
    let mut groups: BTreeMap<String, Vec<PersonStay>> = BTreeMap::new();
    for (key, stay) in keys(&stays).into_iter().zip(stays) {
        groups.entry(key).or_default().push(stay);
    }
    groups
}

/// For each stay whose it is: the same for the same person.
pub(crate) fn keys(stays: &[PersonStay]) -> Vec<String> {
    let mut last_names: BTreeMap<&str, (Timestamp, &str)> = BTreeMap::new();
    for stay in stays {
        let Some(person) = &stay.person else { continue };
        let known = last_names.entry(person).or_insert((stay.stay.joined, &stay.name));
        if stay.stay.joined >= known.0 {
            *known = (stay.stay.joined, &stay.name);
        }
    }
    let key = |stay: &PersonStay| match &stay.person {
        Some(person) if is_account(person) => person.clone(),
        Some(person) => by_name(last_names.get(person.as_str()).map_or(&stay.name, |(_, name)| name)),
        None => by_name(&stay.name),
    };
    stays.iter().map(key).collect()
}

/// Capitals and spaces do not make another person.
fn by_name(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    format!("name {}", words.join(" "))
}

fn attendee(
    run: &RunTimes,
    key: String,
    stays: &[PersonStay],
    messages: &BTreeMap<String, u32>,
    now: Timestamp,
) -> Option<Attendee> {
    let closed: Vec<Stay> = stays.iter().map(|stay| stay.closed(run)).collect();
    let whole = merge(&closed, now)?;
    let latest = stays.iter().max_by_key(|stay| stay.stay.joined)?;
    let mut persons: Vec<&String> = stays.iter().filter_map(|stay| stay.person.as_ref()).collect();
    persons.sort_unstable();
    persons.dedup();
    let beyond = |span: Millis| (span >= TOLERANCE).then_some(span);
    Some(Attendee {
        guest: !is_account(&key),
        name: latest.name.clone(),
        role: whole.role,
        joined: whole.joined,
        left: whole.left,
        present: whole.present,
        permille: permille(run, &closed, now),
        late: run.planned_start.and_then(|planned| beyond(whole.joined.since(planned))),
        early: run.planned_end.zip(whole.left).and_then(|(planned, left)| beyond(planned.since(left))),
        rejoins: whole.joins.saturating_sub(1),
        tally: stays.iter().fold(Tally::default(), |sum, stay| sum.add(stay.tally)),
        messages: persons.into_iter().filter_map(|person| messages.get(person)).sum(),
        key,
    })
}

/// The lesson is what was planned, else the run itself; of one that goes on, what there was of it so far.
fn lesson(run: &RunTimes, now: Timestamp) -> (Timestamp, Timestamp) {
    let so_far = run.ended.is_none().then_some(now);
    let start = run.planned_start.unwrap_or(run.started);
    let end = match run.planned_end {
        Some(planned) => so_far.map_or(planned, |now| now.min(planned)),
        None => run.ended.unwrap_or(now),
    };
    (start, end.max(start))
}

fn permille(run: &RunTimes, stays: &[Stay], now: Timestamp) -> u32 {
    let (start, end) = lesson(run, now);
    let within = |stay: &Stay| {
        let (joined, left) = (stay.joined.max(start), stay.left.unwrap_or(now).min(end));
        (left > joined).then_some(Stay { joined, left: Some(left), ..*stay })
    };
    let inside: Vec<Stay> = stays.iter().filter_map(within).collect();
    let present = merge(&inside, now).map_or(Millis::ZERO, |presence| presence.present);
    if end == start { 1000 } else { share(present, end.since(start)) }
}

/// In thousandths; at most all of it.
pub(crate) fn share(part: Millis, whole: Millis) -> u32 {
    let thousandths = i128::from(part.0.max(0)) * 1000 / i128::from(whole.0.max(1));
    u32::try_from(thousandths.min(1000)).unwrap_or(1000)
}

/// Names are private.
impl std::fmt::Debug for Attendee {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Attendee").field("joined", &self.joined).field("present", &self.present).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for PersonStay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PersonStay").field("stay", &self.stay).field("seen", &self.seen).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
