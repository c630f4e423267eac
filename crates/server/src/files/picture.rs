//! What a file is, by its own first bytes and never by what somebody calls it.

use imagesize::ImageType;
use talkspace_model::PictureSize;

/// Bytes from the beginning that are looked at. The size of a photograph stands behind its own small preview, which cameras
/// keep below 64 KB.
pub(super) const HEAD: usize = 128 * 1024;
/// Sides of a picture that a page is asked to show. Larger ones are bombs or maps, and are downloaded instead.
const SIDE_MAX: usize = 16_384;
/// The same of the area, in pixels: a browser takes four bytes for each, however small the file. Larger than the photographs
/// of most telephones; 200 MB in memory.
const AREA_MAX: usize = 50_000_000;

/// The media type under which it is given out, and the size if browsers show it as a picture. Everything else is bytes:
/// what could run as a page (HTML, SVG) must not be shown as one.
pub(super) fn read(head: &[u8]) -> (&'static str, Option<PictureSize>) {
    const BYTES: (&str, Option<PictureSize>) = ("application/octet-stream", None);
    let media_type = match imagesize::image_type(head) {
        Ok(ImageType::Png) => "image/png",
        Ok(ImageType::Jpeg) => "image/jpeg",
        Ok(ImageType::Gif) => "image/gif",
        Ok(ImageType::Webp) => "image/webp",
        Ok(_) | Err(_) => return BYTES,
    };
    let shown = |width: usize, height: usize| width.max(height) <= SIDE_MAX && width * height <= AREA_MAX;
    let size = imagesize::blob_size(head).ok().filter(|size| shown(size.width, size.height));
    let side = |pixels| u32::try_from(pixels).ok().filter(|pixels| *pixels > 0);
    let picture = size.and_then(|size| Some(PictureSize { width: side(size.width)?, height: side(size.height)? }));
    picture.map_or(BYTES, |picture| (media_type, Some(picture)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIF: &[u8] = b"GIF89a\x03\x00\x05\x00\x80\x00\x00";

    #[test]
    fn pictures_are_known_by_their_bytes() {
        assert_eq!(read(GIF), ("image/gif", Some(PictureSize { width: 3, height: 5 })));
        let huge = [b"GIF89a".as_slice(), &[0xff; 4], &[0x80, 0, 0]].concat();
        assert_eq!(read(&huge), ("application/octet-stream", None), "65,535 pixels wide");
        let broad = [b"GIF89a".as_slice(), &[0x00, 0x40, 0x00, 0x40], &[0x80, 0, 0]].concat();
        assert_eq!(read(&broad), ("application/octet-stream", None), "16,384 pixels each way");
    }

    #[test]
    fn what_could_run_is_bytes() {
        for text in ["<html><script>alert(1)</script>", "<svg xmlns='http://www.w3.org/2000/svg'/>", "%PDF-1.7", ""] {
            assert_eq!(read(text.as_bytes()), ("application/octet-stream", None), "{text}");
        }
    }
}
