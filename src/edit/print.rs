//! Printing new code. Only code that Lockwright adds goes through here: swc's printer loses the
//! comments and quotes of what a person wrote.

use swc_common::sync::Lrc;
use swc_common::{BytePos, DUMMY_SP, SourceMap};
use swc_ecma_ast::{
    BinExpr, BinaryOp, EsVersion, Expr, Ident, IdentName, Lit, MemberExpr, MemberProp, ParenExpr,
    Str,
};
use swc_ecma_codegen::text_writer::JsWriter;
use swc_ecma_codegen::{Config, Emitter, Node};
use swc_ecma_parser::{EsSyntax, Parser, StringInput, Syntax};
use swc_ecma_visit::{Visit, VisitWith};

use super::{CodeStyle, Edit, Quote, apply};
use crate::span::Span;

/// A part of a string to be put together with `+`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operand<'a> {
    /// The text of a string literal.
    Text(&'a str),
    /// The code of an expression.
    Code(&'a str),
}

/// The code of one expression, printed in a style and safe inside a `<script>` element. `None`
/// when it is not one expression that can stand as a value among others.
#[must_use]
pub fn expression(code: &str, style: CodeStyle) -> Option<String> {
    let expr = parse(code)?;
    let is_sequence = matches!(*expr, Expr::Seq(_));
    (!is_sequence).then(|| emit(&expr, style))?
}

/// A string literal. `None` for text that no literal can hold.
#[must_use]
pub fn string(value: &str, style: CodeStyle) -> Option<String> {
    emit(&literal(value), style)
}

/// The code of a field of what an expression gives: `config.auth0Domain`. The name must be an
/// identifier.
#[must_use]
pub fn member(object: &str, field: &str, style: CodeStyle) -> Option<String> {
    Ident::verify_symbol(field).ok()?;
    let object = parse(object)?;
    let stands_alone = matches!(
        *object,
        Expr::Ident(_) | Expr::Member(_) | Expr::Call(_) | Expr::This(_) | Expr::Paren(_)
    );
    let obj = if stands_alone {
        object
    } else {
        parenthesised(object)
    };
    let prop = MemberProp::Ident(IdentName::new(field.into(), DUMMY_SP));
    emit(
        &Expr::Member(MemberExpr {
            span: DUMMY_SP,
            obj,
            prop,
        }),
        style,
    )
}

/// Strings and expressions put together: `'https://' + config.auth0Domain + '/'`.
#[must_use]
pub fn concatenation(operands: &[Operand<'_>], style: CodeStyle) -> Option<String> {
    let mut sum: Option<Box<Expr>> = None;
    for operand in operands {
        let right = match operand {
            Operand::Text(text) => Box::new(literal(text)),
            Operand::Code(code) => operand_of_sum(parse(code)?),
        };
        sum = Some(match sum {
            None => right,
            Some(left) => {
                let op = BinaryOp::Add;
                Box::new(Expr::Bin(BinExpr {
                    span: DUMMY_SP,
                    op,
                    left,
                    right,
                }))
            }
        });
    }
    emit(&*sum?, style)
}

/// Code as it has to stand in an attribute's value (an inline event handler) that has these
/// quotes around it, or none.
#[must_use]
pub fn escape_for_attribute(code: &str, quote: Option<Quote>) -> String {
    let mut escaped = String::with_capacity(code.len());
    for c in code.chars() {
        match (c, quote) {
            ('&', _) => escaped.push_str("&amp;"),
            ('"', Some(Quote::Double)) => escaped.push_str("&quot;"),
            ('\'', Some(Quote::Single)) => escaped.push_str("&#39;"),
            // Without quotes, any of these ends the value or is an error in it.
            ('"' | '\'' | '`' | '=' | '<' | '>' | ' ' | '\t' | '\n' | '\r' | '\x0c', None) => {
                escaped.push_str(&format!("&#{};", u32::from(c)));
            }
            _ => escaped.push(c),
        }
    }
    escaped
}

fn literal(value: &str) -> Expr {
    Expr::Lit(Lit::Str(Str {
        span: DUMMY_SP,
        value: value.into(),
        raw: None,
    }))
}

fn parenthesised(expr: Box<Expr>) -> Box<Expr> {
    Box::new(Expr::Paren(ParenExpr {
        span: DUMMY_SP,
        expr,
    }))
}

/// An expression that binds tighter than `+` as it is, and anything else in parentheses.
fn operand_of_sum(expr: Box<Expr>) -> Box<Expr> {
    let binds_tighter = matches!(
        *expr,
        Expr::Ident(_)
            | Expr::Member(_)
            | Expr::Call(_)
            | Expr::This(_)
            | Expr::Paren(_)
            | Expr::Lit(_)
    );
    if binds_tighter {
        expr
    } else {
        parenthesised(expr)
    }
}

/// Parses one expression and nothing else. Spans are offsets into `code` plus one.
fn parse(code: &str) -> Option<Box<Expr>> {
    let end = u32::try_from(code.len()).ok()?.checked_add(1)?;
    let input = StringInput::new(code, BytePos(1), BytePos(end));
    let mut parser = Parser::new(Syntax::Es(EsSyntax::default()), input, None);
    let expr = parser.parse_expr().ok()?;
    let is_whole = Span::from(expr_span(&expr)).end == code.trim_end().len();
    (is_whole && parser.take_errors().is_empty()).then_some(expr)
}

fn expr_span(expr: &Expr) -> swc_common::Span {
    swc_common::Spanned::span(expr)
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
        wr: JsWriter::new(source_map, "\n", &mut printed, None),
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

    #[test]
    fn members_are_put_in_parentheses_only_when_they_must_be() {
        let cases = [
            ("config", "dict", Some("config.dict")),
            ("this.config", "dict", Some("this.config.dict")),
            ("get()", "dict", Some("get().dict")),
            ("a || b", "dict", Some("(a || b).dict")),
            ("config", "a b", None),
            ("config.", "dict", None),
        ];
        for (object, field, printed) in cases {
            assert_eq!(
                member(object, field, SPACED).as_deref(),
                printed,
                "{object}"
            );
        }
    }

    #[test]
    fn sums_keep_their_operands_apart() {
        let base = |domain| {
            [
                Operand::Text("https://"),
                Operand::Code(domain),
                Operand::Text("/"),
            ]
        };
        let cases = [
            (
                "config.auth0Domain",
                SPACED,
                Some("'https://' + config.auth0Domain + '/'"),
            ),
            (
                "config.auth0Domain",
                DOUBLE,
                Some("\"https://\" + config.auth0Domain + \"/\""),
            ),
            (
                "config.auth0Domain",
                MINIFIED,
                Some("'https://'+config.auth0Domain+'/'"),
            ),
            ("a || b", SPACED, Some("'https://' + (a || b) + '/'")),
            ("a +", SPACED, None),
        ];
        for (domain, style, printed) in cases {
            assert_eq!(
                concatenation(&base(domain), style).as_deref(),
                printed,
                "{domain}"
            );
        }
        assert_eq!(concatenation(&[], SPACED), None);
    }

    #[test]
    fn attributes_keep_code_inside_their_quotes() {
        let code = "a && b['x'] == \"y\"";
        let cases = [
            (Some(Quote::Double), "a &amp;&amp; b['x'] == &quot;y&quot;"),
            (Some(Quote::Single), "a &amp;&amp; b[&#39;x&#39;] == \"y\""),
            (
                None,
                "a&#32;&amp;&amp;&#32;b[&#39;x&#39;]&#32;&#61;&#61;&#32;&#34;y&#34;",
            ),
        ];
        for (quote, escaped) in cases {
            assert_eq!(escape_for_attribute(code, quote), escaped, "{quote:?}");
        }
    }
}
