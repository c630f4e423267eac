//! A link as a QR code.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc};

/// Light modules around the code; readers need them (ISO/IEC 18004, section 5.3.8).
const QUIET: i32 = 4;

/// The code's outline on a grid of so many modules to each side, the quiet ones among them: an SVG path to be filled dark
/// on a light plate. `None` for a text that is too long for a code.
pub fn outline(text: &str) -> Option<(i32, String)> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            write!(path, "M{},{}h1v1h-1z", x + QUIET, y + QUIET).expect("writing to a String cannot fail");
        }
    }
    Some((code.size() + 2 * QUIET, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Paints the outline and has another library read it.
    #[test]
    fn the_code_says_the_link() {
        const SCALE: usize = 4;
        let link = "https://talk.example/m/abcd-efgh-jkmn";
        let (size, path) = outline(link).unwrap();
        let size = usize::try_from(size).unwrap();
        let mut dark = vec![false; size * size];
        for module in path.split('M').skip(1) {
            let (x, rest) = module.split_once(',').unwrap();
            let (y, _) = rest.split_once('h').unwrap();
            dark[y.parse::<usize>().unwrap() * size + x.parse::<usize>().unwrap()] = true;
        }
        let paint = |x: usize, y: usize| if dark[y / SCALE * size + x / SCALE] { 0 } else { 255 };
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(size * SCALE, size * SCALE, paint);
        let found = picture.detect_grids();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].decode().unwrap().1, link);
    }

    #[test]
    fn what_does_not_fit_has_no_code() {
        assert_eq!(outline(&"x".repeat(5000)), None);
    }
}
