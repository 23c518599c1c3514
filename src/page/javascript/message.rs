//! What a person reads about a syntax error: what was expected, what was found, what to do.
//!
//! oxc's diagnostics have no kinds, only English. Those that a page is likely to have are put into our own
//! words here; the rest are good sentences and get our punctuation only. The tests show both.

use oxc_diagnostics::OxcDiagnostic;

use super::grammar::{self, Refusal};
use super::{Goal, SyntaxError, SyntaxErrorKind};
use crate::span::Span;

/// Describes why code is refused. Spans are offsets into the code.
pub(super) fn syntax_error(refusal: &Refusal, code: &str, goal: Goal) -> SyntaxError {
    match refusal {
        Refusal::Invalid(diagnostic) => invalid(diagnostic, code, goal),
        Refusal::Unsupported { feature, span } => SyntaxError {
            kind: SyntaxErrorKind::Unsupported,
            message: format!("browsers do not support {feature}"),
            span: *span,
            help: Some("compile the script to JavaScript that browsers run".to_owned()),
            related: None,
        },
    }
}

fn invalid(diagnostic: &OxcDiagnostic, code: &str, goal: Goal) -> SyntaxError {
    let labels = diagnostic.labels.iter();
    let labels: Vec<_> = labels.map(|label| grammar::span(label.span())).collect();
    let text = &*diagnostic.message;
    // oxc puts the first of two declarations first; the error is the second.
    let is_redeclaration = text.ends_with("has already been declared");
    let (primary, other) = match *labels.as_slice() {
        [first, second, ..] if is_redeclaration => (second, Some(first)),
        [first, second, ..] => (first, Some(second)),
        [only] => (only, None),
        [] => (Span::new(0, 0), None),
    };
    let found = Found {
        code,
        goal,
        span: primary,
    };
    let own = described(text, &found);
    let (message, help) = own.unwrap_or_else(|| {
        let help = diagnostic.help.as_deref().map(normalized);
        (normalized(text), help)
    });
    SyntaxError {
        kind: SyntaxErrorKind::Invalid,
        message,
        span: found.visible(),
        help,
        related: other.map(|span| (span, related(text).to_owned())),
    }
}

/// What the second place of a diagnostic is.
fn related(text: &str) -> &'static str {
    if text.ends_with("has already been declared") {
        "first declared here"
    } else if text.starts_with("Expected `:`") {
        "the `?` is here"
    } else if text.starts_with("Expected") {
        "opened here"
    } else if text.contains("class") {
        "the class is here"
    } else {
        "and here"
    }
}

/// The message and the help in our words, if we have any for it.
fn described(text: &str, found: &Found<'_>) -> Option<(String, Option<String>)> {
    let (message, help) = composed(text, found).or_else(|| {
        let (message, help) = fixed(text)?;
        Some((message.to_owned(), help))
    })?;
    Some((message, help.map(str::to_owned)))
}

/// Messages in which something of the code is named.
fn composed(text: &str, found: &Found<'_>) -> Option<(String, Option<&'static str>)> {
    if let Some(expected) = expected(text) {
        return Some((
            format!("expected {expected}, found {}", found.token()),
            None,
        ));
    }
    if let Some(reason) = text.strip_prefix("Invalid regular expression: ") {
        let reason = normalized(reason);
        return Some((
            format!("the regular expression is not valid: {reason}"),
            None,
        ));
    }
    let name = |before, after| quoted(text, before, after);
    if let Some(name) = name("The keyword '", "' is reserved").or_else(|| {
        name(
            "Identifier expected. '",
            "' is a reserved word that cannot be used here.",
        )
    }) {
        let message = format!("expected a name, found the reserved word `{name}`");
        return Some((message, Some("use another name")));
    }
    if let Some(name) = name("Cannot assign to '", "' in strict mode") {
        return Some((
            format!("`{name}` cannot be assigned to in strict mode"),
            None,
        ));
    }
    if let Some(name) = name("Identifier `", "` has already been declared") {
        let help = "declare the name once, or use another name";
        return Some((format!("`{name}` has already been declared"), Some(help)));
    }
    if let Some(flag) = name("Unexpected flag ", " in regular expression literal") {
        return Some((
            format!("`{flag}` is not a flag of regular expressions"),
            None,
        ));
    }
    if let Some(flag) = name("Flag ", " is mentioned twice in regular expression literal") {
        return Some((
            format!("the regular expression has the flag `{flag}` twice"),
            None,
        ));
    }
    match text {
        _ if text.starts_with("Invalid Character") => Some(found.character()),
        "Unexpected token" | "Unexpected end of file" => Some(found.unexpected()),
        "Expected a semicolon or an implicit semicolon after a statement, but found none" => {
            Some(found.missing_separator())
        }
        "Unterminated string" if found.rest().starts_with('`') => {
            let message = "the template is not closed".to_owned();
            Some((message, Some("add the closing backtick")))
        }
        "Invalid characters after number" => {
            Some((format!("unexpected {} after a number", found.token()), None))
        }
        "Expected switch clause" => {
            let message = format!("expected `case` or `default`, found {}", found.token());
            Some((message, None))
        }
        _ => None,
    }
}

