//! The counts at the end of a report.

use std::fmt;

use serde::Serialize;

use crate::edit::Applicability;
use crate::finding::{Finding, Severity};

/// How many of everything there were.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Summary {
    /// Pages that were read and checked.
    pub files: usize,
    /// Pages and folders that could not be read, checked or written.
    pub failed: usize,
    /// Findings that are left.
    pub findings: usize,
    /// Of these, errors.
    pub errors: usize,
    /// Of these, warnings.
    pub warnings: usize,
    /// Of these, notes.
    pub notes: usize,
    /// Findings left that the fixes the user allows would fix.
    pub fixable: usize,
    /// Findings that were fixed.
    pub fixed: usize,
    /// Findings that do not count, because a comment or the baseline says so.
    #[serde(skip)]
    pub suppressed: usize,
    /// Findings left that only `--unsafe-fixes` would fix.
    #[serde(skip)]
    pub fixable_unsafely: usize,
    /// Findings for which ignore comments were, or would be, written.
    #[serde(skip)]
    pub ignored: usize,
    /// Pages in which neither loading nor constructing Lock was seen.
    #[serde(skip)]
    pub without_lock: usize,
    /// Whether one of these pages loads scripts, which were not read.
    #[serde(skip)]
    pub unread_scripts: bool,
    /// What became of what can be fixed.
    #[serde(skip)]
    pub fixing: Fixing,
}

/// What a run does with what can be fixed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Fixing {
    /// It is said.
    #[default]
    Off,
    /// The change is shown, or would be made if something else did not stand in its way.
    Shown,
    /// It is fixed.
    Done,
}

impl Summary {
    /// Counts one page: what is left on it and how many findings were fixed. The user allows fixes
    /// that are at least as trusted as `least`.
    pub fn add(&mut self, left: &[Finding], fixed: usize, least: Applicability) {
        self.files += 1;
        self.findings += left.len();
        self.fixed += fixed;
        for finding in left {
            match finding.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Note => self.notes += 1,
            }
            match finding.fix.as_ref().map(|fix| fix.applicability) {
                Some(applicability) if applicability >= least => self.fixable += 1,
                Some(Applicability::Unsafe) => self.fixable_unsafely += 1,
                _ => {}
            }
        }
    }
}

/// The one line that ends a report for people.
impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} checked", count(self.files, "file"))?;
        if self.failed > 0 {
            write!(f, ", {} failed", self.failed)?;
        }
        if self.fixed > 0 {
            let verb = match self.fixing {
                Fixing::Shown => "would be fixed",
                Fixing::Off | Fixing::Done => "fixed",
            };
            write!(f, ", {} {verb}", count(self.fixed, "finding"))?;
        }
        if self.ignored > 0 {
            let verb = match self.fixing {
                Fixing::Shown => "would be ignored",
                Fixing::Off | Fixing::Done => "ignored from now on",
            };
            write!(f, ", {} {verb}", count(self.ignored, "finding"))?;
        }
        match (self.findings, self.fixed + self.ignored) {
            // Of what was not read nothing is known.
            (0, 0) if self.files == 0 && self.failed > 0 => {}
            (0, 0) => write!(f, ", nothing found")?,
            (0, _) => write!(f, ", none left")?,
            (left, 0) => write!(f, ", {} ({})", count(left, "finding"), self.severities())?,
            (left, _) => write!(f, ", {left} left ({})", self.severities())?,
        }
        // Those for which comments are written have been told.
        let suppressed = self.suppressed.saturating_sub(self.ignored);
        if suppressed > 0 {
            write!(f, ", {suppressed} suppressed")?;
        }
        self.hint(f)?;
        self.absence(f)
    }
}

