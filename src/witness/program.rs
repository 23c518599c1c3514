//! The scripts that a run evaluates: the stub of a browser, and the page's own in the order of a browser.

use swc_ecma_ast::{ModuleItem, Program as Syntax};

use super::transaction::World;
use crate::lock::Model;
use crate::page::{Body, Handler, Page, Script, ScriptKind, masked_outside_strings};

/// Scripts above this many bytes are left out, as if they came from elsewhere.
const MOST_BYTES: usize = 100_000;

/// Does the next thing that happens once the scripts have run.
pub(super) const NEXT: &str = "String(globalThis[Symbol.for('lockwright')].next())";

/// Gives what happened, as JSON.
pub(super) const REPORT: &str = "globalThis[Symbol.for('lockwright')].report()";

/// The stub of a browser, which answers anything. It waits to be told which world it is.
pub(super) const STUB: &str = concat!(
    "globalThis[Symbol.for('lockwright')] = function (world) {\n",
    include_str!("stub/language.js"),
    include_str!("stub/answers.js"),
    include_str!("stub/browser.js"),
    include_str!("stub/recorder.js"),
    "\n};",
);

/// The script that makes a world out of the stub.
pub(super) fn start(world: &World) -> String {
    let truthy = world.truthy;
    format!("globalThis[Symbol.for('lockwright')]({{ truthy: {truthy} }});")
}

/// The page's own scripts in the order in which a browser runs them, as far as they are there to be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scripts(Vec<String>);

impl Scripts {
    /// Those of a page.
    pub(super) fn of(page: &Page, text: &str, model: &Model) -> Self {
        let has_module = page
            .scripts
            .iter()
            .any(|script| script.kind == ScriptKind::Module);
        let brings_lock = |index| model.loads.iter().any(|load| load.script == index);
        let (mut at_once, mut deferred, mut whenever) = (Vec::new(), Vec::new(), Vec::new());
        for (index, script) in page.scripts.iter().enumerate() {
            if brings_lock(index) || (script.nomodule && has_module) {
                continue;
            }
            let Some(code) = code_of(page, script, text) else {
                continue;
            };
            let group = match (script.is_async, script.deferred) {
                (true, _) => &mut whenever,
                (false, true) => &mut deferred,
                (false, false) => &mut at_once,
            };
            group.push((script.element, code));
        }
        let on_load = page.handlers.iter();
        at_once.extend(on_load.filter_map(|handler| on_load_of(page, handler, text)));
        at_once.sort_by_key(|(element, _)| *element);
        let all = at_once.into_iter().chain(deferred).chain(whenever);
        Self(all.map(|(_, code)| code).collect())
    }

    /// The code of each as a world's tenant serves it.
    pub(super) fn served(&self, world: &World) -> impl Iterator<Item = String> {
        let config = world.encoded_config();
        self.0
            .iter()
            .map(move |code| code.replace("@@config@@", &config))
    }
}

/// The code of a script, as a classic script.
fn code_of(page: &Page, script: &Script, text: &str) -> Option<String> {
    let Body::Parsed(program) = &script.body else {
        return None;
    };
    // In other elements the code need not stand in the text as it is.
    page.elements.get(script.element).filter(|it| it.html)?;
    let code = script.content.text(text);
    if code.len() > MOST_BYTES {
        return None;
    }
    let code = masked_outside_strings(code);
    match (script.kind, &**program) {
        (ScriptKind::Classic, _) => Some(code.into_owned()),
        (ScriptKind::Module, Syntax::Module(module)) => {
            let is_alone = module
                .body
                .iter()
                .all(|item| matches!(item, ModuleItem::Stmt(_)));
            is_alone.then(|| in_a_function("async function", &code))
        }
        _ => None,
    }
}

/// What makes a function of a body's attribute the window's `onload`, and the element that it belongs to.
fn on_load_of(page: &Page, handler: &Handler, text: &str) -> Option<(usize, String)> {
    let element = page.elements.get(handler.element)?;
    let is_on_load = handler.name == "onload" && &*element.name == "body";
    let attribute = element.attribute("onload").filter(|_| is_on_load)?;
    let runs = matches!(handler.body, Body::Parsed(_)) && attribute.is_verbatim();
    let code = handler.span.text(text);
    let code = format!("window.onload = function onload(event) {{\n{code}\n}};");
    runs.then_some((handler.element, code))
}

/// Code that has a scope of its own and is strict, as a module's has.
fn in_a_function(kind: &str, code: &str) -> String {
    format!("({kind} () {{\n'use strict';\n{code}\n}}).call(undefined);")
}
