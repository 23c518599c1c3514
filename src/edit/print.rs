//! Printing new code. Only code that Lockwright adds goes through here: swc's printer loses the
//! comments and quotes of what a person wrote.

use swc_common::sync::Lrc;
use swc_common::{BytePos, DUMMY_SP, SourceMap, Spanned};
use swc_ecma_ast::{EsVersion, Expr, Lit, Str};
use swc_ecma_codegen::text_writer::JsWriter;
use swc_ecma_codegen::{Config, Emitter, Node};
use swc_ecma_parser::{EsSyntax, Parser, StringInput, Syntax};
use swc_ecma_visit::{Visit, VisitWith};

use super::{CodeStyle, Edit, Quote, apply};
use crate::span::Span;

/// One step of indentation in what is printed on several lines.
pub(super) const STEP: &str = "    ";

/// The code of one expression, printed in a style and safe inside a `<script>` element. `None`
/// when it is not one expression that can stand as a value among others.
#[must_use]
pub(crate) fn expression(code: &str, style: CodeStyle) -> Option<String> {
    let expr = parse(code)?;
    let is_sequence = matches!(*expr, Expr::Seq(_));
    (!is_sequence).then(|| emit(&expr, style))?
}

/// A string literal. `None` for text that no literal can hold.
#[must_use]
pub(super) fn string(value: &str, style: CodeStyle) -> Option<String> {
    let literal = Str {
        span: DUMMY_SP,
        value: value.into(),
        raw: None,
    };
    emit(&Expr::Lit(Lit::Str(literal)), style)
}

/// Parses one expression and nothing else. Spans are offsets into `code` plus one.
fn parse(code: &str) -> Option<Box<Expr>> {
    let end = u32::try_from(code.len()).ok()?.checked_add(1)?;
    let input = StringInput::new(code, BytePos(1), BytePos(end));
    let mut parser = Parser::new(Syntax::Es(EsSyntax::default()), input, None);
    let expr = parser.parse_expr().ok()?;
    let is_whole = Span::from(expr.span()).end == code.trim_end().len();
    (is_whole && parser.take_errors().is_empty()).then_some(expr)
}

/// Prints an expression. The printer chooses quotes of its own when it minifies, so that they are
/// set afterwards.
fn emit(expr: &Expr, style: CodeStyle) -> Option<String> {
    let source_map: Lrc<SourceMap> = Lrc::default();
    let mut printed = Vec::new();
    let mut emitter = Emitter {
        cfg: Config::default()
            .with_target(EsVersion::Es5)
            .with_inline_script(true)
            .with_minify(style.minified),
        cm: source_map.clone(),
        comments: None,
        wr: {
            let mut writer = JsWriter::new(source_map, "\n", &mut printed, None);
            writer.set_indent_str(STEP);
            writer
        },
    };
    expr.emit_with(&mut emitter).ok()?;
    requote(&String::from_utf8(printed).ok()?, style.quote)
}

/// Gives string literals that hold no quotes the mark of the style.
fn requote(code: &str, quote: Quote) -> Option<String> {
    let expr = parse(code)?;
    let mut literals = Literals(Vec::new());
    expr.visit_with(&mut literals);
    let edits: Vec<Edit> = literals
        .0
        .into_iter()
        .filter_map(|span| {
            let inside = Span::new(span.start + 1, span.end.saturating_sub(1)).text(code);
            let mark = quote.mark();
            let has_quotes = inside.contains(['\'', '"']);
            (!has_quotes).then(|| Edit::replacement(span, format!("{mark}{inside}{mark}")))
        })
        .collect();
    apply(code, &edits).ok()
}

/// The spans of the string literals of an expression, in order.
struct Literals(Vec<Span>);

impl Visit for Literals {
    fn visit_str(&mut self, node: &Str) {
        self.0.push(node.span.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPACED: CodeStyle = CodeStyle {
        quote: Quote::Single,
        minified: false,
    };
    const DOUBLE: CodeStyle = CodeStyle {
        quote: Quote::Double,
        minified: false,
    };
    const MINIFIED: CodeStyle = CodeStyle {
        quote: Quote::Single,
        minified: true,
    };

    #[test]
    fn expressions_take_the_style() {
        let cases = [
            (
                "config.isThirdPartyClient",
                SPACED,
                Some("config.isThirdPartyClient"),
            ),
            (
                "!!window . config['a']",
                MINIFIED,
                Some("!!window.config['a']"),
            ),
            ("\"a\"+b", SPACED, Some("'a' + b")),
            ("'a' + b", DOUBLE, Some("\"a\" + b")),
            ("'a' + b", MINIFIED, Some("'a'+b")),
            (r#""it's" + b"#, SPACED, Some(r#""it's" + b"#)),
            (r#"'say "x"'"#, DOUBLE, Some(r#"'say "x"'"#)),
            (r"'a\nb'", DOUBLE, Some(r#""a\nb""#)),
            ("'</script>'", SPACED, Some(r"'<\/script>'")),
            ("größe.x", SPACED, Some("größe.x")),
            (" a.b // why", SPACED, None),
            ("a, b", SPACED, None),
            ("(a, b)", SPACED, Some("(a, b)")),
            ("a; b", SPACED, None),
            ("a b", SPACED, None),
            ("", SPACED, None),
            ("@@config@@", SPACED, None),
        ];
        for (code, style, printed) in cases {
            assert_eq!(expression(code, style).as_deref(), printed, "{code}");
        }
    }

    #[test]
    fn strings_are_escaped() {
        let cases = [
            ("a b", SPACED, "'a b'"),
            ("a b", DOUBLE, "\"a b\""),
            ("it's", SPACED, "\"it's\""),
            // As ES5 can write it, and whatever encoding the page is served in.
            ("\u{f6} \u{1f512}", SPACED, r"'\xf6 \uD83D\uDD12'"),
            ("\u{2028}", SPACED, "'\\u2028'"),
            ("a\\b\n", SPACED, r"'a\\b\n'"),
            ("</script>", MINIFIED, r"'<\/script>'"),
        ];
        for (value, style, printed) in cases {
            assert_eq!(string(value, style).as_deref(), Some(printed), "{value}");
        }
    }
}
