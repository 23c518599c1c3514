//! Where the HTML of a page is: in a file, or in a string.

use super::model::{Embedded, Html};
use super::notation::{self, Notation, Written};
use super::path;
use super::tree::Text;
use super::{Files, Reading};
use crate::input::Place;

/// The page in a string, if it is one; otherwise what stands in its place.
pub(super) fn of_text(files: &Files, text: &Text, place: Place) -> Html {
    if text.value.trim().is_empty() {
        return Html::Missing;
    }
    if path::is_file_name(&text.value) {
        return Html::FileName(text.value.clone(), place);
    }
    let value = Some(text.value.as_str());
    match written(files, text.notation, place, value) {
        Some(written) => Html::Embedded(Box::new(Embedded::new(
            written.text,
            written.map,
            vec![text.notation],
        ))),
        None => Html::Unknown(place),
    }
}

/// A string where it stands.
pub(super) fn written(
    files: &Files,
    notation: Notation,
    place: Place,
    value: Option<&str>,
) -> Option<Written> {
    notation::read(
        notation,
        files.text(place.file),
        place.file,
        place.span,
        value,
    )
}

/// The page in the file of this name, which `place` names.
pub(super) fn of_file(files: &Files, reading: &mut Reading, name: &str, place: Place) -> Html {
    match files.at(name) {
        Some(file) => {
            reading.members.insert(file);
            Html::File(files.whole(file))
        }
        None => {
            reading.wanted.insert(path::clean(name));
            Html::NoSuchFile(path::clean(name), place)
        }
    }
}
