//! Rows of the table of builtins: what is known of a function or object that the browser or a library
//! provides. The table itself is in the builtins' room.

/// A builtin: a row of the table. Two are the same when they are the same row.
#[derive(Debug)]
pub(crate) struct Builtin {
    /// The path of the object that it is a property of, `Array.prototype`; empty for a global.
    pub(crate) owner: &'static str,
    /// Its name there. Well-known symbols have names that begin with `@@`.
    pub(crate) name: &'static str,
    pub(crate) kind: BuiltinKind,
    /// The `length` of a function.
    pub(crate) arity: u8,
    pub(crate) calls: Calls,
    pub(crate) changes: Changes,
    pub(crate) throws: Throws,
    pub(crate) gives: Gives,
    /// Whether it is there on every page, and not only where a script from elsewhere brings it.
    pub(crate) is_everywhere: bool,
    /// What a call does, where that is followed.
    pub(crate) transfer: Option<Transfer>,
}

impl PartialEq for Builtin {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// What a builtin is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BuiltinKind {
    Function,
    /// A function that is called with `new`.
    Constructor,
    Object,
    Symbol,
    /// A property with a getter.
    Accessor,
    /// A number or another primitive value.
    Value,
}

/// When a builtin calls the functions that it can reach from its receiver and arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Calls {
    Never,
    /// Before it returns, any number of times.
    AtOnce,
    /// Some time after it has returned, any number of times.
    Later,
    /// Both.
    Anytime,
}

/// Which objects a builtin may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Changes {
    Nothing,
    Receiver,
    /// Everything that it can reach from its receiver and arguments.
    Anything,
}

/// When a call of a builtin throws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Throws {
    Never,
    /// Where the first argument is no object.
    UnlessObject,
    /// Where the first argument does not take the property.
    UnlessWritable,
    /// Where the first argument is no text that it can read.
    UnlessText,
    /// Where the receiver is not of the kind that the method belongs to.
    UnlessReceiver,
    /// Where the first argument is an object, which has code that makes a primitive value of it.
    UnlessPrimitive,
    Maybe,
}

/// The type of what a call gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gives {
    Anything,
    Undefined,
    Boolean,
    Number,
    Text,
    Receiver,
}

/// The transfer functions, by the file that has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Transfer {
    Array,
    ArrayFunction,
    Assign,
    Call,
    Collection,
    Console,
    Convert,
    Defaults,
    Copy,
    Eval,
    Events,
    Freeze,
    Function,
    Generator,
    Iterator,
    Json,
    Library,
    List,
    Markup,
    Number,
    Object,
    ObjectMethod,
    Promise,
    PromiseMethod,
    Ready,
    Recode,
    Require,
    String,
    Symbol,
    Timer,
}

impl Builtin {
    const fn new(owner: &'static str, name: &'static str, kind: BuiltinKind, arity: u8) -> Self {
        Self {
            owner,
            name,
            kind,
            arity,
            calls: Calls::Anytime,
            changes: Changes::Anything,
            throws: Throws::Maybe,
            gives: Gives::Anything,
            is_everywhere: true,
            transfer: None,
        }
    }

    /// A function of which nothing more is known: it may do anything with what it can reach.
    pub(crate) const fn function(owner: &'static str, name: &'static str, arity: u8) -> Self {
        Self::new(owner, name, BuiltinKind::Function, arity)
    }

    pub(crate) const fn constructor(owner: &'static str, name: &'static str, arity: u8) -> Self {
        Self::new(owner, name, BuiltinKind::Constructor, arity)
    }

    pub(crate) const fn object(owner: &'static str, name: &'static str) -> Self {
        Self::new(owner, name, BuiltinKind::Object, 0)
    }

    pub(crate) const fn symbol(owner: &'static str, name: &'static str) -> Self {
        Self::new(owner, name, BuiltinKind::Symbol, 0)
    }

    pub(crate) const fn accessor(owner: &'static str, name: &'static str) -> Self {
        Self::new(owner, name, BuiltinKind::Accessor, 0)
    }

    pub(crate) const fn value(owner: &'static str, name: &'static str) -> Self {
        Self::new(owner, name, BuiltinKind::Value, 0)
    }

    /// It changes no object.
    pub(crate) const fn pure(mut self) -> Self {
        self.changes = Changes::Nothing;
        self
    }

    pub(crate) const fn changes(mut self, changes: Changes) -> Self {
        self.changes = changes;
        self
    }

    pub(crate) const fn calls(mut self, calls: Calls) -> Self {
        self.calls = calls;
        self
    }

    pub(crate) const fn throws(mut self, throws: Throws) -> Self {
        self.throws = throws;
        self
    }

    pub(crate) const fn gives(mut self, gives: Gives) -> Self {
        self.gives = gives;
        self
    }

    /// It is there only where a script from elsewhere brings it.
    pub(crate) const fn of_a_library(mut self) -> Self {
        self.is_everywhere = false;
        self
    }

    pub(crate) const fn by(mut self, transfer: Transfer) -> Self {
        self.transfer = Some(transfer);
        self
    }

    /// Whether it is the global of that name.
    pub(crate) fn is_global(&self, name: &str) -> bool {
        self.owner.is_empty() && self.name == name
    }

    /// The whole path: `Array.prototype.map`.
    pub(crate) fn path(&self) -> String {
        if self.owner.is_empty() {
            self.name.to_owned()
        } else {
            format!("{}.{}", self.owner, self.name)
        }
    }

    /// What `typeof` gives, where that is known.
    pub(crate) fn type_name(&self) -> Option<&'static str> {
        match self.kind {
            BuiltinKind::Function | BuiltinKind::Constructor => Some("function"),
            BuiltinKind::Object => Some("object"),
            BuiltinKind::Symbol => Some("symbol"),
            BuiltinKind::Accessor | BuiltinKind::Value => None,
        }
    }

    /// Whether it is a function or an object.
    pub(crate) fn is_object(&self) -> bool {
        matches!(
            self.kind,
            BuiltinKind::Function | BuiltinKind::Constructor | BuiltinKind::Object
        )
    }
}
