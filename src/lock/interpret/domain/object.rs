//! Objects as the interpreter keeps them, and how two states of one object are joined.

use std::rc::Rc;

use crate::lock::Cause;
use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::ids::Id;
use crate::lock::interpret::domain::value::{Path, Value, join};
use crate::lock::{ConfigName, Unknown};
use crate::span::Span;

/// Whether something holds on the paths that lead here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Certainty {
    No,
    Maybe,
    Yes,
}

impl Certainty {
    fn or(self, other: Self) -> Self {
        if self == other { self } else { Self::Maybe }
    }

    /// What holds once it has been made to hold, as surely as `other` says.
    pub(crate) fn and_then(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (_, Self::No) => self,
            _ => Self::Maybe,
        }
    }
}

/// A branch of the page's code, taken once: a test, by how many were made before it, and how it came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Branch {
    pub(crate) test: usize,
    pub(crate) outcome: bool,
}

/// An object of the page.
#[derive(Clone, Debug)]
pub(crate) struct Object<'a> {
    pub(crate) kind: Kind<'a>,
    pub(crate) properties: Vec<Property>,
    /// Why there may be properties beyond these.
    pub(crate) open: Option<Rc<Unknown>>,
    /// The prototype, where it is one of the page's objects; otherwise it is that of the kind.
    pub(crate) prototype: Option<Id>,
    /// Whether it has no prototype at all.
    pub(crate) is_bare: bool,
    /// The literals whose properties are this object's, the first one first.
    pub(crate) origins: Vec<Rc<Origin>>,
    /// The tests of the config that held where the object was made: wherever it is met, they hold.
    pub(crate) assumed: Vec<(Path, bool)>,
    /// The branches that it was made in, see [`Branch`].
    pub(crate) branches: Vec<Branch>,
    /// Whether it takes no new properties: `Object.seal` and the like.
    pub(crate) sealed: Certainty,
}

/// A property of an object.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Property {
    pub(crate) key: Rc<str>,
    pub(crate) value: Value,
    pub(crate) maybe_absent: bool,
    /// Whether `value` is a getter (or `undefined`, where there is only a setter).
    pub(crate) is_accessor: bool,
    /// The setter of an accessor, if it has one.
    pub(crate) setter: Option<Value>,
    /// Whether it cannot be set again.
    pub(crate) locked: Certainty,
    /// Whether it cannot be deleted.
    pub(crate) fixed: Certainty,
    /// Whether loops and copies pass it over.
    pub(crate) hidden: bool,
    pub(crate) key_span: Span,
    pub(crate) value_span: Span,
}

impl Property {
    /// A property that is there for sure and holds a value.
    pub(crate) fn new(key: &str, value: Value, key_span: Span, value_span: Span) -> Self {
        Self {
            key: Rc::from(key),
            value,
            maybe_absent: false,
            is_accessor: false,
            setter: None,
            locked: Certainty::No,
            fixed: Certainty::No,
            // Loops pass over what stands under a symbol.
            hidden: key.starts_with("@@"),
            key_span,
            value_span,
        }
    }

    /// Whether a copy of the object has it: symbols are copied, private names are not.
    pub(crate) fn is_copied(&self) -> bool {
        !self.hidden || (self.key.starts_with("@@") && !self.key.starts_with("@@#"))
    }

    /// What stands for this property on a path that does not set it.
    fn absent(&self) -> Self {
        Self {
            value: Value::Undefined,
            maybe_absent: true,
            is_accessor: false,
            setter: None,
            locked: Certainty::No,
            fixed: Certainty::No,
            ..self.clone()
        }
    }

    /// Whether this says no more than that there is no such property.
    fn is_absent(&self) -> bool {
        self.maybe_absent && self.value == Value::Undefined && !self.is_accessor
    }
}

/// An object literal of the page, and how the config could be named in it when it ran.
#[derive(Debug, PartialEq)]
pub(crate) struct Origin {
    pub(crate) literal: Span,
    pub(crate) names: Vec<ConfigName>,
}

impl<'a> Object<'a> {
    pub(crate) fn new(kind: Kind<'a>) -> Self {
        Self {
            kind,
            properties: Vec::new(),
            open: None,
            prototype: None,
            is_bare: false,
            origins: Vec::new(),
            assumed: Vec::new(),
            branches: Vec::new(),
            sealed: Certainty::No,
        }
    }

