//! A guard.

pub(super) fn is_too_deep(code: &str) -> bool {
    memchr::memchr_iter(b'[', code.as_bytes()).count() > 500
}
