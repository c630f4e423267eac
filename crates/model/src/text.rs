//! Names, titles and notes as they are kept: one line of visible text.

use crate::Problem;

/// Trims, joins runs of white space to one space, and drops what could disguise the text: control characters and
/// marks that reverse its direction. The joiners that Hindi and Marathi spelling needs stay.
///
/// # Errors
/// [`Problem::Empty`] when nothing visible is left, [`Problem::TooLong`] beyond `max` characters.
pub fn clean_line(text: &str, max: usize) -> Result<String, Problem> {
    let kept: String = text.chars().filter(|c| c.is_whitespace() || !disguises(*c)).collect();
    let line = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    if !line.chars().any(is_visible) {
        return Err(Problem::Empty);
    }
    if line.chars().count() > max { Err(Problem::TooLong { max }) } else { Ok(line) }
}

/// Control characters; directional embeddings, overrides and isolates (Unicode UAX 9); the byte-order mark.
fn disguises(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// White space, zero-width characters, fillers and variation selectors draw nothing by themselves.
fn is_visible(c: char) -> bool {
    let blank = matches!(
        c,
        '\u{00ad}' | '\u{034f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}' | '\u{200b}'
            ..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}'
            | '\u{e0000}'..='\u{e0fff}'
    );
    !c.is_whitespace() && !blank
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_one_visible_line() {
        assert_eq!(clean_line("  Asha \n\t Rao ", 64), Ok("Asha Rao".into()));
        assert_eq!(clean_line("Ad\u{202e}nim\0", 64), Ok("Adnim".into()));
        assert_eq!(clean_line("क्\u{200d}ष", 64), Ok("क्\u{200d}ष".into()), "the joiner is part of the spelling");
        for blank in ["", "   ", "\u{200b}\u{200d}", "\u{3164}", "\u{202e}\n"] {
            assert_eq!(clean_line(blank, 64), Err(Problem::Empty), "{blank:?}");
        }
    }

    #[test]
    fn length_counts_characters() {
        assert_eq!(clean_line("नमस्", 4), Ok("नमस्".into()));
        assert_eq!(clean_line("abcde", 4), Err(Problem::TooLong { max: 4 }));
    }
}
