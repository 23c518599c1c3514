//! The HTML of a page in Terraform: a string, a heredoc, `file()` or `templatefile()`.

use std::collections::BTreeSet;

use super::value::{Located, Module};
use crate::input::{Place, SourceMap};
use crate::span::Span;
use crate::tenant::files::hcl::{self, Kind, Part, Uses};
use crate::tenant::files::html::{of_file, written};
use crate::tenant::files::model::{Embedded, Html, Stray, Tenant};
use crate::tenant::files::notation::{
    Interpolation, Notation, Written, interpolations, read_template,
};
use crate::tenant::files::{Reading, path};

/// The HTML that a value is; `None` for no value.
pub(super) fn html(
    module: &Module<'_>,
    reading: &mut Reading,
    tenant: &mut Tenant,
    located: Located<'_>,
) -> Option<Html> {
    let located = module.resolved(located);
    let place = Place::new(located.file, located.value.span);
    Some(match &located.value.kind {
        Kind::Null => return None,
        Kind::String(text, _) if text.trim().is_empty() => Html::Missing,
        Kind::String(text, _) if path::is_file_name(text) => Html::FileName(text.clone(), place),
        Kind::String(_, notation) => string(module, tenant, *notation, place),
        Kind::Template(parts, notation) => match file_name(parts) {
            Some(name) => Html::FileName(name, place),
            None if has_markup(parts) => string(module, tenant, *notation, place),
            None => Html::Unknown(place),
        },
        Kind::Heredoc(heredoc) => {
            let indent = heredoc.indent(module.files.text(located.file));
            let content = Place::new(located.file, heredoc.content);
            string(module, tenant, Notation::Heredoc { indent }, content)
        }
        Kind::Call(name, arguments) => {
            let argument = |index: usize| {
                let value = arguments.get(index)?;
                Some(Located {
                    file: located.file,
                    value,
                })
            };
            match name.as_str() {
                "file" => match argument(0).and_then(|it| module.path(it)) {
                    Some(name) => of_file(module.files, reading, &name, place),
                    None => Html::Unknown(place),
                },
                "templatefile" => match argument(0).and_then(|it| module.path(it)) {
                    Some(name) => {
                        let variables = argument(1).and_then(|it| variables(module, it));
                        template_file(module, reading, tenant, &name, place, variables)
                    }
                    None => Html::Unknown(place),
                },
                "trimspace" | "chomp" | "tostring" => {
                    return html(module, reading, tenant, argument(0)?);
                }
                _ => Html::Unknown(place),
            }
        }
        _ => Html::Unknown(place),
    })
}

/// The name of a file in the place of a page: `"${path.module}/login.html"`.
fn file_name(parts: &[Part]) -> Option<String> {
    let mut name = String::new();
    for part in parts {
        match part {
            Part::Literal(text) => name.push_str(text),
            Part::Reference(it) if it.starts_with("path.") => name.push_str(&format!("${{{it}}}")),
            Part::Reference(_) | Part::Other => return None,
        }
    }
    (parts.len() > 1 && path::is_file_name(&name.replace('{', ""))).then_some(name)
}

fn has_markup(parts: &[Part]) -> bool {
    let has = |part: &Part| matches!(part, Part::Literal(text) if text.contains('<'));
    parts.iter().any(has)
}

/// The names that `templatefile()` is given; `None` when they are not known.
fn variables(module: &Module<'_>, located: Located<'_>) -> Option<BTreeSet<String>> {
    match &module.resolved(located).value.kind {
        Kind::Map(entries) => Some(entries.iter().map(|(name, _)| name.clone()).collect()),
        _ => None,
    }
}

/// A page in a string or heredoc.
fn string(module: &Module<'_>, tenant: &mut Tenant, notation: Notation, place: Place) -> Html {
    let Some(outer) = written(module.files, notation, place, None) else {
        return Html::Unknown(place);
    };
    let scope = Scope::Module(module);
    let page = Template {
        scope,
        outer,
        place,
        is_embedded: true,
    };
    page.read(tenant, vec![Notation::Template, notation])
}

