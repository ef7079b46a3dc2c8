import { findOwn, isJsonObject, setOwn, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { measureJson } from '../../kernel/json/measure-json.ts';
import { cutTo } from '../../kernel/text/cut-to.ts';
import { findNearestName } from '../../kernel/text/nearest-name.ts';
import type { Sdk } from './load-sdk.ts';
import { ToolError, type NearestCall } from './tools/tool-error.ts';
import type { Tool } from './tools/tool.ts';

/** Checks the arguments of a tool. Throws a ToolError that says what is wrong with each, and a call that is valid. */
export type CheckInput = (tool: Tool, input: JsonObject) => void;

/** Creates a check of the arguments of these tools by their schemas. */
export function createInputCheck(Ajv: Sdk['Ajv'], tools: readonly Tool[]): CheckInput {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
  const validators = new Map(tools.map((tool) => [tool, ajv.compile(tool.inputSchema)]));
  return function checkInput(tool, input) {
    const size = measureJson(input, MAX_INPUT);
    if (typeof size !== 'number') throw new ToolError(`The arguments of ${tool.name} are ${size}. ${LIMITS}`);
    const validate = validators.get(tool);
    if (validate === undefined || validate(input)) return;
    const errors: readonly InputError[] = validate.errors ?? [];
    const nearest = correctInput(tool, input, errors);
    throw new ToolError(
      errors
        .slice(0, MAX_REPORTED)
        .map((error) => tell(tool, error))
        .join(' '),
      {
        nearest: validate(nearest) ? { tool: tool.name, arguments: nearest } : tool.fallback,
      },
    );
  };
}

/** Finds a tool by its name. Throws a ToolError with the nearest one. */
export function findTool(tools: readonly Tool[], name: string): Tool {
  const found = tools.find((tool) => tool.name === name);
  if (found !== undefined) return found;
  const names = tools.map((tool) => tool.name);
  const nearest = findNearestName(cutTo(name, MAX_NAME), names);
  throw new ToolError(
    `There is no tool ${quote(name)}. The tools are ${names.join(', ')}.`,
    nearest === undefined ? {} : { nearest: toCall(tools, nearest) },
  );
}

function toCall(tools: readonly Tool[], name: string): NearestCall {
  return tools.find((tool) => tool.name === name)?.fallback ?? { tool: name, arguments: {} };
}

/** What ajv reports of an argument. */
interface InputError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

function tell({ name, inputSchema: { properties } }: Tool, error: InputError): string {
  const { keyword, params, message = 'is not valid' } = error;
  const names = Object.keys(properties);
  if (keyword === 'required') return `${String(params['missingProperty'])} is missing.`;
  if (keyword === 'additionalProperties') {
    const unknown = String(params['additionalProperty']);
    const nearest = findNearestName(cutTo(unknown, MAX_NAME), names);
    const remedy = nearest === undefined ? `Its arguments are ${names.join(', ')}.` : `Did you mean ${nearest}?`;
    return `${name} has no argument ${quote(unknown)}. ${remedy}`;
  }
  const at = error.instancePath.slice(1).replaceAll('/', '.');
  const argument = findOwn(properties, argumentOf(error));
  if (keyword === 'enum') return `${at} must be one of ${(argument?.enum ?? []).join(', ')}.`;
  if (keyword === 'pattern') return `${quote(at)} has a value that is not valid. It is: ${argument?.description}`;
  return `${cutTo(at, MAX_NAME)} ${message}.`;
}

/** Returns arguments without the wrong ones. Unknown names and values become the nearest ones that are known. */
function correctInput(tool: Tool, input: JsonObject, errors: readonly InputError[]): JsonObject {
  const { properties } = tool.inputSchema;
  const wrong = errors.map(argumentOf);
  const corrected: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(input)) {
    const schema = findOwn(properties, name);
    const known = schema === undefined ? findNearestName(cutTo(name, MAX_NAME), Object.keys(properties)) : name;
    const kept = schema !== undefined && wrong.includes(name) ? correctValue(schema, value) : value;
    if (known !== undefined && kept !== undefined && !(known !== name && Object.hasOwn(input, known)))
      setOwn(corrected, known, kept);
  }
  return corrected;
}

/** Returns the value of a schema that was meant by another one: the nearest of its list, or a number for its text. */
function correctValue(
  { type, enum: values }: Tool['inputSchema']['properties'][string],
  value: JsonValue,
): JsonValue | undefined {
  if (values !== undefined) return findNearestName(cutTo(String(value), MAX_NAME), values);
  if (type === 'integer' && typeof value === 'string' && /^\d{1,9}$/.test(value)) return Number(value);
  if (type === 'string' && typeof value === 'number') return String(value);
  if (type === 'object' && typeof value === 'string') return parseObject(value);
  return undefined;
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function argumentOf({ instancePath }: InputError): string {
  return instancePath.split('/')[1]?.replaceAll('~1', '/').replaceAll('~0', '~') ?? '';
}

function quote(text: string): string {
  return JSON.stringify(cutTo(text, MAX_NAME));
}

/** Bytes. An API takes larger bodies, but no model writes them. */
const MAX_INPUT = 1_000_000;
const LIMITS =
  'Give at most 1 MB, and at most 512 levels. A larger body can be sent with the command call and --body @FILE.';
/** Characters of a name that are compared and repeated. */
const MAX_NAME = 100;
const MAX_REPORTED = 10;
