"""Reads the reports of one run and compares what each says of the findings."""

import json
import sys
import xml.etree.ElementTree as xml
from pathlib import Path

from junitparser import Failure, JUnitXml

reports = Path(sys.argv[1])


def read(name):
    return (reports / name).read_text(encoding="utf-8")


def of_junit():
    for suite in JUnitXml.fromfile(str(reports / "junit")):
        for case in suite:
            for result in case.result:
                assert isinstance(result, Failure), result
                yield case._elem.get("file"), int(case._elem.get("line")), case.name.split()[0]


def of_checkstyle():
    for file in xml.fromstring(read("checkstyle")).iter("file"):
        for error in file.iter("error"):
            rule = error.get("source").removeprefix("lockwright.")
            yield file.get("name"), int(error.get("line")), rule


def of_sarif():
    results = json.loads(read("report.sarif"))["runs"][0]["results"]
    listed = sum(entry["count"] for entry in json.loads(read("baseline.json"))["findings"])
    suppressed = [result for result in results if result["suppressions"]]
    assert len(suppressed) == listed > 0, "SARIF does not tell of what the baseline lists"
    for result in results:
        if result["suppressions"]:
            continue
        place = result["locations"][0]["physicalLocation"]
        yield place["artifactLocation"]["uri"], place["region"]["startLine"], result["ruleId"]


def of_rdjson():
    for diagnostic in json.loads(read("rdjson"))["diagnostics"]:
        place = diagnostic["location"]
        yield place["path"], place["range"]["start"]["line"], diagnostic["code"]["value"]


def of_gitlab():
    issues = json.loads(read("gitlab"))
    fingerprints = {issue["fingerprint"] for issue in issues}
    assert len(fingerprints) == len(issues), "fingerprints are not unique"
    for issue in issues:
        place = issue["location"]
        yield place["path"], place["lines"]["begin"], issue["check_name"]


def of_json(findings):
    for finding in findings:
        yield finding["path"], finding["range"]["start"]["line"], finding["rule"]


def of_json_lines():
    lines = [json.loads(line) for line in read("json-lines").splitlines()]
    assert lines[-1]["type"] == "summary"
    return of_json(line for line in lines if line["type"] == "finding")


expected = sorted(of_json(json.loads(read("json"))["findings"]))
assert expected, "there are no findings to compare"
for reader in [of_json_lines, of_sarif, of_gitlab, of_junit, of_rdjson, of_checkstyle]:
    assert sorted(reader()) == expected, f"{reader.__name__} differs"
print(f"{len(expected)} findings, the same in every format")
