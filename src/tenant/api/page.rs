//! The hosted login page: look at it, replace it, look again.

use super::error::ApiError;
use super::management::Management;
use super::read::login_page;
use crate::tenant::state::LoginPage;

/// The hosted login page of a tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HostedPage {
    /// The global client, which has it.
    pub(crate) client_id: String,
    pub(crate) page: LoginPage,
}

impl HostedPage {
    /// The page's text; none where none was ever set.
    pub(crate) fn html(&self) -> &str {
        self.page.html.as_deref().unwrap_or_default()
    }

    /// Whether it is this page, switched on or off like this.
    pub(crate) fn is(&self, html: &str, on: bool) -> bool {
        self.html() == html && self.page.enabled == on
    }
}

/// Why a page was not replaced, or not seen to be.
#[derive(Debug)]
pub(crate) enum PageError {
    /// It is not the page any more that was shown. Nothing was written.
    Changed,
    /// A request failed. Nothing was written.
    Before(ApiError),
    /// The change was refused.
    Refused(ApiError),
    /// The change was sent, and what became of it is not known.
    Unknown(ApiError),
    /// The change was accepted, and another page is there.
    Other,
}

/// The hosted login page as it is now.
pub(crate) fn hosted_page(api: &Management) -> Result<HostedPage, ApiError> {
    let client = api.global_client()?;
    Ok(HostedPage {
        page: login_page(&client, "the tenant's login page".to_owned()),
        client_id: client.client_id,
    })
}

/// Replaces a page, if it is still the one that was `shown`. `keep` is called just before, with nothing written
/// yet.
pub(crate) fn replace_page<E>(
    api: &Management,
    shown: &HostedPage,
    html: &str,
    on: bool,
    keep: impl FnOnce() -> Result<(), E>,
) -> Result<Result<(), PageError>, E> {
    match hosted_page(api) {
        Ok(now) if now != *shown => return Ok(Err(PageError::Changed)),
        Ok(_) => {}
        Err(error) => return Ok(Err(PageError::Before(error))),
    }
    keep()?;
    let sent = api.set_page(&shown.client_id, html, on);
    if let Err(error) = sent {
        if !error.is_uncertain() {
            return Ok(Err(PageError::Refused(error)));
        }
        return Ok(match hosted_page(api) {
            Ok(now) if now.is(html, on) => Ok(()),
            Ok(now) if now == *shown => Err(PageError::Refused(error)),
            Ok(_) | Err(_) => Err(PageError::Unknown(error)),
        });
    }
    Ok(match hosted_page(api) {
        Ok(now) if now.is(html, on) => Ok(()),
        Ok(_) => Err(PageError::Other),
        Err(error) => Err(PageError::Unknown(error)),
    })
}
