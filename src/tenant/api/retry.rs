//! Whether and when a request is sent again.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A request is sent so often at most.
pub(crate) const MOST_TRIES: u32 = 6;

/// The longest wait, whatever the server asks for.
const LONGEST: Duration = Duration::from_secs(60);

/// The wait after the first try where the server does not say how long. Each next one is twice as long.
const FIRST: Duration = Duration::from_millis(250);

/// What a server says about the next try.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Advice {
    /// `Retry-After`: seconds, or a date.
    pub(crate) retry_after: Option<String>,
    /// `X-RateLimit-Reset`: seconds since 1970.
    pub(crate) rate_limit_reset: Option<String>,
}

/// Whether an answer with this status may be another one the next time.
pub(crate) fn is_temporary(status: u16) -> bool {
    matches!(status, 408 | 429 | 500..=599)
}

/// How long to wait after a try, the first being 1. `jitter` is from 0 to 1.
///
/// What the server says goes first: `Retry-After`, then `X-RateLimit-Reset`. Otherwise waits double, and half
/// of each is left to chance, so that clients that failed together do not come back together.
pub(crate) fn wait(advice: &Advice, tries: u32, now: SystemTime, jitter: f64) -> Duration {
    let said = advice
        .retry_after
        .as_deref()
        .and_then(|text| retry_after(text, now));
    let said = said.or_else(|| {
        let text = advice.rate_limit_reset.as_deref()?;
        let reset = UNIX_EPOCH.checked_add(Duration::from_secs(text.trim().parse().ok()?))?;
        reset.duration_since(now).ok()
    });
    let doubled = || FIRST.saturating_mul(1 << tries.saturating_sub(1).min(10));
    let backoff = || doubled().mul_f64(0.5 + jitter.clamp(0.0, 1.0) / 2.0);
    said.unwrap_or_else(backoff).min(LONGEST)
}

/// The wait that a `Retry-After` asks for. A date that has passed asks for none.
fn retry_after(text: &str, now: SystemTime) -> Option<Duration> {
    let text = text.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(text).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_change_is_tried_again() {
        for status in [408, 429, 500, 502, 503, 504, 599] {
            assert!(is_temporary(status), "{status}");
        }
        for status in [200, 204, 301, 400, 401, 403, 404, 409, 422] {
            assert!(!is_temporary(status), "{status}");
        }
    }

    #[test]
    fn the_server_is_asked_first() {
        let now = UNIX_EPOCH + Duration::from_secs(784_111_777 - 20);
        let cases = [
            (Some("0"), Some("784111787"), 0),
            (Some("7"), None, 7_000),
            (Some("Sun, 06 Nov 1994 08:49:37 GMT"), None, 20_000),
            (Some("Sun, 06 Nov 1994 08:00:00 GMT"), None, 0),
            (Some("3600"), None, 60_000),
            (None, Some("784111767"), 10_000),
            (None, Some("984111767"), 60_000),
            // What makes no sense, or lies in the past, says nothing.
            (Some("soon"), Some("784111767"), 10_000),
            (None, Some("1"), 250),
            (Some("-1"), Some("18446744073709551615"), 250),
            (None, None, 250),
        ];
        for (retry_after, reset, millis) in cases {
            let advice = Advice {
                retry_after: retry_after.map(str::to_owned),
                rate_limit_reset: reset.map(str::to_owned),
            };
            let waited = wait(&advice, 1, now, 1.0);
            assert_eq!(waited, Duration::from_millis(millis), "{advice:?}");
        }
    }

    #[test]
    fn waits_double_and_end() {
        let none = Advice::default();
        let millis = |tries, jitter| wait(&none, tries, UNIX_EPOCH, jitter).as_millis();
        assert_eq!(
            [1, 2, 3, 4].map(|tries| millis(tries, 1.0)),
            [250, 500, 1000, 2000]
        );
        assert_eq!(millis(3, 0.0), 500);
        assert_eq!(millis(u32::MAX, 1.0), 60_000);
    }
}
