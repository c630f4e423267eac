//! Whom to write to: everybody, the hosts, or one person.

use leptos::prelude::*;
use talkspace_model::{SeatId, Timestamp};
use talkspace_signal::Addressee;

use crate::{
    args,
    i18n::{t, tr},
    room::{
        browser,
        frame::{Frame, Panel, frame, room},
        rights::{Own, hindrance},
        state::{ChatLine, Person, RoomStateStoreFields},
    },
};

const EVERYONE: &str = "everyone";
const HOSTS: &str = "hosts";

/// Who was chosen. A person stays chosen after leaving: what is being typed to them must not go to anybody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::room) enum Recipient {
    Everyone,
    Hosts,
    /// `joined` tells the person from somebody who gets the seat's number after a restart of the server.
    Person {
        seat: SeatId,
        joined: Timestamp,
        name: String,
    },
}

impl Recipient {
    fn is(&self, person: &Person) -> bool {
        match self {
            Recipient::Everyone | Recipient::Hosts => false,
            Recipient::Person { seat, joined, .. } => (*seat, *joined) == (person.seat, person.joined),
        }
    }

    pub(super) fn addressee(&self) -> Addressee {
        match self {
            Recipient::Everyone => Addressee::Everyone,
            Recipient::Hosts => Addressee::Hosts,
            Recipient::Person { seat, name, .. } => Addressee::Person { seat: *seat, name: name.clone() },
        }
    }

    /// As it is kept over a reload: the word, or seat, time and name.
    fn to_text(&self) -> String {
        match self {
            Recipient::Everyone => EVERYONE.into(),
            Recipient::Hosts => HOSTS.into(),
            Recipient::Person { seat, joined, name } => {
                [&seat.0.to_string(), " ", &joined.0.to_string(), " ", name].concat()
            }
        }
    }

    fn parse(text: &str) -> Option<Self> {
        match text {
            EVERYONE => Some(Recipient::Everyone),
            HOSTS => Some(Recipient::Hosts),
            person => {
                let mut parts = person.splitn(3, ' ');
                let seat = SeatId(parts.next()?.parse().ok()?);
                let joined = Timestamp(parts.next()?.parse().ok()?);
                Some(Recipient::Person { seat, joined, name: parts.next()?.to_owned() })
            }
        }
    }
}

impl From<&Person> for Recipient {
    fn from(person: &Person) -> Self {
        Recipient::Person { seat: person.seat, joined: person.joined, name: person.name.clone() }
    }
}

/// One line of the choice.
#[derive(Debug, Clone, PartialEq)]
struct Choice {
    value: String,
    words: String,
    chosen: bool,
    /// Cannot be chosen any more.
    gone: bool,
}

#[component]
pub(super) fn ChooseRecipient() -> impl IntoView {
    let (room, frame) = (room(), frame());
    let privately = hindrance(Own::ChatPrivately);
    let choices = Memo::new(move |_| {
        let all = privately.get().is_none();
        frame.to.with(|to| room.state.people().with(|people| choices(people, to, all)))
    });
    let option = |choice: Choice| {
        view! {
            <option value=choice.value selected=choice.chosen disabled=choice.gone>
                {choice.words}
            </option>
        }
    };
    let choose = move |event| {
        let value = event_target_value(&event);
        let person =
            |people: &Vec<Person>| people.iter().find(|person| person.seat.0.to_string() == value).map(Recipient::from);
        if let Some(to) = Recipient::parse(&value).or_else(|| room.state.people().with_untracked(person)) {
            set(frame, to);
        }
    };
    view! {
        <div class="compose-to">
            <label for="chat-to">{t("room-chat-to")}</label>
            <select id="chat-to" on:change=choose>
                {move || choices.get().into_iter().map(option).collect_view()}
            </select>
        </div>
    }
    .into_any()
}

/// `all`: I may write to people who do not steer, too.
fn choices(people: &[Person], to: &Recipient, all: bool) -> Vec<Choice> {
    let fixed =
        |word: &str, key, of: &Recipient| Choice { value: word.into(), words: t(key), chosen: to == of, gone: false };
    let mut list = vec![
        fixed(EVERYONE, "room-chat-everyone", &Recipient::Everyone),
        fixed(HOSTS, "room-chat-hosts", &Recipient::Hosts),
    ];
    let mut others: Vec<&Person> =
        people.iter().filter(|person| !person.me && (all || person.role.steers() || to.is(person))).collect();
    others.sort_by_cached_key(|person| person.name.to_lowercase());
    list.extend(others.into_iter().map(|person| Choice {
        value: person.seat.0.to_string(),
        words: person.name.clone(),
        chosen: to.is(person),
        gone: false,
    }));
    if let Recipient::Person { name, .. } = to
        && !list.iter().any(|choice| choice.chosen)
    {
        let words = tr("room-chat-gone", args!["name" => name.as_str()]);
        list.push(Choice { value: String::new(), words, chosen: true, gone: true });
    }
    list
}

