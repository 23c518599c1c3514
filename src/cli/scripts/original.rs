//! Reading the source maps of scripts.

use std::path::Path;

use sourcemap::{DecodedMap, SourceMap, Token, decode_data_url, decode_slice};

use crate::check::Original;
use crate::system::fs;

/// No source map is as large as this: 64 MB.
const MAX_BYTES: u64 = 64_000_000;

/// What a comment begins with that names a source map.
const MARKS: [&str; 2] = ["//# sourceMappingURL=", "//@ sourceMappingURL="];

/// The address of a script's source map, as the last comment of its kind says.
pub(super) fn address(code: &str) -> Option<&str> {
    let lines = code.lines().rev();
    let mut lines = lines.filter(|line| !line.trim().is_empty()).take(5);
    lines.find_map(|line| {
        let line = line.trim();
        let mut marks = MARKS.iter();
        marks.find_map(|mark| Some(line.strip_prefix(mark)?.trim()))
    })
}

/// The source map of the script at a path: in its own comment, where that says, or beside it.
pub(super) fn of_script(path: &Path, code: &str) -> Option<Original> {
    let address = address(code);
    if let Some(data) = address.filter(|it| it.starts_with("data:")) {
        let map = whole(decode_data_url(data).ok()?)?;
        return Some(original(path, map));
    }
    let beside = path.with_file_name(format!("{}.map", path.file_name()?.to_str()?));
    let named = address.filter(|it| !it.contains("://") && !it.starts_with('/'));
    let named = named.map(|it| path.with_file_name(it.split(['?', '#']).next().unwrap_or(it)));
    let mut paths = named.into_iter().chain([beside]);
    paths.find_map(|path| {
        let size = fs::metadata(&path).ok()?.len();
        let bytes = fs::read(&path).ok().filter(|_| size <= MAX_BYTES)?;
        Some(original(&path, whole(decode_slice(&bytes).ok()?)?))
    })
}

fn original(path: &Path, map: SourceMap) -> Original {
    let at = path.display().to_string().replace('\\', "/");
    Original::new(move |line, column| {
        let token = token_at(&map, line, column)?;
        // A map may have nothing for a line: then the closest token before is of other code.
        if token.get_dst_line() != line || !token.has_source() {
            return None;
        }
        let path = existing(&at, token.get_source()?);
        let (line, column) = (token.get_src_line() + 1, token.get_src_col() + 1);
        Some(format!("{path}:{line}:{column}"))
    })
}

/// A map without sections.
fn whole(map: DecodedMap) -> Option<SourceMap> {
    match map {
        DecodedMap::Regular(map) => Some(map),
        DecodedMap::Index(map) => map.flatten().ok(),
        DecodedMap::Hermes(_) => None,
    }
}

/// The last token at or before a place. Where minifiers move code into other code, several begin at one place, the
/// innermost last.
fn token_at(map: &SourceMap, line: u32, column: u32) -> Option<Token<'_>> {
    let is_before = |index: usize| {
        map.get_token(index)
            .is_some_and(|token| token.get_dst() <= (line, column))
    };
    let (mut low, mut high) = (0, map.get_token_count() as usize);
    while low < high {
        let middle = low + (high - low) / 2;
        match is_before(middle) {
            true => low = middle + 1,
            false => high = middle,
        }
    }
    map.get_token(low.checked_sub(1)?)
}

/// The path of a source. Some bundlers write it relative to the project, and not to the map: where the file is not
/// there, and is relative to a folder further up, that is it.
fn existing(map: &str, source: &str) -> String {
    let as_written = path(map, source);
    let is_file = |path: &str| fs::metadata(path).is_ok_and(|it| it.is_file());
    if is_file(&as_written) {
        return as_written;
    }
    let folders = Path::new(map).ancestors().skip(1);
    let mut paths = folders.map(|folder| folder.join(source).display().to_string());
    paths.find(|path| is_file(path)).unwrap_or(as_written)
}

/// The path of a source: relative to the map, or as a bundler names it without the bundler's own scheme.
fn path(map: &str, source: &str) -> String {
    if let Some((_, path)) = source.split_once("://") {
        let path = path.split_once('/').map_or(path, |(_, path)| path);
        return path.trim_start_matches("./").to_owned();
    }
    if source.starts_with('/') {
        return source.to_owned();
    }
    let folder = map.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(source.split('/')) {
        match (part, parts.last()) {
            ("" | ".", Some(_)) | (".", None) => {}
            ("", None) if folder.is_empty() => {}
            ("..", Some(last)) if *last != ".." && !last.is_empty() => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_relative_to_the_map() {
        for (map, source, expected) in [
            ("dist/login.js.map", "../src/login.js", "src/login.js"),
            ("login.js.map", "src/login.js", "src/login.js"),
            ("/site/dist/a.map", "../src/./a.ts", "/site/src/a.ts"),
            ("a/b.map", "../../c.js", "../c.js"),
            ("dist/a.map", "webpack://login/./src/a.js", "src/a.js"),
            ("dist/a.map", "webpack:///src/a.js", "src/a.js"),
            ("dist/a.map", "/abs/a.js", "/abs/a.js"),
        ] {
            assert_eq!(path(map, source), expected, "{map} {source}");
        }
    }
}
