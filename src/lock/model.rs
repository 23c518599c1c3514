//! The semantic model: plain data, made by [`interpret`](super::interpret) and read by the rules.

use super::Cause;
use crate::span::Span;

/// Everything that rules and `inspect` know of a page's use of Lock.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Model {
    /// Scripts that load Lock or one of its relatives, in document order.
    pub loads: Vec<Load>,
    /// Calls of methods of Lock's instances, in the order of happening.
    pub calls: Vec<MethodCall>,
    /// Every construction that was seen to happen, in the order of happening. A construction that
    /// happens more than once (a function called twice) is here once for each way it can happen.
    pub constructions: Vec<Construction>,
    /// Where the transaction's config is decoded.
    pub decodes: Vec<Span>,
    /// Arguments of the console's methods that hold the config, or what is secret of it.
    pub logged: Vec<Span>,
    /// Text from outside that becomes markup, code or an address.
    pub flows: Vec<Flow>,
    /// Scripts of hosts that are neither the tenant's nor Auth0's; known to [`inspect`](crate::check::inspect)
    /// alone.
    pub foreign_scripts: Vec<ForeignHost>,
    /// Where the config, or what Lock needs of it, leaves the page's own scripts.
    pub handovers: Vec<Handover>,
    /// What could not be followed and may hide a construction.
    pub unfollowed: Vec<Unknown>,
    /// Scripts that a browser runs nothing of, though they parse: they declare a name that an earlier
    /// script of the page has declared. The place is that of the declaration.
    pub refused: Vec<Unknown>,
}

/// A place where the config leaves the page's own scripts, so that others can construct Lock with it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Handover {
    /// How it leaves.
    pub kind: HandoverKind,
    /// Where; empty for a global, which other scripts have whenever they run.
    pub span: Span,
}

/// How the config leaves the page's own scripts.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum HandoverKind {
    /// A global of that name holds it.
    Global(String),
    /// It is an argument of a function that the page does not show.
    Argument,
    /// It is in a message or an event.
    Message,
    /// It is given to auth0.js: then the page itself logs the user in, without Lock.
    Auth0Js,
    /// It is put where all scripts can read it: in storage, or on an object that the page does not show.
    Stored,
}

/// A script that brings Lock, or something that is easily taken for it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Load {
    /// What it brings.
    pub library: Library,
    /// Which release.
    pub version: LoadedVersion,
    /// The URL of an external script, or the place in an inline one that names the version.
    pub span: Span,
    /// Index into [`Page::scripts`](crate::page::Page::scripts).
    pub script: usize,
}

/// What a script brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Library {
    /// `lock.min.js`: Auth0Lock, and from 11.2.0 on Auth0LockPasswordless.
    Lock,
    /// The separate `lock-passwordless` library (2.x).
    LegacyPasswordless,
    /// The widget before Lock (`w2/auth0-widget`).
    LegacyWidget,
}

/// Which release a script brings.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum LoadedVersion {
    /// One release: `11.30.4`.
    Exact(semver::Version),
    /// The newest patch of a minor: `11.30`.
    Minor(u64, u64),
    /// The newest of a major: `lock-9.js`.
    Major(u64),
    /// The URL has a stand-in where the version goes: `11.x.y`, `{version}`.
    StandIn(String),
    /// The script does not say.
    Unknown,
}

/// The constructors that Lock makes global.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Constructor {
    /// `Auth0Lock`
    Auth0Lock,
    /// `Auth0LockPasswordless`
    Auth0LockPasswordless,
}

impl Constructor {
    /// The name of the global.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Auth0Lock => "Auth0Lock",
            Self::Auth0LockPasswordless => "Auth0LockPasswordless",
        }
    }
}

/// Text that others than the page decide, and that becomes markup, code or an address.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Flow {
    /// Where the text comes from: `location.hash`, `config.extraParams.login_hint`.
    pub source: String,
    /// What becomes of it.
    pub sink: Sink,
    /// The property or function that makes it that: `innerHTML`, `document.write()`.
    pub name: String,
    /// The expression that has the text.
    pub span: Span,
}

/// Another host that runs code on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ForeignHost {
    /// The host, with its port.
    pub host: String,
    /// The address of the script.
    pub span: Span,
}

impl ForeignHost {
    /// A host, and the place of the address that names it.
    #[must_use]
    pub fn new(host: String, span: Span) -> Self {
        Self { host, span }
    }
}

/// What becomes of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Sink {
    /// It is read as HTML.
    Markup,
    /// It is run.
    Code,
    /// The browser goes there.
    Address,
}

/// Something that was not followed, and why.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Unknown {
    /// Why.
    pub cause: Cause,
    /// The place in the page that the cause speaks of.
    pub span: Span,
}

