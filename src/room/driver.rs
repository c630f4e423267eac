//! Carries out what [`talkspace_call`] decides, and tells it what happens: devices, peer connection, socket, clock.
//!
//! Everything that happens is an [`Event`] in one queue, handled one after the other, so no handler ever runs inside
//! another. After each event the call's effects are carried out and its state is mirrored into the page's store.

mod actions;
mod checks;
mod clock;
mod effects;
mod local;
mod marks;
mod mirror;
mod notices;
mod peer;
mod socket;
mod sounds;
mod store;
mod tiles;

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::{Rc, Weak},
};

use leptos::prelude::*;
use reactive_stores::Store;
use talkspace_call::{Call, Input, LoadMeter, PeerNumber, Phase, QualityMeter};
use talkspace_model::{PublishState, SeatId, Timestamp, View};
use talkspace_webrtc_web::{
    Counters, DeviceChanges, DeviceInfo, DeviceKind, Interval, Listener, LocalTrack, MediaError, ScreenShare, Timeout,
    list_devices, watch_permission,
};

use super::{
    gear::Gear,
    state::{Action, Picture, RoomSetup, RoomState, RoomStateStoreFields},
};
use checks::{CheckEvent, Checks};
use local::Local;
use mirror::Mirror;
use peer::Peer;
use socket::Socket;
use sounds::Sounds;
use store::Kept;
use tiles::Tiles;

/// How often it is looked whether media still comes in, in milliseconds.
const MEDIA_TICK: i32 = 1000;
/// How often the level of the microphone is looked at, in milliseconds.
const LEVEL_TICK: i32 = 100;

/// Starts the call of one room page; it ends with the owner this is called under.
pub fn start(setup: RoomSetup, state: Store<RoomState>) -> Callback<Action> {
    let driver = Driver::new(setup, state);
    driver.begin();
    let held = StoredValue::new_local(Some(driver));
    on_cleanup(move || {
        if let Some(driver) = held.try_update_value(Option::take).flatten() {
            driver.stop();
        }
    });
    Callback::new(move |action| {
        if let Some(driver) = held.try_get_value().flatten() {
            driver.post(Event::Action(action));
        }
    })
}

/// Whatever happens to the driver.
enum Event {
    Action(Action),
    Call(Input),
    /// The call wants to be woken.
    Timeout,
    Opened {
        gear: Gear,
        request: u32,
        result: Result<LocalTrack, MediaError>,
    },
    Ended(Gear),
    /// The browser was told to allow it.
    Allowed(Gear),
    ScreenOpened(Result<ScreenShare, MediaError>),
    ScreenEnded,
    Check(CheckEvent),
    DevicesChanged,
    DevicesListed(Vec<DeviceInfo>),
    /// A frame of this person is on their tile.
    Seen(SeatId, Picture),
    /// The stage has been still for a moment.
    ViewSettled,
    MediaTick,
    /// What a connection has counted.
    Counted(PeerNumber, Counters),
    LevelTick,
}

/// The queue in front of the machinery. Browser callbacks hold it weakly, so that it ends with the page.
struct Driver {
    queue: RefCell<VecDeque<Event>>,
    busy: Cell<bool>,
    machine: RefCell<Option<Machine>>,
}

/// A weak hold on the driver, for callbacks and tasks.
#[derive(Clone)]
struct Post(Weak<Driver>);

impl Post {
    fn send(&self, event: Event) {
        if let Some(driver) = self.0.upgrade() {
            driver.post(event);
        }
    }

    fn input(&self, input: Input) {
        self.send(Event::Call(input));
    }
}

/// Everything the call needs in this browser.
struct Machine {
    setup: RoomSetup,
    state: Store<RoomState>,
    post: Post,
    call: Call,
    local: Local,
    checks: Checks,
    peer: Option<Peer>,
    socket: Option<Socket>,
    tiles: Tiles,
    mirror: Mirror,
    kept: Kept,
    wake: Option<(Timestamp, Timeout)>,
    settling: Option<Timeout>,
    wanted_view: View,
    /// Reactions seen so far.
    reactions: u32,
    meter: QualityMeter,
    load: LoadMeter,
    /// Whether the last count was read.
    readings: bool,
    sounds: Sounds,
    _ticks: [Interval; 2],
    listeners: Rc<RefCell<Vec<Listener>>>,
    _devices: Option<DeviceChanges>,
}

impl Driver {
    fn new(setup: RoomSetup, state: Store<RoomState>) -> Rc<Self> {
        Rc::new_cyclic(|weak| {
            let machine = Machine::new(setup, state, Post(weak.clone()));
            Self { queue: RefCell::default(), busy: Cell::new(false), machine: RefCell::new(Some(machine)) }
        })
    }

    /// Opens the devices, and continues the call of before a reload of the page.
    fn begin(&self) {
        let restored = self.machine.borrow_mut().as_mut().and_then(Machine::restored);
        for input in restored.into_iter().chain([Input::Prepare]) {
            self.post(Event::Call(input));
        }
        self.post(Event::DevicesChanged);
        if let Some(machine) = self.machine.borrow().as_ref() {
            machine.watch_permissions();
        }
    }

    fn post(&self, event: Event) {
        self.queue.borrow_mut().push_back(event);
        if self.busy.replace(true) {
            return;
        }
        while let Some(event) = self.next() {
            if let Some(machine) = self.machine.borrow_mut().as_mut() {
                machine.handle(event);
            }
        }
        self.busy.set(false);
    }

    fn next(&self) -> Option<Event> {
        self.queue.borrow_mut().pop_front()
    }

