//! Evaluating the page's code: one file for each kind of syntax node or internal operation.

pub(crate) mod assignment;
pub(crate) mod call;
pub(crate) mod class;
pub(crate) mod escape;
pub(crate) mod exports;
pub(crate) mod expression;
pub(crate) mod fixpoint;
pub(crate) mod get;
pub(crate) mod literal;
pub(crate) mod logical;
pub(crate) mod loops;
pub(crate) mod module;
pub(crate) mod new;
pub(crate) mod operator;
pub(crate) mod parameters;
pub(crate) mod pattern;
pub(crate) mod recursion;
pub(crate) mod set;
pub(crate) mod statement;
pub(crate) mod try_statement;