/// A value at one moment, as far as it is known.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// Not known.
    Unknown(Unknown),
    /// `undefined`, also for what is absent.
    Undefined,
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A number.
    Number(f64),
    /// A string.
    String(String),
    /// A string with parts that are not known, or that come from the config.
    Pattern(Vec<Part>),
    /// The decoded config (empty path) or a field of it: `["internalOptions", "state"]`.
    Config(Vec<String>),
    /// Truthy exactly when that field of the config is (or, negated, when it is not).
    Test {
        /// The field of the config.
        path: Vec<String>,
        /// Whether the sense is turned round.
        negated: bool,
    },
    /// An object.
    Object(Object),
    /// An array; `None` when its length is not known.
    Array(Option<Vec<Item>>),
    /// A function or class of the page, or one of the browser's.
    Function,
    /// One of Lock's constructors.
    Lock(Constructor),
    /// One of several.
    OneOf(Vec<Value>),
}

/// A part of a string.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Part {
    /// Text that is known.
    Text(String),
    /// A field of the config.
    Config(Vec<String>),
    /// Text that others than the page decide, by where it comes from: `location.hash`.
    Foreign(String),
    /// A text that was made of a field of the config, such as `config.cdn.slice(0, -1)`. It is empty only where
    /// the field is.
    Derived(Vec<String>),
    /// Anything.
    Hole,
}

/// An item of an array.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The value.
    pub value: Value,
    /// The expression that gave the value; empty when it is not written as an item.
    pub span: Span,
}

/// An object at one moment.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Object {
    /// The properties in insertion order.
    pub properties: Vec<Property>,
    /// Why there may be properties beyond these, or why some may have been overwritten.
    pub open: Option<Unknown>,
    /// The tests of the config that held where the object was made.
    pub assumed: Vec<(Vec<String>, bool)>,
    /// The object literals that its properties come from, the first one first.
    pub literals: Vec<Span>,
}

/// A property of an [`Object`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Property {
    /// The key.
    pub key: String,
    /// The value in force.
    pub value: Value,
    /// Whether it may also be absent.
    pub maybe_absent: bool,
    /// Where the key that set it stands.
    pub key_span: Span,
    /// Where the expression that gave the value stands.
    pub value_span: Span,
}

impl Object {
    /// The property of that key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Property> {
        self.properties.iter().find(|p| p.key == key)
    }
}

/// One construction of Lock.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Construction {
    /// The `new` expression (or the call that amounts to one).
    pub span: Span,
    /// Which constructor.
    pub constructor: Constructor,
    /// Index into [`Model::loads`] of the Lock in force, when the page loads one before this runs.
    pub load: Option<usize>,
    /// The arguments as they were when Lock was constructed.
    pub arguments: Arguments,
    /// The field tests known to hold whenever this runs: within `if (config.isThirdPartyClient)`.
    pub assumed: Vec<(Vec<String>, bool)>,
    /// Where a property could be added so that this construction gets it, best first.
    pub sites: Vec<Site>,
    /// Writes of a property to the options that come only after the construction.
    pub late_writes: Vec<LateWrite>,
}

/// What a constructor is given.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Arguments {
    /// The first argument: the client id.
    pub client_id: Value,
    /// The second argument: the domain.
    pub domain: Value,
    /// The third argument: the options.
    pub options: Value,
    /// The expressions as they stand in the page; empty when arguments are spread or applied.
    pub spans: Vec<Span>,
}

/// A call of a method of one of Lock's instances: `lock.show()`.
#[derive(Debug, Clone, PartialEq)]
pub struct MethodCall {
    /// The method's name.
    pub method: String,
    /// The whole call.
    pub span: Span,
    /// The construction of the instance, as an index into [`Model::constructions`].
    pub construction: usize,
    /// The arguments as they were when the method was called.
    pub arguments: Vec<Value>,
    /// The arguments' expressions; empty when arguments are spread or applied.
    pub spans: Vec<Span>,
}

/// A property written to an object after Lock was given it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LateWrite {
    /// The key.
    pub key: String,
    /// Where.
    pub span: Span,
}

/// A place in the page where a property can be added to the options of a construction.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Site {
    /// What stands there.
    pub kind: SiteKind,
    /// How the config, or the field `isThirdPartyClient`, can be named when control is there.
    pub names: Vec<ConfigName>,
    /// Which of the alternatives of the options this place gives the property to; 0 when there is
    /// one only.
    pub alternative: usize,
    /// Where other code is given what stands there: it would get the property too.
    pub shared: Option<Span>,
}

/// What stands at a [`Site`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SiteKind {
    /// An object literal; the span is that of the braces and all between.
    Literal(Span),
    /// Arguments without a third; the offset is just past the last argument's end.
    ThirdArgument(usize),
    /// A statement that constructs Lock with options it names; new statements can come before it.
    Statement {
        /// The statement.
        statement: Span,
        /// The expression that names the options.
        object: Span,
    },
}

/// An expression that names the config at some place.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConfigName {
    /// The expression: `config`, `window.config`, `settings.auth0`.
    pub expression: String,
    /// The field of the config that it holds; empty for the config itself.
    pub path: Vec<String>,
    /// For a name that comes out of a destructuring of the config: the pattern, which can be
    /// extended.
    pub pattern: Option<Span>,
}
