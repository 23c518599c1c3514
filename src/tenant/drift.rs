//! What changed of a connection beside what was meant to.

use serde_json::{Map, Value};

/// The field that is meant to change.
const FLAG: &str = "is_domain_connection";

/// The differences between a connection before and after a change, a clause each.
pub(crate) fn drift(before: &Map<String, Value>, after: &Map<String, Value>) -> Vec<String> {
    let mut keys: Vec<&String> = before.keys().chain(after.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter()
        .filter(|key| *key != FLAG)
        .filter_map(|key| {
            let (old, new) = (effective(before, key), effective(after, key));
            (old != new).then(|| format!("`{key}` was {}, is {}", shown(old), shown(new)))
        })
        .collect()
}

/// The value of a field. One that is null is not set, and the name stands in for a display name.
fn effective<'a>(connection: &'a Map<String, Value>, key: &str) -> Option<&'a Value> {
    let set = connection.get(key).filter(|value| !value.is_null());
    match (set, key) {
        (None, "display_name") => connection.get("name"),
        (set, _) => set,
    }
}

fn shown(value: Option<&Value>) -> String {
    const LONGEST: usize = 80;
    let text = value.map_or_else(|| "not set".to_owned(), Value::to_string);
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(before: &Value, after: &Value) -> String {
        let object = |value: &Value| value.as_object().cloned().expect("it is an object");
        drift(&object(before), &object(after)).join("; ")
    }

    #[test]
    fn only_what_was_not_meant_is_told() {
        let before = json!({ "name": "a", "is_domain_connection": false, "realms": ["a"], "metadata": null });
        let same = json!({ "name": "a", "is_domain_connection": true, "realms": ["a"], "display_name": "a" });
        assert_eq!(of(&before, &same), "");
        let other = json!({ "name": "a", "is_domain_connection": true, "realms": [], "show_as_button": true });
        assert_eq!(
            of(&before, &other),
            "`realms` was [\"a\"], is []; `show_as_button` was not set, is true"
        );
        let named = json!({ "name": "a", "display_name": "Staff" });
        assert_eq!(
            of(&named, &before),
            "`display_name` was \"Staff\", is \"a\"; `realms` was not set, is [\"a\"]"
        );
    }
}
