//! How long what people leave behind is kept.

use crate::{Millis, Timestamp};

/// How long something is kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Keep {
    #[default]
    Forever,
    /// After the run has ended, or after it was written down.
    Days(u32),
}

/// What there is to keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    Chat,
    Files,
    /// Who was there and when: the histories are made of it.
    Attendance,
    Audit,
}

/// The rule for each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Retention {
    pub chat: Keep,
    pub files: Keep,
    pub attendance: Keep,
    pub audit: Keep,
}

impl Keep {
    /// 0 stands for ever.
    pub fn from_days(days: u32) -> Self {
        if days == 0 { Keep::Forever } else { Keep::Days(days) }
    }

    pub fn days(self) -> u32 {
        match self {
            Keep::Forever => 0,
            Keep::Days(days) => days,
        }
    }

    /// What happened before this may go.
    pub fn before(self, now: Timestamp) -> Option<Timestamp> {
        self.span().map(|span| now - span)
    }

    fn span(self) -> Option<Millis> {
        match self {
            Keep::Forever => None,
            Keep::Days(days) => Some(Millis::from_mins(i64::from(days) * 24 * 60)),
        }
    }
}

impl Kept {
    pub const ALL: [Kept; 4] = [Kept::Chat, Kept::Files, Kept::Attendance, Kept::Audit];

    /// The setting's name.
    pub fn setting(self) -> &'static str {
        match self {
            Kept::Chat => "retain_chat_days",
            Kept::Files => "retain_files_days",
            Kept::Attendance => "retain_attendance_days",
            Kept::Audit => "retain_audit_days",
        }
    }
}

impl Retention {
    pub fn of(&self, kept: Kept) -> Keep {
        match kept {
            Kept::Chat => self.chat,
            Kept::Files => self.files,
            Kept::Attendance => self.attendance,
            Kept::Audit => self.audit,
        }
    }

    pub fn set(&mut self, kept: Kept, keep: Keep) {
        let field = match kept {
            Kept::Chat => &mut self.chat,
            Kept::Files => &mut self.files,
            Kept::Attendance => &mut self.attendance,
            Kept::Audit => &mut self.audit,
        };
        *field = keep;
    }

    /// Until when something of a run that ended then is kept; `None` for ever, and while the run goes on.
    pub fn until(&self, kept: Kept, ended: Option<Timestamp>) -> Option<Timestamp> {
        Some(ended? + self.of(kept).span()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400_000;

    #[test]
    fn what_is_kept_until_then_goes_after_it() {
        let mut rules = Retention::default();
        assert_eq!(rules.until(Kept::Chat, Some(Timestamp(0))), None, "for ever");
        rules.set(Kept::Chat, Keep::from_days(30));
        let until = rules.until(Kept::Chat, Some(Timestamp(5))).unwrap();
        assert_eq!(until, Timestamp(30 * DAY + 5));
        assert_eq!(rules.chat.before(until), Some(Timestamp(5)));
        assert_eq!(rules.until(Kept::Chat, None), None, "it still goes on");
        assert_eq!(rules.until(Kept::Audit, Some(Timestamp(5))), None);
    }

    #[test]
    fn every_kind_has_a_rule_of_its_own() {
        for kept in Kept::ALL {
            let mut rules = Retention::default();
            rules.set(kept, Keep::Days(7));
            let set: Vec<Kept> = Kept::ALL.into_iter().filter(|other| rules.of(*other).days() == 7).collect();
            assert_eq!(set, [kept]);
        }
    }

    #[test]
    fn a_rule_beyond_all_time_is_no_panic() {
        let rules = Retention { chat: Keep::Days(u32::MAX), ..Retention::default() };
        assert!(rules.until(Kept::Chat, Some(Timestamp(i64::MAX))).is_some());
        assert!(rules.chat.before(Timestamp(i64::MIN)).is_some());
    }
}
