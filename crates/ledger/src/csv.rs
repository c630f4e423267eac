//! Tables for spreadsheets: RFC 4180 with a byte order mark, so that they open with every name as it is written.

/// One field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Never taken for a formula: where a spreadsheet would, it gets an apostrophe in front, which is not shown there.
    Text(String),
    Number(i64),
    /// A number with one decimal.
    Tenths(i64),
    Empty,
}

/// The whole file, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Csv(String);

impl Default for Csv {
    fn default() -> Self {
        Self("\u{feff}".to_owned())
    }
}

impl Csv {
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        for (number, cell) in cells.into_iter().enumerate() {
            if number > 0 {
                self.0.push(',');
            }
            self.0.push_str(&cell.field());
        }
        self.0.push_str("\r\n");
    }

    pub fn text(&self) -> &str {
        &self.0
    }

    pub(crate) fn into_text(self) -> String {
        self.0
    }
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    fn field(&self) -> String {
        match self {
            Cell::Text(text) => quoted(&harmless(text)),
            Cell::Number(number) => number.to_string(),
            Cell::Tenths(tenths) => {
                let sign = if *tenths < 0 { "-" } else { "" };
                format!("{sign}{}.{}", tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10)
            }
            Cell::Empty => String::new(),
        }
    }
}

/// Text that no spreadsheet takes for a formula.
pub fn harmless(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if formula { format!("'{text}") } else { text.to_owned() }
}

pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What a spreadsheet reads: a small reader of RFC 4180, for the tests.
    fn read(csv: &str) -> Vec<Vec<String>> {
        let (mut rows, mut row, mut field, mut inside) = (Vec::new(), Vec::new(), String::new(), false);
        let mut chars = csv.strip_prefix('\u{feff}').expect("a byte order mark").chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '"' if inside && chars.peek() == Some(&'"') => {
                    chars.next();
                    field.push('"');
                }
                '"' => inside = !inside,
                ',' if !inside => row.push(std::mem::take(&mut field)),
                '\r' if !inside && chars.peek() == Some(&'\n') => {
                    chars.next();
                    row.push(std::mem::take(&mut field));
                    rows.push(std::mem::take(&mut row));
                }
                c => field.push(c),
            }
        }
        assert!(field.is_empty() && row.is_empty() && !inside, "the last row ends as the others do");
        rows
    }

    #[test]
    fn every_kind_of_field() {
        let mut csv = Csv::default();
        csv.row([Cell::text("a \"b\", c\r\nd"), Cell::Number(-3), Cell::Tenths(-5), Cell::Tenths(123), Cell::Empty]);
        assert_eq!(csv.text(), "\u{feff}\"a \"\"b\"\", c\r\nd\",-3,-0.5,12.3,\r\n");
    }

    #[test]
    fn nothing_becomes_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"] {
            let mut csv = Csv::default();
            csv.row([Cell::text(text)]);
            assert_eq!(read(csv.text()), [[format!("'{text}")]]);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(rows in proptest::collection::vec(proptest::collection::vec(".*", 1..4), 1..4)) {
            let mut csv = Csv::default();
            for row in &rows {
                csv.row(row.iter().map(Cell::text));
            }
            let read = read(csv.text());
            let expected: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|text| harmless(text)).collect()).collect();
            prop_assert_eq!(read, expected);
        }
    }
}
