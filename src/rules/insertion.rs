//! Remedies that give Lock an option: at which of the places, and in which words.

use swc_ecma_ast::{BlockStmt, FunctionBody, Module, Program, Script, Stmt, SwitchCase};
use swc_ecma_visit::{Visit, VisitWith};

use super::{Context, Effect, Remedy};
use crate::Span;
use crate::edit::{
    Applicability, Edit, Fix, NewProperty, add_argument, add_properties, extend_pattern,
    find_object, find_pattern, set_property,
};
use crate::lock::catalog::Constructors;
use crate::lock::{ConfigName, Construction, Site, SiteKind, Value};

/// Ways to try before giving up; each is a page to be read again.
const MOST_REMEDIES: usize = 8;

/// Options to be given to Lock together.
#[derive(Debug)]
pub(super) struct NewOptions {
    /// Each key with the code of its value, in which `$field` stands for a field of the config.
    pub(super) options: &'static [(&'static str, &'static str)],
    pub(super) applicability: Applicability,
}

/// The code that a template comes to where the config goes by that name. `None` when it needs a
/// field that the name does not lead to.
pub(super) fn filled(template: &str, name: &ConfigName) -> Option<String> {
    let mut pieces = template.split('$');
    let mut code = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let end = piece
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(piece.len());
        let (field, rest) = piece.split_at(end);
        match name.path.as_slice() {
            [] => code.push_str(&format!("{}.{field}", name.expression)),
            [held] if held == field => code.push_str(&name.expression),
            _ => return None,
        }
        code.push_str(rest);
    }
    Some(code)
}

impl NewOptions {
    pub(super) fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.options.iter().map(|(key, _)| *key)
    }

    /// The properties, as code, where the config goes by that name.
    fn properties(&self, name: &ConfigName) -> Option<Vec<(&'static str, String)>> {
        let options = self.options.iter();
        options
            .map(|(key, template)| Some((*key, filled(template, name)?)))
            .collect()
    }
}

/// A change at one site, in the words of one name.
#[derive(Debug, Clone)]
struct Insertion {
    edits: Vec<Edit>,
    title: String,
    is_shared: bool,
}

/// The ways to give a construction options, the best first. `lacks` tells which alternatives of
/// the options need them.
pub(super) fn remedies(
    context: &Context<'_>,
    construction: &Construction,
    new: &NewOptions,
    lacks: impl Fn(&Value) -> bool,
) -> Vec<Remedy> {
    let alternatives = match &construction.arguments.options {
        Value::OneOf(values) => values.as_slice(),
        single => std::slice::from_ref(single),
    };
    let lacking: Vec<usize> = (0..alternatives.len())
        .filter(|i| alternatives.get(*i).is_some_and(&lacks))
        .collect();
    let mut choices: Vec<Vec<Insertion>> = Vec::new();
    for alternative in lacking {
        choices.push(insertions(context, construction, new, alternative));
    }
    let most = choices
        .iter()
        .map(Vec::len)
        .max()
        .unwrap_or_default()
        .min(MOST_REMEDIES);
    // The first choice of every alternative, then the second: where there is one alternative only,
    // as there mostly is, these are simply its insertions.
    (0..most)
        .filter_map(|rank| together(&choices, rank, new))
        .collect()
}

/// One insertion of each alternative, where there is one.
fn together(choices: &[Vec<Insertion>], rank: usize, new: &NewOptions) -> Option<Remedy> {
    let mut edits: Vec<Edit> = Vec::new();
    let mut title = None;
    let mut applicability = new.applicability;
    for insertions in choices {
        let insertion = insertions.get(rank).or_else(|| insertions.last())?;
        for edit in &insertion.edits {
            if !edits.contains(edit) {
                edits.push(edit.clone());
            }
        }
        if insertion.is_shared {
            applicability = applicability.min(Applicability::Unsafe);
        }
        title.get_or_insert_with(|| insertion.title.clone());
    }
    edits.sort_by_key(|edit| edit.range);
    let fix = Fix {
        title: title?,
        applicability,
        edits,
    };
    Some(Remedy {
        fix,
        effect: Effect::options(Constructors::Auth0Lock, new.keys()),
    })
}

