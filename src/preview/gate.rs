//! Who may ask.
//!
//! Pages of other sites can make a browser send requests here, and a name that leads to 127.0.0.1 lets
//! them read the answers. So a request has to name this very address as its host, has to come from here
//! or from nowhere, and has to know a path that cannot be guessed.

use std::net::SocketAddr;

use super::http::{Request, Response};

/// Lets requests in.
pub(super) struct Gate {
    host: String,
    origin: String,
    root: String,
}

impl Gate {
    pub(super) fn new(address: SocketAddr, token: String) -> Self {
        Self {
            host: address.to_string(),
            origin: format!("http://{address}"),
            root: format!("/{token}/"),
        }
    }

    /// The path that all addresses begin with.
    pub(super) fn root(&self) -> &str {
        &self.root
    }

    /// What comes after the root in the path of a request, or the answer to one that may not ask.
    pub(super) fn admit<'r>(&self, request: &'r Request) -> Result<&'r str, Response> {
        if request.header("host") != Some(self.host.as_str()) {
            return Err(Response::refusal(
                421,
                "the Host header is not this server's address",
            ));
        }
        if request.has_header("origin") && request.header("origin") != Some(self.origin.as_str()) {
            return Err(Response::refusal(
                403,
                "requests of other origins are refused",
            ));
        }
        let path = request.path.strip_prefix(&self.root);
        if !self.comes_from_here(request, path) {
            return Err(Response::refusal(
                403,
                "requests of other sites are refused",
            ));
        }
        path.ok_or_else(|| {
            Response::refusal(404, "use the address that `lockwright preview` printed")
        })
    }

    /// Whether the browser says that the request comes from this origin or from the address bar. A link
    /// to the workbench may stand elsewhere: it opens a page of its own, which no other can look into.
    fn comes_from_here(&self, request: &Request, path: Option<&str>) -> bool {
        if !request.has_header("sec-fetch-site") {
            return true;
        }
        let is_link = path == Some("")
            && request.header("sec-fetch-mode") == Some("navigate")
            && request.header("sec-fetch-dest") == Some("document");
        is_link
            || matches!(
                request.header("sec-fetch-site"),
                Some("same-origin" | "none")
            )
    }
}
