//! Listeners and timers that end when they are dropped.

use std::fmt;

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::EventTarget;

/// An event listener.
pub struct Listener {
    target: EventTarget,
    event: &'static str,
    closure: Closure<dyn FnMut(JsValue)>,
}

impl Listener {
    pub fn new(target: impl Into<EventTarget>, event: &'static str, listener: impl FnMut(JsValue) + 'static) -> Self {
        let (target, closure) = (target.into(), Closure::<dyn FnMut(JsValue)>::new(listener));
        // Refused only for a listener that is no function.
        drop(target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref()));
        Self { target, event, closure }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        drop(self.target.remove_event_listener_with_callback(self.event, self.closure.as_ref().unchecked_ref()));
    }
}

/// A one-shot timer. Outside a window (never, in a page) it does not fire.
pub struct Timeout {
    handle: Option<i32>,
    _closure: Closure<dyn FnMut()>,
}

impl Timeout {
    /// `delay` in milliseconds.
    pub fn new(delay: i32, action: impl FnOnce() + 'static) -> Self {
        let closure = Closure::once(action);
        let callback = closure.as_ref().unchecked_ref();
        let handle = web_sys::window()
            .and_then(|window| window.set_timeout_with_callback_and_timeout_and_arguments_0(callback, delay).ok());
        Self { handle, _closure: closure }
    }
}

impl Drop for Timeout {
    fn drop(&mut self) {
        if let (Some(window), Some(handle)) = (web_sys::window(), self.handle) {
            window.clear_timeout_with_handle(handle);
        }
    }
}

/// A repeating timer.
pub struct Interval {
    handle: Option<i32>,
    _closure: Closure<dyn FnMut()>,
}

impl Interval {
    /// `period` in milliseconds.
    pub fn new(period: i32, action: impl FnMut() + 'static) -> Self {
        let closure = Closure::<dyn FnMut()>::new(action);
        let callback = closure.as_ref().unchecked_ref();
        let handle = web_sys::window()
            .and_then(|window| window.set_interval_with_callback_and_timeout_and_arguments_0(callback, period).ok());
        Self { handle, _closure: closure }
    }
}

impl Drop for Interval {
    fn drop(&mut self) {
        if let (Some(window), Some(handle)) = (web_sys::window(), self.handle) {
            window.clear_interval_with_handle(handle);
        }
    }
}

impl fmt::Debug for Listener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Listener({})", self.event)
    }
}

impl fmt::Debug for Timeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Timeout({:?})", self.handle)
    }
}

impl fmt::Debug for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Interval({:?})", self.handle)
    }
}