    /// Drops everything: tracks stop, connections close. The seat is kept for a while by the server, so that a reload
    /// finds it again.
    fn stop(&self) {
        self.queue.borrow_mut().clear();
        if let Ok(mut machine) = self.machine.try_borrow_mut() {
            machine.take();
        }
    }
}

impl Machine {
    fn new(setup: RoomSetup, state: Store<RoomState>, post: Post) -> Self {
        let publish = state.publish().get_untracked();
        let ticks = [
            Interval::new(MEDIA_TICK, tick(&post, || Event::MediaTick)),
            Interval::new(LEVEL_TICK, tick(&post, || Event::LevelTick)),
        ];
        let listeners = web_sys::window().map(|window| {
            let post = post.clone();
            Listener::new(window, "online", move |_| post.input(Input::Online))
        });
        Self {
            call: Call::new(publish, clock::seed()),
            local: Local::new(state, post.clone()),
            checks: Checks::new(state, post.clone()),
            peer: None,
            socket: None,
            tiles: Tiles::new(post.clone()),
            mirror: Mirror::new(state),
            kept: Kept::new(&setup.code),
            wake: None,
            settling: None,
            wanted_view: View::default(),
            reactions: 0,
            meter: QualityMeter::default(),
            load: LoadMeter::default(),
            readings: false,
            sounds: Sounds::default(),
            _ticks: ticks,
            listeners: Rc::new(RefCell::new(listeners.into_iter().collect())),
            _devices: DeviceChanges::listen(tick(&post, || Event::DevicesChanged)),
            setup,
            state,
            post,
        }
    }

    /// What to begin with after a reload inside the call.
    fn restored(&mut self) -> Option<Input> {
        let devices = self.kept.devices();
        let (camera, microphone) = (devices.camera_on, devices.microphone_on);
        self.local.choose(devices);
        self.send_at_most();
        match self.kept.call() {
            Some((token, name, publish)) => Some(Input::Restore { token, name, publish }),
            None => Some(Input::Publish(PublishState { microphone, camera, ..PublishState::default() })),
        }
    }

    fn handle(&mut self, event: Event) {
        match event {
            Event::Action(action) => self.act(action),
            Event::Call(input) => self.tell(input),
            Event::Timeout => {
                self.wake = None;
                self.call.handle_timeout(clock::now());
                self.carry_on();
            }
            Event::Opened { gear, request, result } => self.opened(gear, request, result),
            Event::Ended(gear) => self.ended(gear),
            Event::Allowed(gear) => self.allowed(gear),
            Event::ScreenOpened(result) => self.screen_opened(result),
            Event::ScreenEnded => self.share(false),
            Event::Check(event) => self.checks.handle(event),
            Event::DevicesChanged => self.list_devices(),
            Event::DevicesListed(devices) => self.listed(&devices),
            Event::Seen(seat, picture) => {
                self.tiles.seen(seat, picture);
                self.mirror();
            }
            Event::ViewSettled => {
                self.settling = None;
                self.show();
            }
            Event::MediaTick => {
                self.media_tick();
                self.end_reactions();
            }
            Event::LevelTick => {
                self.local.show_level(shows_level(self.call.phase()));
                self.local.overhear(self.is_inside());
                self.age_marks();
            }
            Event::Counted(peer, counters) => self.counted(peer, &counters),
        }
    }

    /// Tells the call what happened and carries out what follows.
    fn tell(&mut self, input: Input) {
        self.call.handle(input, clock::now());
        self.carry_on();
    }

    fn carry_on(&mut self) {
        while let Some(effect) = self.call.poll_effect() {
            self.carry_out(effect);
        }
        self.mirror();
        self.plan_wake();
    }

    fn mirror(&mut self) {
        self.tiles.refresh(&self.call, self.peer.as_ref(), &self.local);
        self.mirror.update(&self.call, &self.tiles);
    }

    /// Sets the timer for the call, unless it is set for that moment already.
    fn plan_wake(&mut self) {
        let Some((at, _)) = self.call.poll_timeout() else {
            self.wake = None;
            return;
        };
        if self.wake.as_ref().is_some_and(|(planned, _)| *planned == at) {
            return;
        }
        let delay = i32::try_from(at.since(clock::now()).0).unwrap_or(i32::MAX);
        let post = self.post.clone();
        self.wake = Some((at, Timeout::new(delay, move || post.send(Event::Timeout))));
    }

    /// Hears when the person allows in the browser what was denied. The listeners end with the driver that they post to.
    fn watch_permissions(&self) {
        for (gear, kind) in [(Gear::Camera, DeviceKind::Camera), (Gear::Microphone, DeviceKind::Microphone)] {
            let (post, listeners) = (self.post.clone(), Rc::downgrade(&self.listeners));
            leptos::task::spawn_local(async move {
                let listener = watch_permission(kind, move || post.send(Event::Allowed(gear))).await;
                if let Some(listeners) = listeners.upgrade() {
                    listeners.borrow_mut().extend(listener);
                }
            });
        }
    }

    fn list_devices(&self) {
        let post = self.post.clone();
        leptos::task::spawn_local(async move {
            post.send(Event::DevicesListed(list_devices().await));
        });
    }
}

/// Whether the page shows the own picture with the level of the microphone.
fn shows_level(phase: Phase) -> bool {
    match phase {
        Phase::Prejoin | Phase::Joining | Phase::Waiting(_) => true,
        Phase::Joined | Phase::Reconnecting | Phase::Left(_) => false,
    }
}

/// A callback that posts the same event each time.
fn tick(post: &Post, event: impl Fn() -> Event + 'static) -> impl FnMut() + 'static {
    let post = post.clone();
    move || post.send(event())
}
