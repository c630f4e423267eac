//! Files on their way into the chat: they reach the server by HTTP, and the message that carries them comes afterwards.

use std::collections::BTreeMap;

use talkspace_model::{FileId, FileRefusal, SharedFile, Timestamp};

use crate::{
    Identity, Room,
    occupant::Occupant,
    policy::{self, Action},
};

/// Files that one person may have on the server without having sent them. More lets people park things here.
const UNSENT_MAX: usize = 20;

/// What people have put on the server and not sent yet.
#[derive(Debug, Default)]
pub(crate) struct Unsent(BTreeMap<FileId, (Identity, SharedFile)>);

impl Unsent {
    /// The file, if it is this person's.
    pub(crate) fn of(&self, owner: &Identity, id: &FileId) -> Option<&SharedFile> {
        self.0.get(id).filter(|(whose, _)| whose == owner).map(|(_, file)| file)
    }

    pub(crate) fn remove(&mut self, id: &FileId) {
        self.0.remove(id);
    }

    pub(crate) fn put(&mut self, owner: Identity, file: SharedFile) {
        self.0.insert(file.id.clone(), (owner, file));
    }

    fn count(&self, owner: &Identity) -> usize {
        self.0.values().filter(|(whose, _)| whose == owner).count()
    }
}

impl Room {
    /// Whether somebody may put a file on the server now.
    ///
    /// # Errors
    /// Why not.
    pub fn may_upload(&mut self, owner: &Identity, now: Timestamp) -> Result<(), FileRefusal> {
        let here = |occupant: &&mut Occupant| occupant.arrival.identity == *owner && occupant.seated().is_some();
        let mut here = self.occupants.values_mut().filter(here).peekable();
        let standing =
            here.peek().filter(|_| !self.closed).map(|first| first.standing()).ok_or(FileRefusal::NotHere)?;
        policy::allow(Action::ShareFile, standing, &self.settings).map_err(|_| FileRefusal::NotAllowed)?;
        let in_time = here.any(|occupant| occupant.seated_mut().is_some_and(|seated| seated.files.take(now)));
        if in_time && self.unsent.count(owner) < UNSENT_MAX { Ok(()) } else { Err(FileRefusal::TooFast) }
    }

    /// The server has a file of somebody's, to be sent with a message.
    pub fn handle_upload(&mut self, owner: Identity, file: SharedFile) {
        if !self.closed {
            self.unsent.put(owner, file);
        }
    }

    /// Who somebody is to the files of this run: `None` when they are not in the room, else whether they steer.
    pub fn steering(&self, who: &Identity) -> Option<bool> {
        let here = |occupant: &&Occupant| occupant.arrival.identity == *who && occupant.seated().is_some();
        let mut here = self.occupants.values().filter(here).map(|occupant| occupant.role.steers()).peekable();
        here.peek()?;
        Some(here.any(|steers| steers))
    }
}
