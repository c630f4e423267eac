//! The little of Markdown that people type by habit: emphasis, code, quotes and lists. Whatever does not fit is text as it
//! was typed; nothing is markup of the page.

use crate::room::links::{self, Piece};

/// How deep emphasis may stand within emphasis. Nobody reads deeper; a message of stars must not cost the page its stack.
const DEPTH_MAX: usize = 4;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// Lines as they were typed.
    Lines(Vec<Inline>),
    Quote(Vec<Inline>),
    List(Vec<Vec<Inline>>),
    Code(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Inline {
    Text(String),
    /// An address that may be opened.
    Link(String),
    Code(String),
    Bold(Vec<Inline>),
    Italic(Vec<Inline>),
    Struck(Vec<Inline>),
}

/// A line by how it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Quote,
    Item,
}

pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some((before, code, after)) = fenced(rest) {
        lines(before, &mut blocks);
        blocks.push(Block::Code(code.to_owned()));
        rest = after;
    }
    lines(rest, &mut blocks);
    blocks
}

/// The first stretch between two lines of three backticks. One that is never closed is none.
fn fenced(text: &str) -> Option<(&str, &str, &str)> {
    let start = if text.starts_with("```") { 0 } else { text.find("\n```")? + 1 };
    let inside = start + text[start..].find('\n')? + 1;
    let end = if text[inside..].starts_with("```") { inside } else { inside + text[inside..].find("\n```")? + 1 };
    let after = text[end..].find('\n').map_or(text.len(), |line| end + line + 1);
    Some((text[..start].trim_end_matches('\n'), text[inside..end].trim_end_matches('\n'), &text[after..]))
}

/// Lines of one kind that follow each other are one block.
fn lines(text: &str, blocks: &mut Vec<Block>) {
    if text.is_empty() {
        return;
    }
    let mut group: Vec<&str> = Vec::new();
    let mut kind = Kind::Plain;
    for line in text.split('\n') {
        let (found, content) = kind_of(line);
        if found != kind {
            close(kind, &mut group, blocks);
            kind = found;
        }
        group.push(content);
    }
    close(kind, &mut group, blocks);
}

fn kind_of(line: &str) -> (Kind, &str) {
    if let Some(quote) = line.strip_prefix("> ") {
        (Kind::Quote, quote)
    } else if let Some(item) = ["- ", "* ", "• "].into_iter().find_map(|mark| line.strip_prefix(mark)) {
        (Kind::Item, item)
    } else {
        (Kind::Plain, line)
    }
}

fn close(kind: Kind, group: &mut Vec<&str>, blocks: &mut Vec<Block>) {
    if group.is_empty() {
        return;
    }
    let group = std::mem::take(group);
    blocks.push(match kind {
        Kind::Plain => Block::Lines(inlines(&group.join("\n"), 0)),
        Kind::Quote => Block::Quote(inlines(&group.join("\n"), 0)),
        Kind::Item => Block::List(group.into_iter().map(|item| inlines(item, 0)).collect()),
    });
}

/// Addresses first, for they may hold the signs of emphasis.
fn inlines(text: &str, depth: usize) -> Vec<Inline> {
    let mut found = Vec::new();
    for piece in links::pieces(text) {
        match piece {
            Piece::Link(link) => found.push(Inline::Link(link)),
            Piece::Text(text) => emphasis(&text, depth, &mut found),
        }
    }
    found
}