    /// Whether there can be only one of the two: they are made in the two branches of one test.
    pub(crate) fn excludes(&self, other: &Self) -> bool {
        self.branches.iter().any(|branch| {
            let mut others = other.branches.iter();
            others.any(|b| b.test == branch.test && b.outcome != branch.outcome)
        })
    }

    /// The properties with index keys, of a list.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Property> {
        let is_element = |p: &&Property| p.key.bytes().all(|b| b.is_ascii_digit());
        self.properties.iter().filter(is_element)
    }

    /// Gives a list other elements; its other properties stay.
    pub(crate) fn set_elements(&mut self, items: Vec<Value>) {
        let is_element = |p: &Property| p.key.bytes().all(|b| b.is_ascii_digit());
        let others: Vec<Property> = self
            .properties
            .drain(..)
            .filter(|p| !is_element(p))
            .collect();
        self.properties = elements(items);
        self.properties.extend(others);
    }

    pub(crate) fn property(&self, key: &str) -> Option<&Property> {
        // The items of a list are in their places.
        let place = key
            .starts_with(|c: char| c.is_ascii_digit())
            .then(|| key.parse().ok())
            .flatten();
        match place {
            Some(index) => self.property_near(index, key),
            None => self.find(key),
        }
    }

    fn find(&self, key: &str) -> Option<&Property> {
        self.properties.iter().find(|p| &*p.key == key)
    }

    /// The property of that key, which probably is the one at `index`.
    fn property_near(&self, index: usize, key: &str) -> Option<&Property> {
        let near = self.properties.get(index).filter(|p| &*p.key == key);
        near.or_else(|| self.find(key))
    }

    /// Sets a property. It keeps its place when it is there already, as in JavaScript.
    pub(crate) fn set(&mut self, property: Property) {
        match self.properties.iter_mut().find(|p| p.key == property.key) {
            Some(place) => *place = property,
            None => self.properties.push(property),
        }
    }

    /// Sets a property that may as well stay as it is. `is_there_then` says that it is set at least where
    /// there was none.
    pub(crate) fn set_maybe(&mut self, property: Property, is_there_then: bool) {
        match self.properties.iter_mut().find(|p| p.key == property.key) {
            Some(place) => {
                place.value = join(&place.value, &property.value);
                place.maybe_absent &= !is_there_then;
            }
            None => self.properties.push(Property {
                maybe_absent: !is_there_then,
                ..property
            }),
        }
    }

    /// Sets, to a value that is not known, a property whose name is not: any may be the one.
    pub(crate) fn set_any(&mut self, unknown: Value) {
        for property in &mut self.properties {
            if property.is_accessor {
                // It is one still, or was replaced: what is written to it may go to the setter.
                property.value = unknown.clone();
                property.is_accessor = false;
                property.setter = None;
                property.locked = Certainty::Maybe;
            } else {
                property.value = join(&property.value, &unknown);
            }
        }
        if let Value::Unknown(reason) = unknown {
            self.open.get_or_insert(reason);
        }
    }

    /// Takes over the properties of `other`, as a spread or `Object.assign` does.
    pub(crate) fn assign(&mut self, other: &Object<'a>) {
        if let Some(reason) = &other.open {
            self.open.get_or_insert_with(|| reason.clone());
            // What is not known of the other object may overwrite anything.
            for property in &mut self.properties {
                property.value = join(&property.value, &Value::Unknown(reason.clone()));
            }
        }
        for property in other.properties.iter().filter(|p| p.is_copied()) {
            let property = Property {
                locked: Certainty::No,
                fixed: Certainty::No,
                ..property.clone()
            };
            if property.maybe_absent {
                self.set_maybe(property, false);
            } else {
                self.set(property);
            }
        }
        for origin in &other.origins {
            self.origins.retain(|o| o.literal != origin.literal);
            self.origins.push(origin.clone());
        }
    }

    /// Whether properties are written to it as they are to a new object.
    pub(crate) fn is_ordinary(&self) -> bool {
        self.sealed == Certainty::No
            && self.prototype.is_none()
            && self
                .properties
                .iter()
                .all(|p| !p.is_accessor && p.locked == Certainty::No)
    }

    /// Whether a reader cannot tell the two apart, when `covers` says so of values.
    pub(crate) fn is_like(&self, other: &Self, covers: &dyn Fn(&Value, &Value) -> bool) -> bool {
        let exact = |object: &Self| object.kind.is_exact_list();
        let is_like = |a: &Property, b: &Property| {
            a.key == b.key
                && a.maybe_absent == b.maybe_absent
                && a.is_accessor == b.is_accessor
                && a.locked == b.locked
                && a.hidden == b.hidden
                && covers(&a.value, &b.value)
                && match (&a.setter, &b.setter) {
                    (Some(a), Some(b)) => covers(a, b),
                    (None, None) => true,
                    _ => false,
                }
        };
        self.properties.len() == other.properties.len()
            && self
                .properties
                .iter()
                .zip(&other.properties)
                .all(|(a, b)| is_like(a, b))
            && self.open.is_some() == other.open.is_some()
            && self.prototype == other.prototype
            && self.is_bare == other.is_bare
            && self.sealed == other.sealed
            && exact(self) == exact(other)
    }

    pub(crate) fn joined(&self, other: &Self, pick: &dyn Fn(&Value, &Value) -> Value) -> Self {
        let mut result = self.clone();
        result.open = self.open.clone().or_else(|| other.open.clone());
        if self.prototype != other.prototype || self.is_bare != other.is_bare {
            let reason = Cause::PrototypeOnPath;
            result.open.get_or_insert_with(|| reason_alone(reason));
        }
        if self.kind.is_list() && self.kind.is_exact_list() != other.kind.is_exact_list() {
            result.kind = Kind::Array { exact: false };
        }
        result.sealed = self.sealed.or(other.sealed);
        // The order is that of the side with more properties: the other has not set them, or deleted them.
        let is_swapped = other.properties.len() > self.properties.len();
        let (base, rest) = if is_swapped {
            (other, self)
        } else {
            (self, other)
        };
        result.properties = Vec::with_capacity(base.properties.len());
        for (index, shown) in base.properties.iter().enumerate() {
            let absent = shown.absent();
            let also = rest.property_near(index, &shown.key).unwrap_or(&absent);
            let (ours, theirs) = if is_swapped {
                (also, shown)
            } else {
                (shown, also)
            };
            result.properties.push(joined_property(ours, theirs, pick));
        }
        for (index, shown) in rest.properties.iter().enumerate() {
            if base.property_near(index, &shown.key).is_none() {
                let absent = shown.absent();
                let (ours, theirs) = if is_swapped {
                    (shown, &absent)
                } else {
                    (&absent, shown)
                };
                result.properties.push(joined_property(ours, theirs, pick));
            }
        }
        for origin in &other.origins {
            if !result.origins.iter().any(|o| o.literal == origin.literal) {
                result.origins.push(origin.clone());
            }
        }
        result
    }
}

