//! `--print-commands`: the same with curl and with the Auth0 CLI, for people who hand no token to a tool.
//!
//! Nothing is sent to make them, and no token is in them: curl gets it from a variable.

use std::io::Write;
use std::path::Path;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::super::args::AccessArguments;
use super::super::console::Console;
use super::super::{Exit, Failure};
use super::connect;
use crate::report::printable;
use crate::tenant::api::{CONNECTION_FIELDS_LEFT_OUT, Change};

/// What commands are wanted for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Task<'a> {
    Audit,
    Diff,
    Connections,
    Change(&'a [String], Change),
    Pull,
    Push(&'a Path),
}

/// The fields that a change has to send with their current values, as a filter for jq.
const CURRENT: &str =
    r#"with_entries(select((.key == "display_name" or .key == "realms") and .value != null))"#;

/// How to come to the rest of a list.
const PAGED: &str =
    "a page at a time: what is shown as `next` goes into &from= of the next request.";

/// Where the login page is.
const GLOBAL_CLIENT: &str =
    "clients?is_global=true&fields=client_id,custom_login_page,custom_login_page_on";

/// Prints the commands.
pub(super) fn print(
    access: &AccessArguments,
    task: Task<'_>,
    console: &mut Console,
) -> Result<Exit, Failure> {
    let domain = connect::domain(access)?;
    let domain = domain.map_or_else(|| "$AUTH0_DOMAIN".to_owned(), |domain| domain.to_string());
    let curl = Tool::Curl { domain };
    let out = console.out();
    writeln!(
        out,
        "# With curl, a token for the Management API in AUTH0_ACCESS_TOKEN, and jq:\n"
    )?;
    out.write_all(commands(task, &curl).as_bytes())?;
    writeln!(out, "\n# With the Auth0 CLI after `auth0 login`, and jq:\n")?;
    out.write_all(commands(task, &Tool::Auth0).as_bytes())?;
    Ok(Exit::Clean)
}

/// What sends requests.
enum Tool {
    Curl { domain: String },
    Auth0,
}

impl Tool {
    /// A command that gets what is at a path, which is a part of a text in double quotes.
    fn get(&self, path: &str) -> String {
        match self {
            Self::Curl { domain } => format!(
                "curl --fail-with-body --silent --show-error --header \"Authorization: Bearer $AUTH0_ACCESS_TOKEN\" \\\n  \"https://{domain}/api/v2/{path}\""
            ),
            Self::Auth0 => format!("auth0 api get \"{path}\""),
        }
    }

    /// A command that changes what is at a path by the JSON that another command writes.
    fn patch(&self, path: &str, json: &str) -> String {
        match self {
            Self::Curl { domain } => format!(
                "{json} |\n  curl --fail-with-body --silent --show-error --header \"Authorization: Bearer $AUTH0_ACCESS_TOKEN\" \\\n  --header 'Content-Type: application/json' --request PATCH --data-binary @- \"https://{domain}/api/v2/{path}\""
            ),
            Self::Auth0 => format!("{json} |\n  auth0 api patch \"{path}\""),
        }
    }
}

fn commands(task: Task<'_>, tool: &Tool) -> String {
    let connections =
        format!("connections?take=100&fields={CONNECTION_FIELDS_LEFT_OUT}&include_fields=false");
    match task {
        Task::Connections => format!(
            "# 100 at a time; `.next` of the answer goes into &from= of the next request.\n{}\n",
            tool.get(&connections)
        ),
        Task::Audit => audit(&connections, tool),
        Task::Diff => [page_to_file(tool), domain_connections(&connections, tool)].join("\n"),
        Task::Change(names, change) => {
            let commands: Vec<_> = names
                .iter()
                .map(|name| change_of(name, change, tool))
                .collect();
            commands.join("\n")
        }
        Task::Pull => format!(
            "{} |\n  jq --join-output '.[0].custom_login_page'\n",
            tool.get(GLOBAL_CLIENT)
        ),
        Task::Push(page) => push(page, tool),
    }
}

/// Commands that show what an audit looks at, each with what to look for.
fn audit(connections: &str, tool: &Tool) -> String {
    let clients = "clients?is_first_party=false&take=50&fields=client_id,name,is_first_party,third_party_security_mode,custom_login_page_on";
    let applications = format!(
        "# The third-party applications, {PAGED}\n# Classic Login does not serve one whose security mode is strict.\n{} |\n  \
         jq --compact-output '((.clients? // .)[] | {{client_id, name, third_party_security_mode, custom_login_page_on}}), (.next? // empty | {{next: .}})'\n",
        tool.get(clients)
    );
    let experience = format!(
        "# What serves logins where custom_login_page_on of the page is false.\n{} |\n  jq .universal_login_experience\n",
        tool.get("prompts")
    );
    let domains = format!(
        "# With a domain whose status is ready, the page is checked with --target custom-domain.\n{} |\n  \
         jq --compact-output '(.custom_domains? // .)[] | {{domain, status}}'\n",
        tool.get("custom-domains")
    );
    let page = page_to_file(tool);
    let connections = domain_connections(connections, tool);
    [applications, page, connections, experience, domains].join("\n")
}

/// Commands that write the login page to a file and check it there.
fn page_to_file(tool: &Tool) -> String {
    format!(
        "# The login page: in use where custom_login_page_on is true, and right when nothing is found in it.\nclient=$({})\n\
         printf '%s' \"$client\" | jq '.[0].custom_login_page_on'\n\
         printf '%s' \"$client\" | jq --join-output '.[0].custom_login_page // \"\"' >login.html\nlockwright check login.html\n",
        tool.get(GLOBAL_CLIENT)
    )
}

/// A command that lists the domain connections.
fn domain_connections(connections: &str, tool: &Tool) -> String {
    format!(
        "# The domain connections, {PAGED}\n# Third-party applications can use no others.\n{} |\n  \
         jq --compact-output '((.connections? // .)[] | select(.is_domain_connection) | {{name, id}}), (.next? // empty | {{next: .}})'\n",
        tool.get(connections)
    )
}

/// Commands that find one connection and change it.
fn change_of(name: &str, change: Change, tool: &Tool) -> String {
    let fields = format!("fields={CONNECTION_FIELDS_LEFT_OUT}&include_fields=false");
    let encoded = utf8_percent_encode(name, NON_ALPHANUMERIC).to_string();
    // An id stands for itself; whatever else is given is a name.
    let get = match name.starts_with("con_")
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    {
        true => tool.get(&format!("connections/{name}?{fields}")),
        false => format!(
            "{} |\n  jq '.[0]'",
            tool.get(&format!("connections?name={encoded}&{fields}"))
        ),
    };
    let id = r#"$(printf '%s' "$connection" | jq --raw-output .id)"#;
    let body = format!(
        "printf '%s' \"$connection\" | jq '{{is_domain_connection: {}}} + {CURRENT}'",
        change.flag()
    );
    let patch = tool.patch(&format!("connections/{id}"), &body);
    format!("# {}\nconnection=$({get})\n{patch}\n", printable(name))
}

fn push(page: &Path, tool: &Tool) -> String {
    let page = quoted(&page.to_string_lossy());
    let id = format!(
        "client=$({} |\n  jq --raw-output '.[0].client_id')",
        tool.get(GLOBAL_CLIENT)
    );
    let body = format!(
        "jq --null-input --rawfile page {page} '{{custom_login_page: $page, custom_login_page_on: true}}'"
    );
    format!("{id}\n{}\n", tool.patch("clients/$client", &body))
}

/// A word of a shell's command that stands for itself.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use snapbox::{IntoData, assert_data_eq, str};

    use super::*;

    #[test]
    fn connections_are_found_and_changed_with_their_current_values() {
        let names = ["My users".to_owned()];
        let tool = Tool::Curl {
            domain: "acme.auth0.com".to_owned(),
        };
        assert_data_eq!(
            commands(Task::Change(&names, Change::Promote), &tool),
            str![[r##"
# My users
connection=$(curl --fail-with-body --silent --show-error --header "Authorization: Bearer $AUTH0_ACCESS_TOKEN" \
  "https://acme.auth0.com/api/v2/connections?name=My%20users&fields=options&include_fields=false" |
  jq '.[0]')
printf '%s' "$connection" | jq '{is_domain_connection: true} + with_entries(select((.key == "display_name" or .key == "realms") and .value != null))' |
  curl --fail-with-body --silent --show-error --header "Authorization: Bearer $AUTH0_ACCESS_TOKEN" \
  --header 'Content-Type: application/json' --request PATCH --data-binary @- "https://acme.auth0.com/api/v2/connections/$(printf '%s' "$connection" | jq --raw-output .id)"

"##]].raw()
        );
    }

    #[test]
    fn nothing_that_is_given_gets_out_of_its_quotes() {
        let names = ["\"$(rm -rf /)'\n`x`".to_owned()];
        for tool in [
            Tool::Auth0,
            Tool::Curl {
                domain: "a.b".to_owned(),
            },
        ] {
            let text = commands(Task::Change(&names, Change::Demote), &tool);
            let (comment, rest) = text.split_once('\n').expect("there are lines");
            assert!(
                comment.starts_with("# ") && !rest.contains("rm -rf"),
                "{text}"
            );
        }
        assert_eq!(quoted("it's"), r"'it'\''s'");
    }
}
