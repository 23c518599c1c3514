//! The abstract domain: values, objects and functions as data. Nothing here reads the state.

pub(crate) mod arguments;
pub(crate) mod builtin;
pub(crate) mod config;
pub(crate) mod equality;
pub(crate) mod foreign;
pub(crate) mod function;
pub(crate) mod ids;
pub(crate) mod object;
pub(crate) mod value;
