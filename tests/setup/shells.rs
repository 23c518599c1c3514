//! `lockwright completions`.

use std::process::{Command, Stdio};

use crate::folder::Folder;

const SHELLS: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];

#[test]
fn every_shell_learns_the_commands_and_their_options() {
    let folder = Folder::new();
    for shell in SHELLS {
        let run = folder.run(&["completions", shell]);
        assert_eq!(run.code, Some(0), "{shell}: {}", run.stderr);
        assert!(run.stderr.is_empty(), "{shell}: {}", run.stderr);
        for word in ["check", "completions", "force-exclude"] {
            assert!(run.stdout.contains(word), "{shell} lacks {word}");
        }
        // Of values, the other two shells' completions tell nothing.
        let values = ["bash", "fish", "zsh"].contains(&shell);
        assert_eq!(run.stdout.contains("private-cloud"), values, "{shell}");
    }
}

#[test]
fn shells_that_are_there_can_read_it() {
    let folder = Folder::new();
    for (shell, no_execution) in [("bash", "-n"), ("fish", "--no-execute"), ("zsh", "-n")] {
        let script = folder.run(&["completions", shell]).stdout;
        folder.put("completions", script);
        let mut command = Command::new(shell);
        command
            .arg(no_execution)
            .arg(folder.path("completions"))
            .stdin(Stdio::null());
        // A shell that is not installed cannot judge.
        let Ok(output) = command.output() else {
            continue;
        };
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success() && said.is_empty(),
            "{shell}: {said}"
        );
    }
}

#[test]
fn bash_completes_a_command_an_option_and_a_value() {
    let folder = Folder::new();
    let script = folder.run(&["completions", "bash"]).stdout;
    for (words, expected) in [
        ("lockwright com", "compile completions"),
        ("lockwright check --force", "--force-exclude"),
        ("lockwright check --target private", "private-cloud"),
    ] {
        let count = words.split(' ').count();
        let previous = words.split(' ').rev().nth(1).unwrap_or_default();
        let current = words.split(' ').next_back().unwrap_or_default();
        let asking = format!(
            "{script}\nCOMP_WORDS=({words}); COMP_CWORD={index}\n\
             _lockwright lockwright '{current}' '{previous}'\necho \"${{COMPREPLY[*]}}\"\n",
            index = count - 1,
        );
        folder.put("asking", asking);
        let mut command = Command::new("bash");
        command
            .args(["--norc", "--noprofile"])
            .arg(folder.path("asking"));
        let Ok(output) = command.output() else { return };
        let answer = String::from_utf8_lossy(&output.stdout);
        assert_eq!(answer.trim(), expected, "{words}");
    }
}

#[test]
fn an_unknown_shell_is_an_error_that_lists_the_known_ones() {
    let run = Folder::new().run(&["completions", "tcsh"]);
    assert_eq!(run.code, Some(2));
    for shell in SHELLS {
        assert!(run.stderr.contains(shell), "{}", run.stderr);
    }
}
