//! Predicting what Lock requests.
