"""Properties of the platform that Schemathesis needs to know. schemathesis.toml gives the reason for each."""

import atexit
import json
import os
import re
from collections import Counter
from pathlib import Path

import jsonschema_rs
import schemathesis
from schemathesis.engine.recorder import ScenarioRecorder
from schemathesis.transport.prepare import prepare_path

REFUSALS = json.loads((Path(__file__).parent.parent / "fuzz" / "athena-refusals.json").read_text("utf-8"))

# A1: the server's own rejections, which any request may get, by code (docs/errors.md, docs/limits.md).
SERVER_REJECTIONS = {
    "MALFORMED_PATH": 400,
    "MALFORMED_BODY": 400,
    "BODY_TOO_LARGE": 413,
    "UNSUPPORTED_MEDIA_TYPE": 415,
    "HEADERS_TOO_LARGE": 431,
}

# How the tool reports them: as an undeclared status or media type, or (413 and 431) as a failure to reject.
REJECTION_FAILURES = ("UndefinedStatusCode", "UndefinedContentType", "RejectedPositiveData", "AcceptedNegativeData")

# A2: matches the last name in the path of a field that holds a record's key.
RECORD_KEY = re.compile(r"(^|_)(uuid|id|uuids|ids)$")

# A5: the texts that stay as they were sent (src/athena/platform.ts).
UNTRIMMED = {"password", "current_password", "password_confirmation", "content", "prompt", "instruction"}

# J1, A5: the media types whose values a validator of JSON Schema can check.
JSON_BODIES = {"application/json", "multipart/form-data"}

# B1: the keywords of JSON Schema. The control plane's own rules have other names, or a pointer into the state.
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
    """Rewrites the schema of a stream as in OpenAPI 3.2: an object per event, whose data satisfies the `contentSchema`."""
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
    """A3: lets optional query parameters be empty, which counts as not sent."""
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
    """Returns whether to report a failure: not when a property of the platform explains it."""
    line = find_exclusion(failure, case, response)
    if line is not None:
        excluded[line] += 1
    return line is None


def find_exclusion(failure, case, response):
    """Returns the exclusion of schemathesis.toml that applies to a failure, or None."""
    kind = type(failure).__name__
    if kind in REJECTION_FAILURES and is_rejected_by_server(response):
        return "A1"
    if kind == "RejectedPositiveData" and response.status_code == 422:
        body = response.json()
        if "code" in body:
            return "B1" if is_own_rule(body) else None
        if is_declared_rejection(case, body["errors"]):
            return "A2"
        return "A6" if is_lost_in_form(case, body["errors"]) else None
    if kind in ("UnsupportedMethodResponse", "AllowHeaderMismatch") and is_routed_to_sibling(case, response):
        return "A4"
    if kind == "AcceptedNegativeData" and has_valid_body(case, case.body):
        return "J1"
    if kind == "AcceptedNegativeData" and has_valid_body(case, trim_texts(case.body)):
        return "A5"
    if kind == "EnsureResourceAvailability" and is_removed_by_other_call(case):
        return "S1"
    if kind == "UseAfterFree" and is_restored(failure):
        return "S2"
    return None


def trim_texts(body):
    """A5: trims the top-level texts of a body, and replaces empty ones by null."""
    if not isinstance(body, dict):
        return body
    texts = {name: value.strip() or None for name, value in body.items() if isinstance(value, str) and name not in UNTRIMMED}
    return {**body, **texts}


def has_valid_body(case, body):
    """Returns whether only the body was meant to violate the contract, and a validator of JSON Schema finds `body` valid."""
    violated = {location.value for location, component in case.meta.components.items() if component.mode.is_negative}
    content = resolve(case.operation.definition.raw.get("requestBody", {}), case.operation.schema.raw_schema).get("content", {})
    if violated != {"body"} or case.media_type not in JSON_BODIES or case.media_type not in content or has_bytes(body):
        return False
    schema = {"components": case.operation.schema.raw_schema["components"], **content[case.media_type]["schema"]}
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True).is_valid(body)


