//! Meetings: making, finding and entering them.
