//! Horizontal bars: SVG in percentages, so that they are as wide as the page lets them be.

use maud::{Markup, html};

/// A part of a bar.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// How long it is, as a share of the whole width (0 to 1).
    pub share: f64,
    /// A class of the page's style sheet.
    pub class: &'static str,
}

/// One bar of parts, one behind the other. `words` say the same to those who do not see it.
pub fn bar(parts: &[Part], words: &str) -> Markup {
    let mut from = 0.0;
    let placed: Vec<_> = parts
        .iter()
        .map(|part| {
            let share = part.share.clamp(0.0, 1.0 - from);
            let start = from;
            from += share;
            (start, share, part.class)
        })
        .collect();
    html! {
        svg class="bar" role="img" aria-label=(words) {
            rect class="track" width="100%" height="100%" {}
            @for (start, share, class) in placed {
                @if share > 0.0 {
                    rect class=(class) x=(percent(start)) width=(percent(share)) height="100%" {}
                }
            }
        }
    }
}

/// A labelled row: name, bar, value, and a note below.
pub struct Row {
    /// What it is of.
    pub name: String,
    /// The bar.
    pub parts: Vec<Part>,
    /// The number it stands for.
    pub value: String,
    /// What else there is to say.
    pub note: String,
}

/// Rows below each other, their bars in one column.
pub fn rows(rows: &[Row]) -> Markup {
    html! {
        div class="rows" {
            @for row in rows {
                div class="row" {
                    span class="name" { (row.name) }
                    (bar(&row.parts, &format!("{}: {}", row.name, row.value)))
                    span class="value" { (row.value) }
                    @if !row.note.is_empty() { span class="note" { (row.note) } }
                }
            }
        }
    }
}

fn percent(share: f64) -> String {
    format!("{:.3}%", share * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_follow_each_other_and_never_leave_the_bar() {
        let parts = [0.25, 0.0, 0.5, 9.0].map(|share| Part { share, class: "a" });

        let svg = bar(&parts, "words").into_string();

        for part in ["x=\"0.000%\" width=\"25.000%\"", "x=\"25.000%\" width=\"50.000%\""] {
            assert!(svg.contains(part), "{svg}");
        }
        assert!(svg.contains("x=\"75.000%\" width=\"25.000%\""), "{svg}");
        assert_eq!(svg.matches("<rect").count(), 4);
    }
}
