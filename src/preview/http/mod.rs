//! As much of HTTP as a preview on one's own machine needs.
//!
//! One request a connection, `GET` and `HEAD` only, no bodies. httparse reads the request line and the
//! headers; what is around it is small enough to bound every size, count and time, and is tested with
//! arbitrary bytes.

mod request;
mod response;
mod server;

pub(super) use request::{Method, Request};
pub(super) use response::Response;
#[cfg(test)]
pub(super) use server::Stop;
pub(super) use server::{Handler, Server};
