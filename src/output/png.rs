//! The drawing as a picture, for slides and chats, with fonts of its own: it looks the same on every machine.
//!
//! Built with the feature `png` only.

use std::io::Write;
use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::loss::Losses;
use super::{sink, svg};
use crate::timeline::Timeline;
use crate::{Error, ErrorKind};

/// Pixels of the picture for each of the drawing, where it is not too tall.
const SHARP: f32 = 2.0;

/// The tallest picture, in pixels: programs that show pictures refuse more.
const TALLEST: f32 = 32_000.0;

/// Writes `timeline` under `title`.
///
/// # Errors
/// The timeline is too long for a picture, the drawing cannot be painted, or the output cannot be written.
pub fn write(timeline: &Timeline, title: &str, out: impl Write) -> Result<Losses, Error> {
    let mut drawing = Vec::new();
    let losses = svg::write(timeline, title, &mut drawing)?;
    let picture = picture(&drawing)?;
    let bytes = picture.encode_png().map_err(|error| sink::failed(&error))?;
    sink::bytes(&bytes, out)?;
    Ok(losses)
}

fn picture(drawing: &[u8]) -> Result<Pixmap, Error> {
    let mut fonts = fontdb::Database::new();
    for font in [dejavu::sans::regular(), dejavu::sans::bold(), dejavu::serif::bold()] {
        fonts.load_font_data(font.to_vec());
    }
    fonts.set_sans_serif_family("DejaVu Sans");
    fonts.set_serif_family("DejaVu Serif");
    let options =
        Options { fontdb: Arc::new(fonts), font_family: "DejaVu Sans".to_owned(), ..Options::default() };
    let tree = Tree::from_data(drawing, &options)
        .map_err(|error| Error::new(ErrorKind::Data, format!("the drawing cannot be painted: {error}")))?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = if height * SHARP > TALLEST { 1.0 } else { SHARP };
    let pixels = (height * scale <= TALLEST)
        .then(|| Pixmap::new((width * scale).ceil() as u32, (height * scale).ceil() as u32))
        .flatten();
    let Some(mut pixels) = pixels else {
        let message = format!("the timeline is too long for a picture: {height} pixels tall");
        let remedy = "make it shorter with --top, --from or --about, or write .svg or .html";
        return Err(Error::new(ErrorKind::Usage, message).with_remedy(remedy));
    };
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    Ok(pixels)
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn words_are_painted_with_the_fonts_that_are_built_in() {
        let mut drawing = Vec::new();
        svg::write(&samples::timeline(), "Timeline", &mut drawing).expect("memory");
        let picture = picture(&drawing).expect("a picture");
        let dark = |pixel: &&resvg::tiny_skia::PremultipliedColorU8| pixel.red() < 80 && pixel.green() < 80;
        let title = picture.pixels().iter().take((picture.width() * 90) as usize).filter(dark).count();
        assert!(title > 1000, "the title is not there: {title} dark pixels");
    }

    #[test]
    fn the_longest_drawing_is_a_picture() {
        let mut timeline = samples::timeline();
        timeline.events = std::iter::repeat_n(timeline.events[3].clone(), 900).collect();
        let mut drawing = Vec::new();
        svg::write(&timeline, "t", &mut drawing).expect("memory");
        let picture = picture(&drawing).expect("a picture");
        assert!(picture.height() > 10_000 && picture.height() <= TALLEST as u32, "{}", picture.height());
    }
}
