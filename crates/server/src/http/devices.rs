//! Naming guests' devices: everything that holds for one device (being let in once, denied, blocked) hangs on its cookie,
//! so nobody gets as many as they like.

use std::{
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

use axum::http::HeaderValue;
use talkspace_model::Millis;

use super::{Cookies, Visitor};
use crate::{
    accounts::throttle::{BucketRule, Buckets, prefix},
    clock::Clock,
};

/// New devices at one address. Fewer would keep out a lecture hall that opens its first meeting behind one router; more
/// would make being denied or blocked cheaper to escape.
const NEW: BucketRule = BucketRule { burst: 400, every: Millis(500) };

/// Gives guests' devices the cookies by which they are known again.
#[derive(Debug)]
pub struct Devices {
    cookies: Cookies,
    clock: Clock,
    new: Mutex<Buckets<IpAddr>>,
}

impl Devices {
    pub fn new(cookies: Cookies, clock: Clock) -> Self {
        Self { cookies, clock, new: Mutex::new(Buckets::new(NEW)) }
    }

    /// The `Set-Cookie` for whoever stands at a meeting's door: nothing for a device that is known, nor when too many new
    /// ones come from one address.
    pub fn greet(&self, visitor: &Visitor) -> Option<HeaderValue> {
        if visitor.guest.is_some() {
            return None;
        }
        let mut new = self.new.lock().unwrap_or_else(PoisonError::into_inner);
        let allowed = new.take(&prefix(visitor.address), self.clock.now());
        allowed.ok().map(|()| self.cookies.set_new_guest())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    };

    use talkspace_model::Timestamp;

    use super::*;

    fn visitor(last: u8) -> Visitor {
        Visitor { address: [192, 0, 2, last].into(), session: None, guest: None, device: String::new() }
    }

    #[test]
    fn one_address_names_new_devices_at_a_pace() {
        let now = Arc::new(AtomicI64::new(1_000_000));
        let clock = Clock::from_fn({
            let now = now.clone();
            move || Timestamp(now.load(Ordering::SeqCst))
        });
        let devices = Devices::new(Cookies::new(false, [7; 32]), clock);
        let known = Visitor { guest: Some("device".into()), ..visitor(1) };
        for _ in 0..400 {
            assert!(devices.greet(&known).is_none(), "who is known costs nothing");
            assert!(devices.greet(&visitor(1)).is_some());
        }
        assert!(devices.greet(&visitor(1)).is_none());
        assert!(devices.greet(&visitor(2)).is_some(), "others are not concerned");
        now.fetch_add(1000, Ordering::SeqCst);
        let again = (0..5).filter(|_| devices.greet(&visitor(1)).is_some()).count();
        assert_eq!(again, 2);
    }
}
