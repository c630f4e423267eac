//! A person's own history.
