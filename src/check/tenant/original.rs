//! Where the code of a generated script comes from, by its source map.

use super::Together;
use crate::input::{LineIndex, Place};

/// What to do about a finding in a script, with the place in the source that the script was made from.
pub(super) fn help(help: Option<String>, place: Place, together: Together<'_>) -> Option<String> {
    let Some(source) = source(place, together) else {
        return help;
    };
    Some(match help {
        Some(help) => format!("{help}; the code comes from {source}"),
        None => format!("the code comes from {source}"),
    })
}

/// The file, line and column, from 1, that the code at a place was made from.
fn source(place: Place, together: Together<'_>) -> Option<String> {
    let original = together.scripts.original(place.file)?;
    let text = together.files.text(place.file);
    let lines = LineIndex::new(text);
    let position = lines.position(text, place.span.start);
    let column = lines.utf16_column(text, place.span.start);
    let line = u32::try_from(position.line.checked_sub(1)?).ok()?;
    let column = u32::try_from(column.checked_sub(1)?).ok()?;
    original.source(line, column)
}
