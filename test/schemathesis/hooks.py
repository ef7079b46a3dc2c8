"""What Schemathesis has to know of the platform to judge it: schemathesis.toml says why, line by line."""

import atexit
import json
import os
import re
from collections import Counter
from pathlib import Path

import schemathesis
from schemathesis.engine.recorder import ScenarioRecorder
from schemathesis.transport.prepare import prepare_path

REFUSALS = json.loads((Path(__file__).parent.parent / "fuzz" / "athena-refusals.json").read_text("utf-8"))

# A1: the server's own refusals, of any request, by their code (docs/errors.md, docs/limits.md).
SERVER_REFUSALS = {
    "MALFORMED_PATH": 400,
    "MALFORMED_BODY": 400,
    "BODY_TOO_LARGE": 413,
    "UNSUPPORTED_MEDIA_TYPE": 415,
    "HEADERS_TOO_LARGE": 431,
}

# What the tool says of these: undeclared, of an undeclared media type, or (of 413 and 431) no rejection.
REFUSAL_FAILURES = ("UndefinedStatusCode", "UndefinedContentType", "RejectedPositiveData", "AcceptedNegativeData")

# A2: keys of records, by the last name in a field's path.
RECORD_KEY = re.compile(r"(^|_)(uuid|id|uuids|ids)$")

# B1: the keywords of JSON Schema. A rule of the control plane's own calls itself otherwise, or says where in the state it found something.
SCHEMA_KEYWORDS = set(
    "type enum const required format pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minItems "
    "maxItems uniqueItems contains minProperties maxProperties additionalProperties unevaluatedProperties propertyNames "
    "dependentRequired anyOf oneOf allOf not if".split()
)


@schemathesis.hook
def before_load_schema(context, raw_schema):
    for path_item in raw_schema["paths"].values():
        for operation in path_item.values():
            if isinstance(operation, dict):
                describe_events(operation, raw_schema)
        allow_empty_values(path_item, raw_schema)


def describe_events(operation, document):
    """Reads the schema of a stream as OpenAPI 3.2 has it: of each event an object, whose data fits what the text's `contentSchema` says."""
    for response in operation.get("responses", {}).values():
        stream = response.get("content", {}).get("text/event-stream")
        if stream is None:
            continue
        content = resolve(stream["schema"], document).get("contentSchema", True)
        data = {"type": "string", "contentMediaType": "application/json", "contentSchema": content}
        stream["schema"] = {
            "type": "object",
            "required": ["id", "event", "data"],
            "properties": {"id": {"type": "string", "pattern": "^[0-9]+$"}, "event": {"type": "string"}, "data": data},
        }


def allow_empty_values(path_item, document):
    """A3: an optional query parameter that is sent empty counts as not sent."""
    for part in [path_item, *path_item.values()]:
        if not isinstance(part, dict):
            continue
        for index, parameter in enumerate(part.get("parameters", [])):
            parameter = resolve(parameter, document)
            if parameter["in"] == "query" and not parameter.get("required"):
                part["parameters"][index] = {**parameter, "allowEmptyValue": True}


def resolve(node, document):
    while "$ref" in node:
        reference = node["$ref"]
        node = document
        for name in reference.removeprefix("#/").split("/"):
            node = node[name.replace("~1", "/").replace("~0", "~")]
    return node


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """Keeps a failure unless a property of the platform explains it."""
    line = find_exclusion(failure, case, response)
    if line is not None:
        excluded[line] += 1
    return line is None


def find_exclusion(failure, case, response):
    """The line of schemathesis.toml that excludes a failure."""
    kind = type(failure).__name__
    if kind in REFUSAL_FAILURES and is_refused_by_server(response):
        return "A1"
    if kind == "RejectedPositiveData" and response.status_code == 422:
        body = response.json()
        if "code" in body:
            return "B1" if is_own_rule(body) else None
        return "A2" if is_declared_refusal(case, body) else None
    if kind in ("UnsupportedMethodResponse", "AllowHeaderMismatch") and is_routed_to_sibling(case, response):
        return "A4"
    if kind == "EnsureResourceAvailability" and is_removed_otherwise(case):
        return "S1"
    if kind == "UseAfterFree" and is_brought_back(failure):
        return "S2"
    return None


def is_refused_by_server(response):
    [code] = response.headers.get("x-athena-error", [None])
    return SERVER_REFUSALS.get(code) == response.status_code