impl Summary {
    /// "2 errors, 1 note"
    fn severities(&self) -> String {
        let counts = [
            (self.errors, "error"),
            (self.warnings, "warning"),
            (self.notes, "note"),
        ];
        let counts: Vec<_> = counts
            .iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, noun)| count(*n, noun))
            .collect();
        counts.join(", ")
    }

    /// What was not seen, which is something else than that all is well.
    fn absence(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.without_lock == 0 {
            return Ok(());
        }
        write!(f, "; no Lock found in {}", count(self.without_lock, "file"))?;
        match self.unread_scripts {
            true => f.write_str(" (external scripts are not read)"),
            false => Ok(()),
        }
    }

    /// What could be fixed, and how.
    fn hint(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (safe, unsafely) = (self.fixable, self.fixable_unsafely);
        match (safe, unsafely, self.fixing) {
            (0, 0, _) => Ok(()),
            (0, _, Fixing::Off) => write!(f, "; {unsafely} fixable with --fix --unsafe-fixes"),
            // Whoever is fixing has said so.
            (0, ..) => write!(f, "; {unsafely} fixable with --unsafe-fixes"),
            (_, 0, _) => write!(f, "; {safe} fixable with --fix"),
            _ => write!(
                f,
                "; {safe} fixable with --fix, {unsafely} more with --unsafe-fixes"
            ),
        }
    }
}

/// "1 file", "2 files"
fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_is_left_and_what_can_be_mended() {
        let none = Summary {
            files: 1,
            ..Summary::default()
        };
        let found = Summary {
            files: 3,
            findings: 4,
            errors: 2,
            warnings: 1,
            notes: 1,
            ..Summary::default()
        };
        let cases = [
            (none.clone(), "1 file checked, nothing found"),
            (Summary::default(), "0 files checked, nothing found"),
            (
                Summary {
                    failed: 1,
                    ..Summary::default()
                },
                "0 files checked, 1 failed",
            ),
            (
                Summary {
                    fixed: 2,
                    ..none.clone()
                },
                "1 file checked, 2 findings fixed, none left",
            ),
            (
                Summary {
                    fixed: 1,
                    fixing: Fixing::Shown,
                    ..none.clone()
                },
                "1 file checked, 1 finding would be fixed, none left",
            ),
            (
                Summary {
                    without_lock: 1,
                    ..none.clone()
                },
                "1 file checked, nothing found; no Lock found in 1 file",
            ),
            (
                Summary {
                    files: 3,
                    without_lock: 2,
                    unread_scripts: true,
                    ..Summary::default()
                },
                "3 files checked, nothing found; no Lock found in 2 files (external scripts are not read)",
            ),
            (
                Summary {
                    ignored: 2,
                    fixing: Fixing::Shown,
                    ..none.clone()
                },
                "1 file checked, 2 findings would be ignored, none left",
            ),
            (
                found.clone(),
                "3 files checked, 4 findings (2 errors, 1 warning, 1 note)",
            ),
            (
                Summary {
                    fixable: 1,
                    ..found.clone()
                },
                "3 files checked, 4 findings (2 errors, 1 warning, 1 note); 1 fixable with --fix",
            ),
            (
                Summary {
                    fixable_unsafely: 2,
                    ..found.clone()
                },
                "3 files checked, 4 findings (2 errors, 1 warning, 1 note); \
                 2 fixable with --fix --unsafe-fixes",
            ),
            (
                Summary {
                    fixable: 1,
                    fixable_unsafely: 2,
                    ..found.clone()
                },
                "3 files checked, 4 findings (2 errors, 1 warning, 1 note); \
                 1 fixable with --fix, 2 more with --unsafe-fixes",
            ),
            (
                Summary {
                    fixable_unsafely: 2,
                    fixed: 5,
                    fixing: Fixing::Done,
                    ..found
                },
                "3 files checked, 5 findings fixed, 4 left (2 errors, 1 warning, 1 note); \
                 2 fixable with --unsafe-fixes",
            ),
        ];
        for (summary, line) in cases {
            assert_eq!(summary.to_string(), line);
        }
    }
}