fn emphasis(text: &str, depth: usize, found: &mut Vec<Inline>) {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let begins_a_word =
            plain.chars().next_back().is_none_or(|before| !(before.is_alphanumeric() || is_mark(before)));
        match marked(rest).filter(|_| depth < DEPTH_MAX && begins_a_word) {
            Some((mark, inner, after)) => {
                push_text(&mut plain, found);
                found.push(match mark {
                    "`" => Inline::Code(inner.to_owned()),
                    "**" => Inline::Bold(inlines(inner, depth + 1)),
                    "~~" => Inline::Struck(inlines(inner, depth + 1)),
                    _star_or_underscore => Inline::Italic(inlines(inner, depth + 1)),
                });
                rest = after;
            }
            None => {
                plain.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    push_text(&mut plain, found);
}

fn is_mark(character: char) -> bool {
    matches!(character, '`' | '*' | '_' | '~')
}

fn push_text(plain: &mut String, found: &mut Vec<Inline>) {
    if !plain.is_empty() {
        found.push(Inline::Text(std::mem::take(plain)));
    }
}

/// A stretch that begins here: its mark, what is inside, and what follows. Marks hug what they mark: `2 * 3 * 4` is a sum.
fn marked(text: &str) -> Option<(&'static str, &str, &str)> {
    let mark = ["`", "**", "~~", "*", "_"].into_iter().find(|mark| text.starts_with(mark))?;
    let inside = &text[mark.len()..];
    let mut from = 0;
    loop {
        let end = from + inside[from..].find(mark)?;
        let (inner, after) = (&inside[..end], &inside[end + mark.len()..]);
        let hugged = mark == "`" || !(inner.starts_with(char::is_whitespace) || inner.ends_with(char::is_whitespace));
        let ends_a_word = after.chars().next().is_none_or(|next| !next.is_alphanumeric());
        let filled = !inner.is_empty() && !inner.starts_with(mark) && !inner.contains('\n');
        if filled && hugged && ends_a_word {
            return Some((mark, inner, after));
        }
        from = end + mark.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Inline {
        Inline::Text(text.to_owned())
    }

    fn line(text: &str) -> Vec<Inline> {
        match &blocks(text)[..] {
            [Block::Lines(inlines)] => inlines.clone(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn emphasis_is_what_people_type() {
        assert_eq!(line("a **b** c"), [text("a "), Inline::Bold(vec![text("b")]), text(" c")]);
        assert_eq!(line("*a* _b_"), [Inline::Italic(vec![text("a")]), text(" "), Inline::Italic(vec![text("b")])]);
        assert_eq!(line("~~a~~"), [Inline::Struck(vec![text("a")])]);
        assert_eq!(line("`a * b`"), [Inline::Code("a * b".into())]);
        assert_eq!(line("**a *b* c**"), [Inline::Bold(vec![text("a "), Inline::Italic(vec![text("b")]), text(" c")])]);
        assert_eq!(line("**नमस्ते**"), [Inline::Bold(vec![text("नमस्ते")])]);
    }

    #[test]
    fn what_is_no_emphasis_stays_as_it_was_typed() {
        for typed in
            ["2 * 3 * 4", "snake_case_name", "** a **", "*a", "a*b*c", "``", "****", "_", "x**2 + y**2", "*a\nb*"]
        {
            assert_eq!(line(typed), [text(typed)], "{typed}");
        }
    }

    #[test]
    fn addresses_are_left_whole() {
        let link = "https://a.example/_x_/**y**";
        assert_eq!(line(&format!("see {link}")), [text("see "), Inline::Link(link.into())]);
    }

    #[test]
    fn lines_make_quotes_lists_and_code() {
        assert_eq!(
            blocks("see:\n- one\n- *two*\n> said\n> so\nend"),
            [
                Block::Lines(vec![text("see:")]),
                Block::List(vec![vec![text("one")], vec![Inline::Italic(vec![text("two")])]]),
                Block::Quote(vec![text("said\nso")]),
                Block::Lines(vec![text("end")]),
            ]
        );
        assert_eq!(
            blocks("run\n```rust\nlet a = *b;\n\n- c\n```\ndone"),
            [
                Block::Lines(vec![text("run")]),
                Block::Code("let a = *b;\n\n- c".into()),
                Block::Lines(vec![text("done")]),
            ]
        );
        assert_eq!(line("```\nnever closed"), [text("```\nnever closed")]);
        assert_eq!(blocks("```\n```"), [Block::Code(String::new())]);
        assert_eq!(blocks(""), []);
    }

    #[test]
    fn much_of_it_is_no_trouble() {
        for sign in ["*", "_", "**a", "> ", "```\n", "- ", "`", "~~"] {
            assert!(!blocks(&sign.repeat(2000)).is_empty());
        }
    }
}
