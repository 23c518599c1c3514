//! Remedies that give Lock an option: at which of the places, and in which words.

use swc_ecma_ast::{BlockStmt, FunctionBody, Module, Program, Script, Stmt, SwitchCase};
use swc_ecma_visit::{Visit, VisitWith};

use super::{Context, Effect, Remedy};
use crate::Span;
use crate::edit::{
    self, Applicability, CodeStyle, Edit, Fix, NewProperty, add_argument, add_properties,
    extend_pattern, find_object, find_pattern,
};
use crate::lock::{ConfigName, Construction, SiteKind};

/// Ways to try before giving up; each is a page to be read again.
const MOST_REMEDIES: usize = 8;

/// An option to be given to Lock.
pub(super) struct NewOption<'a> {
    pub(super) key: &'static str,
    /// What it is made of: the field of the config, and the text around it.
    pub(super) field: &'a str,
    pub(super) prefix: &'a str,
    pub(super) suffix: &'a str,
    pub(super) effect: &'static [&'static str],
}

impl NewOption<'_> {
    /// The code of the value where the config goes by that name.
    pub(super) fn value(&self, name: &ConfigName, style: CodeStyle) -> Option<String> {
        let field = match name.path.as_slice() {
            [] => edit::print::member(&name.expression, self.field, style)?,
            [field] if field == self.field => name.expression.clone(),
            _ => return None,
        };
        if self.prefix.is_empty() && self.suffix.is_empty() {
            return Some(field);
        }
        let mut operands = vec![
            edit::print::Operand::Text(self.prefix),
            edit::print::Operand::Code(&field),
        ];
        if !self.suffix.is_empty() {
            operands.push(edit::print::Operand::Text(self.suffix));
        }
        edit::print::concatenation(&operands, style)
    }
}

/// The ways to give a construction an option, the best first.
pub(super) fn remedies(
    context: &Context<'_>,
    construction: &Construction,
    option: &NewOption<'_>,
) -> Vec<Remedy> {
    let mut remedies = Vec::new();
    for site in &construction.sites {
        for name in &site.names {
            if remedies.len() >= MOST_REMEDIES {
                return remedies;
            }
            let Some(mut edits) = add(context, construction, &site.kind, name, option) else {
                continue;
            };
            if let Some(pattern) = name.pattern {
                let extended = context
                    .programs()
                    .find_map(|program| find_pattern(program, pattern))
                    .and_then(|pattern| extend_pattern(context.text, &pattern, &name.expression));
                match extended {
                    Some(more) => edits.extend(more),
                    None => continue,
                }
            }
            edits.sort_by_key(|edit| edit.range);
            let value = option.value(
                name,
                CodeStyle::before(context.text, construction.span.start),
            );
            remedies.push(Remedy {
                fix: Fix {
                    title: match value {
                        Some(value) => format!("Add `{}: {value}`", option.key),
                        None => format!("Add `{}`", option.key),
                    },
                    applicability: Applicability::Safe,
                    edits,
                },
                effect: Effect::Options(option.effect),
            });
        }
    }
    remedies
}

fn add(
    context: &Context<'_>,
    construction: &Construction,
    site: &SiteKind,
    name: &ConfigName,
    option: &NewOption<'_>,
) -> Option<Vec<Edit>> {
    match site {
        SiteKind::Literal(span) => {
            let style = CodeStyle::before(context.text, span.start);
            let value = option.value(name, style)?;
            let property = NewProperty {
                key: option.key,
                value: &value,
            };
            let object = context
                .programs()
                .find_map(|program| find_object(program, *span))?;
            add_properties(context.text, &object, &[property])
        }
        SiteKind::ThirdArgument(_) => {
            let first = construction.arguments.spans.first()?;
            let value = option.value(name, CodeStyle::before(context.text, first.start))?;
            let property = NewProperty {
                key: option.key,
                value: &value,
            };
            add_argument(context.text, &construction.arguments.spans, &[property])
        }
        SiteKind::Statement { statement, object } => {
            let is_listed = context
                .programs()
                .any(|program| is_in_a_list(program, *statement));
            if !is_listed {
                return None;
            }
            let value = option.value(name, CodeStyle::before(context.text, statement.start))?;
            let object = context.code(*object);
            let code = format!("{object}.{} = {value};", option.key);
            let break_ = line_break_before(context.text, statement.start);
            Some(vec![Edit::insertion(
                statement.start,
                format!("{code}{break_}"),
            )])
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
    let newline = if before.contains("\r\n") {
        "\r\n"
    } else {
        "\n"
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
