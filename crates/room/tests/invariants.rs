//! Random sequences of everything that can happen, watched by a small model that knows only what came in and what
//! came out.

#[path = "invariants/model.rs"]
mod model;
mod support;
#[path = "invariants/words.rs"]
mod words;

use model::{Model, needs_steering, people};
use proptest::prelude::*;
use support::*;
use talkspace_model::{
    Layer, MediaEvent, Millis, SeatId, SlotAssignment, SlotId, SlotKind, Spending, Timestamp, Wanted, limits::Limits,
};
use talkspace_room::{Effect, RoomSetup};
use talkspace_signal::{ClientMessage, ServerMessage};
use words::{Step, Word, step};

struct Run {
    world: World,
    model: Model,
    connections: u8,
}

impl Run {
    fn new() -> Self {
        let limits = Limits { room_seats: 5, ..Limits::default() };
        let world = World::with(RoomSetup { limits, seat_grace: Millis(2_000), ..setup() });
        Self { world, model: Model::default(), connections: 0 }
    }

    fn step(&mut self, step: &Step) {
        let effects = match step {
            Step::Join { person } => self.join(*person),
            Step::Resume { person, token, offer } => self.resume(*person, *token, *offer),
            Step::Say { who, what } => self.say(*who, what),
            Step::Drop { who } => self.drop_link(*who),
            Step::Media { pick, accepted } => self.answer(*pick, *accepted),
            Step::Slots { seat, shows } => {
                let slot = SlotId::new(SlotKind::Video, 0);
                let slots = vec![SlotAssignment { slot, seat: Some(SeatId(*shows)), turn: 1 }];
                self.world.media(MediaEvent::Slots { seat: SeatId(*seat), slots })
            }
            Step::Speak { seats } => {
                self.world.media(MediaEvent::Speaking { seats: seats.iter().copied().map(SeatId).collect() })
            }
            Step::Look { seat, camera } => {
                let seat = SeatId(*seat);
                let wanted = Wanted { camera: camera.then_some(Layer::Half), screen: *camera };
                let mut effects = self.world.media(MediaEvent::Wanted { seat, wanted });
                effects.extend(self.world.media(MediaEvent::Spending { seat, spending: Spending::default() }));
                effects
            }
            Step::Store { pick, stored } => self.store(*pick, *stored),
            Step::Wait { millis } => self.world.after(*millis),
        };
        self.learn_who_knocks(&effects);
        self.model.watch(&effects);
        if let Some((due, _)) = self.world.room.poll_timeout() {
            self.world.room.handle_timeout(due - Millis(1));
            assert_eq!(self.world.effects(), [], "nothing happens early");
        }
    }

    fn learn_who_knocks(&mut self, effects: &[Effect]) {
        for effect in effects {
            let knocks = match effect {
                Effect::Broadcast { message: ServerMessage::Knocks { knocks, .. }, .. } => knocks,
                Effect::Send { message: ServerMessage::Knocks { knocks, .. }, .. } => knocks,
                Effect::Send { to, message: ServerMessage::Joined { snapshot, .. } }
                    if self.model.links.get(to).is_some_and(|person| self.model.role(person).steers()) =>
                {
                    &snapshot.knocks
                }
                _ => continue,
            };
            let identity = |name: &str| people().iter().find(|person| person.name == name).map(Person::identity);
            let identities = knocks.iter().filter_map(|knock| Some((knock.seat, identity(&knock.name)?)));
            self.model.knocks = identities.collect();
        }
    }

    fn next(&mut self, person: &Person) -> u8 {
        self.connections += 1;
        self.model.links.insert(link(self.connections), person.clone());
        self.model.stays.insert(stay(self.connections), person.clone());
        self.connections
    }

    fn join(&mut self, person: usize) -> Vec<Effect> {
        let person = &people()[person];
        let connection = self.next(person);
        self.world.joins(connection, person)
    }

    fn resume(&mut self, person: usize, token: u8, offer: bool) -> Vec<Effect> {
        let person = &people()[person];
        let connection = self.next(person);
        self.world.reconnect(connection, person);
        self.world.says(connection, resume(token, offer.then_some("again")))
    }

    fn link(&self, pick: usize) -> Option<u8> {
        let links: Vec<_> = self.model.links.keys().collect();
        let link = links.get(pick % links.len().max(1))?;
        u8::try_from(link.0).ok()
    }

