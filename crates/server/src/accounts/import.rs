//! A class list: a table with names and addresses, what would become of each row, and making the accounts.

use std::collections::HashSet;

use talkspace_model::{AccountRole, Email, Field, FieldError, Problem, UserId, text};

use super::{Accounts, NewAccount, refused, unavailable};
use crate::{addresses::sendable, http::Visitor};

type Refused = Vec<FieldError>;

/// Rows that one list may have.
pub const ROWS_MOST: usize = 1000;

/// Somebody on a list.
#[derive(Clone, PartialEq, Eq)]
pub struct Listed {
    /// Where in the file, from 1.
    pub line: u64,
    pub name: String,
    pub email: String,
    pub becomes: Becomes,
}

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Becomes {
    New,
    /// There is such an account already.
    Known,
    /// The address stands further up.
    Twice,
    Wrong(FieldError),
}

/// An account that was just made.
#[derive(Clone, PartialEq, Eq)]
pub struct Made {
    pub name: String,
    pub email: Email,
    /// The secret of the link with which the password is chosen.
    pub token: String,
}

/// A row as it stands in the file: its line, the name, the address.
type Row = (u64, String, String);

impl Accounts {
    /// What would become of each row of a list, if accounts were made now. Nothing is changed.
    ///
    /// # Errors
    /// When the list cannot be read.
    pub async fn look_through(&self, list: &str) -> Result<Vec<Listed>, Refused> {
        let rows = read(list).map_err(|problem| refused(Field::List, problem))?;
        let (mut seen, mut listed) = (HashSet::new(), Vec::with_capacity(rows.len()));
        for (line, name, email) in rows {
            let becomes = match self.check_row(&name, &email) {
                Err(error) => Becomes::Wrong(error),
                Ok(email) if !seen.insert(email.clone()) => Becomes::Twice,
                Ok(email) if self.db.users().by_email(&email).await.map_err(unavailable)?.is_some() => Becomes::Known,
                Ok(_) => Becomes::New,
            };
            listed.push(Listed { line, name, email, becomes });
        }
        Ok(listed)
    }

    /// Makes an account for everybody on a list who has none; the other rows are left out.
    ///
    /// # Errors
    /// When the list cannot be read, or the database fails; accounts may have been made then, and the next try leaves them out.
    pub async fn make_all(&self, list: &str, role: AccountRole, by: (&UserId, &Visitor)) -> Result<Vec<Made>, Refused> {
        let mut made = Vec::new();
        for Listed { name, email, .. } in self.look_through(list).await?.into_iter().filter(Listed::is_new) {
            let form = NewAccount { name, email, role };
            match self.create(form, Some(by)).await {
                Ok((id, token)) => {
                    let owner = self.db.users().by_id(&id).await.map_err(unavailable)?;
                    made.extend(owner.map(|owner| Made { name: owner.name, email: owner.email, token }));
                }
                // Somebody has just opened it.
                Err(errors) if errors.iter().any(|error| error.problem == Problem::EmailTaken) => {}
                Err(errors) => return Err(errors),
            }
        }
        Ok(made)
    }

    fn check_row(&self, name: &str, email: &str) -> Result<Email, FieldError> {
        text::clean_line(name, self.limits.name).map_err(|problem| FieldError::new(Field::Name, problem))?;
        let email = super::check_email(email)?;
        if sendable(email.as_str()) { Ok(email) } else { Err(FieldError::new(Field::Email, Problem::NotAnEmail)) }
    }
}

impl Listed {
    pub fn is_new(&self) -> bool {
        self.becomes == Becomes::New
    }
}

/// Commas, semicolons or tabs between the cells; with or without a line that names the columns.
fn read(list: &str) -> Result<Vec<Row>, Problem> {
    // With one kind of line end the reader counts lines as people do.
    let list = list.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    // What no UTF-8 was has become this on the way.
    if list.contains(['\u{fffd}', '\0']) {
        return Err(Problem::NotUtf8);
    }
    if list.trim().is_empty() {
        return Err(Problem::Empty);
    }
    let first = list.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let separator = [b'\t', b';', b','].into_iter().find(|one| first.contains(char::from(*one))).unwrap_or(b',');
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(list.as_bytes());
    let mut records = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| Problem::NoAddressColumn)?;
        let line = record.position().map_or(0, csv::Position::line);
        let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            records.push((line, cells));
        }
    }
    let columns = Columns::of(&records).ok_or(Problem::NoAddressColumn)?;
    let rows = records.into_iter().skip(usize::from(columns.named)).map(|(line, cells)| columns.row(line, &cells));
    let rows: Vec<Row> = rows.collect();
    match rows.len() {
        0 => Err(Problem::Empty),
        many if many > ROWS_MOST => Err(Problem::TooMany { most: ROWS_MOST }),
        _ => Ok(rows),
    }
}

