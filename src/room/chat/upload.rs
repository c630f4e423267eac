//! Sends one file to the server and tells how far it has got. `fetch` does not tell that; `XMLHttpRequest` does.

use talkspace_model::{FileRefusal, MeetingCode, SharedFile};
use wasm_bindgen::{JsCast as _, closure::Closure};
use web_sys::{File, ProgressEvent, XmlHttpRequest};

const HTTP_OK: u16 = 200;

/// A file under way. Dropping it breaks off.
#[derive(Debug)]
pub(super) struct Upload {
    request: XmlHttpRequest,
    _progress: Closure<dyn FnMut(ProgressEvent)>,
    _end: Closure<dyn FnMut()>,
}

impl Upload {
    /// `None` when the browser cannot send at all. `progress` hears the bytes sent so far, `end` how it ended; an answer
    /// that is none means that the server was not reached.
    pub(super) fn start(
        code: &MeetingCode,
        file: &File,
        mut progress: impl FnMut(u64) + 'static,
        mut end: impl FnMut(Result<SharedFile, FileRefusal>) + 'static,
    ) -> Option<Self> {
        let request = XmlHttpRequest::new().ok()?;
        let address = format!("/m/{code}/files?name={}", js_sys::encode_uri_component(&file.name()));
        request.open("POST", &address).ok()?;
        let on_progress = Closure::new(move |event: ProgressEvent| progress(whole(event.loaded())));
        let on_end = {
            let request = request.clone();
            Closure::new(move || end(answer(&request)))
        };
        // Fails on ancient browsers only, which then show no progress.
        if let Ok(upload) = request.upload() {
            upload.set_onprogress(Some(on_progress.as_ref().unchecked_ref()));
        }
        request.set_onloadend(Some(on_end.as_ref().unchecked_ref()));
        request.send_with_opt_blob(Some(file)).ok()?;
        Some(Self { request, _progress: on_progress, _end: on_end })
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        if let Ok(upload) = self.request.upload() {
            upload.set_onprogress(None);
        }
        self.request.set_onloadend(None);
        // Does nothing to one that has ended.
        let _ = self.request.abort();
    }
}

fn answer(request: &XmlHttpRequest) -> Result<SharedFile, FileRefusal> {
    let text = request.response_text().ok().flatten().unwrap_or_default();
    if request.status() == Ok(HTTP_OK) {
        serde_json::from_str(&text).map_err(|_| FileRefusal::Failed)
    } else {
        Err(serde_json::from_str(&text).unwrap_or(FileRefusal::Failed))
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of bytes")]
fn whole(bytes: f64) -> u64 {
    bytes as u64
}
