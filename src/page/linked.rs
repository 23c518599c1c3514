//! A page together with the scripts that it loads, as one text with one space of offsets.
//!
//! What reads pages knows one text. The code of a script from elsewhere stands in that text behind the
//! page, and the element that loads it has its [content](super::Script::content) there. Each file begins
//! at a multiple of [`ALIGNMENT`]: an edit of one file rarely moves another one, and pages that load the
//! same scripts have them at the same offsets, so that their syntax trees can be shared ([`Trees`]).

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use super::{Body, Comment, Problem};
use crate::edit::{self, Edit};
use crate::input::{FileId, SourceMap};
use crate::span::Span;

/// Files of a linked text begin at multiples of so many bytes.
const ALIGNMENT: usize = 64 * 1024;

/// What a page or module asks for, and the file that is its code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// The page, or the module that imports.
    pub from: FileId,
    /// The address as it is written there.
    pub address: String,
    /// The file with the code.
    pub to: FileId,
    /// Whether the code is a module's.
    pub is_module: bool,
    /// Whether a program wrote the code, so that it must not be edited.
    pub is_generated: bool,
}

/// The address of a script that a page loads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The address as it is meant, white space around it removed.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// Whether it is that of a module.
    pub is_module: bool,
}

/// Where the files of a linked text are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links {
    page: FileId,
    page_length: usize,
    references: Vec<Reference>,
    scripts: Vec<LinkedScript>,
}

/// A script in a linked text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct LinkedScript {
    /// The file.
    pub file: FileId,
    /// Its code in the linked text.
    pub span: Span,
    /// Whether it is a module.
    pub is_module: bool,
    /// Whether a program wrote it.
    pub is_generated: bool,
}

/// A page's text, and behind it the code of the scripts that it loads and that are at hand.
#[derive(Debug, Clone, Default)]
pub struct LinkedText {
    text: String,
    links: Arc<Links>,
    trees: Option<Trees>,
}

impl Links {
    /// The scripts, in the order of their code.
    #[must_use]
    pub fn scripts(&self) -> &[LinkedScript] {
        &self.scripts
    }

    /// The script that the page loads from an address.
    #[must_use]
    pub fn loaded(&self, address: &str, is_module: bool) -> Option<&LinkedScript> {
        self.find(self.page, address, is_module)
    }

    /// The module that a script imports, or the page's own code where `from` is not given.
    #[must_use]
    pub fn imported(&self, from: Option<&LinkedScript>, specifier: &str) -> Option<&LinkedScript> {
        let from = from.map_or(self.page, |script| script.file);
        self.find(from, specifier, true)
    }

    fn find(&self, from: FileId, address: &str, is_module: bool) -> Option<&LinkedScript> {
        let mut references = self.references.iter();
        let reference = references
            .find(|it| it.from == from && it.address == address && it.is_module == is_module)?;
        let mut scripts = self.scripts.iter();
        scripts.find(|it| it.file == reference.to && it.is_module == is_module)
    }

    /// The script that a place is in.
    #[must_use]
    pub fn script_at(&self, place: Span) -> Option<&LinkedScript> {
        let mut scripts = self.scripts.iter();
        scripts.find(|script| script.span.contains(place))
    }

    /// The part of the text that is the file which a place is in.
    #[must_use]
    pub fn part_at(&self, place: Span) -> Span {
        let page = Span::new(0, self.page_length);
        self.script_at(place).map_or(page, |script| script.span)
    }

    /// Whether a place is in a script from elsewhere, and not in the page.
    #[must_use]
    pub fn is_elsewhere(&self, place: Span) -> bool {
        self.script_at(place).is_some()
    }

    /// Says that a script's code stands in another place, see [`Page::with_code`](super::Page::with_code).
    pub(super) fn move_to(&mut self, script: usize, place: Span) {
        if let Some(script) = self.scripts.get_mut(script) {
            script.span = place;
        }
    }

    /// The map back to the files.
    #[must_use]
    pub fn map(&self) -> SourceMap {
        let page = (0, self.page, self.page_length);
        let scripts = self.scripts.iter();
        let scripts = scripts.map(|it| (it.span.start, it.file, it.span.len()));
        let parts: Vec<_> = std::iter::once(page).chain(scripts).collect();
        SourceMap::of_files(&parts)
    }
}

impl LinkedText {
    /// A page that is read alone.
    #[must_use]
    pub fn alone(text: &str) -> Self {
        Self::new(FileId::default(), text, &[], &|_| "", None)
    }

