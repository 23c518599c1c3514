//! The options that Lock's constructors read at the top level.

use semver::Version;

use crate::lock::Constructor;

/// Which constructors read an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadBy {
    /// `Auth0Lock` and `Auth0LockPasswordless`.
    Both,
    /// `Auth0Lock` alone.
    Lock,
    /// `Auth0LockPasswordless` alone.
    Passwordless,
}

/// Major, minor and patch of a release.
type Release = (u64, u64, u64);

/// An option of the constructors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConstructorOption {
    /// The key.
    pub name: &'static str,
    /// The first release from 10.0.0 on that reads it.
    since: Release,
    /// The last release that read it, when it is no longer read.
    until: Option<Release>,
    /// Which constructors read it.
    pub read_by: ReadBy,
}

const fn option(name: &'static str, since: Release, read_by: ReadBy) -> ConstructorOption {
    ConstructorOption {
        name,
        since,
        until: None,
        read_by,
    }
}

const fn gone(
    name: &'static str,
    since: Release,
    until: Release,
    read_by: ReadBy,
) -> ConstructorOption {
    ConstructorOption {
        name,
        since,
        until: Some(until),
        read_by,
    }
}

impl ConstructorOption {
    /// The first release from 10.0.0 on that reads the option.
    #[must_use]
    pub fn since(&self) -> Version {
        let (major, minor, patch) = self.since;
        Version::new(major, minor, patch)
    }

    /// The last release that read the option, when it is no longer read.
    #[must_use]
    pub fn until(&self) -> Option<Version> {
        let (major, minor, patch) = self.until?;
        Some(Version::new(major, minor, patch))
    }

    /// Whether that constructor of that release reads the option.
    #[must_use]
    pub fn is_read(&self, constructor: Constructor, version: &Version) -> bool {
        let by_constructor = match self.read_by {
            ReadBy::Both => true,
            ReadBy::Lock => constructor == Constructor::Auth0Lock,
            ReadBy::Passwordless => constructor == Constructor::Auth0LockPasswordless,
        };
        by_constructor
            && *version >= self.since()
            && self.until().is_none_or(|until| *version <= until)
    }
}

use ReadBy::{Both, Lock, Passwordless};

