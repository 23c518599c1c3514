//! What the browser and well-known libraries provide: a table, and a transfer function for each row.

pub(crate) mod array;
pub(crate) mod convert;
pub(crate) mod copying;
pub(crate) mod descriptor;
pub(crate) mod dispatch;
pub(crate) mod generator;
pub(crate) mod global;
pub(crate) mod iterator;
pub(crate) mod json;
pub(crate) mod map_set;
pub(crate) mod object;
pub(crate) mod promise;
pub(crate) mod string;
pub(crate) mod table;
