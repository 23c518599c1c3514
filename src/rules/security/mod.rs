//! Whether the page puts credentials or users at risk.
