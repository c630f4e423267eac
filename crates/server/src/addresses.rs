//! Email addresses as people type several of them.

use talkspace_model::{Email, Problem};

/// Each once, in order; between them stand commas, semicolons or line ends.
///
/// # Errors
/// The first that is none, or that there are more than `most`.
pub fn addresses(typed: &str, most: usize) -> Result<Vec<Email>, Problem> {
    let pieces = typed.split([',', ';', '\n', '\r']).map(str::trim).filter(|piece| !piece.is_empty());
    let mut found: Vec<Email> = Vec::new();
    for piece in pieces {
        let not_one = || Problem::NotAddresses { first: piece.chars().take(60).collect() };
        let email: Email = piece.parse().map_err(|_| not_one())?;
        if !sendable(email.as_str()) {
            return Err(not_one());
        }
        if !found.contains(&email) {
            found.push(email);
        }
    }
    if found.len() > most { Err(Problem::TooMany { most }) } else { Ok(found) }
}

/// What every mail server takes as it stands (RFC 5321, `Dot-string`), without brackets, quotes and commands.
pub(crate) fn sendable(address: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.@".contains(c);
    address.chars().all(plain) && !address.starts_with('.') && !address.contains("..") && !address.contains(".@")
}
