//! What the analyser sees in a page.
