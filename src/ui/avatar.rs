//! A person without a picture: initials on a colour of their own.

use leptos::prelude::*;

/// How many colours there are; `style/avatar.css` has one class for each.
const HUES: u32 = 8;

/// Initials of `name` on the colour that this name always has. Decoration, drawn by the style sheet: the name itself
/// stands beside it, and letters that are not spoken must not count as a control's visible name (WCAG 2.5.3).
#[component]
pub fn Avatar(#[prop(into)] name: String) -> impl IntoView {
    view! {
        <span class=format!("avatar hue-{}", hue(&name)) data-initials=initials(&name) aria-hidden="true"></span>
    }
}

/// Up to two initials: of the first and the last word with a letter, each with the marks that belong to that letter.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
    let first = words.next().map(initial).unwrap_or_default();
    let last = words.next_back().map(initial).unwrap_or_default();
    format!("{first}{last}")
}

/// Which of the avatar colours a name has, from 0.
pub fn hue(name: &str) -> u32 {
    name.chars().fold(7_u32, |hash, c| hash.wrapping_mul(31).wrapping_add(u32::from(c))) % HUES
}

fn initial(word: &str) -> String {
    let mut letters = word.chars().skip_while(|c| !c.is_alphanumeric());
    let mut initial: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    for c in letters {
        // A virama binds the next letter to this one.
        if !is_mark(c) && !initial.ends_with(VIRAMA) {
            break;
        }
        initial.push(c);
    }
    initial
}

const VIRAMA: char = '\u{94d}';

/// Combining marks of Latin and Devanagari, which make no sense without the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{93c}' | '\u{93e}'..=VIRAMA)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_of_people() {
        assert_eq!(initials("Asha Kulkarni"), "AK");
        assert_eq!(initials("  ravi  kumar patil "), "RP");
        assert_eq!(initials("मीरा जोशी"), "मीजो");
        assert_eq!(initials("Émile"), "É");
        assert_eq!(initials("प्राची 🎓"), "प्रा");
        assert_eq!(initials("😀 Enna (guest)"), "EG");
        assert_eq!(initials(""), "");
    }

    #[test]
    fn a_name_keeps_its_colour() {
        assert_eq!(hue("Asha"), hue("Asha"));
        assert!(hue("मीरा जोशी") < HUES);
    }
}
