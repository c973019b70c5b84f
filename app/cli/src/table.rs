//! Tables for the terminal.

use comfy_table::{ContentArrangement, Table, TableComponent, presets};

use crate::output;

/// A table with a rule below its header and no other lines.
pub fn ruled<const COLUMNS: usize>(header: [&str; COLUMNS]) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::UTF8_HORIZONTAL_ONLY);
    for line in [
        TableComponent::HorizontalLines,
        TableComponent::MiddleIntersections,
        TableComponent::LeftBorderIntersections,
        TableComponent::RightBorderIntersections,
    ] {
        table.remove_style(line);
    }
    table.set_content_arrangement(ContentArrangement::Dynamic);
    if !output::is_coloured() {
        table.force_no_tty();
    }
    table.set_header(header);
    table
}

/// Names and values in two columns, without lines.
pub fn facts<'a>(rows: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let rows: Vec<_> = rows.into_iter().collect();
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let line = |(name, value): &(&str, String)| format!("{name:width$}  {value}\n");
    rows.iter().map(line).collect()
}
