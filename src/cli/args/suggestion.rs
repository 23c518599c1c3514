//! What was probably meant, where clap has nothing to suggest.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::system::fs;

/// An error of usage with a suggestion: a page where a command belongs is one that is to be checked.
pub(super) fn with(mut error: clap::Error) -> clap::Error {
    if error.kind() != ErrorKind::InvalidSubcommand {
        return error;
    }
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else {
        return error;
    };
    if !is_path(word) {
        return error;
    }
    let tip = format!("did you mean `lockwright check {word}`?").into();
    error.remove(ContextKind::SuggestedSubcommand);
    error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip]));
    error
}

/// Whether a word leads to a page or a folder rather than to a command.
fn is_path(word: &str) -> bool {
    let is_name = |end: &str| word.to_ascii_lowercase().ends_with(end);
    word == "-"
        || word.contains(['/', '\\'])
        || is_name(".html")
        || is_name(".htm")
        || fs::metadata(std::path::Path::new(word)).is_ok()
}

#[cfg(test)]
mod tests {
    use crate::cli::args::Arguments;

    fn told(word: &str) -> String {
        let arguments = ["lockwright", word].map(Into::into).to_vec();
        let error = Arguments::read(arguments).expect_err("it is no command");
        error.to_string()
    }

    #[test]
    fn a_page_is_one_to_check() {
        for word in ["login.html", "LOGIN.HTM", "pages/", "src", "-"] {
            let tip = format!("did you mean `lockwright check {word}`?");
            assert!(told(word).contains(&tip), "{}", told(word));
        }
        assert!(
            !told("chek").contains("lockwright check"),
            "{}",
            told("chek")
        );
        assert!(told("chek").contains("'check'"));
    }
}