/// A page that is the template in a file.
fn template_file(
    module: &Module<'_>,
    reading: &mut Reading,
    tenant: &mut Tenant,
    name: &str,
    place: Place,
    variables: Option<BTreeSet<String>>,
) -> Html {
    let file = match of_file(module.files, reading, name, place) {
        Html::File(file) => file,
        other => return other,
    };
    let text = module.files.text(file.file).to_owned();
    let page = Template {
        scope: Scope::Variables(variables),
        outer: Written {
            map: SourceMap::of_file(file.file, text.len()),
            text,
        },
        place: file,
        is_embedded: false,
    };
    page.read(tenant, vec![Notation::Template])
}

/// A page that Terraform evaluates.
struct Template<'a> {
    scope: Scope<'a>,
    outer: Written,
    place: Place,
    is_embedded: bool,
}

/// What expressions of a template can refer to.
enum Scope<'a> {
    /// What a module has.
    Module(&'a Module<'a>),
    /// Variables that the template is given, if they are known.
    Variables(Option<BTreeSet<String>>),
}

impl Template<'_> {
    /// Reads the page, and notes the marks that it means for itself.
    fn read(self, tenant: &mut Tenant, notations: Vec<Notation>) -> Html {
        let text = &self.outer.text;
        let mut strays = Vec::new();
        let evaluated = interpolations(text, &mut |interpolation| {
            let is_terraforms = self.scope.evaluates(text, interpolation);
            if !is_terraforms {
                strays.push(interpolation);
            }
            is_terraforms
        });
        for stray in strays {
            let mark = Span::new(stray.span.start, stray.after_mark());
            let stray = Stray {
                place: self.outer.map.place(mark),
                is_directive: stray.is_directive,
                is_embedded: self.is_embedded,
            };
            if !tenant.strays.contains(&stray) {
                tenant.strays.push(stray);
            }
        }
        // Which parts of the page there are is decided on deployment.
        if evaluated.iter().any(|it| it.is_directive) {
            return Html::Unknown(self.place);
        }
        let page = read_template(text, &evaluated);
        let map = self.outer.map.through(&page.map);
        Html::Embedded(Box::new(Embedded::new(page.text, map, notations)))
    }
}

impl Scope<'_> {
    /// Whether an interpolation is meant for Terraform: it is an expression of HCL, and everything in it is
    /// something that Terraform knows.
    fn evaluates(&self, text: &str, interpolation: Interpolation) -> bool {
        let Some(body) = interpolation.body.map(|body| body.text(text)) else {
            return false;
        };
        if interpolation.is_directive {
            let word = body.trim_start_matches('~').trim_start();
            let word = word.split(|c: char| !c.is_alphabetic()).next();
            return word.is_some_and(|word| DIRECTIVES.contains(&word));
        }
        let Some(Uses {
            references,
            functions,
        }) = hcl::uses(body)
        else {
            return false;
        };
        let is_literal = references.is_empty() && functions.is_empty();
        !is_literal
            && references.iter().all(|it| self.knows(it))
            && functions.iter().all(|it| FUNCTIONS.contains(&it.as_str()))
    }

    fn knows(&self, reference: &str) -> bool {
        let root = reference.split('.').next().unwrap_or_default();
        match self {
            Self::Module(module) => {
                let has_name = reference.contains('.');
                (has_name && ROOTS.contains(&root)) || module.has_resource(reference)
            }
            Self::Variables(Some(names)) => names.contains(root),
            // It may be given anything that is one name.
            Self::Variables(None) => true,
        }
    }
}

/// What directives begin with.
const DIRECTIVES: [&str; 5] = ["if", "else", "endif", "for", "endfor"];

/// What references of a module begin with, but for resources.
const ROOTS: [&str; 9] = [
    "count",
    "data",
    "each",
    "local",
    "module",
    "path",
    "self",
    "terraform",
    "var",
];

/// Functions of Terraform that give texts, and those that their arguments need.
const FUNCTIONS: [&str; 42] = [
    "abspath",
    "basename",
    "base64decode",
    "base64encode",
    "chomp",
    "coalesce",
    "concat",
    "contains",
    "dirname",
    "element",
    "file",
    "filebase64",
    "flatten",
    "format",
    "indent",
    "join",
    "jsondecode",
    "jsonencode",
    "keys",
    "length",
    "lookup",
    "lower",
    "merge",
    "nonsensitive",
    "replace",
    "sha256",
    "split",
    "substr",
    "templatefile",
    "title",
    "tobool",
    "tolist",
    "tonumber",
    "tostring",
    "trim",
    "trimprefix",
    "trimspace",
    "trimsuffix",
    "try",
    "upper",
    "urlencode",
    "values",
];
