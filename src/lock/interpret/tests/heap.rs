//! The heap by itself: marks, deltas, undoing, meeting, widening.

use crate::lock::interpret::domain::function::Kind;
use crate::lock::interpret::domain::object::{Object, Property};
use crate::lock::interpret::domain::value::{Value, one_of};
use crate::lock::interpret::state::heap::Heap;
use crate::span::Span;

fn number(n: f64) -> Value {
    Value::Number(n)
}

fn property(key: &str, value: f64) -> Property {
    Property::new(key, number(value), Span::default(), Span::default())
}

#[test]
fn undoing_goes_back_to_the_mark() {
    let mut heap = Heap::default();
    let a = heap.new_variable(number(1.0));
    let mark = heap.mark();
    heap.set_variable(a, number(2.0));
    let b = heap.new_variable(number(3.0));
    heap.undo(mark);
    assert_eq!(heap.variable(a), number(1.0));
    assert_eq!(heap.try_variable(b), None);
}

#[test]
fn a_lasting_variable_outlives_its_path() {
    let mut heap = Heap::default();
    let mark = heap.mark();
    let a = heap.new_lasting_variable(Value::Null);
    heap.set_variable(a, number(1.0));
    let path = heap.delta(mark);
    heap.undo(mark);
    assert_eq!(heap.variable(a), Value::Null);
    let other = heap.delta(mark);
    heap.join(vec![path, other]);
    assert_eq!(heap.variable(a), one_of([number(1.0), Value::Null]));
}

#[test]
fn paths_meet_in_all_their_values() {
    let mut heap = Heap::default();
    let a = heap.new_variable(number(0.0));
    let o = heap.new_object(Object::new(Kind::Plain));
    let mark = heap.mark();
    heap.set_variable(a, number(1.0));
    heap.update(o, |object| object.set(property("k", 1.0)));
    let first = heap.delta(mark);
    heap.undo(mark);
    let second = heap.delta(mark);
    heap.join(vec![first, second]);
    assert_eq!(heap.variable(a), one_of([number(1.0), number(0.0)]));
    let object = heap.object(o);
    let met = object
        .property("k")
        .map(|p| (p.value.clone(), p.maybe_absent));
    assert_eq!(met, Some((number(1.0), true)));
}

#[test]
fn anywhen_has_what_was_undone_too() {
    let mut heap = Heap::default();
    let a = heap.new_variable(number(0.0));
    heap.watch();
    let mark = heap.mark();
    heap.set_variable(a, number(1.0));
    heap.undo(mark);
    heap.set_variable(a, number(2.0));
    let anywhen = heap.anywhen();
    heap.undo(mark);
    heap.join(vec![anywhen]);
    let values = heap.variable(a);
    for n in [0.0, 1.0, 2.0] {
        assert!(
            values.alternatives().contains(&number(n)),
            "{n} of {values:?}"
        );
    }
}

#[test]
fn an_outer_watch_sees_what_an_inner_one_saw() {
    let mut heap = Heap::default();
    let a = heap.new_variable(number(0.0));
    let mark = heap.mark();
    heap.watch();
    heap.watch();
    heap.set_variable(a, number(1.0));
    heap.undo(mark);
    let _ = heap.anywhen();
    let outer = heap.anywhen();
    heap.join(vec![outer]);
    assert!(heap.variable(a).alternatives().contains(&number(1.0)));
}

#[test]
fn widening_makes_what_changed_unknown() {
    let mut heap = Heap::default();
    let (a, b) = (
        heap.new_variable(number(0.0)),
        heap.new_variable(number(0.0)),
    );
    let mark = heap.mark();
    heap.set_variable(a, number(1.0));
    heap.set_variable(b, number(0.0));
    assert!(!heap.is_settled(mark));
    let unknown = Value::unknown(crate::lock::Cause::ChangedInLoop, Span::default());
    heap.widen(mark, &unknown);
    assert_eq!(heap.variable(a), one_of([number(1.0), unknown]));
    assert_eq!(heap.variable(b), number(0.0));
}
