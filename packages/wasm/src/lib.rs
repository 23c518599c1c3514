//! Lockwright's commands as a WebAssembly module.
//!
//! The module has no files, streams or variables of its own. It imports two functions from the module `host`:
//! `call` asks for something and gives the length of the answer, `take` puts the answer into memory. `host`
//! has the table of what can be asked for; `packages/npm/lib/core.js` is the other side.
//!
//! It exports functions for the host to call. Each text that goes in is written to memory that [`allocate`] has given.
//! - [`run`] runs a command, given its arguments with NUL between them, and gives the exit code.
//! - [`mark_roomy`] says that the host has called from a thread with a large stack.
//! - [`serve`] gives the language server one message of its client. What it answers is printed to standard output,
//!   each message by itself.
//!
//! A panic is told on standard error and traps. What is left of the module then must not be used.
//!
//! This crate is the only one of the project with unsafe code: pointers are how WebAssembly passes texts.

mod host;

use std::cell::RefCell;
use std::ffi::OsString;

use lockwright::cli::{self, LanguageServer};
use lockwright::stack;
use lockwright::system::{self, Host, Stream};

use host::JavaScript;

/// Memory for a text of that length, for the host to write to. Whoever is given the text frees it.
#[unsafe(no_mangle)]
pub extern "C" fn allocate(length: usize) -> *mut u8 {
    Box::into_raw(vec![0_u8; length].into_boxed_slice()).cast()
}

/// Runs a command with these arguments, the program's name first. Gives the exit code.
///
/// # Safety
/// `arguments` comes from [`allocate`] with this very length, and is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn run(arguments: *mut u8, length: usize) -> i32 {
    // SAFETY: the caller's promise is that of `text`.
    let arguments = unsafe { text(arguments, length) };
    system::set_host(JavaScript::get());
    i32::from(cli::run(arguments.split('\0').map(OsString::from)))
}

/// Says that the stack is large, as it is on a thread that was started for that.
#[unsafe(no_mangle)]
pub extern "C" fn mark_roomy() {
    stack::mark_roomy();
}

/// Gives the language server a message. Gives 0 while it goes on, and 1 when it has ended.
///
/// # Safety
/// `message` comes from [`allocate`] with this very length, and is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn serve(message: *mut u8, length: usize) -> i32 {
    thread_local! {
        static SERVER: RefCell<LanguageServer> = RefCell::default();
    }
    // SAFETY: the caller's promise is that of `text`.
    let message = unsafe { text(message, length) };
    system::set_host(JavaScript::get());
    let (said, goes_on) = SERVER.with_borrow_mut(|server| server.take(&message));
    for message in said {
        // A host that does not listen is none the worse for it.
        let _ = JavaScript::get().print(Stream::Out, message.as_bytes());
    }
    i32::from(!goes_on)
}

/// Takes a text that the host has written.
///
/// # Safety
/// `start` comes from [`allocate`] with this very length, and is not used again.
unsafe fn text(start: *mut u8, length: usize) -> String {
    // SAFETY: the bytes are a boxed slice of this length, which `allocate` has made and nobody else owns.
    let bytes = unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(start, length)) };
    String::from_utf8_lossy(&bytes).into_owned()
}
