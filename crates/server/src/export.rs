//! `POST /profile/data`: everything that is kept of somebody, as one ZIP for them to take away.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Redirect, Response},
    routing::post,
};
use serde_json::{Map, Value};
use talkspace_db::{Db, OwnRecords};
use talkspace_model::{ApiError, FileId, Timestamp, UserId};
use tokio::sync::Semaphore;
use tokio_util::io::ReaderStream;
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::{accounts::api_unavailable, history::Calendar, state::App};

/// Archives that are made at once. Each compresses files, which takes a core; the rest waits.
const AT_ONCE: usize = 2;

/// The service of taking away.
#[derive(Debug)]
pub struct Exports {
    db: Db,
    /// Archives lie here, without a name, until they are sent.
    data_dir: PathBuf,
    files: PathBuf,
    places: Semaphore,
}

impl Exports {
    pub(crate) fn new(db: Db, data_dir: PathBuf) -> Self {
        let files = data_dir.join("files");
        Self { db, data_dir, files, places: Semaphore::new(AT_ONCE) }
    }

    /// The archive, ready to be read. It vanishes with its last handle.
    async fn make(&self, user: &UserId) -> Result<File, ApiError> {
        let _place = self.places.acquire().await.map_err(|_| ApiError::Unavailable)?;
        let records = self.db.personal().of(user).await.map_err(api_unavailable)?;
        let files = self.db.personal().files(user).await.map_err(api_unavailable)?;
        let (data_dir, folder) = (self.data_dir.clone(), self.files.clone());
        let made = tokio::task::spawn_blocking(move || {
            let archive = tempfile::tempfile_in(data_dir)?;
            write(archive, records, &names(files), &folder)
        });
        made.await.map_err(io::Error::other).flatten().map_err(|error| {
            tracing::error!(%error, "an account's data could not be packed");
            ApiError::Unavailable
        })
    }
}

pub fn routes() -> Router<App> {
    Router::new().route("/profile/data", post(give))
}

async fn give(State(app): State<App>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let visitor = app.visitor(&parts);
    let user = match app.accounts.user_of(&visitor).await {
        Ok(Some(user)) => user,
        Ok(None) => return Redirect::to("/login?next=/profile").into_response(),
        Err(_) => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
    };
    let Ok(archive) = app.exports.make(&user.id).await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/zip")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"talkspace-my-data.zip\"")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    let stream = ReaderStream::new(tokio::fs::File::from_std(archive));
    (headers, Body::from_stream(stream)).into_response()
}

fn write(archive: File, records: Vec<OwnRecords>, files: &BTreeMap<String, FileId>, folder: &Path) -> io::Result<File> {
    let mut zip = ZipWriter::new(archive);
    let options = SimpleFileOptions::default().unix_permissions(0o600).large_file(true);
    for kind in records {
        zip.start_file(format!("{}.json", kind.name), options)?;
        let rows: Vec<Map<String, Value>> = kind.rows.into_iter().map(with_moments).collect();
        serde_json::to_writer_pretty(&mut zip, &rows)?;
        zip.write_all(b"\n")?;
    }
    for (name, id) in files {
        // One that was taken back a moment ago is not there any more.
        let Ok(mut content) = File::open(folder.join(id.as_str())) else { continue };
        zip.start_file(format!("files/{name}"), options)?;
        io::copy(&mut content, &mut zip)?;
    }
    let mut archive = zip.finish()?;
    archive.seek(SeekFrom::Start(0))?;
    Ok(archive)
}

/// Moments as people read them, in universal time.
fn with_moments(mut row: Map<String, Value>) -> Map<String, Value> {
    let calendar = Calendar::of(None);
    for (name, value) in &mut row {
        if let Some(at) = value.as_i64().filter(|_| name.ends_with("_at")) {
            *value = format!("{} UTC", calendar.written(Timestamp(at))).into();
        }
    }
    row
}

/// A name for each file within the archive: its own, and a number in front where two have the same. What a file is called was
/// made safe when it came (one line, no path); what systems read as a path all the same is no name.
fn names(files: Vec<(FileId, String)>) -> BTreeMap<String, FileId> {
    let mut names = BTreeMap::new();
    for (number, (id, name)) in files.into_iter().enumerate() {
        let safe: String = name.chars().map(|c| if "/\\:*?\"<>|".contains(c) { '_' } else { c }).collect();
        let mut name = if safe.trim_matches('.').is_empty() { format!("{number} {safe}") } else { safe };
        while names.contains_key(&name) {
            name = format!("{number} {name}");
        }
        names.insert(name, id);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_a_name_of_its_own_that_stays_in_the_folder() {
        let files = ["2 a.txt", "a.txt", "a.txt", "..", "C:\\x"];
        let files = files.iter().enumerate().map(|(n, name)| (FileId::new(n.to_string()), (*name).to_owned()));
        let names = names(files.collect());
        let list: Vec<&str> = names.keys().map(String::as_str).collect();
        assert_eq!(list.len(), 5, "{list:?}");
        assert!(list.iter().all(|name| !name.contains(['/', '\\']) && *name != ".."), "{list:?}");
    }
}
