//! The command line as a user sees it: arguments, exit codes, what goes to which stream, what is
//! written where.

mod arguments;
mod check;
mod compile;
mod fix;
mod folder;
mod inspect;
mod streams;
