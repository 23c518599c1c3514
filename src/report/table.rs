//! Tables for people.

use comfy_table::presets::NOTHING;
use comfy_table::{ContentArrangement, Table};

use super::{Style, printable};

/// A table as text. On a terminal, cells are wrapped so that it fits; elsewhere a row is a line, for programs that
/// go through lines.
pub(super) fn table<const N: usize>(
    header: [&str; N],
    rows: &[[String; N]],
    style: Style,
) -> String {
    let mut table = Table::new();
    table.load_style(NOTHING).set_header(header);
    match columns(style) {
        Some(width) => table
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(width),
        None => table.set_content_arrangement(ContentArrangement::Disabled),
    };
    for row in rows {
        table.add_row(row.iter().map(|cell| printable(cell).into_owned()));
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    let lines: Vec<String> = table
        .lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect();
    lines.concat()
}

/// The width of the terminal, if it is one that is written to.
fn columns(style: Style) -> Option<u16> {
    // Narrower than this, every letter would have a line of its own.
    const LEAST: u16 = 20;
    let width = style.width.filter(|_| style.is_terminal)?;
    Some(u16::try_from(width).unwrap_or(u16::MAX).max(LEAST))
}

#[cfg(test)]
mod tests {
    use snapbox::{IntoData, assert_data_eq, str};

    use super::*;

    #[test]
    fn a_row_is_a_line_in_a_pipe() {
        let rows = [
            ["Users".to_owned(), "x".repeat(150)],
            ["日本\u{1b}[31m".to_owned(), "y".to_owned()],
        ];
        let text = table(["NAME", "ID"], &rows, Style::PLAIN);
        let text = text.replace(&"x".repeat(150), "xxx");
        assert_data_eq!(
            text,
            str![[r#"
NAME       ID
Users      xxx
日本�[31m  y

"#]]
            .raw()
        );
    }
}