/// Where names and addresses stand.
struct Columns {
    /// The first line names the columns.
    named: bool,
    email: usize,
    /// First and last names may stand apart.
    names: Vec<usize>,
}

impl Columns {
    fn of(records: &[(u64, Vec<String>)]) -> Option<Self> {
        let first = &records.first()?.1;
        let named = !first.iter().any(|cell| cell.contains('@'));
        if !named {
            let email = first.iter().position(|cell| cell.contains('@'))?;
            let name = (0..first.len()).find(|column| *column != email);
            return Some(Self { named, email, names: name.into_iter().collect() });
        }
        let heads: Vec<String> = first.iter().map(|cell| cell.to_lowercase()).collect();
        let is_email = |head: &String| ["mail", "ईमेल", "मेल"].iter().any(|word| head.contains(word));
        let email = heads.iter().position(is_email)?;
        let is_name =
            |head: &str| ["name", "नाम", "नाव"].iter().any(|word| head.contains(word)) && !head.contains("user");
        let names = heads.iter().enumerate().filter(|(column, head)| *column != email && is_name(head));
        Some(Self { named, email, names: names.map(|(column, _)| column).collect() })
    }

    fn row(&self, line: u64, cells: &[String]) -> Row {
        let cell = |column: usize| cells.get(column).map_or("", String::as_str);
        let names: Vec<&str> = self.names.iter().map(|column| cell(*column)).filter(|name| !name.is_empty()).collect();
        (line, names.join(" "), cell(self.email).to_owned())
    }
}

mod debug {
    //! Names and addresses are not printed.

    use std::fmt::{Debug, Formatter, Result};

    use super::{Listed, Made};

    impl Debug for Listed {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result {
            write!(f, "Listed({}, {:?})", self.line, self.becomes)
        }
    }

    impl Debug for Made {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result {
            f.write_str("Made(…)")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(list: &str) -> Vec<(u64, String, String)> {
        read(list).unwrap()
    }

    fn row(line: u64, name: &str, email: &str) -> Row {
        (line, name.to_owned(), email.to_owned())
    }

    #[test]
    fn lists_as_spreadsheets_write_them() {
        let excel = "\u{feff}Roll no;First name;Last name;E-Mail\r\n1;Asha;Patil;asha@example.org\r\n;;;\r\n2;Ravi;;ravi@example.org\r\n";
        assert_eq!(people(excel), [row(2, "Asha Patil", "asha@example.org"), row(4, "Ravi", "ravi@example.org")]);
        let plain = "asha@example.org,\"Patil, Asha\"\nravi@example.org,Ravi";
        assert_eq!(people(plain), [row(1, "Patil, Asha", "asha@example.org"), row(2, "Ravi", "ravi@example.org")]);
        let pasted = "नाव\tईमेल\nमीरा\tmeera@example.org";
        assert_eq!(people(pasted), [row(2, "मीरा", "meera@example.org")]);
        let short = "Name,Email\nAsha\n";
        assert_eq!(people(short), [row(2, "Asha", "")]);
    }

    #[test]
    fn what_is_no_list_is_said() {
        let many: String = (0..=ROWS_MOST).map(|number| format!("p{number}@example.org,P\n")).collect();
        for (list, problem) in [
            ("", Problem::Empty),
            ("Name,Email\n", Problem::Empty),
            ("Name,Town\nAsha,Pune", Problem::NoAddressColumn),
            ("Asha,P\u{fffd}", Problem::NotUtf8),
            ("P\0K\0", Problem::NotUtf8),
            (many.as_str(), Problem::TooMany { most: ROWS_MOST }),
        ] {
            assert_eq!(read(list), Err(problem), "{list:.20}");
        }
    }
}
