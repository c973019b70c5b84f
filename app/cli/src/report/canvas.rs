//! SVG that belongs to a page: no size of its own, and the page's colours, light or dark.

use anyhow::{Result, anyhow};
use plotters::{
    coord::Shift,
    prelude::*,
    style::text_anchor::{HPos, Pos, VPos},
};

// Wide enough for a column of the page, narrow enough to be read on a phone.
/// Width in its own units.
pub const WIDTH: u32 = 500;
/// Height in its own units.
pub const HEIGHT: u32 = 330;
/// Of all labels.
pub const FONT: (&str, u32) = ("sans-serif", 15);
// Drawn in colours that nothing else has, and then replaced by the page's.
/// Of text.
pub const INK: RGBColor = RGBColor(1, 2, 3);
/// Of lesser text.
pub const MUTED: RGBColor = RGBColor(1, 2, 4);
/// Of axes and grids.
pub const LINE: RGBColor = RGBColor(1, 2, 5);
/// Of what was accepted.
pub const ACCENT: RGBColor = RGBColor(1, 2, 6);
/// Of what went back.
pub const REST: RGBColor = RGBColor(1, 2, 7);
/// Of what to look at.
pub const MARK: RGBColor = RGBColor(1, 2, 8);
/// Of what charts lie on.
pub const CARD: RGBColor = RGBColor(1, 2, 9);
/// Of things that lie side by side: seven that the colour-blind tell apart.
pub const BANDS: [RGBColor; 7] = [
    RGBColor(1, 3, 1),
    RGBColor(1, 3, 2),
    RGBColor(1, 3, 3),
    RGBColor(1, 3, 4),
    RGBColor(1, 3, 5),
    RGBColor(1, 3, 6),
    RGBColor(1, 3, 7),
];
const PAGE_COLOURS: [(RGBColor, &str); 14] = [
    (INK, "var(--ink)"),
    (MUTED, "var(--muted)"),
    (LINE, "var(--line)"),
    (ACCENT, "var(--accent)"),
    (REST, "var(--rest)"),
    (MARK, "var(--mark)"),
    (CARD, "var(--card)"),
    (BANDS[0], "var(--band-1)"),
    (BANDS[1], "var(--band-2)"),
    (BANDS[2], "var(--band-3)"),
    (BANDS[3], "var(--band-4)"),
    (BANDS[4], "var(--band-5)"),
    (BANDS[5], "var(--band-6)"),
    (BANDS[6], "var(--band-7)"),
];
/// The page's colours, by day and by night.
const STYLE: &str = include_str!("style.css");

/// What a chart is drawn on.
pub type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// Text around a point.
pub fn middle() -> Pos {
    Pos::new(HPos::Center, VPos::Center)
}

/// Draws an SVG.
pub fn draw(paint: impl FnOnce(&Area) -> Result<()>) -> Result<String> {
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, (WIDTH, HEIGHT)).into_drawing_area();
        paint(&area)?;
        area.present().map_err(|error| anyhow!("cannot draw: {error}"))?;
    }
    for (colour, name) in PAGE_COLOURS {
        let RGBColor(r, g, b) = colour;
        svg = svg.replace(&format!("#{r:02X}{g:02X}{b:02X}"), name);
    }
    let size = format!("width=\"{WIDTH}\" height=\"{HEIGHT}\" ");
    Ok(svg.replacen(&size, "", 1).replace(" xmlns=\"http://www.w3.org/2000/svg\"", ""))
}

/// A chart that was drawn for a page, with what it takes from the page.
pub fn standalone(chart: &str) -> String {
    let colours = STYLE.split("* {").next().unwrap_or_default();
    let root = "<svg xmlns=\"http://www.w3.org/2000/svg\" ";
    let style = format!(">\n<style>{colours}svg {{ background: var(--card); }}</style>\n");
    chart.replacen("<svg ", root, 1).replacen(">\n", &style, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_takes_its_colours_from_the_page() {
        let svg = draw(|area| {
            area.draw(&Circle::new((9, 9), 3, ACCENT.filled()))?;
            Ok(())
        });

        let svg = svg.unwrap_or_default();
        assert!(svg.contains("var(--accent)"), "{svg}");
        assert!(!svg.contains("http") && !svg.contains(" width=\"500\""), "{svg}");
    }
}