fn insertions(
    context: &Context<'_>,
    construction: &Construction,
    new: &NewOptions,
    alternative: usize,
) -> Vec<Insertion> {
    let mut insertions = Vec::new();
    for site in construction
        .sites
        .iter()
        .filter(|site| site.alternative == alternative)
    {
        for name in &site.names {
            insertions.extend(insertion(context, construction, new, site, name));
        }
    }
    insertions
}

fn insertion(
    context: &Context<'_>,
    construction: &Construction,
    new: &NewOptions,
    site: &Site,
    name: &ConfigName,
) -> Option<Insertion> {
    let properties = new.properties(name)?;
    let mut edits = add(context, construction, &site.kind, &properties)?;
    if let Some(pattern) = name.pattern {
        let pattern = context
            .programs()
            .find_map(|program| find_pattern(program, pattern))?;
        edits.extend(extend_pattern(context.text, &pattern, &name.expression)?);
    }
    let shown: Vec<String> = properties
        .iter()
        .map(|(key, value)| format!("`{key}: {value}`"))
        .collect();
    Some(Insertion {
        edits,
        title: format!("Add {}", shown.join(" and ")),
        is_shared: site.shared.is_some(),
    })
}

fn add(
    context: &Context<'_>,
    construction: &Construction,
    site: &SiteKind,
    properties: &[(&'static str, String)],
) -> Option<Vec<Edit>> {
    let new: Vec<NewProperty<'_>> = properties
        .iter()
        .map(|(key, value)| NewProperty { key, value })
        .collect();
    match site {
        SiteKind::Literal(span) => {
            let object = context
                .programs()
                .find_map(|program| find_object(program, *span))?;
            add_properties(context.text, &object, &new)
        }
        SiteKind::ThirdArgument(_) => {
            add_argument(context.text, &construction.arguments.spans, &new)
        }
        SiteKind::Statement { statement, object } => {
            let is_listed = context
                .programs()
                .any(|program| is_in_a_list(program, *statement));
            if !is_listed {
                return None;
            }
            let object = context.code(*object);
            let line_break = line_break_before(context.text, statement.start);
            let mut code = String::new();
            for property in &new {
                let start = statement.start;
                code += &set_property(context.text, start, &line_break, object, property)?;
                code += &line_break;
            }
            Some(vec![Edit::insertion(statement.start, code)])
        }
    }
}

/// What stands between one statement and the next: a line break and the indentation, or a space
/// where more than one statement is on the line.
fn line_break_before(text: &str, offset: usize) -> String {
    let before = text.get(..offset).unwrap_or_default();
    let line_start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let indentation = before.get(line_start..).unwrap_or_default();
    if !indentation.chars().all(char::is_whitespace) {
        return " ".into();
    }
    let newline = match before.get(..line_start).unwrap_or_default() {
        before if before.ends_with("\r\n") => "\r\n",
        before if before.ends_with('\r') => "\r",
        _ => "\n",
    };
    format!("{newline}{indentation}")
}

/// Whether a statement stands in a list of statements, so that another one can come before it.
fn is_in_a_list(program: &Program, statement: Span) -> bool {
    let mut search = ListSearch {
        statement,
        found: false,
    };
    program.visit_with(&mut search);
    search.found
}

struct ListSearch {
    statement: Span,
    found: bool,
}

impl ListSearch {
    fn look(&mut self, statements: &[Stmt]) {
        use swc_common::Spanned;
        self.found |= statements
            .iter()
            .any(|s| Span::from(s.span()) == self.statement);
    }
}

impl Visit for ListSearch {
    fn visit_block_stmt(&mut self, block: &BlockStmt) {
        self.look(&block.stmts);
        block.visit_children_with(self);
    }

    fn visit_function_body(&mut self, body: &FunctionBody) {
        self.look(&body.stmts);
        body.visit_children_with(self);
    }

    fn visit_script(&mut self, script: &Script) {
        self.look(&script.body);
        script.visit_children_with(self);
    }

    fn visit_module(&mut self, module: &Module) {
        use swc_common::Spanned;
        self.found |= module
            .body
            .iter()
            .any(|item| Span::from(item.span()) == self.statement);
        module.visit_children_with(self);
    }

    fn visit_switch_case(&mut self, case: &SwitchCase) {
        self.look(&case.cons);
        case.visit_children_with(self);
    }
}
