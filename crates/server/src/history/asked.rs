//! What somebody asks of their history, as it stands in the page's address.

use talkspace_ledger::{Filter, Part};
use talkspace_model::{Field, FieldError, FormState, Millis, Problem, Timestamp};

use super::Calendar;

/// Which meetings: a word of [`Part`].
pub const SHOW: &str = "show";
/// How many weeks the charts show.
pub const WEEKS: &str = "weeks";
pub const WEEK_CHOICES: [u32; 2] = [12, 26];
/// Where a page begins; not part of the filter.
const BEFORE: &str = "before";
/// The longest stay that can be asked for: ten weeks.
const MINUTES_MAX: u32 = 100_000;
const SEARCH_MAX: usize = 120;

/// The request, read. What cannot be read filters nothing and is said beside its field.
#[derive(Debug, Clone)]
pub struct Asked {
    pub calendar: Calendar,
    pub filter: Filter,
    pub weeks: u32,
    pub before: Option<Timestamp>,
    /// What the fields show again.
    pub form: FormState,
}

impl Asked {
    /// Reads the parameters that `value` knows by name.
    pub fn read(value: impl Fn(&str) -> Option<String>, calendar: Calendar) -> Self {
        let mut form = Form { value: &value, state: FormState::default() };
        let from = form.read(Field::From, |text| calendar.day(text).ok_or(Problem::NotADate));
        let until = form.read(Field::To, |text| calendar.day_after(text).ok_or(Problem::NotADate));
        let minutes = form.read(Field::Minutes, minutes);
        let search = form.read(Field::Search, search).unwrap_or_default();
        let turned = from.zip(until).is_some_and(|(from, until)| until <= from);
        let until = until.filter(|_| !turned);
        let part = value(SHOW).and_then(|word| Part::ALL.into_iter().find(|part| part.as_str() == word));
        let weeks = value(WEEKS).and_then(|text| text.parse().ok()).filter(|weeks| WEEK_CHOICES.contains(weeks));
        let mut form = form.state;
        if turned {
            form.errors.push(FieldError::new(Field::To, Problem::EndsBeforeItBegins));
        }
        let at_least = Millis::from_mins(minutes.unwrap_or_default().into());
        let filter = Filter { part: part.unwrap_or_default(), from, until, at_least, search };
        let before = value(BEFORE).and_then(|text| text.parse().ok()).map(Timestamp);
        Self { calendar, filter, weeks: weeks.unwrap_or(WEEK_CHOICES[0]), before, form }
    }

    /// Name and value of what has to stand in the address for the same filter and charts.
    pub fn parameters(&self) -> Vec<(&str, String)> {
        let typed = self.form.values.iter().map(|(name, text)| (name.as_str(), text.clone()));
        let part = Some(self.filter.part).filter(|part| *part != Part::default());
        let weeks = Some(self.weeks).filter(|weeks| *weeks != WEEK_CHOICES[0]);
        let shown = part.map(|part| (SHOW, part.as_str().to_owned()));
        typed.chain(shown).chain(weeks.map(|weeks| (WEEKS, weeks.to_string()))).collect()
    }
}

struct Form<'a, V> {
    value: &'a V,
    state: FormState,
}

impl<V: Fn(&str) -> Option<String>> Form<'_, V> {
    /// A field that is not empty, as what it means.
    fn read<T>(&mut self, field: Field, read: impl FnOnce(&str) -> Result<T, Problem>) -> Option<T> {
        let text = (self.value)(field.as_str())?;
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        self.state.values.insert(field.as_str().to_owned(), text.to_owned());
        match read(text) {
            Ok(meant) => Some(meant),
            Err(problem) => {
                self.state.errors.push(FieldError::new(field, problem));
                None
            }
        }
    }
}

fn minutes(text: &str) -> Result<u32, Problem> {
    let number = text.parse().ok().filter(|minutes| *minutes <= MINUTES_MAX);
    number.ok_or(Problem::NotANumber { max: MINUTES_MAX })
}

fn search(text: &str) -> Result<String, Problem> {
    let max = SEARCH_MAX;
    if text.chars().count() > max { Err(Problem::TooLong { max }) } else { Ok(text.to_lowercase()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &[(&str, &str)]) -> Asked {
        let found = |name: &str| pairs.iter().find(|(key, _)| *key == name).map(|(_, text)| (*text).to_owned());
        Asked::read(found, Calendar::of(None))
    }

    #[test]
    fn a_filter_is_read_and_kept() {
        let pairs =
            [("from", "2026-11-01"), ("minutes", "15"), ("search", " Physics "), ("show", "hosted"), ("weeks", "26")];
        let asked = asked(&pairs);
        assert_eq!((asked.filter.part, asked.filter.at_least), (Part::Hosted, Millis::from_mins(15)));
        assert_eq!((asked.filter.search.as_str(), asked.weeks), ("physics", 26));
        assert_eq!(asked.form.errors, []);
        let kept = asked.parameters();
        let again = Asked::read(
            |name| kept.iter().find(|(key, _)| *key == name).map(|(_, text)| text.clone()),
            Calendar::of(None),
        );
        assert_eq!(again.filter, asked.filter);
    }

    #[test]
    fn what_cannot_be_read_is_said_and_filters_nothing() {
        let long = "x".repeat(1000);
        let pairs =
            [("from", "soon"), ("to", "2026-02-30"), ("minutes", "-3"), ("search", long.as_str()), ("show", "me")];
        let asked = asked(&pairs);
        let fields: Vec<Field> = asked.form.errors.iter().map(|error| error.field).collect();
        assert_eq!(fields, [Field::From, Field::To, Field::Minutes, Field::Search]);
        assert_eq!(asked.filter, Filter::default());
        assert_eq!(asked.form.values["from"], "soon");
    }

    #[test]
    fn a_span_that_is_turned_round() {
        let turned = asked(&[("from", "2026-11-02"), ("to", "2026-11-01")]);
        assert_eq!(turned.form.errors, [FieldError::new(Field::To, Problem::EndsBeforeItBegins)]);
        assert_eq!(asked(&[("from", "2026-11-02"), ("to", "2026-11-02")]).form.errors, [], "a single day");
    }
}
