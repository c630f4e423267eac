//! Addresses in a chat message: found, never guessed beyond `http://` and `https://`.

/// A stretch of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    /// An address that may be opened; shown as it was written.
    Link(String),
}

/// Splits `text` into plain stretches and links; put together again they are the text.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, link, after)) = next_link(rest) {
        if !before.is_empty() {
            pieces.push(Piece::Text(before.to_owned()));
        }
        pieces.push(Piece::Link(link.to_owned()));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    pieces
}

fn next_link(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let start = from + scheme(&text[from..])?;
        let length = link_length(&text[start..]);
        let (before, rest) = text.split_at(start);
        let begins_a_word = before.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        if begins_a_word && has_host(&rest[..length]) {
            return Some((before, &rest[..length], &rest[length..]));
        }
        from = start + "http".len();
    }
}

/// Where the next `http://` or `https://` begins.
fn scheme(text: &str) -> Option<usize> {
    [text.find("http://"), text.find("https://")].into_iter().flatten().min()
}

/// To the next white space, less the punctuation of the sentence around the link.
fn link_length(text: &str) -> usize {
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"')).unwrap_or(text.len());
    let mut link = &text[..end];
    loop {
        let shorter = link.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '…', '।']);
        let shorter = match shorter.strip_suffix(')') {
            // A bracket that the address itself opened belongs to it.
            Some(open) if shorter.matches('(').count() < shorter.matches(')').count() => open,
            Some(_) | None => shorter,
        };
        if shorter.len() == link.len() {
            return link.len();
        }
        link = shorter;
    }
}

fn has_host(link: &str) -> bool {
    link.split_once("://").is_some_and(|(_, host)| host.starts_with(|c: char| c.is_alphanumeric() || c == '['))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(text: &str) -> Vec<String> {
        let link = |piece| match piece {
            Piece::Link(link) => Some(link),
            Piece::Text(_) => None,
        };
        pieces(text).into_iter().filter_map(link).collect()
    }

    #[test]
    fn links_end_where_a_reader_would_end_them() {
        assert_eq!(links("see https://a.example/x?y=1#z."), ["https://a.example/x?y=1#z"]);
        assert_eq!(
            links("(http://a.example), (https://b.example/c_(d))!"),
            ["http://a.example", "https://b.example/c_(d)"]
        );
        assert_eq!(links("https://a.example\nhttps://b.example"), ["https://a.example", "https://b.example"]);
        assert_eq!(links("यह देखें https://a.example/भौतिकी।"), ["https://a.example/भौतिकी"]);
    }

    #[test]
    fn everything_else_is_text() {
        for text in
            ["", "javascript:alert(1)", "data:text/html,x", "http://", "https:// x", "xhttp://a", "ftp://a.example"]
        {
            assert!(links(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn nothing_is_lost() {
        for text in ["a https://b.example, c", "http://http://x", "<https://a.example>", "https://a.example"] {
            let joined: String = pieces(text)
                .into_iter()
                .map(|piece| match piece {
                    Piece::Text(text) | Piece::Link(text) => text,
                })
                .collect();
            assert_eq!(joined, text);
        }
    }
}
