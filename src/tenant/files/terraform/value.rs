//! What values of a module come to, as far as its own files tell.

use std::collections::BTreeMap;

use super::body;
use crate::input::FileId;
use crate::tenant::files::hcl::{Kind, Part, Value};
use crate::tenant::files::{Files, Parsed, path};

/// Locals that refer to locals are followed so many times.
const MOST_STEPS: usize = 8;

/// A module: the files of a folder.
pub(super) struct Module<'f> {
    pub(super) files: &'f Files,
    /// Its folder.
    pub(super) folder: String,
    /// The folder of the module that Terraform is run in.
    root: String,
    locals: BTreeMap<&'f str, Located<'f>>,
    /// The resources that it declares: `auth0_client.partner`.
    resources: Vec<String>,
}

/// A value and its file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Located<'f> {
    pub(super) file: FileId,
    pub(super) value: &'f Value,
}

impl<'f> Module<'f> {
    pub(super) fn new(files: &'f Files, folder: &str, root: &str, ids: &[FileId]) -> Self {
        let mut locals = BTreeMap::new();
        let mut resources = Vec::new();
        for (file, body) in ids.iter().filter_map(|id| Some((*id, body(files, *id)?))) {
            for block in body.blocks("locals") {
                for it in &block.body.attributes {
                    let value = &it.value;
                    locals.insert(it.name.as_str(), Located { file, value });
                }
            }
            resources.extend(body.blocks("resource").map(|it| it.labels.join(".")));
        }
        Self {
            files,
            folder: folder.to_owned(),
            root: root.to_owned(),
            locals,
            resources,
        }
    }

    /// Whether a file is in Terraform's JSON.
    pub(super) fn is_json(&self, file: FileId) -> bool {
        let file = self.files.files.get(file.0);
        file.is_some_and(|file| matches!(*file.parsed, Parsed::TerraformJson(_)))
    }

    /// A value, followed through locals.
    pub(super) fn resolved<'v>(&self, located: Located<'v>) -> Located<'v>
    where
        'f: 'v,
    {
        let mut located = located;
        for _ in 0..MOST_STEPS {
            let Kind::Reference(name) = &located.value.kind else {
                break;
            };
            let local = name
                .strip_prefix("local.")
                .and_then(|it| self.locals.get(it));
            let Some(local) = local else {
                break;
            };
            located = *local;
        }
        located
    }

    /// The path that a value names, such as `"${path.module}/login.html"`.
    pub(super) fn path(&self, located: Located<'_>) -> Option<String> {
        let located = self.resolved(located);
        match &located.value.kind {
            // Terraform takes it relative to where it is run.
            Kind::String(name, _) => Some(path::join(&self.root, name)),
            Kind::Template(parts, _) => self.path_of_parts(parts),
            _ => None,
        }
    }

    fn path_of_parts(&self, parts: &[Part]) -> Option<String> {
        let (first, rest) = parts.split_first()?;
        let Part::Reference(name) = first else {
            return None;
        };
        let folder = match name.as_str() {
            "path.module" => &self.folder,
            "path.root" | "path.cwd" => &self.root,
            _ => return None,
        };
        let mut name = String::new();
        for part in rest {
            match part {
                Part::Literal(text) => name.push_str(text),
                Part::Reference(_) | Part::Other => return None,
            }
        }
        Some(path::join(folder, name.trim_start_matches('/')))
    }

    /// Whether the module declares the resource that a reference begins with.
    pub(super) fn has_resource(&self, reference: &str) -> bool {
        let mut parts = reference.splitn(3, '.');
        let name = [parts.next(), parts.next()].map(Option::unwrap_or_default);
        self.resources.contains(&name.join("."))
    }
}
