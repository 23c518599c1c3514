//! The arguments of `lockwright tenant`.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Subcommand};

use super::{ConfigArguments, ReadingArguments};
use crate::report::tenant::TenantFormat;

const ACCESS_HEADING: &str = "Tenant";

/// What the help of every command says of variables.
const AFTER_HELP: &str = "\
Who asks: a token for the Management API in AUTH0_ACCESS_TOKEN or AUTH0_API_TOKEN, or an application's \
--client-id with its secret in AUTH0_CLIENT_SECRET. Secrets are taken from variables only.
Exit codes: 0 when all is well, 1 when something is not or would change, 2 after an error, 130 when interrupted.";

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum TenantCommand {
    /// Say for every third-party application whether its users can log in, and if not, why not
    #[command(after_help = AFTER_HELP)]
    Audit(Box<AuditArguments>),
    /// List the connections, and which are domain connections
    #[command(after_help = AFTER_HELP)]
    Connections(ConnectionsArguments),
    /// Make connections domain connections, which third-party applications can use
    #[command(after_help = AFTER_HELP)]
    Promote(ChangeArguments),
    /// Make domain connections ordinary connections again
    #[command(after_help = AFTER_HELP)]
    Demote(ChangeArguments),
    /// Write the hosted login page to standard output or a file
    #[command(after_help = AFTER_HELP)]
    Pull(PullArguments),
    /// Check a page, show the difference, replace the hosted login page and read it back
    #[command(after_help = AFTER_HELP)]
    Push(Box<PushArguments>),
    /// Say where a tenant and its configuration in files differ: domain connections and the login page
    #[command(after_help = AFTER_HELP)]
    Diff(Box<DiffArguments>),
}

impl TenantCommand {
    pub(super) fn config_mut(&mut self) -> Option<&mut ConfigArguments> {
        match self {
            Self::Audit(arguments) => Some(&mut arguments.config),
            Self::Push(arguments) => Some(&mut arguments.config),
            Self::Diff(arguments) => Some(&mut arguments.config),
            Self::Connections(_) | Self::Promote(_) | Self::Demote(_) | Self::Pull(_) => None,
        }
    }
}

/// Which tenant, and how it is reached.
#[derive(Debug, Args)]
pub(in crate::cli) struct AccessArguments {
    /// The tenant's domain: a name, a name with a port, or an https:// address [environment: AUTH0_DOMAIN]
    #[arg(long, value_name = "DOMAIN", help_heading = ACCESS_HEADING)]
    pub(in crate::cli) domain: Option<String>,

    /// The audience of the token that is asked for [environment: AUTH0_AUDIENCE] [default:
    /// https://DOMAIN/api/v2/]
    #[arg(long, value_name = "URL", help_heading = ACCESS_HEADING)]
    pub(in crate::cli) audience: Option<String>,

    /// The application that asks; its secret comes from AUTH0_CLIENT_SECRET [environment:
    /// AUTH0_CLIENT_ID]
    #[arg(long, value_name = "ID", help_heading = ACCESS_HEADING)]
    pub(in crate::cli) client_id: Option<String>,

    /// Certificates of the authorities to trust, in PEM, instead of the system's [environment:
    /// SSL_CERT_FILE]
    #[arg(long, value_name = "FILE", help_heading = ACCESS_HEADING)]
    pub(in crate::cli) ca_certificate: Option<PathBuf>,

    /// How long one answer may take
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = seconds,
          help_heading = ACCESS_HEADING)]
    pub(in crate::cli) timeout: Duration,

    /// Send nothing; print commands for curl and the Auth0 CLI that do the same, for people who hand
    /// no token to a tool
    #[arg(long, help_heading = ACCESS_HEADING)]
    pub(in crate::cli) print_commands: bool,
}

/// How the report is written.
#[derive(Debug, Args)]
pub(in crate::cli) struct TenantOutput {
    /// How the report is written
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub(in crate::cli) output_format: TenantFormat,
}

/// What every command that writes to the tenant takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct WritingArguments {
    /// Write nothing; say what would change, and exit with 1 when something would
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,

    /// Do not ask
    #[arg(short, long)]
    pub(in crate::cli) yes: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct AuditArguments {
    /// Read the tenant's configuration from files instead: a folder or file of auth0-deploy-cli or Terraform
    #[arg(long, value_name = "DIR", conflicts_with = "print_commands")]
    pub(in crate::cli) from: Option<PathBuf>,

    #[command(flatten)]
    pub(in crate::cli) output: TenantOutput,

    #[command(flatten)]
    pub(in crate::cli) config: ConfigArguments,

    #[command(flatten)]
    pub(in crate::cli) access: AccessArguments,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ConnectionsArguments {
    #[command(flatten)]
    pub(in crate::cli) output: TenantOutput,

    #[command(flatten)]
    pub(in crate::cli) access: AccessArguments,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ChangeArguments {
    /// The connections, by name or id
    #[arg(value_name = "CONNECTION", required = true)]
    pub(in crate::cli) connections: Vec<String>,

    #[command(flatten)]
    pub(in crate::cli) writing: WritingArguments,

    #[command(flatten)]
    pub(in crate::cli) output: TenantOutput,

    #[command(flatten)]
    pub(in crate::cli) access: AccessArguments,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct DiffArguments {
    /// The configuration: a folder or file of auth0-deploy-cli or Terraform
    #[arg(value_name = "DIR")]
    pub(in crate::cli) from: PathBuf,

    #[command(flatten)]
    pub(in crate::cli) output: TenantOutput,

    #[command(flatten)]
    pub(in crate::cli) config: ConfigArguments,

    #[command(flatten)]
    pub(in crate::cli) access: AccessArguments,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct PullArguments {
    /// Write the page here [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,

    #[command(flatten)]
    pub(in crate::cli) access: AccessArguments,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct PushArguments {
    /// The page, or - for standard input
    #[arg(value_name = "PAGE")]
    pub(in crate::cli) page: PathBuf,

    /// Leave the page switched off if it is; otherwise it is switched on
    #[arg(long)]
    pub(in crate::cli) leave_off: bool,

    #[command(flatten)]
    pub(in crate::cli) writing: WritingArguments,

    #[command(flatten)]
    pub(in crate::cli) reading: ReadingArguments,

    #[command(flatten)]
    pub(in crate::cli) config: ConfigArguments,

    #[command(flatten)]
    pub(in crate::cli) access: AccessArguments,
}

/// Reads a number of seconds: `30`, `0.5`.
fn seconds(text: &str) -> Result<Duration, String> {
    const LONGEST: f64 = 3_600.0;
    let seconds: f64 = text
        .parse()
        .map_err(|_| "expected a number of seconds".to_owned())?;
    match seconds > 0.0 && seconds <= LONGEST {
        true => Ok(Duration::from_secs_f64(seconds)),
        false => Err(format!(
            "expected more than 0 and at most {LONGEST} seconds"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times() {
        assert_eq!(seconds("0.5"), Ok(Duration::from_millis(500)));
        assert_eq!(seconds("30"), Ok(Duration::from_secs(30)));
        for text in ["", "0", "-1", "NaN", "inf", "3601", "5s"] {
            assert!(seconds(text).is_err(), "{text}");
        }
    }
}
