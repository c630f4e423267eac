//! Who was there.

use std::collections::BTreeMap;

use talkspace_model::{PersonThere, Timestamp};

use crate::{Stay, merge};

/// One stay of somebody. `identity` tells people apart across devices and names; a stay without one is a person of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedStay {
    pub identity: Option<String>,
    pub name: String,
    pub stay: Stay,
}

/// Everybody once, under the name they had last, in the order of their coming. `me` is the identity of whoever asks.
pub fn people(stays: Vec<NamedStay>, me: &str, now: Timestamp) -> Vec<PersonThere> {
    let mut by_person: BTreeMap<(bool, String), Vec<NamedStay>> = BTreeMap::new();
    for (number, stay) in stays.into_iter().enumerate() {
        let key = stay.identity.clone().map_or_else(|| (false, number.to_string()), |identity| (true, identity));
        by_person.entry(key).or_default().push(stay);
    }
    let mut people: Vec<(Timestamp, PersonThere)> = by_person
        .into_iter()
        .filter_map(|((is_known, identity), stays)| {
            let name = stays.iter().max_by_key(|stay| stay.stay.joined)?.name.clone();
            let presence = merge(&stays.iter().map(|stay| stay.stay).collect::<Vec<_>>(), now)?;
            let me = is_known && identity == me;
            Some((presence.joined, PersonThere { name, me, present: presence.present }))
        })
        .collect();
    people.sort_by_key(|(joined, _)| *joined);
    people.into_iter().map(|(_, person)| person).collect()
}

#[cfg(test)]
mod tests {
    use talkspace_model::{Millis, Role};

    use super::*;

    fn stay(identity: Option<&str>, name: &str, joined: i64, left: Option<i64>) -> NamedStay {
        let stay = Stay { role: Role::Participant, joined: Timestamp(joined), left: left.map(Timestamp) };
        NamedStay { identity: identity.map(str::to_owned), name: name.to_owned(), stay }
    }

    #[test]
    fn rejoins_and_second_devices_are_one_person() {
        let stays = vec![
            stay(Some("user b"), "Ravi", 5, None),
            stay(Some("user a"), "Asha", 0, Some(10)),
            stay(Some("user a"), "Asha Patil", 8, Some(20)),
            stay(None, "Meera", 7, Some(9)),
            stay(None, "Meera", 11, Some(12)),
        ];
        let told: Vec<_> =
            people(stays, "user a", Timestamp(30)).into_iter().map(|one| (one.name, one.me, one.present)).collect();
        let person = |name: &str, me, present| (name.to_owned(), me, Millis(present));
        assert_eq!(
            told,
            [
                person("Asha Patil", true, 20),
                person("Ravi", false, 25),
                person("Meera", false, 2),
                person("Meera", false, 1)
            ]
        );
    }
}
