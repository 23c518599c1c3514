//! The scripts that pages load from elsewhere and whose files are among those that are checked.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use crate::input::FileId;
use crate::page::{Address, Page, Reference};

/// Which files are the code of the scripts that pages load, and of the modules that these import.
#[derive(Debug, Clone, Default)]
pub struct Scripts {
    /// By what asks for them.
    references: BTreeMap<FileId, Vec<Reference>>,
    /// What the source maps of scripts say, by the script.
    originals: BTreeMap<FileId, Original>,
}

/// What the source map of a script says: where the code at a line and a column in UTF-16 code units, both from
/// 0, was made from, as `path:line:column`.
#[derive(Clone)]
pub struct Original(Arc<Lookup>);

type Lookup = dyn Fn(u32, u32) -> Option<String> + Send + Sync;

impl Original {
    /// A source map that is asked by a function.
    #[must_use]
    pub fn new(lookup: impl Fn(u32, u32) -> Option<String> + Send + Sync + 'static) -> Self {
        Self(Arc::new(lookup))
    }

    pub(super) fn source(&self, line: u32, column: u32) -> Option<String> {
        (self.0)(line, column)
    }
}

impl fmt::Debug for Original {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Original")
    }
}

/// A page's script, and how the page comes to it.
#[derive(Debug, Clone)]
pub(super) struct Way {
    /// The element that loads it, or what imports it.
    pub(super) address: Address,
    /// The script and the modules that it imports.
    pub(super) files: BTreeSet<FileId>,
}

impl Scripts {
    /// Adds what a page or a module asks for.
    pub fn add(&mut self, reference: Reference) {
        let known = self.references.entry(reference.from).or_default();
        if !known.contains(&reference) {
            known.push(reference);
        }
    }

    /// Adds the source map of a script.
    pub fn add_original(&mut self, script: FileId, original: Original) {
        self.originals.insert(script, original);
    }

    /// How many scripts a page or a module asks for.
    #[must_use]
    pub fn count(&self, from: FileId) -> usize {
        self.references.get(&from).map_or(0, Vec::len)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.references.is_empty()
    }

    /// The source map of a script.
    pub(super) fn original(&self, script: FileId) -> Option<&Original> {
        self.originals.get(&script)
    }

    /// How a page that stands in a file comes to its scripts.
    pub(super) fn ways(&self, page: FileId, text: &str) -> Vec<Way> {
        let Some(known) = self.references.get(&page) else {
            return Vec::new();
        };
        let addresses = Page::read(text, false).addresses();
        let ways = addresses.into_iter().filter_map(|address| {
            let mut known = known.iter();
            let first =
                known.find(|it| it.address == address.text && it.is_module == address.is_module)?;
            let mut files = BTreeSet::new();
            let mut open = vec![first.to];
            while let Some(file) = open.pop() {
                if files.insert(file) {
                    let imports = self.references.get(&file).into_iter().flatten();
                    open.extend(imports.map(|it| it.to));
                }
            }
            Some(Way { address, files })
        });
        ways.collect()
    }

    /// What a page and its scripts ask for, in the order of the page.
    pub(super) fn of_page(&self, page: FileId, ways: &[Way]) -> Vec<Reference> {
        let known = self.references.get(&page).into_iter().flatten();
        let is_asked_for = |it: &&Reference| {
            ways.iter()
                .any(|way| way.address.text == it.address && way.address.is_module == it.is_module)
        };
        let mut found: Vec<Reference> = known.filter(is_asked_for).cloned().collect();
        let files: BTreeSet<FileId> = ways
            .iter()
            .flat_map(|way| way.files.iter().copied())
            .collect();
        for file in files {
            found.extend(self.references.get(&file).into_iter().flatten().cloned());
        }
        found
    }
}