    /// A page with the scripts that `references` lead to. Of a file that is loaded both as a script and as a
    /// module, only what comes first is linked.
    #[must_use]
    pub fn new<'t>(
        page: FileId,
        page_text: &str,
        references: &[Reference],
        text_of: &dyn Fn(FileId) -> &'t str,
        trees: Option<Trees>,
    ) -> Self {
        let mut text = page_text.to_owned();
        let mut scripts: Vec<LinkedScript> = Vec::new();
        let mut seen = BTreeSet::from([page]);
        for reference in references {
            if !seen.insert(reference.to) {
                continue;
            }
            pad(&mut text);
            let start = text.len();
            text.push_str(text_of(reference.to));
            scripts.push(LinkedScript {
                file: reference.to,
                span: Span::new(start, text.len()),
                is_module: reference.is_module,
                is_generated: reference.is_generated,
            });
        }
        let links = Links {
            page,
            page_length: page_text.len(),
            references: references.to_vec(),
            scripts,
        };
        Self {
            text,
            links: Arc::new(links),
            trees,
        }
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The page's part of it.
    #[must_use]
    pub fn page_text(&self) -> &str {
        self.text.get(..self.links.page_length).unwrap_or_default()
    }

    /// Where the files are.
    #[must_use]
    pub fn links(&self) -> &Arc<Links> {
        &self.links
    }

    pub(crate) fn trees(&self) -> Option<&Trees> {
        self.trees.as_ref()
    }

    /// The text after edits of it. Every file begins where one of its length begins.
    ///
    /// # Errors
    /// When edits overlap, or one is not of one file.
    pub fn edited(&self, edits: &[Edit]) -> Result<Self, String> {
        let links = &*self.links;
        let mut files = vec![(links.page, Span::new(0, links.page_length))];
        files.extend(links.scripts.iter().map(|it| (it.file, it.span)));
        let mut by_file: BTreeMap<FileId, Vec<Edit>> = BTreeMap::new();
        for edit in edits {
            let holder = files.iter().find(|(_, span)| span.contains(edit.range));
            let (file, span) = holder.ok_or("the edit would change several files at once")?;
            let range = Span::new(edit.range.start - span.start, edit.range.end - span.start);
            let edit = Edit::replacement(range, edit.content.clone());
            by_file.entry(*file).or_default().push(edit);
        }
        let mut texts = BTreeMap::new();
        for (file, span) in files {
            let before = span.text(&self.text);
            let after = match by_file.get(&file) {
                Some(edits) => edit::apply(before, edits).map_err(|error| error.to_string())?,
                None => before.to_owned(),
            };
            texts.insert(file, after);
        }
        let text_of = |file: FileId| texts.get(&file).map_or("", String::as_str);
        let page_text = text_of(links.page);
        let trees = self.trees.clone();
        Ok(Self::new(
            links.page,
            page_text,
            &links.references,
            &text_of,
            trees,
        ))
    }
}

/// Adds white space up to where a file may begin. A name that ends one file does not go on in the next.
fn pad(text: &mut String) {
    let length = (text.len() + 1).next_multiple_of(ALIGNMENT) - text.len();
    text.push('\n');
    text.extend(std::iter::repeat_n(' ', length - 2));
    text.push('\n');
}

/// The syntax trees of scripts, for the pages that have them at the same offset.
///
/// Trees are dropped with the last of these, which must be on a thread with a big stack, see
/// [`crate::stack`].
#[derive(Debug, Clone, Default)]
pub struct Trees(Rc<RefCell<ByPlace>>);

/// Trees by the offset of their code, and whether that is a module's.
type ByPlace = BTreeMap<(usize, bool), Vec<Tree>>;

/// What came of reading a script.
#[derive(Debug, Clone)]
pub(super) struct Tree {
    pub(super) code: Rc<str>,
    pub(super) body: Body,
    pub(super) comments: Vec<Comment>,
    pub(super) problems: Vec<Problem>,
}

impl Trees {
    /// The tree of code that begins at `start`, which `read` makes unless it is known.
    pub(super) fn get(
        &self,
        start: usize,
        is_module: bool,
        code: &str,
        read: impl FnOnce() -> Tree,
    ) -> Tree {
        let key = (start, is_module);
        let known = self.0.borrow().get(&key).and_then(|trees| {
            let mut trees = trees.iter();
            trees.find(|tree| *tree.code == *code).cloned()
        });
        known.unwrap_or_else(|| {
            let tree = read();
            self.0
                .borrow_mut()
                .entry(key)
                .or_default()
                .push(tree.clone());
            tree
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reference(address: &str, to: usize) -> Reference {
        Reference {
            from: FileId(0),
            address: address.to_owned(),
            to: FileId(to),
            is_module: false,
            is_generated: false,
        }
    }

    fn linked() -> LinkedText {
        let references = [
            reference("a.js", 1),
            reference("b.js", 2),
            reference("./a.js", 1),
        ];
        let text_of = |file: FileId| ["<page>", "first()", "second()"][file.0];
        LinkedText::new(FileId(0), "<page>", &references, &text_of, None)
    }

    #[test]
    fn every_file_has_its_place() {
        let text = linked();
        assert_eq!(text.page_text(), "<page>");
        let links = text.links();
        let code = |address| {
            links
                .loaded(address, false)
                .map(|it| it.span.text(text.text()))
        };
        assert_eq!(code("a.js"), Some("first()"));
        assert_eq!(code("./a.js"), Some("first()"));
        assert_eq!(code("b.js"), Some("second()"));
        assert_eq!(code("c.js"), None);
        assert_eq!(links.loaded("a.js", true), None);
        let b = links.loaded("b.js", false).expect("it is linked").span;
        assert_eq!(b.start, 2 * ALIGNMENT);
        let place = links.map().place(Span::new(b.start + 1, b.end));
        assert_eq!((place.file, place.span), (FileId(2), Span::new(1, 8)));
        assert_eq!(links.map().place(Span::new(1, 3)).span, Span::new(1, 3));
    }

    #[test]
    fn edits_move_no_other_file() {
        let text = linked();
        let a = text.links().scripts()[0].span;
        let edits = [Edit::insertion(6, "!"), Edit::insertion(a.end, ";")];
        let edited = text.edited(&edits).expect("they can be made");
        assert_eq!(edited.page_text(), "<page>!");
        let code: Vec<&str> = edited
            .links()
            .scripts()
            .iter()
            .map(|it| it.span.text(edited.text()))
            .collect();
        assert_eq!(code, ["first();", "second()"]);
        assert_eq!(edited.links().scripts()[1], text.links().scripts()[1]);
        assert!(text.edited(&[Edit::insertion(100, "x")]).is_err());
    }
}
