//! Hearing that the person has changed their mind about camera or microphone.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::EventTarget;

use crate::{DeviceKind, handles::Listener, js};

/// Calls back when the browser's permission for the kind of device is given, until dropped. `None` where the browser does
/// not tell (Firefox before 132, and for speakers everywhere).
pub async fn watch_permission(kind: DeviceKind, mut granted: impl FnMut() + 'static) -> Option<Listener> {
    let name = match kind {
        DeviceKind::Camera => "camera",
        DeviceKind::Microphone => "microphone",
        DeviceKind::Speaker => return None,
    };
    let permissions = js::get(&web_sys::window()?.navigator(), "permissions");
    let asked = js::call(&permissions, "query", &[js::object(&[("name", name.into())])]).ok()?;
    let status = JsFuture::from(Promise::<JsValue>::unchecked_from_js(asked)).await.ok()?;
    let target: EventTarget = status.clone().dyn_into().ok()?;
    Some(Listener::new(target, "change", move |_| {
        if js::get(&status, "state").as_string().as_deref() == Some("granted") {
            granted();
        }
    }))
}