def is_own_rule(problem):
    errors = problem.get("errors", [])
    return len(errors) > 0 and all(error.get("keyword") not in SCHEMA_KEYWORDS for error in errors)


def is_declared_refusal(case, body):
    operation = case.operation.definition.raw["operationId"]
    rows = [row for row in REFUSALS if operation in row["operations"] and "field" in row]
    return len(body["errors"]) > 0 and all(
        names_no_record(field, text) or any(re.search(row["field"], field) and re.search(row["says"], text) for row in rows)
        for field, texts in body["errors"].items()
        for text in texts
    )


def names_no_record(field, text):
    if text == "These credentials do not match our records.":
        return field == "email"
    names = [name for name in field.split(".") if not name.isdigit()]
    return RECORD_KEY.search(names[-1]) is not None and text == f"The selected {field.replace('_', ' ')} is invalid."


def is_routed_to_sibling(case, response):
    """Whether `/agents/generate` was taken for an `{agent_uuid}`, by a method that it lacks itself and `/agents/{agent_uuid}` has."""
    paths = case.operation.schema.raw_schema["paths"]
    own = case.operation.path.split("/")
    siblings = [item for path, item in paths.items() if path != case.operation.path and is_template_of(path.split("/"), own)]
    methods = {name.upper() for item in siblings for name in item} & METHODS
    if response.request.method == "OPTIONS":
        allowed = set(response.headers["allow"][0].replace(" ", "").split(","))
        declared = {name.upper() for name in paths[case.operation.path]} & METHODS
        return len(siblings) > 0 and allowed - {"HEAD"} == methods | declared
    return response.status_code == 404 and response.request.method in methods


def is_template_of(template, segments):
    return len(template) == len(segments) and all(
        name == segment or (name.startswith("{") and not segment.startswith("{"))
        for name, segment in zip(template, segments)
    )


METHODS = {"GET", "PUT", "POST", "PATCH", "DELETE"}

# S1: what takes away more than the one record that it names. A DELETE does so where others depend on the record.
REMOVERS = {"resetState", "restoreSnapshot", "activateScenario", "replaceState", "replaceCollection", "reloadFiles"}
# S2: what brings back records that were deleted. A request that names a sandbox makes it anew: `retrieveClock` does by schemathesis.toml.
RESTORERS = REMOVERS | {"updateCollection", "replaceRecord", "retrieveClock"}

# In the order of the calls: when each name was last created, each path deleted, and anything removed or brought back.
created = {}
deleted = {}
last = {"call": 0, "removal": 0, "return": 0}


@schemathesis.hook
def after_call(context, case, response):
    if not 200 <= response.status_code < 300:
        return
    last["call"] += 1
    operation = case.operation.definition.raw["operationId"]
    if case.method == "DELETE":
        deleted[f"DELETE {prepare_path(case.path, case.path_parameters)}"] = last["call"]
    if case.method == "DELETE" or operation in REMOVERS:
        last["removal"] = last["call"]
    if operation in RESTORERS:
        last["return"] = last["call"]
    if case.method == "POST" and response.status_code == 201:
        body = response.json()
        created.update({name: last["call"] for name in find_names(body.get("data", body))})


def find_names(record):
    return [record[name] for name in ("uuid", "id", "name") if isinstance(record.get(name), str)]


def is_removed_otherwise(case):
    times = [created[name] for name in (case.path_parameters or {}).values() if name in created]
    return len(times) > 0 and last["removal"] > max(times)


def is_brought_back(failure):
    return last["return"] > deleted.get(failure.free, last["call"])


checks = Counter()
excluded = Counter()


def count_checks(record):
    def record_and_count(*args, **kwargs):
        checks["all"] += 1
        return record(*args, **kwargs)

    return record_and_count


# The tool tells how many cases there were, and not how many checks.
for name in ("record_check_success", "record_check_failure"):
    setattr(ScenarioRecorder, name, count_checks(getattr(ScenarioRecorder, name)))


@atexit.register
def write_counts():
    """For the last line of test-schemathesis.mjs: the tool reports neither."""
    if "SCHEMATHESIS_COUNTS" in os.environ:
        Path(os.environ["SCHEMATHESIS_COUNTS"]).write_text(json.dumps({"checks": checks["all"], "excluded": dict(sorted(excluded.items()))}))
