//! A tenant's state from its configuration in files.

use std::path::Path;

use super::super::pages::Input;
use super::super::tenants::Search;
use super::super::{Failure, Refusal};
use crate::config::Configuration;
use crate::input::{DEFAULT_MAX_BYTES, Exclusion, discover};
use crate::tenant::Tenant;
use crate::tenant::files::state;

/// Reads the one tenant that a folder or file configures.
pub(in crate::cli) fn read(from: &Path, configuration: &Configuration) -> Result<Tenant, Failure> {
    if let Err(error) = std::fs::metadata(from) {
        return Err(Refusal::new(format!("{}: {error}", from.display())).into());
    }
    let found = discover(&[from], &Exclusion::default());
    if let Some(error) = found.errors.first() {
        let path = error.path.display();
        return Err(Refusal::new(format!("{path}: {}", error.error)).into());
    }
    let is_file = found.pages.iter().any(|page| page == from);
    let (named, folders) = match is_file {
        true => (vec![from.to_owned()], Vec::new()),
        false => (Vec::new(), vec![from.to_owned()]),
    };
    let search = Search {
        configuration,
        max_bytes: DEFAULT_MAX_BYTES,
        walked: found.configuration,
        named,
        folders,
    };
    let mut inputs: Vec<Input> = found.pages.into_iter().map(Input::File).collect();
    let input = search.run(&mut inputs);
    let tenants = input.as_ref().map(|it| it.files.tenants().tenants);
    let (Some(input), Some(tenants)) = (&input, tenants) else {
        let refusal = Refusal::new(format!("{} configures no tenant", from.display()));
        let help = "name a folder of auth0-deploy-cli, its YAML file, or a module of Terraform";
        return Err(refusal.help(help).into());
    };
    match tenants.as_slice() {
        [tenant] => Ok(state(&input.files, tenant)),
        tenants => {
            let count = tenants.len();
            let refusal = Refusal::new(format!("{} configures {count} tenants", from.display()));
            Err(refusal
                .help("name the folder or file of one of them")
                .into())
        }
    }
}
