//! Calling builtins: by the transfer function of the row, or else by what the row says of effects.

use crate::lock::Cause;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::assumptions;
use crate::lock::interpret::builtins::table;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::builtin::{Builtin, Calls, Changes, Gives, Transfer};
use crate::lock::interpret::domain::foreign::{MESSAGE_EVENT, origin, source_of};
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::object::Object;
use crate::lock::interpret::domain::value::{Value, unknown};
use crate::lock::interpret::state::State;
use crate::span::Span;

impl<'a> Interpreter<'a> {
    /// Calls a builtin.
    pub(crate) fn call_builtin(
        &mut self,
        builtin: &'static Builtin,
        this: &Value,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        if builtin.owner == "lock" {
            self.note_lock_call(builtin.name, this, arguments, span);
        }
        self.state.may_throw_calling(builtin, this, arguments);
        match builtin.transfer {
            Some(transfer) => self.transfer(transfer, builtin, this, arguments, span),
            None => self.call_by_effects(builtin, this, arguments, span),
        }
    }

    fn transfer(
        &mut self,
        transfer: Transfer,
        builtin: &'static Builtin,
        this: &Value,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        let name = builtin.name;
        let first = arguments.get(0);
        match transfer {
            Transfer::Array => self.call_array_method(name, this, arguments, span),
            Transfer::ArrayFunction => self.call_array_function(name, arguments, span),
            Transfer::Assign => self.call_assign(builtin, arguments, span),
            Transfer::Call => self.call_reflect(name, arguments, span),
            Transfer::Collection => self.call_keyed_method(name, this, arguments, span),
            Transfer::Console => {
                self.note_logged(arguments, span);
                Value::Undefined
            }
            Transfer::Convert => self.convert(builtin, this, arguments, span),
            Transfer::Defaults => self.call_defaults(arguments, span),
            Transfer::Copy => self.state.deep_copy(&first),
            Transfer::Eval => {
                self.note_code_flow("eval()", arguments, span);
                self.run_text(arguments, span);
                unknown(Cause::EvalResult, span)
            }
            Transfer::Events => self.add_listener(builtin, this, arguments, span),
            Transfer::Freeze => {
                self.state
                    .seal(&first, name == "freeze", name != "preventExtensions");
                first
            }
            Transfer::Function => self.call_function_method(name, this, arguments, span),
            Transfer::Generator => self.call_generator_method(name, this, arguments, span),
            Transfer::Iterator => self.state.call_iterator_method(name, this, span),
            Transfer::Json => self.call_json(name, arguments, span),
            Transfer::Library => self.call_library(builtin, arguments, span),
            Transfer::List => self.new_list(arguments, span),
            Transfer::Markup => {
                self.note_call_flow(&builtin.path(), arguments, span);
                self.write_markup(arguments, span);
                Value::Undefined
            }
            Transfer::Number => self.call_number_function(builtin, this, arguments, span),
            Transfer::Object => self.call_object_function(builtin, arguments, span),
            Transfer::ObjectMethod => self.call_object_method(builtin, this, arguments, span),
            Transfer::Promise => self.call_promise_function(builtin, arguments, span),
            Transfer::PromiseMethod => self.call_promise_method(name, this, arguments, span),
            Transfer::Ready => self.call_when_ready(builtin, this, arguments, span),
            Transfer::Recode => self.recode(builtin, &first, span),
            Transfer::Require => self.require(arguments, span),
            Transfer::String => self.call_string_method(name, this, arguments, span),
            Transfer::Symbol => self.call_symbol(name, arguments, span),
            Transfer::Timer => self.set_timer(builtin, arguments, span),
        }
    }

    /// A call of a builtin that has no transfer function, or whose transfer function does not cover the call.
    pub(crate) fn call_by_effects(
        &mut self,
        builtin: &'static Builtin,
        this: &Value,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        self.note_call_flow(&builtin.path(), arguments, span);
        self.note_message(builtin.name, arguments, span);
        for value in &arguments.values {
            self.escape_to(builtin.calls, value, span);
        }
        if builtin.calls != Calls::Later && builtin.owner != "*" {
            self.escape_to(builtin.calls, this, span);
        }
        let reason = unknown(Cause::ResultOf(builtin.path().into()), span);
        match builtin.changes {
            Changes::Nothing => {}
            Changes::Receiver => self.state.havoc(this, &reason, 0),
            Changes::Anything => {
                for value in arguments.values.iter().chain([this]) {
                    self.state.havoc(value, &reason, 0);
                }
            }
        }
        if assumptions::may_have_decoded(this, arguments) {
            return Value::Encoded;
        }
        // `/x=(.*)/.exec(location.hash)`
        if builtin.path() == "RegExp.prototype.exec"
            && let Some(source) = origin(&arguments.get(0))
        {
            return unknown(Cause::Foreign((*source).into()), span);
        }
        self.given(builtin, this, span)
    }