/// Messages that say the same wherever they come up.
fn fixed(text: &str) -> Option<(&'static str, Option<&'static str>)> {
    let row = FIXED.iter().find(|(start, ..)| text.starts_with(start))?;
    Some((row.1, row.2))
}

/// How oxc's message begins, what to say instead, and what to do.
const FIXED: [(&str, &str, Option<&str>); 34] = [
    (
        "Unterminated string",
        "the string is not closed on its line",
        Some("add the closing quote; a quote within the string is written with `\\` in front"),
    ),
    (
        "Unterminated regular expression",
        "the regular expression is not closed on its line",
        Some("add the closing `/`; a `/` within the expression is written with `\\` in front"),
    ),
    (
        "Unterminated multiline comment",
        "the comment is not closed",
        Some("add `*/`"),
    ),
    (
        "Unexpected JSX expression",
        "expected an expression, found `<`",
        Some("browsers do not run JSX, and HTML in a script has to be in a string"),
    ),
    (
        "Missing initializer in const declaration",
        "a `const` needs a value",
        Some("add ` = …`, or declare it with `let`"),
    ),
    (
        "Missing initializer in destructuring declaration",
        "a destructuring declaration needs a value",
        Some("add ` = …`"),
    ),
    (
        "Cannot assign to this expression",
        "the target of an assignment must be a variable or a property",
        Some("to compare, write `===`"),
    ),
    (
        "Invalid left-hand side in assignment",
        "the target of an assignment must be a variable or a property",
        Some("to compare, write `===`"),
    ),
    (
        "The left-hand side of an assignment expression must be",
        "the target of an assignment must be a variable or a property",
        Some("to compare, write `===`"),
    ),
    (
        "A 'return' statement can only be used",
        "`return` is only allowed in a function",
        None,
    ),
    (
        "`await` is only allowed",
        "`await` is only allowed in async functions and modules",
        None,
    ),
    (
        "Cannot use import statement outside a module",
        "`import` is only allowed in a module",
        Some("write `<script type=\"module\">`"),
    ),
    (
        "Cannot use export statement outside a module",
        "`export` is only allowed in a module",
        Some("write `<script type=\"module\">`"),
    ),
    (
        "Unexpected import.meta expression",
        "`import.meta` is only allowed in a module",
        Some("write `<script type=\"module\">`"),
    ),
    (
        "Illegal break statement",
        "`break` is only allowed in a loop or a `switch`",
        None,
    ),
    (
        "Illegal continue statement",
        "`continue` is only allowed in a loop",
        None,
    ),
    (
        "Jump target cannot cross function boundary",
        "`break` and `continue` cannot leave a function",
        None,
    ),
    (
        "Use of undefined label",
        "no statement around this has that label",
        None,
    ),
    (
        "'0'-prefixed octal literals",
        "octal numbers and escapes are not allowed in strict mode, nor in templates",
        Some("write an octal number with `0o` in front"),
    ),
    (
        "'with' statements are not allowed",
        "`with` is not allowed in strict mode",
        None,
    ),
    (
        "Delete of an unqualified identifier",
        "a variable cannot be deleted in strict mode",
        None,
    ),
    (
        "Missing catch or finally clause",
        "`try` needs a `catch` or a `finally`",
        None,
    ),
    (
        "Lexical declaration cannot appear in a single-statement context",
        "a declaration is not allowed here without a block",
        Some("put `{` and `}` around it"),
    ),
    (
        "Invalid function declaration",
        "a function cannot be declared here without a block",
        Some("put `{` and `}` around it"),
    ),
    (
        "Encountered diff marker",
        "found a merge conflict marker",
        Some("resolve the conflict and remove the markers"),
    ),
    (
        "Invalid assignment in object literal",
        "expected `:` after the property's name, found `=`",
        None,
    ),
    (
        "Expected function name",
        "expected the function's name, found `(`",
        Some("to call the function at once, put it in parentheses: `(function () { … })()`"),
    ),
    (
        "await can only be used in conjunction with",
        "`for await` needs `of`",
        None,
    ),
    (
        "Multiple constructor implementations",
        "a class cannot have two constructors",
        None,
    ),
    (
        "'super' can only be referenced in a derived class",
        "`super` is only allowed in a class with `extends`",
        None,
    ),
    (
        "Super calls are not permitted outside constructors",
        "`super()` is only allowed in the constructor of a class with `extends`",
        None,
    ),
    (
        "Unexpected new.target expression",
        "`new.target` is only allowed in functions",
        None,
    ),
    (
        "Logical expressions and coalesce expressions cannot be mixed",
        "`??` cannot be combined with `||` or `&&` without parentheses",
        Some("put one of the two in parentheses"),
    ),
    (
        "HTML comments are not allowed in modules",
        "`<!--` and `-->` are not allowed in a module",
        None,
    ),
];

/// What oxc expected, in words, if that is what its message says.
fn expected(text: &str) -> Option<String> {
    let (expected, _) = text.strip_prefix("Expected ")?.split_once(" but found `")?;
    let names = expected
        .split(" or ")
        .map(|name| match name.trim_matches('`') {
            "Identifier" | "identifier" => "a name".to_owned(),
            "string" => "a string".to_owned(),
            token => format!("`{token}`"),
        });
    Some(names.collect::<Vec<_>>().join(" or "))
}

