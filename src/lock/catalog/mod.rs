//! What is known of Lock itself: its releases and when its options took effect.

mod target;

pub use target::Target;