    /// What the row says of the result.
    fn given(&mut self, builtin: &'static Builtin, this: &Value, span: Span) -> Value {
        match builtin.gives {
            Gives::Undefined => Value::Undefined,
            Gives::Receiver => this.clone(),
            // What the browser gives has a path, by which its methods are known.
            Gives::Anything if !table::is_complete(builtin.owner) => {
                Value::host(&format!("{}()", builtin.path()))
            }
            _ => unknown(Cause::ResultOf(builtin.path().into()), span),
        }
    }

    /// A call of what the browser or a library provides, and of which nothing is known but where it comes from.
    pub(crate) fn call_host(
        &mut self,
        path: &str,
        this: &Value,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        let (owner, method) = path.rsplit_once('.').unwrap_or(("", path));
        // `Array.prototype.slice.call` of what is no builtin: called in another way.
        if matches!(method, "call" | "apply" | "bind") && owner.contains('.') {
            let function = Value::host(owner);
            return self.call_function_method(method, &function, arguments, span);
        }
        if owner == "lock" {
            self.note_lock_call(method, this, arguments, span);
        }
        self.note_call_flow(path, arguments, span);
        if source_of(owner).is_some() && self.may_clean(method, arguments) {
            self.state.may_throw();
            self.escape_all(arguments, span);
            return unknown(Cause::ResultOf(method.into()), span);
        }
        self.note_message(method, arguments, span);
        if let Some(builtin) = table::find("*", method) {
            self.state.may_throw();
            return match builtin.transfer {
                Some(transfer) => self.transfer(transfer, builtin, this, arguments, span),
                None => self.call_any_object(builtin, path, this, arguments, span),
            };
        }
        self.state.may_throw();
        self.escape_all(arguments, span);
        if assumptions::may_have_decoded(this, arguments) {
            return Value::Encoded;
        }
        Value::host(&format!("{path}()"))
    }

    fn call_any_object(
        &mut self,
        builtin: &'static Builtin,
        path: &str,
        this: &Value,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        if builtin.name == "setAttribute"
            && arguments.get(0) == Value::str("src")
            && let Some(place) = arguments.spans.get(1)
        {
            self.note_address(&arguments.get(1), *place);
        }
        for value in &arguments.values {
            self.escape_to(builtin.calls, value, span);
        }
        if assumptions::may_have_decoded(this, arguments) {
            return Value::Encoded;
        }
        match builtin.gives {
            Gives::Receiver => this.clone(),
            _ => Value::host(&format!("{path}()")),
        }
    }

    /// `call`, `apply` and `bind` of a function.
    pub(crate) fn call_function_method(
        &mut self,
        method: &str,
        function: &Value,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        match method {
            "call" => {
                let (receiver, rest) = split_receiver(arguments);
                self.call(function, &receiver, rest, span)
            }
            "apply" => {
                let list = self.spread_list(&arguments.get(1), span);
                self.call(function, &arguments.get(0), list, span)
            }
            _ => self.state.bind_function(function, arguments),
        }
    }

    /// `Reflect.construct`, `Reflect.apply`
    fn call_reflect(&mut self, name: &str, arguments: &Arguments, span: Span) -> Value {
        let first = arguments.get(0);
        if name == "apply" {
            let list = self.spread_list(&arguments.get(2), span);
            return self.call(&first, &arguments.get(1), list, span);
        }
        let list = self.spread_list(&arguments.get(1), span);
        let target = match arguments.get(2) {
            Value::Undefined => first.clone(),
            target => target,
        };
        self.construct_for(&first, &target, list, span)
    }

    /// `addEventListener` and the like.
    fn add_listener(
        &mut self,
        builtin: &'static Builtin,
        this: &Value,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        let event = arguments.get(0);
        let is_page = matches!(this, Value::Builtin(b) if b.is_global("window") || b.is_global("document"))
            || builtin.owner.is_empty();
        let is_certain = matches!(&event, Value::Str(name) if assumptions::is_certain_event(name));
        for callback in arguments.values.iter().skip(1) {
            if !(is_certain && is_page && matches!(callback, Value::Object(_))) {
                let callback = match &event {
                    Value::Str(name) if &**name == "message" => self.given_message(callback),
                    _ => callback.clone(),
                };
                self.escape_to(Calls::Later, &callback, span);
            } else if event == Value::str("load") {
                self.defer(callback.clone(), Vec::new(), 0.0, span);
            } else {
                self.defer_until_parsed(callback.clone(), Vec::new(), span);
            }
        }
        match builtin.gives {
            Gives::Receiver => this.clone(),
            _ => Value::Undefined,
        }
    }