    fn say(&mut self, who: usize, what: &Word) -> Vec<Effect> {
        let Some(connection) = self.link(who) else { return vec![] };
        let message = what.message(connection);
        let own = link(connection);
        if let (Some(seat), ClientMessage::Publish { stop: 1.., .. }) = (self.model.seat_of.get(&own), &message) {
            self.model.stopped.remove(seat);
        }
        let steers = self.model.steers(own);
        let by = self.model.links[&own].clone();
        let effects = self.world.says(connection, message.clone());
        let refused = effects.iter().any(|e| matches!(e, Effect::Send { message: ServerMessage::Refused { .. }, .. }));
        assert!(!refused || effects.len() == 1, "a refusal changes nothing: {effects:?}");
        if let (ClientMessage::DeleteMessage { id }, false) = (&message, refused) {
            let own = self.model.written[id].0 == by.identity();
            assert!(own || self.model.role(&by).steers(), "somebody else's message was taken back");
        }
        if !refused && steers {
            self.model.note_decision(&by, &message);
        } else if !refused {
            assert!(!needs_steering(&message), "{message:?} from somebody who does not steer");
        }
        effects
    }

    fn drop_link(&mut self, who: usize) -> Vec<Effect> {
        let Some(connection) = self.link(who) else { return vec![] };
        self.model.links.remove(&link(connection));
        self.model.seat_of.remove(&link(connection));
        self.world.is_gone(connection)
    }

    /// The media server answers each seat's offers in their order.
    fn answer(&mut self, pick: usize, accepted: bool) -> Vec<Effect> {
        if self.model.owed.is_empty() {
            return vec![];
        }
        let seat = self.model.owed[pick % self.model.owed.len()];
        let first = self.model.owed.iter().position(|owed| *owed == seat).expect("it is there");
        self.model.owed.remove(first);
        if accepted { self.world.answered(seat.0) } else { self.world.media(MediaEvent::OfferRefused { seat }) }
    }

    fn store(&mut self, pick: usize, stored: bool) -> Vec<Effect> {
        if self.model.pending.is_empty() {
            return vec![];
        }
        let id = self.model.pending.remove(pick % self.model.pending.len());
        let before = self.model.told.get(&id).copied().unwrap_or_default();
        if stored {
            self.model.told.entry(id.clone()).or_default();
        }
        let effects = self.world.stored(id.as_str(), stored);
        let told =
            effects.iter().filter(|e| matches!(e, Effect::Broadcast { message: ServerMessage::Chat { .. }, .. }));
        let somebody = self.model.seat_of.values().any(|seat| self.model.seated.contains_key(seat));
        let told = told.count();
        let expected = usize::from(stored && somebody && !self.world.room.is_closed());
        // Of a message to a few, all may have gone.
        let few = id.as_str().starts_with('w');
        assert!(told == expected || few && told == 0, "told {told} times");
        assert_eq!(before, 0, "a message that was told is never stored again");
        effects
    }

    /// Stops the server and looks at what is left.
    fn finish(mut self) {
        self.world.room.handle_stop(self.world.now);
        let effects = self.world.effects();
        self.model.watch(&effects);
        assert!(self.model.ended);
        assert!(self.model.links.is_empty(), "everybody was hung up: {:?}", self.model.links);
        assert_eq!(self.model.opened, self.model.closed, "every stay is closed by the end");
        assert!(self.model.told.values().all(|told| *told <= 1));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn the_rules_hold_whatever_happens(steps in prop::collection::vec(step(), 1..120)) {
        let mut run = Run::new();
        for step in &steps {
            if run.world.room.is_closed() {
                break;
            }
            run.step(step);
        }
        if !run.world.room.is_closed() {
            run.finish();
        }
    }
}

#[test]
fn the_model_is_not_blind() {
    let mut run = Run::new();
    for step in [
        Step::Join { person: 0 },
        Step::Media { pick: 0, accepted: true },
        Step::Join { person: 4 },
        Step::Wait { millis: 250 },
        Step::Say { who: 0, what: Word::AdmitAll },
        Step::Media { pick: 0, accepted: true },
        Step::Say { who: 1, what: Word::Chat { id: 1, text: "hello" } },
        Step::Store { pick: 0, stored: true },
    ] {
        run.step(&step);
    }
    assert_eq!(run.model.seated.len(), 2);
    assert_eq!(run.model.told.values().copied().collect::<Vec<_>>(), [1]);
    assert_eq!(run.world.now, Timestamp(250));
    run.finish();
}
