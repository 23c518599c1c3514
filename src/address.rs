//! Where the project is on the web.
//!
//! The address is that of `repository` in Cargo.toml. Who builds from a copy elsewhere sets the variable
//! `LOCKWRIGHT_REPOSITORY` for the build, and every link leads there.

/// The repository.
#[must_use]
pub fn repository() -> &'static str {
    const ADDRESS: &str = match option_env!("LOCKWRIGHT_REPOSITORY") {
        Some(address) => address,
        None => env!("CARGO_PKG_REPOSITORY"),
    };
    ADDRESS.trim_end_matches('/')
}

/// The documentation of a rule, as it was when this version was tagged.
#[must_use]
pub fn rule(id: &str) -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!("{}/blob/v{version}/docs/rules/{id}.md", repository())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::rules::RULES;

    #[test]
    fn what_is_linked_to_is_there() {
        assert!(repository().starts_with("https://"));
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for rule in RULES {
            let url = rule.url();
            let (tag, path) = url
                .strip_prefix(repository())
                .and_then(|rest| rest.strip_prefix("/blob/"))
                .and_then(|rest| rest.split_once('/'))
                .expect("the address is one of a file at a tag");
            assert_eq!(tag, concat!("v", env!("CARGO_PKG_VERSION")));
            assert!(root.join(path).is_file(), "{path}");
        }
    }
}
