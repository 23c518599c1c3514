//! Parameters of functions, and `arguments`.

use crate::lock::interpret::Interpreter;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::value::Value;
use memchr::memmem;
use swc_ecma_ast::Pat;

impl<'a> Interpreter<'a> {
    pub(crate) fn declare_arguments(&mut self, arguments: &Arguments) {
        let list = match &arguments.open {
            None => self.state.new_array(arguments.values.clone()),
            Some(reason) => Value::Unknown(reason.clone()),
        };
        self.declare(self.state.context.environment, "arguments", list);
    }

    pub(crate) fn bind_parameters(&mut self, parameters: &[&'a Pat], arguments: &Arguments) {
        for pattern in parameters {
            self.declare_pattern(pattern);
        }
        for (index, pattern) in parameters.iter().enumerate() {
            if let Pat::Rest(rest) = pattern {
                let tail = arguments.values.get(index..).unwrap_or_default().to_vec();
                let tail = match &arguments.open {
                    None => self.state.new_array(tail),
                    Some(reason) => Value::Unknown(reason.clone()),
                };
                self.bind(&rest.arg, tail);
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
