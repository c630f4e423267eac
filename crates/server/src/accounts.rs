//! Accounts, sessions and what protects them.
