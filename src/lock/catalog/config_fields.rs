//! The fields of the config object that a hosted page decodes.
//!
//! Read from five complete payloads and from what published pages read of them. Payloads of 2016 and
//! 2017 lack `auth0Tenant`, `authorizationServer`, `colors` and `isThirdPartyClient`.

use super::Target;

/// The name of the field that says whether the application is a third party's.
pub const IS_THIRD_PARTY_CLIENT: &str = "isThirdPartyClient";

/// The name of the field that holds the parameters of the application's request: the transaction.
pub const TRANSACTION: &str = "internalOptions";

/// The fields that tell one transaction from another; every payload has them.
pub const TRANSACTION_FIELDS: &[&str] = &["_csrf", "_intstate", "state"];

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// A string that is never empty.
    Text,
    /// A string that is empty on the cloud, under whatever domain, and an address on a private cloud.
    AssetsAddress,
    /// A boolean.
    Bool,
    /// An object whose fields are the listed ones.
    Record(&'static [Field]),
    /// An object with whatever fields the transaction has.
    OpenRecord,
    /// Something that is not always there, or not always of one kind.
    Varying,
}

/// A field by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// The key.
    pub name: &'static str,
    /// What it holds.
    pub kind: FieldKind,
}

const fn field(name: &'static str, kind: FieldKind) -> Field {
    Field { name, kind }
}

/// The top level of the config.
pub const FIELDS: &[Field] = &[
    field("assetsUrl", FieldKind::AssetsAddress),
    field("auth0Domain", FieldKind::Text),
    field("auth0Tenant", FieldKind::Text),
    field(
        "authorizationServer",
        FieldKind::Record(&[
            field("issuer", FieldKind::Text),
            field("url", FieldKind::Text),
        ]),
    ),
    field("callbackOnLocationHash", FieldKind::Bool),
    field("callbackURL", FieldKind::Text),
    field("cdn", FieldKind::Text),
    field("clientConfigurationBaseUrl", FieldKind::Text),
    field("clientID", FieldKind::Text),
    field(
        "colors",
        FieldKind::Record(&[
            field("page_background", FieldKind::Varying),
            field("primary", FieldKind::Varying),
        ]),
    ),
    field("connection", FieldKind::Varying),
    // Either the language, a string, or `{ signin: { title } }`.
    field("dict", FieldKind::Varying),
    field("extraParams", FieldKind::OpenRecord),
    field("icon", FieldKind::Varying),
    field(TRANSACTION, FieldKind::OpenRecord),
    field(IS_THIRD_PARTY_CLIENT, FieldKind::Bool),
    field("languageBaseUrl", FieldKind::Varying),
    field("prompt", FieldKind::Varying),
    field("widgetUrl", FieldKind::Text),
];

/// What the field at `path` holds, when it is a known one. The empty path is the config itself.
#[must_use]
pub fn kind_of(path: &[impl AsRef<str>]) -> Option<FieldKind> {
    let mut kind = FieldKind::Record(FIELDS);
    for name in path {
        kind = match kind {
            FieldKind::Record(fields) => {
                fields
                    .iter()
                    .find(|field| field.name == name.as_ref())?
                    .kind
            }
            FieldKind::OpenRecord | FieldKind::Varying => FieldKind::Varying,
            FieldKind::Text | FieldKind::AssetsAddress | FieldKind::Bool => return None,
        };
    }
    Some(kind)
}

/// Whether pages are known to find something at `path`. Below a field that holds whatever the
/// transaction has (`internalOptions`), every name counts as known.
#[must_use]
pub fn is_known_field(path: &[impl AsRef<str>]) -> bool {
    kind_of(path).is_some()
}

/// Whether the field at `path` holds a string with something in it when the page is served on
/// `target`; `None` when that is not the same for every transaction, or not known.
#[must_use]
pub fn is_nonempty_text(path: &[impl AsRef<str>], target: Target) -> Option<bool> {
    match kind_of(path)? {
        FieldKind::Text => Some(true),
        FieldKind::AssetsAddress => Some(target == Target::PrivateCloud),
        FieldKind::Bool | FieldKind::Record(_) | FieldKind::OpenRecord => Some(false),
        FieldKind::Varying => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(FIELDS.is_sorted_by(|a, b| a.name < b.name));
    }

    #[test]
    fn which_fields_are_known() {
        for (path, expected) in [
            (&[][..], true),
            (&["isThirdPartyClient"], true),
            (&["isThirdParty"], false),
            (&["is_third_party_client"], false),
            (&["authorizationServer", "issuer"], true),
            (&["authorizationServer", "isThirdPartyClient"], false),
            (&["internalOptions", "isThirdPartyClient"], true),
            (&["dict", "signin", "title"], true),
            (&["auth0Domain", "tenant"], false),
            (&["isThirdPartyClient", "value"], false),
        ] {
            assert_eq!(is_known_field(path), expected, "{path:?}");
        }
    }

    #[test]
    fn the_assets_url_is_empty_on_the_cloud_only() {
        let path = ["assetsUrl"];
        assert_eq!(is_nonempty_text(&path, Target::Cloud), Some(false));
        assert_eq!(is_nonempty_text(&path, Target::CustomDomain), Some(false));
        assert_eq!(is_nonempty_text(&path, Target::PrivateCloud), Some(true));
    }
}
