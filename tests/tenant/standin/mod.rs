//! A stand-in for the Management API: a tenant that remembers what it is told, over TLS.
//!
//! It checks requests as strictly as the API does: scopes, unknown properties, fields that can be asked for. It can
//! be made to fail in the ways that networks, proxies and other administrators fail people.

pub(crate) mod authority;
pub(crate) mod fault;
mod http;
mod lists;
pub(crate) mod state;

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use rustls::{ServerConfig, ServerConnection, StreamOwned};

use authority::Authority;
use fault::{Effect, Fault};

pub(crate) use http::{Request, Response};
use state::State;

/// The token that the tenant takes.
pub(crate) const TOKEN: &str = "eyJhbGciOi.the-token-of-this-test.c2lnbmF0dXJl";
/// The application that may get a token, and its secret.
pub(crate) const CLIENT_ID: &str = "machine";
pub(crate) const CLIENT_SECRET: &str = "the-secret-of-this-test";

/// A tenant that runs until the process ends.
pub(crate) struct StandIn {
    address: SocketAddr,
    shared: Arc<Shared>,
    folder: tempfile::TempDir,
}

struct Shared {
    state: Mutex<State>,
    faults: Mutex<Vec<Fault>>,
    requests: Mutex<Vec<Request>>,
}

impl StandIn {
    /// A tenant in this state, with a certificate of an authority of its own.
    pub(crate) fn start(state: State) -> Self {
        Self::start_with(state, &Authority::new(), &["localhost", "127.0.0.1"], 0)
    }

    /// A tenant with a certificate for these names, on a port; 0 stands for any.
    pub(crate) fn start_with(
        state: State,
        authority: &Authority,
        names: &[&str],
        port: u16,
    ) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).expect("a port is free");
        let folder = tempfile::tempdir().expect("a folder can be made");
        let write = |name: &str, text: String| {
            std::fs::write(folder.path().join(name), text).expect("a file can be written");
        };
        let identity = authority.identity(names);
        write("ca.pem", authority.pem());
        write("server.pem", identity.certificate.pem());
        write("server.key", identity.key.serialize_pem());
        let shared = Arc::new(Shared {
            state: Mutex::new(state),
            faults: Mutex::default(),
            requests: Mutex::default(),
        });
        let config = Arc::new(identity.server());
        let address = listener.local_addr().expect("it is bound");
        let served = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (config, shared) = (Arc::clone(&config), Arc::clone(&served));
                thread::spawn(move || serve(stream, config, &shared));
            }
        });
        Self {
            address,
            shared,
            folder,
        }
    }

    /// `localhost:PORT`
    pub(crate) fn domain(&self) -> String {
        format!("localhost:{}", self.address.port())
    }

    /// The certificate of the authority.
    pub(crate) fn ca_certificate(&self) -> std::path::PathBuf {
        self.folder.path().join("ca.pem")
    }

    /// A folder that goes with the tenant.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.shared.state)
    }

    /// From now on this goes wrong.
    pub(crate) fn fault(&self, fault: Fault) {
        lock(&self.shared.faults).push(fault);
    }

    /// The requests that came: `GET connections`.
    pub(crate) fn requests(&self) -> Vec<Request> {
        lock(&self.shared.requests).clone()
    }

    /// The requests that change something.
    pub(crate) fn writes(&self) -> Vec<Request> {
        let is_write = |request: &Request| request.method != "GET" && request.path != "oauth/token";
        self.requests().into_iter().filter(is_write).collect()
    }
}

/// Tests that fail hold locks; others go on.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn serve(stream: TcpStream, config: Arc<ServerConfig>, shared: &Shared) {
    let Ok(connection) = ServerConnection::new(config) else {
        return;
    };
    let mut stream = StreamOwned::new(connection, stream);
    // Whoever is gone, or speaks no HTTP, is not served.
    while let Ok(Some(request)) = Request::read(&mut stream) {
        lock(&shared.requests).push(request.clone());
        let effect = lock(&shared.faults)
            .iter_mut()
            .find_map(|fault| fault.strike(&request));
        let sent = match effect {
            None => answer(&request, shared).send(&mut stream),
            Some(Effect::Before(change)) => {
                change(&mut lock(&shared.state));
                answer(&request, shared).send(&mut stream)
            }
            Some(Effect::After(change)) => {
                let response = answer(&request, shared);
                change(&mut lock(&shared.state));
                response.send(&mut stream)
            }
            Some(Effect::Answer(response)) => response.send(&mut stream),
            Some(Effect::Rewritten(rewrite)) => rewrite(answer(&request, shared)).send(&mut stream),
            Some(Effect::Slow(time)) => {
                thread::sleep(time);
                answer(&request, shared).send(&mut stream)
            }
            Some(Effect::Dropped) => return,
            Some(Effect::DroppedAfter) => {
                drop(answer(&request, shared));
                return;
            }
            Some(Effect::Cut) => {
                let _ = answer(&request, shared).send_half(&mut stream);
                return;
            }
        };
        if sent.is_err() {
            return;
        }
    }
}

fn answer(request: &Request, shared: &Shared) -> Response {
    lock(&shared.state).answer(request)
}
