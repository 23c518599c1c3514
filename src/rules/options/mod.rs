//! Whether the release of Lock on the page reads the options that it is given, and as they are meant.