fn joined_property(a: &Property, b: &Property, pick: &dyn Fn(&Value, &Value) -> Value) -> Property {
    let shown = if a.is_absent() { b } else { a };
    let locked = a.locked.or(b.locked);
    let fixed = a.fixed.or(b.fixed);
    let maybe_absent = a.maybe_absent || b.maybe_absent;
    if a.is_accessor != b.is_accessor && !a.is_absent() && !b.is_absent() {
        return Property {
            value: Value::unknown(Cause::MaybeGetter, shown.key_span),
            is_accessor: false,
            setter: None,
            maybe_absent,
            locked,
            fixed,
            ..shown.clone()
        };
    }
    let value = pick(&a.value, &b.value);
    // Absence on one side is `undefined`, and so a test of the config may decide between the two;
    // not so when that side may have the property nevertheless.
    let sides_are_plain = [a, b].iter().all(|p| !p.maybe_absent || p.is_absent());
    if sides_are_plain && matches!(value, Value::Test { .. }) {
        return Property {
            value,
            maybe_absent: false,
            locked,
            fixed,
            ..shown.clone()
        };
    }
    let value = match (a.is_absent(), b.is_absent()) {
        (true, _) => b.value.clone(),
        (_, true) => a.value.clone(),
        _ if maybe_absent => join(&a.value, &b.value),
        _ => value,
    };
    Property {
        value,
        maybe_absent,
        locked,
        fixed,
        ..shown.clone()
    }
}

fn reason_alone(cause: Cause) -> Rc<Unknown> {
    Rc::new(Unknown {
        cause,
        span: Span::default(),
    })
}

/// The items of a list as properties.
pub(crate) fn elements(items: Vec<Value>) -> Vec<Property> {
    let items = items.into_iter().enumerate();
    items
        .map(|(index, value)| {
            Property::new(&index.to_string(), value, Span::default(), Span::default())
        })
        .collect()
}

/// The key under which objects have what goes through them.
pub(crate) const ITERATOR: &str = "@@iterator";
