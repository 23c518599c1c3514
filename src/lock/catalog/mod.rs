//! What is known of Lock itself: its releases and when its options took effect.
