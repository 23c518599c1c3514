//! Whether a browser runs a piece of code: ECMAScript's grammar and its early errors.
//!
//! swc builds the tree, and accepts much that a browser refuses: names declared twice, `break` out of a
//! static block, invalid regular expressions. oxc's parser and semantic analysis agree with test262 on all
//! of it (`tests/conformance`), so they decide, and swc's own errors do not count. The commonest early
//! error is a name that is declared twice (`const config` copied from two tutorials). A browser then runs
//! nothing of the script.

use oxc_allocator::Allocator;
use oxc_ast::ast::{
    AccessorProperty, Decorator, ForInStatement, ForStatement, ForStatementInit, ForStatementLeft,
    ImportDeclaration, ImportExpression, ImportPhase, Program, VariableDeclarationKind,
};
use oxc_ast_visit::{Visit, walk};
use oxc_diagnostics::OxcDiagnostic;
use oxc_parser::{ParseOptions, Parser};
use oxc_semantic::SemanticBuilder;
use oxc_span::{GetSpan, SourceType};

use super::Goal;
use crate::span::Span;

/// Why a browser does not run the code. Spans are offsets into the code.
#[derive(Debug)]
pub(super) enum Refusal {
    /// The code is not ECMAScript.
    Invalid(OxcDiagnostic),
    /// The code is ECMAScript, or will be, and browsers do not run it yet.
    Unsupported {
        /// What it uses: "decorators".
        feature: &'static str,
        /// Where.
        span: Span,
    },
}

/// A loop's head that is valid and that swc does not parse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    /// What is special about it.
    pub(super) kind: HeadKind,
    /// The declaration: from its first word to its end, without a semicolon.
    pub(super) span: Span,
}

/// What is special about a [`Head`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeadKind {
    /// `for (using a = b; …)`
    Using,
    /// `for (await using a = b; …)`
    AwaitUsing,
    /// `for (var a = 1 in b)`, with the place of `= 1` (ECMAScript, annex B.3.5).
    Initializer(Span),
}

/// Judges code. Of valid code it tells the loops whose heads swc does not parse.
///
/// Recurses as deep as the code nests.
pub(super) fn judge(code: &str, goal: Goal) -> Result<Vec<Head>, Refusal> {
    let allocator = Allocator::default();
    let source_type = match goal {
        Goal::Module => SourceType::mjs(),
        Goal::Script | Goal::FunctionBody => SourceType::script(),
    };
    let options = ParseOptions {
        parse_regular_expression: true,
        allow_return_outside_function: goal == Goal::FunctionBody,
        ..ParseOptions::default()
    };
    let parsed = Parser::new(&allocator, code, source_type)
        .with_options(options)
        .parse();
    if let Some(error) = parsed.diagnostics.errors().next() {
        return Err(Refusal::Invalid(error.clone()));
    }
    let analysis = SemanticBuilder::new_compiler().build(&parsed.program);
    if let Some(error) = analysis.diagnostics.errors().next() {
        return Err(Refusal::Invalid(error.clone()));
    }
    let findings = Findings::of(&parsed.program, code);
    match findings.unsupported {
        Some((feature, span)) => Err(Refusal::Unsupported { feature, span }),
        None => Ok(findings.heads),
    }
}

/// What valid code contains that needs attention.
#[derive(Default)]
struct Findings {
    unsupported: Option<(&'static str, Span)>,
    heads: Vec<Head>,
}

impl Findings {
    fn of(program: &Program<'_>, code: &str) -> Self {
        let mut findings = Self::default();
        // Little code has one of these words; all other code is spared the walk.
        let words = ["using", "@", "accessor", "defer", "source", " in "];
        if words.iter().any(|word| code.contains(word)) {
            findings.visit_program(program);
        }
        findings
    }

    fn unsupported(&mut self, feature: &'static str, span: oxc_span::Span) {
        self.unsupported.get_or_insert((feature, self::span(span)));
    }

    fn phase(&mut self, phase: Option<ImportPhase>, span: oxc_span::Span) {
        match phase {
            Some(ImportPhase::Source) => self.unsupported("`import source`", span),
            Some(ImportPhase::Defer) => self.unsupported("`import defer`", span),
            None => {}
        }
    }
}

impl<'a> Visit<'a> for Findings {
    fn visit_decorator(&mut self, node: &Decorator<'a>) {
        self.unsupported("decorators", node.span);
    }

    fn visit_accessor_property(&mut self, node: &AccessorProperty<'a>) {
        self.unsupported("`accessor` fields", node.span);
    }

    fn visit_import_declaration(&mut self, node: &ImportDeclaration<'a>) {
        self.phase(node.phase, node.span);
    }

    fn visit_import_expression(&mut self, node: &ImportExpression<'a>) {
        self.phase(node.phase, node.span);
        walk::walk_import_expression(self, node);
    }

    fn visit_for_statement(&mut self, node: &ForStatement<'a>) {
        if let Some(ForStatementInit::VariableDeclaration(declaration)) = &node.init {
            let kind = match declaration.kind {
                VariableDeclarationKind::Using => Some(HeadKind::Using),
                VariableDeclarationKind::AwaitUsing => Some(HeadKind::AwaitUsing),
                _ => None,
            };
            self.heads.extend(kind.map(|kind| Head {
                kind,
                span: span(declaration.span),
            }));
        }
        walk::walk_for_statement(self, node);
    }

    fn visit_for_in_statement(&mut self, node: &ForInStatement<'a>) {
        if let ForStatementLeft::VariableDeclaration(declaration) = &node.left
            && let Some(declarator) = declaration.declarations.first()
            && let Some(initializer) = &declarator.init
        {
            let equals = Span::new(
                declarator.id.span().end as usize,
                initializer.span().end as usize,
            );
            self.heads.push(Head {
                kind: HeadKind::Initializer(equals),
                span: span(declaration.span),
            });
        }
        walk::walk_for_in_statement(self, node);
    }
}

/// Our own span for one of oxc's.
pub(super) fn span(span: oxc_span::Span) -> Span {
    Span::new(span.start as usize, span.end as usize)
}