/// Every option that some release from 10.0.0 on reads, by name without regard to case.
///
/// What is missing here although pages set it: `flashMessage` is an option of `show()` alone,
/// `emailFirst` is read by no release, `signupLink` is a misspelling of `signUpLink`.
#[rustfmt::skip]
pub const OPTIONS: &[ConstructorOption] = &[
    option("__useTenantInfo", (10, 5, 0), Both),
    option("_enableIdPInitiatedLogin", (11, 5, 0), Both),
    option("_enableImpersonation", (11, 4, 0), Both),
    option("_sendTelemetry", (10, 9, 0), Both),
    option("_telemetryInfo", (10, 9, 0), Both),
    option("additionalSignUpFields", (10, 0, 0), Lock),
    option("allowAutocomplete", (10, 17, 0), Both),
    option("allowedConnections", (10, 0, 0), Both),
    option("allowForgotPassword", (10, 0, 0), Lock),
    option("allowLogin", (10, 0, 0), Lock),
    option("allowPasswordAutocomplete", (11, 8, 0), Both),
    option("allowShowPassword", (10, 18, 0), Both),
    option("allowSignUp", (10, 0, 0), Lock),
    option("assetsUrl", (10, 0, 0), Both),
    option("auth", (10, 0, 0), Both),
    option("autoclose", (10, 0, 0), Both),
    option("autofocus", (10, 0, 0), Both),
    option("avatar", (10, 0, 0), Both),
    option("clientBaseUrl", (10, 3, 0), Both),
    option("closable", (10, 0, 0), Both),
    option("configurationBaseUrl", (10, 5, 1), Both),
    option("connectionResolver", (10, 19, 0), Both),
    option("container", (10, 0, 0), Both),
    option("defaultADUsernameFromEmailPrefix", (10, 8, 0), Both),
    option("defaultDatabaseConnection", (10, 0, 0), Lock),
    option("defaultEnterpriseConnection", (10, 0, 0), Lock),
    option("defaultLocation", (10, 0, 0), Passwordless),
    option("disableWarnings", (10, 0, 0), Both),
    option("forceAutoHeight", (11, 31, 0), Both),
    option("forgotPasswordLink", (10, 0, 0), Lock),
    option("hashCleanup", (10, 6, 0), Both),
    option("hooks", (11, 29, 0), Both),
    option("initialScreen", (10, 0, 0), Lock),
    option("language", (10, 0, 0), Both),
    option("languageBaseUrl", (10, 3, 0), Both),
    option("languageDictionary", (10, 0, 0), Both),
    option("leeway", (10, 9, 0), Both),
    option("legacySameSiteCookie", (11, 32, 1), Both),
    option("loginAfterSignUp", (10, 0, 0), Lock),
    option("mobile", (10, 0, 0), Both),
    option("mustAcceptTerms", (10, 0, 0), Both),
    gone("oidcConformant", (10, 9, 0), (10, 24, 3), Both),
    option("overrides", (10, 8, 1), Both),
    option("passwordlessMethod", (11, 2, 0), Passwordless),
    option("plugins", (11, 1, 0), Both),
    option("popupOptions", (10, 0, 0), Both),
    option("preferConnectionDisplayName", (11, 25, 0), Both),
    option("prefill", (10, 0, 0), Both),
    option("rememberLastLogin", (10, 0, 0), Both),
    option("scrollGlobalMessagesIntoView", (10, 17, 0), Both),
    gone("sendCode", (10, 0, 0), (11, 1, 3), Passwordless),
    option("showTerms", (11, 12, 0), Both),
    option("signUpFieldsStrictValidation", (11, 27, 0), Lock),
    option("signUpHideUsernameField", (11, 28, 0), Lock),
    option("signUpLink", (10, 0, 0), Lock),
    gone("socialButtonStyle", (10, 0, 0), (11, 15, 0), Both),
    gone("tenantBaseUrl", (10, 5, 0), (10, 5, 0), Both),
    option("theme", (10, 0, 0), Both),
    option("useCustomPasswordlessConnection", (11, 30, 0), Passwordless),
    option("usernameStyle", (10, 0, 0), Lock),
];

/// The option of that name.
#[must_use]
pub fn constructor_option(name: &str) -> Option<&'static ConstructorOption> {
    OPTIONS.iter().find(|option| option.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        let keys: Vec<String> = OPTIONS.iter().map(|o| o.name.to_lowercase()).collect();
        assert!(keys.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn who_reads_what_and_when() {
        use Constructor::{Auth0Lock, Auth0LockPasswordless};
        for (name, constructor, version, expected) in [
            ("__useTenantInfo", Auth0Lock, (10, 4, 1), false),
            ("__useTenantInfo", Auth0Lock, (10, 5, 0), true),
            ("__useTenantInfo", Auth0LockPasswordless, (14, 3, 0), true),
            ("configurationBaseUrl", Auth0Lock, (10, 5, 0), false),
            ("configurationBaseUrl", Auth0Lock, (10, 5, 1), true),
            ("tenantBaseUrl", Auth0Lock, (10, 5, 0), true),
            ("tenantBaseUrl", Auth0Lock, (10, 5, 1), false),
            ("oidcConformant", Auth0Lock, (10, 24, 3), true),
            ("oidcConformant", Auth0Lock, (11, 0, 0), false),
            ("passwordlessMethod", Auth0Lock, (11, 30, 0), false),
            ("signUpLink", Auth0LockPasswordless, (11, 30, 0), false),
        ] {
            let (major, minor, patch) = version;
            let option = constructor_option(name).unwrap();
            let read = option.is_read(constructor, &Version::new(major, minor, patch));
            assert_eq!(read, expected, "{name} {version:?}");
        }
    }

    #[test]
    fn names_that_only_look_like_options() {
        for name in [
            "flashMessage",
            "signupLink",
            "emailFirst",
            "__useTenantinfo",
            "dict",
        ] {
            assert_eq!(constructor_option(name), None, "{name}");
        }
    }
}
