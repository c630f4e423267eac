//! The socket is lost, the server goes away, and what comes of it.

use talkspace_call::{Effect, Input, LeftBecause, PeerState, Phase, SocketNumber};
use talkspace_model::{Millis, PublishState, SeatId, TileView, View};
use talkspace_signal::{ClientMessage, CloseCode, EndReason, ServerMessage};

use crate::world::{MUTED, ON, World};

#[test]
fn the_socket_is_reset_and_nobody_sees_it() {
    let mut world = World::joined();
    world.passes(Millis(5000));
    world.news();
    world.breaks(1006);
    assert_eq!(world.call.phase(), Phase::Joined);
    world.passes(Millis(50));
    assert_eq!(world.call.phase(), Phase::Joined);
    let sent = world.sent();
    let resume = ClientMessage::Resume { token: "token 1".into(), publish: ON, stop: 0, offer: None };
    assert!(sent.contains(&resume), "{sent:?}");
    world.passes(Millis(20_000));
    assert_eq!(world.call.phase(), Phase::Joined);
    assert!(!world.news().iter().any(|effect| matches!(effect, Effect::MakeOffer { .. })), "media was fine");
}

#[test]
fn a_half_open_socket_is_noticed_within_four_seconds() {
    let mut world = World::joined();
    world.passes(Millis(3500));
    world.hold_answers = true;
    world.news();
    world.passes(Millis(4000));
    let news = world.news();
    assert!(news.contains(&Effect::CloseSocket { socket: SocketNumber(1) }), "{news:?}");
    assert!(news.contains(&Effect::OpenSocket { socket: SocketNumber(2) }), "{news:?}");
    world.hold_answers = false;
    world.passes(Millis(10_000));
    assert_eq!(world.call.phase(), Phase::Joined);
}

#[test]
fn a_long_outage_shows_and_ends_by_itself_with_a_new_peer_connection() {
    let mut world = World::joined();
    world.passes(Millis(3000));
    world.network = false;
    world.breaks(1006);
    world.passes(Millis(1100));
    assert_eq!(world.call.phase(), Phase::Reconnecting);
    let peer = world.peer().expect("joined");
    world.does(Input::PeerState { peer, state: PeerState::Failed });
    world.passes(Millis::from_mins(10));
    assert_eq!(world.call.phase(), Phase::Reconnecting);
    world.network = true;
    world.news();
    world.does(Input::Online);
    assert_eq!(world.call.phase(), Phase::Joined);
    let sent = world.sent();
    let resumes = |message: &ClientMessage| matches!(message, ClientMessage::Resume { offer: Some(_), .. });
    assert!(sent.iter().any(resumes), "{sent:?}");
}

#[test]
fn after_a_short_outage_the_peer_connection_may_come_back_by_itself() {
    for comes_back in [true, false] {
        let mut world = World::joined();
        world.passes(Millis(3000));
        let peer = world.peer().expect("joined");
        (world.network, world.media_path) = (false, false);
        world.passes(Millis(7000));
        world.does(Input::PeerState { peer, state: PeerState::Disconnected });
        world.passes(Millis(2000));
        world.network = true;
        world.news();
        world.does(Input::Online);
        let resume = ClientMessage::Resume { token: "token 1".into(), publish: ON, stop: 0, offer: None };
        assert!(world.sent().contains(&resume));
        world.passes(Millis(400));
        world.media_path = true;
        if comes_back {
            world.does(Input::PeerState { peer, state: PeerState::Connected });
        }
        world.passes(Millis(1500));
        assert_eq!(world.peer() == Some(peer), comes_back);
        assert_eq!(world.call.phase(), Phase::Joined);
    }
}

#[test]
fn after_a_quarter_of_an_hour_it_gives_up() {
    let mut world = World::joined();
    world.network = false;
    world.breaks(1006);
    world.passes(Millis::from_mins(16));
    assert_eq!(world.call.phase(), Phase::Left(LeftBecause::GaveUp));
    assert_eq!(world.sending, PublishState::default());
}

#[test]
fn the_server_restarts_and_entry_begins_anew_with_the_mute_kept() {
    let mut world = World::joined();
    world.does(Input::Publish(MUTED));
    world.passes(Millis(3000));
    world.news();
    world.server_restarts();
    world.passes(Millis(1000));
    assert_eq!(world.call.phase(), Phase::Joined);
    let sent = world.sent();
    let joins = |message: &ClientMessage| matches!(message, ClientMessage::Join { publish, .. } if *publish == MUTED);
    assert!(sent.iter().any(joins), "{sent:?}");
    assert_eq!(world.call.publish(), MUTED);
}

#[test]
fn a_server_that_stops_is_waited_for() {
    let mut world = World::joined();
    world.says(ServerMessage::Ended { reason: EndReason::ServerStopping });
    world.network = false;
    world.passes(Millis(3000));
    assert_eq!(world.call.phase(), Phase::Reconnecting);
    world.network = true;
    world.passes(Millis(4000));
    assert_eq!(world.call.phase(), Phase::Joined);
}

#[test]
fn what_ended_stays_ended() {
    for (reason, code) in [(EndReason::EndedByHost, CloseCode::Ended), (EndReason::Elsewhere, CloseCode::Elsewhere)] {
        let mut world = World::joined();
        world.says(ServerMessage::Ended { reason });
        world.breaks(code as u16);
        world.passes(Millis::from_mins(1));
        assert_eq!(world.call.phase(), Phase::Left(LeftBecause::Ended(reason)));
        assert!(world.news().contains(&Effect::ForgetToken));
        assert_eq!(world.call.poll_timeout(), None);
    }
    let mut world = World::joined();
    world.breaks(CloseCode::Elsewhere as u16);
    assert_eq!(world.call.phase(), Phase::Left(LeftBecause::Ended(EndReason::Elsewhere)));
}

#[test]
fn muting_while_the_link_is_away_holds_and_is_told_with_the_resume() {
    let mut world = World::joined();
    world.network = false;
    world.breaks(1006);
    world.does(Input::Publish(MUTED));
    assert_eq!(world.sending, MUTED);
    world.network = true;
    world.news();
    world.passes(Millis(3000));
    let sent = world.sent();
    assert!(matches!(sent[1], ClientMessage::Resume { publish: MUTED, .. }), "{sent:?}");
    assert!(!sent.iter().any(|message| matches!(message, ClientMessage::Publish { .. })), "told already: {sent:?}");
}

#[test]
fn what_the_page_shows_is_told_again_after_a_resume() {
    let mut world = World::joined();
    let view = View { tiles: vec![TileView { seat: SeatId(2), height: 360 }], screens: None };
    world.does(Input::Show(view.clone()));
    world.news();
    world.does(Input::Show(view.clone()));
    assert_eq!(world.sent(), vec![]);
    world.breaks(1006);
    world.passes(Millis(10));
    assert!(world.sent().contains(&ClientMessage::View { view }));
}

#[test]
fn a_host_s_clicks_during_an_outage_are_not_lost() {
    let mut world = World::joined();
    world.network = false;
    world.breaks(1006);
    world.does(Input::Ask(ClientMessage::Admit { seat: SeatId(9) }));
    world.network = true;
    world.news();
    world.does(Input::Online);
    assert!(world.sent().contains(&ClientMessage::Admit { seat: SeatId(9) }));
}
