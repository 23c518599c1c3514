//! Parameters of functions, and `arguments`.

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::function::{Closure, FunctionBody, Kind};
use crate::lock::interpret::domain::object::Object;
use crate::lock::interpret::domain::value::{Value, join, unknown};
use crate::lock::interpret::syntax::hoisting::{bound_names, hoisted_names};
use crate::lock::interpret::syntax::relevance::{assigns_parameters, writes_arguments};
use memchr::memmem;
use swc_ecma_ast::Pat;

impl<'a> Interpreter<'a> {
    pub(crate) fn declare_arguments(&mut self, arguments: &Arguments, closure: &Closure<'a>) {
        let list = match &arguments.open {
            // The elements follow the parameters, and the reverse.
            None if !closure.strict && assigns_parameters(closure.code) => {
                unknown(Cause::ArgumentsObject, closure.code.span())
            }
            None => {
                let mut object = Object::new(Kind::Arguments);
                object.set_elements(arguments.values.clone());
                Value::Object(self.state.heap.new_object(object))
            }
            Some(reason) => Value::Unknown(reason.clone()),
        };
        self.declare(self.state.context.environment, "arguments", list);
    }

    pub(crate) fn bind_parameters(&mut self, closure: &Closure<'a>, arguments: &Arguments) {
        let parameters = closure.code.parameters();
        // What is written to `arguments` goes to the parameters of sloppy code.
        let is_mapped = !closure.strict
            && may_name_arguments(self.state.code(closure.code.span()))
            && writes_arguments(closure.code);
        let mapped = unknown(Cause::ArgumentsWritten, closure.code.span());
        let has_expressions = parameters.iter().any(|p| !matches!(p, Pat::Ident(_)));
        for pattern in &parameters {
            self.declare_pattern(pattern);
            if has_expressions {
                let environment = self.state.context.environment;
                let state = &mut self.state;
                bound_names(pattern, &mut |name| {
                    state
                        .dead_zone
                        .extend(state.environments.own(environment, name));
                });
            }
        }
        for (index, pattern) in parameters.iter().enumerate() {
            if let Pat::Rest(rest) = pattern {
                let tail = arguments.values.get(index..).unwrap_or_default().to_vec();
                let tail = match &arguments.open {
                    None => self.state.new_array(tail),
                    Some(reason) => Value::Unknown(reason.clone()),
                };
                self.bind(&rest.arg, tail);
            } else if is_mapped {
                let value = join(&arguments.get(index), &mapped);
                self.bind(pattern, value);
            } else {
                self.bind(pattern, arguments.get(index));
            }
        }
    }
}

/// Whether code may use `arguments`: it says so, or has escapes (of JavaScript, or of the attribute that it
/// stands in), by which it may.
pub(crate) fn may_name_arguments(code: &str) -> bool {
    ["arguments", "\\u", "&#", "%"]
        .iter()
        .any(|sign| memmem::find(code.as_bytes(), sign.as_bytes()).is_some())
}

impl<'a> Interpreter<'a> {
    /// Where parameters have expressions, the variables of the body are others than the parameters: they begin with
    /// the parameters' values.
    pub(crate) fn open_body(&mut self, closure: &Closure<'a>) {
        let parameters = closure.code.parameters();
        let FunctionBody::Statements(statements) = closure.code.body() else {
            return;
        };
        if parameters.iter().all(|p| matches!(p, Pat::Ident(_))) {
            return;
        }
        let outer = self.state.context.environment;
        let body = self.state.environments.open(outer, true);
        let mut names: Vec<&str> = Vec::new();
        hoisted_names(statements, &mut |name| names.push(name));
        for name in names {
            if let Some(variable) = self.state.environments.own(outer, name) {
                let value = self.state.heap.variable(variable);
                self.declare(body, name, value);
            }
        }
        self.state.context.environment = body;
    }
}