/// What stands between two parts of a message.
fn quoted<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    text.strip_prefix(before)?.strip_suffix(after)
}

/// A sentence of oxc's with our punctuation: no capital, no full stop, code between backticks.
fn normalized(text: &str) -> String {
    let text = text.trim().trim_end_matches('.');
    let mut characters = text.chars();
    let first = characters.next().map(|first| {
        // `TypeScript` and `V8` keep theirs.
        let is_name = characters
            .clone()
            .next()
            .is_some_and(|c| !c.is_lowercase() && c != ' ');
        if is_name {
            first
        } else {
            first.to_ascii_lowercase()
        }
    });
    let text: String = first.into_iter().chain(characters).collect();
    code_between_backticks(&text)
}

/// Writes `'word'` as `` `word` ``, but leaves the apostrophe of `can't`.
fn code_between_backticks(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\'') {
        let (before, quote) = rest.split_at(at);
        result.push_str(before);
        let inner = quote.strip_prefix('\'').unwrap_or_default();
        let opens = !before.ends_with(char::is_alphanumeric);
        match inner.find('\'').filter(|_| opens) {
            Some(end) => {
                let (code, after) = inner.split_at(end);
                result.push('`');
                result.push_str(code);
                result.push('`');
                rest = after.strip_prefix('\'').unwrap_or_default();
            }
            None => {
                result.push('\'');
                rest = inner;
            }
        }
    }
    result.push_str(rest);
    result
}

/// What stands where the error is.
struct Found<'a> {
    code: &'a str,
    goal: Goal,
    span: Span,
}

impl Found<'_> {
    /// The code from the place on, without the white space in front.
    fn rest(&self) -> &str {
        let rest = self.code.get(self.span.start..).unwrap_or_default();
        rest.trim_start()
    }

    /// The place, with something to be seen in it where the code goes on.
    fn visible(&self) -> Span {
        if self.span.start < self.span.end {
            return self.span;
        }
        let rest = self.rest();
        match rest.chars().next() {
            Some(first) => {
                let start = self.code.len() - rest.len();
                Span::new(start, start + first.len_utf8())
            }
            None => self.span,
        }
    }

    /// The token there, in words.
    fn token(&self) -> String {
        let rest = self.rest();
        let word = word(rest);
        match rest.chars().next() {
            None => self.end().to_owned(),
            Some('"' | '\'') => "a string".to_owned(),
            Some('`') => "a template".to_owned(),
            Some(_) if !word.is_empty() => format!("`{}`", shortened(word)),
            Some(first) => {
                let token = self.span.start..self.span.end;
                let token = self.code.get(token).unwrap_or_default();
                if (1..=4).contains(&token.len()) && !token.contains(char::is_whitespace) {
                    format!("`{token}`")
                } else {
                    format!("`{first}`")
                }
            }
        }
    }

    fn end(&self) -> &'static str {
        match self.goal {
            Goal::Script | Goal::Module => "the end of the script",
            Goal::FunctionBody => "the end of the handler",
        }
    }

    fn unexpected(&self) -> (String, Option<&'static str>) {
        let help = match self.rest().chars().next() {
            None => Some("look for a bracket that is not closed"),
            Some(')' | ']' | '}') => Some(
                "remove it, or add the opening bracket or the expression that is missing before it",
            ),
            _ => None,
        };
        match self.rest().is_empty() {
            true => (self.end().replacen("the", "unexpected", 1), help),
            false => (format!("unexpected {}", self.token()), help),
        }
    }

    /// A statement goes on where it should have ended.
    fn missing_separator(&self) -> (String, Option<&'static str>) {
        let message = format!("expected `;` or a new line, found {}", self.token());
        let help = "look in front of it for a missing quote, comma, operator or bracket";
        (message, Some(help))
    }

    /// A character that no token begins with.
    fn character(&self) -> (String, Option<&'static str>) {
        let character = self.rest().chars().next().unwrap_or(' ');
        let help = match character {
            '\u{2018}' | '\u{2019}' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}'
            | '\u{bb}' => Some("typographic quotes mean nothing in code; write `'` or `\"`"),
            '\u{2013}' | '\u{2014}' | '\u{2212}' => Some("a dash means nothing in code; write `-`"),
            '@' | '#' => {
                Some("where a tool fills in a placeholder, write it as `@@KEY@@` or `##KEY##`")
            }
            _ => None,
        };
        (format!("unexpected character `{character}`"), help)
    }
}

/// The name or number that text begins with.
fn word(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$' | '.' | '\\')));
    let word = end.map_or(text, |end| text.get(..end).unwrap_or_default());
    if word.starts_with('.') {
        ""
    } else {
        word.trim_end_matches('.')
    }
}

/// At most 40 characters of a name.
fn shortened(word: &str) -> String {
    const MOST: usize = 40;
    match word.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", word.get(..at).unwrap_or_default()),
        None => word.to_owned(),
    }
}
