//! Which Lock a script URL or the text of an inlined bundle is.
