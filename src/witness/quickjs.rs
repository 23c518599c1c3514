//! QuickJS as the engine, by way of `rquickjs`. ARCHITECTURE.md says why this one.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use rquickjs::context::EvalOptions;
use rquickjs::loader::Bundle;
use rquickjs::{CatchResultExt, Context, Ctx, Module, Runtime, Value, WriteOptions};

use super::realm::{Evaluation, Realm};

/// The memory of a realm in bytes, of which the stub takes a tenth.
const MEMORY: usize = 16 << 20;

/// What there is on top once a realm has reached its bounds.
const RESERVE: usize = 4 << 20;

/// The stack of a realm in bytes.
const STACK: usize = 512 << 10;

/// How often the engine may ask whether to go on. It asks after 10,000 calls and turns of loops, or as many
/// steps back in a regular expression.
const TURNS: u32 = 60;

/// The jobs that are run after a script.
const JOBS: usize = 2_000;

/// No run that is counted takes so long. Only built-ins that take long at each step, which the stub does not
/// count, can reach this.
const DEADLINE: Duration = Duration::from_secs(5);

/// Garbage below this many bytes is left alone.
const GARBAGE: usize = 4 << 20;

/// The name of the first script, which is a module to the engine: only these can be kept compiled.
const FIRST: &str = "lockwright";

/// A realm of QuickJS. Compiling the first script takes three times as long as all the rest, so that is done
/// once.
pub(super) fn realm(first: &'static str) -> Option<Box<dyn Realm>> {
    static COMPILED: OnceLock<Option<Vec<u8>>> = OnceLock::new();
    static BUNDLE: OnceLock<[(&str, &[u8]); 1]> = OnceLock::new();
    let compiled = COMPILED.get_or_init(|| compile(first)).as_ref()?;
    let bundle: &'static [_] = BUNDLE.get_or_init(|| [(FIRST, compiled)]);
    let runtime = Runtime::new().ok()?;
    runtime.set_memory_limit(MEMORY);
    runtime.set_max_stack_size(STACK);
    runtime.set_gc_threshold(GARBAGE);
    // There is no other module to be had.
    runtime.set_loader(Bundle { 0: bundle }, Bundle { 0: bundle });
    let turns = Rc::new(Cell::new(TURNS));
    let left = Rc::clone(&turns);
    let start = Instant::now();
    runtime.set_interrupt_handler(Some(Box::new(move || {
        let is_over = left.get() == 0 || start.elapsed() > DEADLINE;
        left.set(if is_over { 0 } else { left.get() - 1 });
        is_over
    })));
    let context = Context::full(&runtime).ok()?;
    context
        .with(|ctx| Module::import(&ctx, FIRST)?.finish::<Value<'_>>().map(drop))
        .ok()?;
    Some(Box::new(QuickJs {
        runtime,
        context,
        turns,
    }))
}

/// Compiles a script to what the engine reads.
fn compile(script: &str) -> Option<Vec<u8>> {
    let runtime = Runtime::new().ok()?;
    let context = Context::full(&runtime).ok()?;
    context.with(|ctx| {
        let module = Module::declare(ctx, FIRST, script).ok()?;
        module.write(WriteOptions::default()).ok()
    })
}

struct QuickJs {
    runtime: Runtime,
    context: Context,
    /// How often the engine may still ask whether to go on.
    turns: Rc<Cell<u32>>,
}

impl Realm for QuickJs {
    fn evaluate(&mut self, script: &str) -> Evaluation {
        let evaluation = self.context.with(|ctx| {
            let completed = evaluate(&ctx, script);
            for _ in 0..JOBS {
                if self.turns.get() == 0 || !ctx.execute_pending_job() {
                    break;
                }
            }
            completed
        });
        if self.turns.get() > 0 {
            return evaluation.map_or(Evaluation::Threw, Evaluation::Completed);
        }
        self.turns.set(1);
        self.runtime.set_memory_limit(MEMORY + RESERVE);
        Evaluation::Stopped
    }
}

/// Runs a classic script. Gives its completion value as far as that is a string, and nothing when it throws.
fn evaluate(ctx: &Ctx<'_>, script: &str) -> Option<Option<String>> {
    let mut options = EvalOptions::default();
    options.global = true;
    options.strict = false;
    let value = ctx.eval_with_options::<Value<'_>, _>(script, options);
    let value = value.catch(ctx).ok()?;
    Some(value.as_string().and_then(|text| text.to_string().ok()))
}