    /// A listener for messages with the event that it is given, unless it looks where the message comes from.
    pub(crate) fn given_message(&mut self, listener: &Value) -> Value {
        let is_trusting = match listener {
            Value::Object(id) => match &self.state.heap.object(*id).kind {
                Kind::Function(closure) => !self.state.code(closure.code.span()).contains("origin"),
                _ => false,
            },
            _ => false,
        };
        if !is_trusting {
            return listener.clone();
        }
        let event = vec![Value::Undefined, Value::host(MESSAGE_EVENT)];
        self.state.bind_function(listener, &Arguments::of(event))
    }

    /// `$(…)` and `$(document).ready(…)`: a function is sure to run once the page is ready.
    fn call_when_ready(
        &mut self,
        builtin: &'static Builtin,
        this: &Value,
        arguments: &Arguments,
        span: Span,
    ) -> Value {
        let callback = arguments.get(0);
        let is_function = matches!(&callback, Value::Object(id)
            if matches!(self.state.heap.object(*id).kind, Kind::Function(_)));
        if is_function {
            self.defer_until_parsed(callback, vec![Value::host("$")], span);
        } else {
            self.escape_all(arguments, span);
            if arguments.values.contains(&Value::Encoded) {
                return Value::Encoded;
            }
        }
        if builtin.name == "ready" {
            this.clone()
        } else {
            Value::host("$()")
        }
    }

    /// `setTimeout` and what else runs a function later.
    fn set_timer(&mut self, builtin: &'static Builtin, arguments: &Arguments, span: Span) -> Value {
        let callback = arguments.get(0);
        let takes_text = matches!(builtin.name, "setTimeout" | "setInterval");
        if takes_text {
            self.note_code_flow(&format!("{}()", builtin.name), &first_of(arguments), span);
        }
        let delay = match arguments.get(1) {
            Value::Number(delay) if takes_text => Some(delay.max(0.0)),
            Value::Undefined => Some(0.0),
            _ if !takes_text => Some(0.0),
            _ => None,
        };
        for callback in callback.alternatives() {
            match callback {
                Value::Object(_) if !arguments.values.is_empty() => {
                    let rest = arguments.values.get(2..).unwrap_or_default().to_vec();
                    let rest = if takes_text { rest } else { Vec::new() };
                    let is_only = arguments.get(0) == *callback;
                    match (is_only, builtin.name) {
                        (false, _) => self.escape_to(Calls::Later, callback, span),
                        (_, "setInterval") => self.defer_repeatedly(
                            callback.clone(),
                            rest,
                            delay.unwrap_or(0.0),
                            span,
                        ),
                        _ => self.defer(callback.clone(), rest, delay.unwrap_or(0.0), span),
                    }
                }
                Value::Undefined | Value::Null | Value::Builtin(_) | Value::Host(_) => {}
                _ if takes_text => self.run_text(arguments, span),
                _ => {}
            }
        }
        match builtin.gives {
            Gives::Number => Value::Number(1.0),
            _ => Value::Undefined,
        }
    }

    /// The arguments that an array gives to `apply`.
    pub(crate) fn spread_list(&mut self, list: &Value, span: Span) -> Arguments {
        match (list, self.state.items(list)) {
            (_, Some(items)) => Arguments::of(items),
            (Value::Undefined | Value::Null, None) => Arguments::default(),
            _ => self.state.unknown_arguments(Cause::FromUnknownList, span),
        }
    }
}

impl<'a> State<'a> {
    pub(crate) fn bind_function(&mut self, function: &Value, arguments: &Arguments) -> Value {
        let (this, rest) = split_receiver(arguments);
        let kind = Kind::Bound {
            target: function.clone(),
            this,
            arguments: rest.values,
        };
        Value::Object(self.heap.new_object(Object::new(kind)))
    }

    /// Arguments of which nothing is known.
    pub(crate) fn unknown_arguments(&self, cause: Cause, span: Span) -> Arguments {
        Arguments {
            open: unknown(cause, span).cause(),
            ..Arguments::default()
        }
    }
}

fn first_of(arguments: &Arguments) -> Arguments {
    let mut first = arguments.clone();
    first.values.truncate(1);
    first
}

fn split_receiver(arguments: &Arguments) -> (Value, Arguments) {
    let mut rest = arguments.clone();
    rest.spans.clear();
    if rest.values.is_empty() {
        return (rest.get(0), rest);
    }
    let receiver = rest.values.remove(0);
    (receiver, rest)
}
