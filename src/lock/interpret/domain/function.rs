//! What kinds of objects there are: plain ones, arrays, functions, classes.

use swc_ecma_ast::{ArrowExpr, ArrowFunctionBody, Class, Constructor, Function, Pat, Stmt};

use crate::lock;
use crate::lock::interpret::domain::arguments::Arguments;
use crate::lock::interpret::domain::ids::{EnvironmentId, Id};
use crate::lock::interpret::domain::value::Value;
use crate::span::Span;

/// What an object is beside its properties.
#[derive(Clone, Debug)]
pub(crate) enum Kind<'a> {
    Plain,
    /// Elements are properties with index keys; `exact` when there are no others.
    Array {
        exact: bool,
    },
    Function(Closure<'a>),
    Class(ClassValue<'a>),
    /// What `bind` makes.
    Bound {
        target: Value,
        this: Value,
        arguments: Vec<Value>,
    },
    /// A promise, and the variable that holds what it is fulfilled with.
    Promise(Id),
    /// The function that fulfils a promise.
    Resolver(Id),
    /// A `Map`, or a `Set`, which has no values: lists of the keys and of the values.
    Keyed {
        keys: Id,
        values: Option<Id>,
    },
    /// What goes through a list, and the variable that says where it is.
    Iterator {
        list: Id,
        at: Id,
    },
    /// What calling a generator gives.
    Generator(GeneratorCall<'a>),
    /// The `arguments` of a call: elements like those of an array.
    Arguments,
    /// An instance of a builtin class of which nothing is kept but its own properties: `RegExp`, `Date`.
    Exotic(&'static str),
    /// What `new Proxy(…)` makes: the target and the handler.
    Proxy {
        target: Value,
        handler: Value,
    },
    /// What `new Auth0Lock(…)` makes, and by which of the recorded constructions.
    LockInstance {
        constructor: lock::Constructor,
        construction: Option<usize>,
    },
}

impl Kind<'_> {
    /// The builtin that objects of this kind inherit from when the page says nothing else.
    pub(crate) fn prototype(&self) -> String {
        match self {
            Self::Plain | Self::Arguments | Self::LockInstance { .. } | Self::Proxy { .. } => {
                "Object.prototype".into()
            }
            Self::Array { .. } => "Array.prototype".into(),
            Self::Function(_) | Self::Class(_) | Self::Bound { .. } | Self::Resolver(_) => {
                "Function.prototype".into()
            }
            Self::Promise(_) => "Promise.prototype".into(),
            Self::Keyed {
                values: Some(_), ..
            } => "Map.prototype".into(),
            Self::Keyed { values: None, .. } => "Set.prototype".into(),
            Self::Iterator { .. } => "Iterator.prototype".into(),
            Self::Generator(_) => "Generator.prototype".into(),
            Self::Exotic(class) => format!("{class}.prototype"),
        }
    }

    /// Whether objects of the two kinds are made by the same code.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Function(a), Self::Function(b)) => a.code.span() == b.code.span(),
            (Self::Class(a), Self::Class(b)) => a.class.span == b.class.span,
            (Self::Plain | Self::Array { .. } | Self::Arguments, _) => {
                std::mem::discriminant(self) == std::mem::discriminant(other)
            }
            (Self::Generator(a), Self::Generator(b)) => {
                a.closure.code.span() == b.closure.code.span()
            }
            (Self::Resolver(_), Self::Resolver(_))
            | (Self::Iterator { .. }, Self::Iterator { .. }) => true,
            (Self::Exotic(a), Self::Exotic(b)) => a == b,
            (
                Self::LockInstance { constructor: a, .. },
                Self::LockInstance { constructor: b, .. },
            ) => a == b,
            _ => false,
        }
    }

    /// Whether it can be called or constructed.
    pub(crate) fn is_function(&self) -> bool {
        matches!(
            self,
            Self::Function(_) | Self::Class(_) | Self::Bound { .. } | Self::Resolver(_)
        )
    }

    /// Whether its elements are in properties with index keys.
    pub(crate) fn is_list(&self) -> bool {
        matches!(self, Self::Array { .. } | Self::Arguments)
    }

    /// Whether its elements are all known, and in their places.
    pub(crate) fn is_exact_list(&self) -> bool {
        matches!(self, Self::Array { exact: true } | Self::Arguments)
    }
}

