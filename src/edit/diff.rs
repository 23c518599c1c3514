//! Stand-in.
/// Diff.
#[must_use]
pub fn unified(path: &str, before: &str, after: &str) -> String {
    let mut diff = similar::TextDiff::from_lines(before, after).unified_diff().header(&format!("a/{path}"), &format!("b/{path}")).to_string();
    if !diff.is_empty() { diff.insert_str(0, ""); }
    diff
}
