//! The page as a frame runs it.

use crate::bind::{self, Config};
use crate::page::Page;
use crate::stack;

/// What the browser is told of a framed page: what its scripts load passes through the service worker,
/// and what cannot pass there, forms and frames of others, stays here.
pub(super) const POLICY: &str = "frame-ancestors 'self'; form-action 'self'; \
     frame-src 'self' data: blob: about:; worker-src 'self' blob:; object-src 'none'; \
     connect-src 'self' http: https: data: blob:";

/// The page with its config filled in and with the script that reports to the workbench, which runs
/// before every other.
pub(super) fn html(page: &str, config: &Config, reporter: &str) -> String {
    let at = start_of_head(page);
    let (before, after) = page.split_at_checked(at).unwrap_or(("", page));
    let script = format!("<script src=\"{reporter}\"></script>");
    // Filled in separately, so that nothing can come together at the seam.
    let fill = |part| bind::fill(part, config).text;
    format!("{}{script}{}", fill(before), fill(after))
}

/// Where a script can go without moving anything: right after the first tag of `head`, or of `html`, or
/// after the document type. Before that it would put the page into quirks mode.
fn start_of_head(text: &str) -> usize {
    let page = stack::with_room(|| Page::read(text, false));
    let tag = |name: &str| {
        let mut elements = page.elements.iter();
        elements
            .find(|element| *element.name == *name)
            .map(|element| element.start_tag.end)
    };
    tag("head")
        .or_else(|| tag("html"))
        .unwrap_or_else(|| end_of_doctype(text))
}

fn end_of_doctype(text: &str) -> usize {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let is_doctype = start
        .get(..9)
        .is_some_and(|start| start.eq_ignore_ascii_case("<!doctype"));
    let end = start.find('>').filter(|_| is_doctype);
    end.map_or(0, |end| text.len() - start.len() + end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bind::{Kind, sample};
    use crate::lock::catalog::Target;

    #[test]
    fn the_reporter_runs_first_and_changes_no_mode() {
        for (page, before) in [
            (
                "<!doctype html><html lang=en><head data-x><title>",
                "<!doctype html><html lang=en><head data-x>",
            ),
            (
                "<!-- a --><!DOCTYPE html>\n<html>\n<p>",
                "<!-- a --><!DOCTYPE html>\n<html>",
            ),
            ("\u{feff}<!doctype html><p>", "\u{feff}<!doctype html>"),
            ("<p>", ""),
            ("", ""),
        ] {
            let config = sample(Kind::FirstParty, Target::Cloud);
            let html = html(page, &config, "/r.js");
            let expected = format!("{before}<script src=\"/r.js\"></script>");
            assert!(html.starts_with(&expected), "{html}");
            assert_eq!(html.replace("<script src=\"/r.js\"></script>", ""), page);
        }
    }

    #[test]
    fn the_config_is_filled_in() {
        let config = sample(Kind::FirstParty, Target::Cloud);
        let html = html("<head><script>atob('@@config@@')", &config, "/r.js");
        assert!(html.contains(&format!("atob('{}')", config.encode())));
    }
}
