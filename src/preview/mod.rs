//! A page as both kinds of user see it, without its tenant: `lockwright preview`.
//!
//! A server on this machine gives the browser a workbench with two frames. In each the page runs, after
//! `compile`, with a config of its kind of application filled in and with the real Lock. A service
//! worker of the same origin stands for the tenant: it answers what Lock asks the tenant for and keeps
//! what is typed on this machine.
//!
//! - [`http`] reads requests and writes responses, with bounds on all of it.
//! - [`gate`] decides who may ask.
//! - [`site`] decides what is answered.
//! - [`workpiece`] is the page: reading it again when it changes, compiling and binding it.
//! - [`frame`] is the page as a frame runs it, [`view`] what the workbench shows around it.
//! - [`tenant`] is what the service worker knows of the tenant that it stands for.
//! - [`folder`] serves what lies beside the page.
//! - `assets/` is what runs in the browser.
//!
//! Nothing here makes a request, and nothing is written.

mod folder;
mod frame;
mod gate;
mod http;
mod site;
mod switches;
mod tenant;
mod view;
mod workpiece;

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

pub(crate) use tenant::SimulatedTenant;

use crate::bind::MappingsError;
use crate::check::Settings;
use crate::edit::Applicability;
use crate::input::InputError;
use gate::Gate;
use http::Server;
use site::Site;
use workpiece::Workpiece;

/// What to preview.
#[derive(Debug)]
pub(crate) struct Options {
    /// The page.
    pub(crate) page: PathBuf,
    /// The most bytes of it that are read.
    pub(crate) max_bytes: u64,
    /// What to check it for; the target is where the preview begins.
    pub(crate) settings: Settings,
    /// How far fixes are to be trusted.
    pub(crate) least: Applicability,
    /// The mappings of auth0-deploy-cli.
    pub(crate) mappings: Option<PathBuf>,
    /// A bundle of Lock to use in place of the one that the page loads.
    pub(crate) lock: Option<PathBuf>,
    /// The tenant that the service worker stands for.
    pub(crate) tenant: SimulatedTenant,
    /// The port; 0 for any that is free.
    pub(crate) port: u16,
}

/// Why there is no preview.
#[derive(Debug)]
pub(crate) enum PreviewError {
    /// The page cannot be read.
    Page(InputError),
    /// The mappings cannot be read.
    MappingsFile(PathBuf, io::Error),
    /// The mappings cannot be used.
    Mappings(PathBuf, MappingsError),
    /// The bundle of Lock cannot be read.
    Lock(PathBuf, io::Error),
    /// The port cannot be had.
    Port(u16, io::Error),
    /// The system gives no randomness for the address.
    Random(String),
}

impl fmt::Display for PreviewError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(error) => error.fmt(f),
            Self::MappingsFile(path, error) => {
                write!(f, "cannot read the mappings {}: {error}", path.display())
            }
            Self::Mappings(path, error) => write!(f, "{}: {error}", path.display()),
            Self::Lock(path, error) => {
                write!(f, "cannot read the Lock bundle {}: {error}", path.display())
            }
            Self::Port(port, error) => write!(f, "cannot listen on 127.0.0.1:{port}: {error}"),
            Self::Random(error) => write!(f, "cannot make a random address: {error}"),
        }
    }
}

/// A preview that listens.
pub(crate) struct Preview {
    server: Server,
    site: Arc<Site>,
    address: SocketAddr,
}

impl Preview {
    /// Reads the page and takes the port.
    pub(crate) fn open(options: Options) -> Result<Self, PreviewError> {
        let server =
            Server::bind(options.port).map_err(|error| PreviewError::Port(options.port, error))?;
        let address = server
            .address()
            .map_err(|error| PreviewError::Port(options.port, error))?;
        let token = token()?;
        let gate = Gate::new(address, token);
        let tenant = options.tenant.clone();
        let workpiece = Workpiece::open(options)?;
        let site = Arc::new(Site::new(gate, workpiece, tenant));
        Ok(Self {
            server,
            site,
            address,
        })
    }

    /// The address of the workbench.
    pub(crate) fn url(&self) -> String {
        format!("http://{}{}", self.address, self.site.root())
    }

    /// Serves it until the process ends.
    pub(crate) fn run(&self) {
        self.server.run(Arc::clone(&self.site));
    }
}

/// The part of the address that nobody can guess.
fn token() -> Result<String, PreviewError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| PreviewError::Random(error.to_string()))?;
    Ok(data_encoding::HEXLOWER.encode(&bytes))
}

#[cfg(test)]
mod tests;
