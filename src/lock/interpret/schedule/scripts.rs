//! Running a page: its scripts in the order of a browser, then what happens later.

use swc_ecma_ast::Program;

use crate::lock::Cause;
use crate::lock::Library;
use crate::lock::interpret::Interpreter;
use crate::lock::interpret::assumptions;
use crate::lock::interpret::builtins::string::mentions_lock;
use crate::lock::interpret::domain::value::Value;
use crate::lock::interpret::domain::value::unknown;
use crate::lock::interpret::schedule::jobs::{Pending, Work};
use crate::lock::interpret::state::environment::Environments;
use crate::lock::interpret::syntax::hoisting::has_strict_directive;
use crate::lock::interpret::syntax::hoisting::hoisted_names;
use crate::lock::interpret::syntax::hoisting::lexical_names;
use crate::page::{Body, ScriptKind};
use crate::span::Span;
use swc_ecma_ast::Stmt;

impl<'a> Interpreter<'a> {
    pub(crate) fn run_page(&mut self) {
        let page = self.state.page;
        let (late, early): (Vec<usize>, Vec<usize>) = (0..page.scripts.len()).partition(|&i| {
            page.scripts
                .get(i)
                .is_some_and(|s| s.deferred || s.is_async)
        });
        for index in early.into_iter().chain(late) {
            self.run_script(index);
            self.run_jobs();
        }
        self.state.script = None;
        self.state.load = self.recorder.model.loads.len().checked_sub(1);
        for handler in &page.handlers {
            if let Body::Parsed(program) = &handler.body
                && let Program::Script(script) = &**program
            {
                self.run_one(Pending {
                    work: Work::Handler(&script.body),
                    certain: handler.name == "onload",
                    repeated: false,
                    result: None,
                    due: 0.0,
                    span: handler.span,
                });
            }
        }
        self.run_pending();
        self.run_uncalled();
        self.run_to_rest();
        self.run_uncalled();
        self.run_to_rest();
        self.look_into_frames();
    }

    /// The pages that frames are given as text are not followed.
    fn look_into_frames(&mut self) {
        let frames = self.state.page.elements.iter().filter(|e| !e.inert);
        for attribute in frames.filter_map(|element| element.attribute("srcdoc")) {
            if mentions_lock(attribute.value(self.state.text)) {
                self.unfollowed(Cause::FrameConcernsLock, attribute.span);
            }
        }
    }

    pub(crate) fn run_script(&mut self, index: usize) {
        let Some(script) = self.state.page.scripts.get(index) else {
            return;
        };
        let brings_lock = self
            .recorder
            .model
            .loads
            .iter()
            .rposition(|load| load.script == index);
        if let Some(load) = brings_lock {
            self.state.load = Some(load);
        }
        // The build of Lock itself says nothing of what the page does with it.
        if brings_lock.is_some() && !script.is_unread() {
            return;
        }
        let Body::Parsed(program) = &script.body else {
            return;
        };
        self.state.script = Some(index);
        if script.nomodule && assumptions::skips_nomodule(self.state.page) {
            self.recorder.constructions.skip(script.content);
            return;
        }
        if let Program::Script(classic) = &**program {
            if !self.declares_what_is_free(&classic.body) {
                self.recorder.constructions.skip(script.content);
                return;
            }
            if assumptions::is_library(script.content.text(self.state.text)) {
                self.leave_out(&classic.body, script.content);
                return;
            }
        }
        let mut linked = self.state.page.links.scripts().iter();
        let linked = linked.position(|it| script.is_linked && it.span == script.content);
        self.run_to_end(|me| match (script.kind, linked) {
            (ScriptKind::Module, Some(index)) => me.run_linked_module(index),
            _ => me.run_program(program, script.kind),
        });
    }

    fn run_program(&mut self, program: &'a Program, kind: ScriptKind) {
        match program {
            Program::Script(script) => {
                self.state.context.strict = has_strict_directive(&script.body);
                self.run_body(&script.body);
            }
            Program::Module(module) if kind == ScriptKind::Module => {
                self.state.context.strict = true;
                self.state.context.this = Value::Undefined;
                self.run_module(module, None);
            }
            Program::Module(_) => {}
        }
    }

    /// The Lock that is in force for a constructor.
    pub(crate) fn load_for(&self, constructor: crate::lock::Constructor) -> Option<usize> {
        let wanted = |library: Library| match library {
            Library::Lock | Library::LegacyWidget => true,
            Library::LegacyPasswordless => {
                constructor == crate::lock::Constructor::Auth0LockPasswordless
            }
        };
        let last = self.state.load?;
        (0..=last).rev().find(|&i| {
            self.recorder
                .model
                .loads
                .get(i)
                .is_some_and(|l| wanted(l.library))
        })
    }
}

impl<'a> Interpreter<'a> {
    /// Leaves out a distributed script: what it declares is there, and nothing is known of it.
    pub(crate) fn leave_out(&mut self, statements: &'a [Stmt], span: Span) {
        let mut names: Vec<&'a str> = Vec::new();
        hoisted_names(statements, &mut |name| names.push(name));
        lexical_names(statements, &mut |name| names.push(name));
        for name in names {
            let value = unknown(Cause::InlineLibrary, span);
            match self.state.environments.own(Environments::GLOBAL, name) {
                Some(variable) => self.state.heap.set_variable(variable, value),
                None => self.declare(Environments::GLOBAL, name, value),
            }
        }
    }
}
