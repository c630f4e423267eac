//! Whatever happens, in whatever order: nothing is sent that the person does not want sent, nobody is in two slots, and
//! once the world is well again the call is back by itself.

mod world;

use std::collections::BTreeSet;

use proptest::{prelude::*, sample::select};
use talkspace_call::{Draft, Input, PeerNumber, PeerState, Phase, SocketNumber};
use talkspace_model::{MessageId, Millis, PublishState, SeatId, SlotAssignment};
use talkspace_signal::{ClientMessage, EndReason, RefusalReason, RequestKind, ServerMessage, WaitReason};
use world::{World, put, seat};

#[derive(Debug, Clone)]
enum Step {
    Does(Input),
    /// An event of the last socket or peer connection, or of the one before.
    Late(Late),
    Says(Said),
    Breaks(u16),
    Network(bool),
    MediaPath(bool),
    HoldAnswers(bool),
    ServerRestarts,
    Passes(i64),
}

#[derive(Debug, Clone)]
enum Late {
    Opened,
    Closed,
    OfferReady,
    OfferFailed,
    AnswerApplied,
    AnswerFailed,
    State(PeerState),
}

#[derive(Debug, Clone)]
enum Said {
    Waiting,
    Slots(Vec<SlotAssignment>),
    Refused(RequestKind, RefusalReason),
    Ended(EndReason),
    SeatLeft(u32),
    Seats(u32),
    Answer,
}

fn publish() -> impl Strategy<Value = PublishState> {
    any::<[bool; 5]>().prop_map(|[microphone, camera, screen, paused, drawing]| PublishState {
        microphone,
        camera,
        screen,
        paused: paused && screen,
        drawing: drawing && screen,
    })
}

fn does() -> impl Strategy<Value = Input> {
    prop_oneof![
        Just(Input::Prepare),
        Just(Input::Join { name: "Asha".into(), passcode: String::new(), note: None }),
        publish().prop_map(|publish| Input::Restore { token: "token 1".into(), name: "Asha".into(), publish }),
        Just(Input::Leave),
        publish().prop_map(Input::Publish),
        publish().prop_map(Input::Publish),
        any::<u32>().prop_map(|n| Input::SendChat {
            id: MessageId::new(n.to_string()),
            draft: Draft { text: "hello".into(), ..Draft::default() },
        }),
        any::<bool>().prop_map(|raised| Input::Ask(ClientMessage::Hand { raised })),
        Just(Input::TicketFailed),
        Just(Input::Online),
    ]
}

fn late() -> impl Strategy<Value = Late> {
    use PeerState::{Connected, Connecting, Disconnected, Failed};
    prop_oneof![
        Just(Late::Opened),
        Just(Late::Closed),
        Just(Late::OfferReady),
        Just(Late::OfferFailed),
        Just(Late::AnswerApplied),
        Just(Late::AnswerFailed),
        select(vec![Connecting, Connected, Disconnected, Failed]).prop_map(Late::State),
    ]
}

fn assignment() -> impl Strategy<Value = SlotAssignment> {
    (0..4u8, 0..6u32, 0..9u32).prop_map(|(index, seat, turn)| match seat {
        0 => SlotAssignment { seat: None, ..put(index, 1, turn) },
        seat => put(index, seat, turn),
    })
}

fn said() -> impl Strategy<Value = Said> {
    use RefusalReason::{BadOffer, OutOfPlace, Ticket, Token, TooFast};
    use RequestKind::{Hello, Join, Offer, Resume};
    prop_oneof![
        Just(Said::Waiting),
        proptest::collection::vec(assignment(), 0..5).prop_map(Said::Slots),
        (select(vec![Hello, Join, Offer, Resume]), select(vec![BadOffer, OutOfPlace, Ticket, Token, TooFast]))
            .prop_map(|(request, reason)| Said::Refused(request, reason)),
        select(vec![EndReason::ServerStopping, EndReason::EndedByHost]).prop_map(Said::Ended),
        (1..6u32).prop_map(Said::SeatLeft),
        (1..6u32).prop_map(Said::Seats),
        Just(Said::Answer),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => does().prop_map(Step::Does),
        2 => late().prop_map(Step::Late),
        4 => said().prop_map(Step::Says),
        1 => select(vec![1006u16, 4001, 4003, 4004, 4005, 4006]).prop_map(Step::Breaks),
        1 => any::<bool>().prop_map(Step::Network),
        1 => any::<bool>().prop_map(Step::MediaPath),
        1 => any::<bool>().prop_map(Step::HoldAnswers),
        1 => Just(Step::ServerRestarts),
        4 => (0..6000i64).prop_map(Step::Passes),
    ]
}

