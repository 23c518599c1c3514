//! Code that is nested too deep for a recursive parser ends in a finding and not in a crash, also
//! where the system gives the process a small stack.

use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A process that takes longer than this has lost its way.
const MOST_TIME: Duration = Duration::from_secs(20);

/// Deeper than any stack allows.
const DEPTH: usize = 200_000;

/// Each construct as it opens, what is inside of all of them, and as it closes.
const CONSTRUCTS: [(&str, &str, &str, &str); 21] = [
    ("functions that are called", "(function(){", "", "})()"),
    ("parentheses", "(", "1", ")"),
    ("arrow functions", "()=>", "1", ""),
    ("objects", "({a:", "1", "})"),
    ("templates", "`${", "1", "}`"),
    ("arrays", "[", "", "]"),
    ("blocks", "{", "", "}"),
    ("calls", "f(", "", ")"),
    ("assignments", "a=", "1", ""),
    ("unary operators", "!", "1", ""),
    ("minus signs", "- ", "1", ""),
    ("ternaries", "a?b:", "1", ""),
    ("sums", "1+", "1", ""),
    ("logical operators", "a&&", "1", ""),
    ("else branches", "if(a);else ", ";", ""),
    ("members", "", "a", ".a"),
    ("calls of calls", "", "a", "()"),
    ("optional chains", "", "a", "?.a"),
    ("classes", "class A{static{", "", "}}"),
    ("statements without a block", "if(1)", ";", ""),
    ("exponents", "a**", "1", ""),
];

fn page(code: &str) -> String {
    format!(
        "<script src=https://cdn.auth0.com/js/lock/11.30/lock.min.js></script>\n\
         <script>{code}</script>\n"
    )
}

/// Checks a page on standard input with a stack of 1 MB.
fn check(page: &str) -> Output {
    let command = format!(
        "ulimit -s 1024; exec '{}' check --output-format concise -",
        env!("CARGO_BIN_EXE_lockwright")
    );
    let mut child = Command::new("sh")
        .args(["-c", &command])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("there is a shell");
    let mut stdin = child.stdin.take().expect("it was asked for");
    // A process that has crashed does not read to the end; its exit code says so.
    let _ = stdin.write_all(page.as_bytes());
    drop(stdin);
    let start = Instant::now();
    while child.try_wait().expect("it is a child").is_none() {
        if start.elapsed() > MOST_TIME {
            child.kill().expect("it is a child");
        }
        thread::sleep(Duration::from_millis(2));
    }
    child.wait_with_output().expect("the command has ended")
}

#[test]
#[cfg(unix)]
fn code_that_is_nested_too_deep_is_a_finding() {
    let mut failures = Vec::new();
    for (name, open, inside, close) in CONSTRUCTS {
        let code = open.repeat(DEPTH) + inside + &close.repeat(DEPTH);
        let output = check(&page(&code));
        let findings = String::from_utf8_lossy(&output.stdout);
        if output.status.code() != Some(1) || !findings.contains("[unreadable-script]") {
            failures.push(format!("{name}: {}", output.status));
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
#[cfg(unix)]
fn code_that_is_nested_as_people_do_is_followed() {
    for (name, open, inside, close) in CONSTRUCTS {
        let code = open.repeat(30) + inside + &close.repeat(30);
        let output = check(&page(&code));
        let findings = String::from_utf8_lossy(&output.stdout);
        assert!(!findings.contains("[unreadable-script]"), "{name}");
        assert!(!findings.contains("[script-syntax]"), "{name}: {findings}");
    }
}

#[test]
#[cfg(unix)]
fn elements_that_are_nested_too_deep_are_no_crash() {
    for tag in ["<div>", "<b>", "<svg>", "<template>", "<table><td>"] {
        let output = check(&(tag.repeat(20_000) + &page("new Auth0Lock(a, b)")));
        assert_eq!(output.status.code(), Some(1), "{tag}: {}", output.status);
    }
}
