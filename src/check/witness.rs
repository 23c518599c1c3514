//! Calling the second witness: the page is run, see [`crate::witness`].

use super::verify::Known;
use super::{Analysis, Settings};
use crate::lock::Library;
use crate::rules::Effect;
use crate::witness::{Testimony, When, is_plain};

impl Analysis {
    /// Takes out of the model what a run contradicts, where the page's scripts are more than plain code.
    pub(super) fn witnessed(mut self, text: &str, settings: &Settings) -> Self {
        if self.needs_a_witness(settings)
            && let Some(testimony) = self.testimony(text, settings)
        {
            testimony.correct(&mut self.model);
        }
        self
    }

    /// Whether a run of the page can tell something that is not known, and is wanted.
    fn needs_a_witness(&self, settings: &Settings) -> bool {
        let model = &self.model;
        let brings_lock = model.loads.iter().any(|load| load.library == Library::Lock);
        (brings_lock || !model.constructions.is_empty())
            && match settings.witness.when {
                When::Needed => !is_plain(&self.page),
                When::Always => true,
                When::Never => false,
            }
    }

    fn testimony(&self, text: &str, settings: &Settings) -> Option<Testimony> {
        let engine = settings.witness.engine()?;
        Testimony::of(&self.page, text, &self.model, engine)
    }
}

/// Whether runs of a page before and after a remedy differ in nothing but what it claims to change. Plain pages
/// are run only when the page that comes out may be written.
pub(super) fn confirm(
    before: &Known<'_>,
    after: &Analysis,
    text: &str,
    effect: &Effect,
    settings: &Settings,
) -> Result<(), String> {
    let Known {
        analysis,
        text: text_before,
        ..
    } = *before;
    let is_wanted =
        before.is_written || settings.witness.when == When::Always || !is_plain(&analysis.page);
    if !is_wanted {
        return Ok(());
    }
    let testimonies = analysis
        .testimony(text_before, settings)
        .zip(after.testimony(text, settings));
    let Some((was, is)) = testimonies else {
        return Ok(());
    };
    was.is_confirmed_by(&is, effect)?;
    let is_contradicted = !was.contradictions(&analysis.model).is_empty()
        || !is.contradictions(&after.model).is_empty();
    if is_contradicted {
        return Err("a run of the page gives Lock something else than was followed".into());
    }
    Ok(())
}
