//! Reading and calling JavaScript where the browser may lack the thing, or throw.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A property, `undefined` when there is none or reading it throws.
pub(crate) fn get(target: &JsValue, key: &str) -> JsValue {
    Reflect::get(target, &key.into()).unwrap_or(JsValue::UNDEFINED)
}

pub(crate) fn set(target: &JsValue, key: &str, value: &JsValue) {
    // Fails only on frozen or exotic objects; a property that cannot be set is a feature that is not there.
    drop(Reflect::set(target, &key.into(), value));
}

pub(crate) fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in entries {
        set(&object, key, value);
    }
    object.into()
}

pub(crate) fn has_method(target: &JsValue, name: &str) -> bool {
    get(target, name).is_function()
}

/// Calls a method; an error when it is missing or throws.
pub(crate) fn call(target: &JsValue, name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = get(target, name).dyn_into()?;
    Reflect::apply(&method, target, &arguments.iter().collect::<Array>())
}

/// The `name` of a `DOMException` or `Error`, for comparing and for logs.
pub(crate) fn error_name(error: &JsValue) -> String {
    get(error, "name").as_string().unwrap_or_else(|| "unknown".into())
}

/// Name and message of an error.
pub(crate) fn error_text(error: &JsValue) -> String {
    format!("{}: {}", error_name(error), get(error, "message").as_string().unwrap_or_default())
}
