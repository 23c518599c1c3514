//! Which files may be a tenant's configuration, by their names. Nothing else is opened.

/// What a file may be by its name. Names of folders are those of auth0-deploy-cli.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// `connections/NAME.json`
    Connection,
    /// `database-connections/NAME/database.json`
    Database,
    /// `clients/NAME.json`
    Client,
    /// `pages/NAME.json`
    Page,
    /// `prompts/prompts.json`
    Prompts,
    /// `branding/templates/NAME.json`
    Template,
    /// `tenant.json`
    Settings,
    /// Another JSON file: it may configure auth0-deploy-cli.
    Config,
    /// A YAML file.
    Yaml,
    /// `NAME.tf`
    Terraform,
    /// `NAME.tf.json`
    TerraformJson,
    /// `.env`
    Variables,
}

impl Role {
    /// The role of a file with this path, whose separators are slashes.
    #[must_use]
    pub fn of(path: &str) -> Option<Self> {
        let mut parts = path.rsplit('/');
        let name = parts.next()?;
        let folder = parts.next().unwrap_or_default();
        let above = parts.next().unwrap_or_default();
        if name == ".env" || name.starts_with(".env.") {
            return Some(Self::Variables);
        }
        if name.ends_with(".tf.json") {
            return Some(Self::TerraformJson);
        }
        match name.rsplit_once('.')?.1 {
            "tf" => Some(Self::Terraform),
            "yaml" | "yml" => Some(Self::Yaml),
            "json" => Some(match (above, folder, name) {
                (_, "connections", _) => Self::Connection,
                ("database-connections", _, "database.json") => Self::Database,
                (_, "clients", _) => Self::Client,
                (_, "pages", _) => Self::Page,
                (_, "prompts", "prompts.json") => Self::Prompts,
                ("branding", "templates", _) => Self::Template,
                (_, _, "tenant.json") => Self::Settings,
                _ if name.contains("config") => Self::Config,
                _ => return None,
            }),
            _ => None,
        }
    }

    /// The folder of auth0-deploy-cli that a file with this path belongs to, in that role.
    #[must_use]
    pub fn root(self, path: &str) -> Option<&str> {
        let levels = match self {
            Self::Connection | Self::Client | Self::Page | Self::Prompts => 2,
            Self::Database | Self::Template => 3,
            Self::Settings => 1,
            _ => return None,
        };
        let mut root = path;
        for _ in 0..levels {
            root = root.rsplit_once('/').map_or("", |(folder, _)| folder);
        }
        Some(root)
    }

    /// Whether the first bytes of a file are those of one with this role. Configuration that concerns pages
    /// has one of a few words in it.
    #[must_use]
    pub fn fits(self, bytes: &[u8]) -> bool {
        let has = |word: &str| memchr::memmem::find(bytes, word.as_bytes()).is_some();
        let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let is_object = body.trim_ascii_start().first() == Some(&b'{');
        match self {
            Self::Connection | Self::Database => is_object && has("\"strategy\""),
            Self::Client | Self::Page | Self::Prompts | Self::Settings | Self::Template => {
                is_object
            }
            Self::Config => is_object && has("AUTH0_"),
            Self::Yaml => has_key_of_deploy_cli(body),
            Self::Terraform | Self::TerraformJson => has("auth0_") || has("module"),
            Self::Variables => true,
        }
    }
}

/// Whether one of the lines is a key that auth0-deploy-cli has at the top level of its YAML.
fn has_key_of_deploy_cli(bytes: &[u8]) -> bool {
    const KEYS: [&[u8]; 8] = [
        b"tenant:",
        b"clients:",
        b"connections:",
        b"databases:",
        b"pages:",
        b"prompts:",
        b"branding:",
        b"resourceServers:",
    ];
    bytes
        .split(|byte| *byte == b'\n')
        .any(|line| KEYS.iter().any(|key| line.starts_with(key)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_go_by_names() {
        for (path, role, root) in [
            (
                "tenant/connections/Users.json",
                Some(Role::Connection),
                Some("tenant"),
            ),
            ("connections/Users.json", Some(Role::Connection), Some("")),
            (
                "/a/database-connections/Users/database.json",
                Some(Role::Database),
                Some("/a"),
            ),
            ("a/clients/Partner.json", Some(Role::Client), Some("a")),
            ("a/pages/login.json", Some(Role::Page), Some("a")),
            ("a/prompts/prompts.json", Some(Role::Prompts), Some("a")),
            (
                "a/branding/templates/universal_login.json",
                Some(Role::Template),
                Some("a"),
            ),
            ("tenant.json", Some(Role::Settings), Some("")),
            ("config-dev.json", Some(Role::Config), None),
            ("tenant.yaml", Some(Role::Yaml), None),
            ("main.tf", Some(Role::Terraform), None),
            ("main.tf.json", Some(Role::TerraformJson), None),
            ("a/.env", Some(Role::Variables), None),
            ("package.json", None, None),
            ("login.html", None, None),
            ("tf", None, None),
        ] {
            assert_eq!(Role::of(path), role, "{path}");
            assert_eq!(role.and_then(|role| role.root(path)), root, "{path}");
        }
    }

    #[test]
    fn the_first_bytes_tell_most_files_apart() {
        for (role, bytes, fits) in [
            (Role::Yaml, "# c\npages:\n  - name: login", true),
            (Role::Yaml, "on: push\njobs:\n  pages: 1\n", false),
            (Role::Terraform, "resource \"aws_vpc\" \"a\" {}", false),
            (Role::Terraform, "resource \"auth0_client\" \"a\" {}", true),
            (
                Role::Connection,
                "\u{feff}\n{\"strategy\": \"auth0\"}",
                true,
            ),
            (Role::Connection, "[\"strategy\"]", false),
            (Role::Config, "{\"compilerOptions\": {}}", false),
        ] {
            assert_eq!(role.fits(bytes.as_bytes()), fits, "{bytes}");
        }
    }
}
