//! Tables that spreadsheets open: CSV after RFC 4180, in UTF-8 with the mark by which spreadsheets know it.

/// Spreadsheets take text without it for the encoding of their country.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A table, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Csv(String);

impl Default for Csv {
    fn default() -> Self {
        Self(BYTE_ORDER_MARK.into())
    }
}

impl Csv {
    /// A table that begins with its columns' names.
    pub fn with_header<T: AsRef<str>>(names: impl IntoIterator<Item = T>) -> Self {
        let mut table = Self::default();
        table.row(names);
        table
    }

    pub fn row<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) {
        for (at, text) in cells.into_iter().enumerate() {
            if at > 0 {
                self.0.push(',');
            }
            cell(&mut self.0, text.as_ref());
        }
        self.0.push_str("\r\n");
    }

    pub fn finish(self) -> String {
        self.0
    }
}

fn cell(out: &mut String, text: &str) {
    let quoted = text.contains(['"', ',', '\r', '\n']);
    if quoted {
        out.push('"');
    }
    if is_formula(text) {
        out.push('\'');
    }
    for character in text.chars() {
        if character == '"' {
            out.push('"');
        }
        out.push(character);
    }
    if quoted {
        out.push('"');
    }
}

/// Whether a spreadsheet would calculate what somebody else has typed; a leading apostrophe makes text of it.
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn as_spreadsheets_want_it() {
        let mut table = Csv::with_header(["Title", "Minutes"]);
        table.row(["Physics, \"light\"\nand shade", "5"]);
        table.row(["=SUM(A1)", "-1"]);
        table.row(["=a,b", ""]);
        let expected =
            "\u{feff}Title,Minutes\r\n\"Physics, \"\"light\"\"\nand shade\",5\r\n'=SUM(A1),'-1\r\n\"'=a,b\",\r\n";
        assert_eq!(table.finish(), expected);
    }

    /// A plain reader of RFC 4180.
    fn read(text: &str) -> Vec<Vec<String>> {
        let mut rows = vec![vec![String::new()]];
        let (mut quoted, mut chars) = (false, text.chars().peekable());
        while let Some(character) = chars.next() {
            let row = rows.last_mut().expect("there is one");
            let cell = row.last_mut().expect("there is one");
            match character {
                '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
                '"' => quoted = !quoted,
                ',' if !quoted => row.push(String::new()),
                '\r' if !quoted && chars.peek() == Some(&'\n') => {
                    chars.next();
                    rows.push(vec![String::new()]);
                }
                other => cell.push(other),
            }
        }
        rows.pop();
        rows
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_was_written(
            rows in proptest::collection::vec(proptest::collection::vec("[=+@a,\"\r\n\t ü-]{0,6}", 1..4), 1..5)
        ) {
            let mut table = Csv::default();
            for row in &rows {
                table.row(row);
            }
            let text = table.finish();
            let seen = read(text.strip_prefix('\u{feff}').expect("the mark"));
            prop_assert!(seen.iter().flatten().all(|cell| !is_formula(cell)), "{:?}", seen);
            let bare = |cell: &String| match cell.strip_prefix('\'') {
                Some(text) => text.to_owned(),
                None => cell.clone(),
            };
            let seen: Vec<Vec<String>> = seen.iter().map(|row| row.iter().map(bare).collect()).collect();
            prop_assert_eq!(seen, rows);
        }
    }
}