/// A function and the scope it was made in.
#[derive(Clone, Debug)]
pub(crate) struct Closure<'a> {
    pub(crate) code: Code<'a>,
    pub(crate) scope: EnvironmentId,
    /// For an arrow function: the `this` around it.
    pub(crate) lexical_this: Option<Value>,
    /// For a method: the object that it is written in, which is `this` as long as nobody says
    /// otherwise.
    pub(crate) home: Option<Id>,
    /// The class that it is written in, for `super`.
    pub(crate) class: Option<Id>,
    /// Whether it is strict code.
    pub(crate) strict: bool,
}

/// A class and the scope it was made in.
#[derive(Clone, Debug)]
pub(crate) struct ClassValue<'a> {
    pub(crate) class: &'a Class,
    pub(crate) scope: EnvironmentId,
    pub(crate) parent: Option<Value>,
    /// The object that instances inherit their methods from.
    pub(crate) prototype: Id,
}

/// The code of a function.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Code<'a> {
    Function(&'a Function),
    Arrow(&'a ArrowExpr),
    Constructor(&'a Constructor),
}

/// What running a function's body means.
pub(crate) enum FunctionBody<'a> {
    Statements(&'a [Stmt]),
    Expression(&'a swc_ecma_ast::Expr),
}

impl<'a> Code<'a> {
    pub(crate) fn parameters(self) -> Vec<&'a Pat> {
        match self {
            Self::Function(f) => f.params.iter().map(|p| &p.pat).collect(),
            Self::Arrow(f) => f.params.iter().collect(),
            Self::Constructor(c) => c
                .params
                .iter()
                .filter_map(|p| match p {
                    swc_ecma_ast::ParamOrTsParamProp::Param(p) => Some(&p.pat),
                    swc_ecma_ast::ParamOrTsParamProp::TsParamProp(_) => None,
                })
                .collect(),
        }
    }

    pub(crate) fn body(self) -> FunctionBody<'a> {
        let block = match self {
            Self::Function(f) => f.body.as_ref(),
            Self::Constructor(c) => c.body.as_ref(),
            Self::Arrow(f) => match &*f.body {
                ArrowFunctionBody::FunctionBody(body) => Some(body),
                ArrowFunctionBody::Expr(value) => return FunctionBody::Expression(value),
            },
        };
        FunctionBody::Statements(block.map(|b| b.stmts.as_slice()).unwrap_or_default())
    }

    pub(crate) fn is_async(self) -> bool {
        match self {
            Self::Function(f) => f.is_async,
            Self::Arrow(f) => f.is_async,
            Self::Constructor(_) => false,
        }
    }

    /// Whether it may be called with `new`.
    pub(crate) fn is_plain_function(self) -> bool {
        matches!(self, Self::Function(f) if !f.is_generator && !f.is_async)
    }

    /// Whether functions of this code have a `prototype`.
    pub(crate) fn has_prototype(self) -> bool {
        matches!(self, Self::Function(f) if !f.is_async || f.is_generator)
    }

    pub(crate) fn is_generator(self) -> bool {
        matches!(self, Self::Function(f) if f.is_generator)
    }

    /// The `length` of the function: the parameters before the first default or rest.
    pub(crate) fn arity(self) -> usize {
        let is_plain = |pattern: &&Pat| !matches!(pattern, Pat::Assign(_) | Pat::Rest(_));
        self.parameters().into_iter().take_while(is_plain).count()
    }

    pub(crate) fn span(self) -> Span {
        match self {
            Self::Function(f) => f.span.into(),
            Self::Arrow(f) => f.span.into(),
            Self::Constructor(c) => c.span.into(),
        }
    }
}

/// A call of a generator, which runs when somebody goes through what it gives.
#[derive(Clone, Debug)]
pub(crate) struct GeneratorCall<'a> {
    pub(crate) function: Id,
    pub(crate) closure: Closure<'a>,
    pub(crate) this: Value,
    pub(crate) arguments: Arguments,
    /// The variable that says whether somebody has gone through it.
    pub(crate) is_over: Id,
}