def has_bytes(value):
    """Returns whether a value has a file in it, which a validator of JSON Schema does not know."""
    if isinstance(value, dict):
        return any(has_bytes(part) for part in value.values())
    if isinstance(value, list):
        return any(has_bytes(part) for part in value)
    return not isinstance(value, (str, int, float, bool, type(None)))


def is_rejected_by_server(response):
    [code] = response.headers.get("x-athena-error", [None])
    return SERVER_REJECTIONS.get(code) == response.status_code


def is_own_rule(problem):
    errors = problem.get("errors", [])
    return len(errors) > 0 and all(error.get("keyword") not in SCHEMA_KEYWORDS for error in errors)


def is_declared_rejection(case, errors):
    operation = case.operation.definition.raw["operationId"]
    rows = [row for row in REFUSALS if operation in row["operations"] and "field" in row]
    return len(errors) > 0 and all(
        names_no_record(field, text) or any(re.search(row["field"], field) and re.search(row["says"], text) for row in rows)
        for field, texts in errors.items()
        for text in texts
    )


def is_lost_in_form(case, errors):
    """A6: returns whether the tool has sent null as the text "null", or a file without its name."""
    if case.media_type != "multipart/form-data" or not isinstance(case.body, dict):
        return False
    others = {
        field: texts
        for field, texts in errors.items()
        if case.body.get(field.split(".")[0], "") is not None and texts != [f"The {field} field must be a file."]
    }
    return len(others) < len(errors) and (len(others) == 0 or is_declared_rejection(case, others))


def names_no_record(field, text):
    if text == "These credentials do not match our records.":
        return field == "email"
    names = [name for name in field.split(".") if not name.isdigit()]
    return RECORD_KEY.search(names[-1]) is not None and text == f"The selected {field.replace('_', ' ')} is invalid."


def is_routed_to_sibling(case, response):
    """Returns whether `/agents/generate` was matched as `/agents/{agent_uuid}`, by a method that only the latter has."""
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

# S1: operations that remove more than the record that they name. A DELETE may also remove dependent records.
REMOVERS = {"resetState", "restoreSnapshot", "activateScenario", "replaceState", "replaceCollection", "reloadFiles"}
# S2: operations that restore deleted records. `retrieveClock` names a sandbox (schemathesis.toml) and so creates it again.
RESTORERS = REMOVERS | {"updateCollection", "replaceRecord", "revertRecord", "retrieveClock"}

# The number of the call that last created each name, deleted each path, and removed or restored anything.
created = {}
deleted = {}
last = {"call": 0, "removal": 0, "restore": 0}


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
        last["restore"] = last["call"]
    if case.method == "POST" and response.status_code == 201:
        body = response.json()
        created.update({name: last["call"] for name in find_names(body.get("data", body))})


def find_names(record):
    return [record[name] for name in ("uuid", "id", "name") if isinstance(record.get(name), str)]


def is_removed_by_other_call(case):
    times = [created[name] for name in (case.path_parameters or {}).values() if name in created]
    return len(times) > 0 and last["removal"] > max(times)


def is_restored(failure):
    return last["restore"] > deleted.get(failure.free, last["call"])


checks = Counter()
excluded = Counter()


def count_checks(record):
    def record_and_count(*args, **kwargs):
        checks["all"] += 1
        return record(*args, **kwargs)

    return record_and_count


# The tool reports the number of cases but not the number of checks.
for name in ("record_check_success", "record_check_failure"):
    setattr(ScenarioRecorder, name, count_checks(getattr(ScenarioRecorder, name)))


@atexit.register
def write_counts():
    """Writes the counts that test-schemathesis.mjs prints in its last line. The tool reports neither."""
    if "SCHEMATHESIS_COUNTS" in os.environ:
        Path(os.environ["SCHEMATHESIS_COUNTS"]).write_text(json.dumps({"checks": checks["all"], "excluded": dict(sorted(excluded.items()))}))