fn take(world: &mut World, step: Step) {
    match step {
        Step::Does(input) => world.does(input),
        Step::Late(late) => happens_late(world, &late),
        Step::Says(said) => says(world, said),
        Step::Breaks(code) => world.breaks(code),
        Step::Network(up) => world.network = up,
        Step::MediaPath(up) => world.media_path = up,
        Step::HoldAnswers(hold) => world.hold_answers = hold,
        Step::ServerRestarts => world.server_restarts(),
        Step::Passes(span) => world.passes(Millis(span)),
    }
}

fn happens_late(world: &mut World, late: &Late) {
    let socket = SocketNumber(world.socket().map_or(0, |socket| socket.0.saturating_sub(1)));
    let peer = world.peer().unwrap_or(PeerNumber(0));
    let old = PeerNumber(peer.0.saturating_sub(1));
    world.does(match late {
        Late::Opened => Input::SocketOpened { socket },
        Late::Closed => Input::SocketClosed { socket, code: 4006 },
        Late::OfferReady => Input::OfferReady { peer: old, sdp: "offer of the past".into() },
        Late::OfferFailed => Input::OfferFailed { peer },
        Late::AnswerApplied => Input::AnswerApplied { peer: old },
        Late::AnswerFailed => Input::AnswerFailed { peer },
        Late::State(state) => Input::PeerState { peer, state: *state },
    });
}

fn says(world: &mut World, said: Said) {
    world.says(match said {
        Said::Waiting => ServerMessage::Waiting {
            reason: WaitReason::Knocking,
            token: format!("token {}", world.era),
            title: "Algebra".into(),
            message: None,
            before: 0,
        },
        Said::Slots(slots) => ServerMessage::Slots { slots },
        Said::Refused(request, reason) => ServerMessage::Refused { request, reason, id: None },
        Said::Ended(reason) => ServerMessage::Ended { reason },
        Said::SeatLeft(left) => ServerMessage::SeatLeft { seat: SeatId(left) },
        Said::Seats(new) => ServerMessage::Seats { seats: vec![seat(new, "Ben")] },
        Said::Answer => ServerMessage::Answer { sdp: "answer".into() },
    });
}

fn nobody_is_in_two_slots(world: &World) {
    let mut seen = BTreeSet::new();
    for held in world.call.slots().iter() {
        assert!(seen.insert((held.slot.kind, held.seat)), "{held:?} is in two slots");
    }
}

fn something_is_awaited(world: &World) {
    match world.call.phase() {
        Phase::Prejoin | Phase::Left(_) => {}
        Phase::Joining | Phase::Waiting(_) | Phase::Joined | Phase::Reconnecting => {
            assert!(world.call.poll_timeout().is_some(), "nothing will ever happen");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn it_comes_back_whatever_happened(steps in proptest::collection::vec(step(), 1..60)) {
        let mut world = World::new();
        for step in steps {
            take(&mut world, step);
            nobody_is_in_two_slots(&world);
            something_is_awaited(&world);
        }
        let phase = world.call.phase();
        (world.network, world.media_path, world.hold_answers) = (true, true, false);
        // A host lets in whoever waits; the world's server does that at the next resume.
        world.breaks(1006);
        world.passes(Millis::from_secs(60));
        nobody_is_in_two_slots(&world);
        match phase {
            Phase::Prejoin | Phase::Left(_) => prop_assert_eq!(world.call.phase(), phase),
            Phase::Joining | Phase::Waiting(_) | Phase::Joined | Phase::Reconnecting => {
                // A reloaded page whose token is worthless starts over; everybody else is inside.
                prop_assert!(matches!(world.call.phase(), Phase::Joined | Phase::Prejoin), "{:?}", world.call.phase());
            }
        }
        if world.call.phase() == Phase::Prejoin {
            world.does(Input::Join { name: "Asha".into(), passcode: String::new(), note: None });
            world.passes(Millis::from_secs(30));
            prop_assert_eq!(world.call.phase(), Phase::Joined);
        }
    }
}
