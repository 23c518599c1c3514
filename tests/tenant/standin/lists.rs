//! Lists in pages, and the fields of their items.

use serde_json::{Map, Value, json};

use super::http::{Request, Response};

/// The page of a list that is asked for, in the shape that is asked for.
pub(super) fn page(request: &Request, key: &str, items: &[Value]) -> Response {
    let part = |start: usize, size: usize| -> Vec<Value> {
        let items = items.iter().skip(start).take(size);
        items.map(|item| fields(request, item)).collect()
    };
    if let Some(take) = request.number("take") {
        let start = request.number("from").unwrap_or(0);
        let mut answer = json!({ key: part(start, take.min(100)) });
        if start + take < items.len() {
            answer["next"] = (start + take).to_string().into();
        }
        return Response::json(200, &answer);
    }
    let size = request.number("per_page").unwrap_or(50).min(100);
    let start = request.number("page").unwrap_or(0) * size;
    if start >= 1_000 {
        return Response::error(400, "invalid_query_string", "Pages end at 1,000 items");
    }
    match request.query.get("include_totals").map(String::as_str) {
        Some("true") => Response::json(
            200,
            &json!({ "start": start, "limit": size, "total": items.len(), key: part(start, size) }),
        ),
        _ => Response::json(200, &part(start, size).into()),
    }
}

/// The item with the fields that are asked for.
pub(super) fn fields(request: &Request, item: &Value) -> Value {
    let Some(fields) = request.query.get("fields") else {
        return item.clone();
    };
    let named: Vec<&str> = fields.split(',').collect();
    let is_included = request
        .query
        .get("include_fields")
        .is_none_or(|it| it != "false");
    let all = item.as_object().into_iter().flatten();
    let kept: Map<String, Value> = all
        .filter(|(key, _)| named.contains(&key.as_str()) == is_included)
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    kept.into()
}