/// Why nothing can be written to whom I have chosen.
pub(super) fn refusal() -> Memo<Option<String>> {
    let (room, frame) = (room(), frame());
    let (to_all, privately) = (hindrance(Own::Chat), hindrance(Own::ChatPrivately));
    Memo::new(move |_| {
        frame.to.with(|to| match to {
            Recipient::Everyone => to_all.get().map(t),
            Recipient::Hosts => None,
            Recipient::Person { name, .. } => {
                let steers = room
                    .state
                    .people()
                    .with(|people| people.iter().find(|person| to.is(person)).map(|person| person.role.steers()));
                match steers {
                    None => Some(tr("room-chat-left", args!["name" => name.as_str()])),
                    Some(true) => None,
                    Some(false) => privately.get().map(t),
                }
            }
        })
    })
}

/// Opens the chat with somebody chosen.
pub(in crate::room) fn write_to(frame: Frame, to: Recipient) {
    set(frame, to);
    frame.menu.set(None);
    frame.panel.set(Some(Panel::Chat));
}

/// Answers a message: to whom it went, or to whoever wrote it to me.
pub(super) fn reply_to(frame: Frame, line: &ChatLine, people: &[Person]) {
    let to = match &line.to {
        Addressee::Everyone => Recipient::Everyone,
        Addressee::Hosts => Recipient::Hosts,
        Addressee::Person { seat, name } => {
            let (seat, name) = if line.me { (*seat, name) } else { (line.from, &line.name) };
            let gone = || Recipient::Person { seat, joined: Timestamp(0), name: name.clone() };
            people.iter().find(|person| person.seat == seat).map_or_else(gone, Recipient::from)
        }
    };
    set(frame, to);
    frame.reply.set(Some(line.id.clone()));
    browser::focus("chat-message");
}

fn set(frame: Frame, to: Recipient) {
    browser::keep(&key(frame), &to.to_text());
    frame.to.set(to);
}

/// Brings back who was chosen before the page was loaded again, for what was typed is for them.
pub(super) fn restore(frame: Frame) {
    if let Some(to) = browser::kept(&key(frame)).and_then(|text| Recipient::parse(&text)) {
        frame.to.set(to);
    }
}

fn key(frame: Frame) -> String {
    frame.door.with_value(|door| "talkspace.to.".to_owned() + door.code.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use talkspace_model::Role;

    fn person(seat: u32, name: &str, role: Role) -> Person {
        Person { joined: Timestamp(7), ..Person::example(seat, name, role) }
    }

    fn words(choices: &[Choice]) -> Vec<&str> {
        choices[2..].iter().map(|choice| choice.words.as_str()).collect()
    }

    #[test]
    fn those_who_may_be_written_to_are_offered() {
        let mut people =
            [person(1, "Zoya", Role::Host), person(2, "Ravi", Role::Participant), person(3, "asha", Role::Viewer)];
        people[1].me = true;
        assert_eq!(words(&choices(&people, &Recipient::Everyone, true)), ["asha", "Zoya"]);
        assert_eq!(words(&choices(&people, &Recipient::Everyone, false)), ["Zoya"]);
    }

    #[test]
    fn who_has_left_stays_chosen() {
        let meera = person(4, "Meera", Role::Participant);
        let to = Recipient::from(&meera);
        let chosen = |people: &[Person]| choices(people, &to, true).into_iter().rfind(|choice| choice.chosen);
        assert!(chosen(std::slice::from_ref(&meera)).is_some_and(|choice| !choice.gone));
        let other = Person { joined: Timestamp(8), name: "Somebody".into(), ..meera };
        assert!(chosen(&[other]).is_some_and(|choice| choice.gone), "the seat's number alone is not the person");
    }

    #[test]
    fn a_choice_survives_a_reload() {
        let person = Recipient::from(&person(4, "Meera  de Silva", Role::Participant));
        for to in [Recipient::Everyone, Recipient::Hosts, person] {
            assert_eq!(Recipient::parse(&to.to_text()), Some(to));
        }
        assert_eq!(Recipient::parse("4"), None);
    }
}
