//! Running a page: its scripts in the order of a browser, then what happens later.

use swc_ecma_ast::Program;

use super::Interpreter;
use super::distributed::is_distributed;
use super::later::{Pending, Work};
use crate::lock::Library;
use crate::page::{Body, ScriptKind};

impl<'a> Interpreter<'a> {
    pub(super) fn run_page(&mut self) {
        let page = self.page;
        let (late, early): (Vec<usize>, Vec<usize>) = (0..page.scripts.len()).partition(|&i| {
            page.scripts
                .get(i)
                .is_some_and(|s| s.deferred || s.is_async)
        });
        for index in early.into_iter().chain(late) {
            self.run_script(index);
            self.run_jobs();
        }
        self.script = None;
        self.load = self.model.loads.len().checked_sub(1);
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
        self.run_again();
        self.look_into_frames();
    }

    /// The pages that frames are given as text are not followed.
    fn look_into_frames(&mut self) {
        let frames = self.page.elements.iter().filter(|e| !e.inert);
        for attribute in frames.filter_map(|element| element.attribute("srcdoc")) {
            if super::text::mentions_lock(attribute.value(self.text)) {
                self.unfollowed("a page within this page concerns Lock", attribute.span);
            }
        }
    }

    pub(super) fn run_script(&mut self, index: usize) {
        let Some(script) = self.page.scripts.get(index) else {
            return;
        };
        let brings_lock = self
            .model
            .loads
            .iter()
            .rposition(|load| load.script == index);
        if let Some(load) = brings_lock {
            self.load = Some(load);
        }
        // The build of Lock itself says nothing of what the page does with it.
        if brings_lock.is_some() && script.src.is_none() {
            return;
        }
        let Body::Parsed(program) = &script.body else {
            return;
        };
        self.script = Some(index);
        // A browser with modules skips `nomodule` scripts. They count where the page has no module
        // to go with them.
        if script.nomodule
            && self
                .page
                .scripts
                .iter()
                .any(|s| s.kind == ScriptKind::Module)
        {
            self.recorder.skip(script.content);
            return;
        }
        if let Program::Script(classic) = &**program {
            if !self.declares_what_is_free(&classic.body) {
                self.recorder.skip(script.content);
                return;
            }
            if is_distributed(script.content.text(self.text)) {
                self.leave_out(&classic.body, script.content);
                return;
            }
        }
        self.run_to_end(|me| me.run_program(program, script.kind));
    }

    fn run_program(&mut self, program: &'a Program, kind: ScriptKind) {
        match program {
            Program::Script(script) => self.run_body(&script.body),
            Program::Module(module) if kind == ScriptKind::Module => self.run_module(module),
            Program::Module(_) => {}
        }
    }

    /// The Lock that is in force for a constructor.
    pub(super) fn load_for(&self, constructor: crate::lock::Constructor) -> Option<usize> {
        let wanted = |library: Library| match library {
            Library::Lock | Library::LegacyWidget => true,
            Library::LegacyPasswordless => {
                constructor == crate::lock::Constructor::Auth0LockPasswordless
            }
        };
        let last = self.load?;
        (0..=last)
            .rev()
            .find(|&i| self.model.loads.get(i).is_some_and(|l| wanted(l.library)))
    }
}
