//! The counts at the end of a report.

use std::fmt;

use serde::Serialize;

use crate::edit::Applicability;
use crate::finding::{Finding, Severity};

/// How many of everything there were.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
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
    /// Findings left that the fixes the user allows would mend.
    pub fixable: usize,
    /// Findings that were mended.
    pub fixed: usize,
    /// Findings that do not count, for a comment or the baseline says so.
    #[serde(skip)]
    pub suppressed: usize,
    /// Findings left that only `--unsafe-fixes` would mend.
    #[serde(skip)]
    pub fixable_unsafely: usize,
    /// What became of what can be mended.
    #[serde(skip)]
    pub fixing: Fixing,
}

/// What a run does with what can be mended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Fixing {
    /// It is said.
    #[default]
    Off,
    /// The change is shown, or would be made if something else did not stand in its way.
    Shown,
    /// It is mended.
    Done,
}

impl Summary {
    /// Counts one page: what is left on it and how many findings were mended. The user allows fixes
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
        match (self.findings, self.fixed) {
            (0, 0) => write!(f, ", nothing found")?,
            (0, _) => write!(f, ", none left")?,
            (left, 0) => write!(f, ", {} ({})", count(left, "finding"), self.severities())?,
            (left, _) => write!(f, ", {left} left ({})", self.severities())?,
        }
        if self.suppressed > 0 {
            write!(f, ", {} suppressed", self.suppressed)?;
        }
        self.hint(f)
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

    /// What could be mended, and how.
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
                "0 files checked, 1 failed, nothing found",
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
                    ..none
                },
                "1 file checked, 1 finding would be fixed, none left",
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
