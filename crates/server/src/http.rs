//! Cookies, client addresses and the checks every request passes.
