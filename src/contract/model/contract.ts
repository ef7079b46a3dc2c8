import type { BootFault } from '../../kernel/boot-fault.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import type { Collection, CollectionUse } from './collection.ts';
import type { Resource } from './resource.ts';

/** A compiled OpenAPI document: everything that requests look up, derived once at boot. Frozen recursively. */
export interface CompiledContract {
  /** SHA-256 of the bundled document. */
  readonly hash: string;
  readonly title: string;
  /** The bundled document. */
  readonly document: JsonObject;
  /** The name of the platform rules that belong to the document (`x-platform`). */
  readonly platform: string | undefined;
  /**
   * The document uses none of the simulator's keywords. Its collections are inferred, and most of its faults become
   * warnings.
   */
  readonly isThirdParty: boolean;
  /** The tolerated faults of a third-party document. */
  readonly warnings: readonly BootFault[];
  readonly operations: readonly Operation[];
  /** By schema name. */
  readonly resources: ReadonlyMap<string, Resource>;
  /** The collections inferred from a third-party document's paths and methods. */
  readonly collections: readonly Collection[];
  /** Matches a request's method and path (percent-encoded, without the query). */
  match(method: string, path: string): PathMatch;
  /**
   * Returns the validator of the schema at a JSON Pointer of the bundled document. The validator throws a BootError
   * when the schema cannot compile.
   */
  validatorAt(pointer: string): Validator;
  /**
   * Compiles every validator now instead of on first use, and returns their number. Throws a BootError that lists all
   * schemas that cannot compile.
   */
  compileValidators(): number;
  /**
   * Compiles one validator with each step, so that other work gets a turn between two. A schema that cannot compile
   * fails later, in the request that needs it.
   */
  compileEachValidator(): Iterable<unknown>;
}

/** The result of matching a method and path. */
export type PathMatch =
  | {
      readonly kind: 'operation';
      readonly operation: Operation;
      readonly pathParameters: Readonly<Record<string, string>>;
    }
  /** The path exists without this method. `methods` lists those it has, including HEAD, in the order of the router. */
  | { readonly kind: 'method_not_allowed'; readonly methods: readonly string[] }
  | { readonly kind: 'not_found' }
  /** The path is not valid percent-encoded UTF-8. */
  | { readonly kind: 'malformed' };

/** One operation of the document. */
export interface Operation {
  readonly id: string;
  /** In upper case. */
  readonly method: string;
  /** The path template, as the document writes it. */
  readonly path: string;
  /** JSON Pointer of the operation in the bundled document. */
  readonly pointer: string;
  readonly summary: string;
  readonly tag: string;
  readonly parameters: readonly Parameter[];
  readonly body: RequestBody | undefined;
  /** By status as the document writes it: `200`, `4XX`, `default`. */
  readonly responses: ReadonlyMap<string, ResponseObject>;
  /** The successful response: the lowest declared 2xx, otherwise a fallback. */
  readonly success: ResponseObject;
  /** Alternative sets of schemes, one of which must be satisfied. An empty set or list allows anonymous requests. */
  readonly security: readonly (readonly SecurityScheme[])[];
  /** The rule that handles the operation. */
  readonly behaviour: BehaviourName;
  /** The resource that the operation reads or writes. */
  readonly resource: Resource | undefined;
  /** The operation's use of a collection of a third-party document. */
  readonly collection: CollectionUse | undefined;
  /** `documented`, `partial` or `inferred`; undefined when the document does not say. */
  readonly provenance: string | undefined;
}

/** The names of the generic rules. */
export const BEHAVIOUR_NAMES = ['list', 'create', 'retrieve', 'update', 'delete', 'example'] as const;
/** The name of a generic rule. */
export type BehaviourName = (typeof BEHAVIOUR_NAMES)[number];

/** A security scheme of the document. */
export interface SecurityScheme {
  readonly name: string;
  readonly type: 'http' | 'apiKey' | 'oauth2' | 'openIdConnect' | 'mutualTLS';
  /** For `http`: `bearer` or `basic`. */
  readonly scheme: string | undefined;
  /** For `apiKey`: where the key is sent, and under which name (header names in lower case). */
  readonly in: 'query' | 'header' | 'cookie' | undefined;
  readonly parameter: string | undefined;
}

/** The part of a request that holds a parameter. */
export type ParameterLocation = 'path' | 'query' | 'header' | 'cookie';

/** A compiled parameter. */
export interface Parameter {
  /** The name in the document (`user_ids[]`). */
  readonly name: string;
  /** The name in rules and errors, without brackets (`user_ids`). */
  readonly field: string;
  readonly in: ParameterLocation;
  readonly required: boolean;
  readonly schema: JsonObject;
  /** JSON Pointer of its schema in the bundled document. */
  readonly pointer: string;
  /**
   * Returns the parameter's value in a request, decoded and coerced by its schema, or undefined when it was not sent.
   * Never throws.
   */
  decode(source: ParameterSource): JsonValue | undefined;
  validate: Validator;
}

/** The raw parts of a request from which parameters are read. */
export interface ParameterSource {
  /** Percent-decoded path parameters. */
  readonly path: Readonly<Record<string, string>>;
  /** Decoded pairs of the query, in order. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
}

/** The request body of an operation. */
export interface RequestBody {
  readonly required: boolean;
  /** In the document's order. */
  readonly mediaTypes: readonly MediaType[];
}

/** A media type of a request or response body, with its compiled validators. */
export interface MediaType {
  /** In lower case and without parameters: `application/json`, `text/*`. */
  readonly name: string;
  /** The schema, with a top-level reference resolved; undefined when none is declared. */
  readonly schema: JsonObject | undefined;
  readonly pointer: string;
  /** The first example, or undefined when there is none. */
  readonly example: JsonValue | undefined;
  readonly hasExample: boolean;
  /** Examples by name; an unnamed example is called `default`. */
  readonly examples: ReadonlyMap<string, JsonValue>;
  validate: Validator;
  /** Validates one element of the list under `data`, in responses where elements can be checked separately. */
  readonly validateElement?: Validator | undefined;
  /**
   * Validates the value of `data`, in responses where a body with no other property is valid exactly if that value is.
   */
  readonly validateData?: Validator | undefined;
  /** Converts forms and plain texts by the schema. */
  readonly form: FormReader;
  /** Like `validate`, and reports properties that the schema does not declare. */
  validateStrictly: Validator;
}

/** A declared response of an operation. */
export interface ResponseObject {
  /** The status as the document writes it. */
  readonly code: string;
  readonly description: string;
  /** The provenance of its shape, when it differs from the operation's. */
  readonly provenance: string | undefined;
  readonly mediaTypes: readonly MediaType[];
  readonly envelope: Envelope;
  /** The declared headers, without `Content-Type`. */
  readonly headers: readonly ResponseHeader[];
}

/** A header that a response declares. */
export interface ResponseHeader {
  /** In lower case. */
  readonly name: string;
  /** The header's example, otherwise the example or default of its schema. */
  readonly example: JsonValue | undefined;
}

/** The position of resources in a response body. */
export interface Envelope {
  /** Under the property `data`. */
  readonly wrapped: boolean;
  /** A list of resources. */
  readonly many: boolean;
  /** A page, with `links` and `meta` beside `data`. */
  readonly paginated: boolean;
}

/** Validates a value against one schema of the document. Returns all violations, or an empty list for a valid value. */
export type Validator = (value: unknown) => readonly SchemaViolation[];

/** One violation of a schema by a value. */
export interface SchemaViolation {
  /**
   * The path from the root of the value to the invalid part: `['metadata', 'tool_groups', 0, 'label']`. It ends in the
   * name of a missing or unknown property.
   */
  readonly path: readonly (string | number)[];
  /** The JSON Schema keyword: `type`, `required`, `format`, `enum`, `maxLength`, … */
  readonly keyword: string;
  /**
   * What the keyword requires: `{ limit: 255 }`, `{ format: 'uuid' }`, `{ type: 'string' }`, `{ allowedValues: [...]
   * }`.
   */
  readonly params: Readonly<Record<string, unknown>>;
  /** The JSON type of the invalid value: `string`, `number`, `boolean`, `array`, `object`, `null` or `missing`. */
  readonly actual: string;
}

/** The fields of a form, in the order sent. */
export type FormFields = readonly (readonly [name: string, value: string])[];

/** Converts forms and plain texts to JSON values by a schema. */
export interface FormReader {
  /**
   * Returns the object that a form encodes (OpenAPI 3.1, sections 4.8.14.4 and 4.8.15). Text that matches none of the
   * schema's types stays a string, and then fails validation.
   */
  readForm(fields: FormFields): JsonObject;
  readText(text: string): JsonValue;
  /** True when the schema accepts a string, so that it can validate bytes. */
  takesText(): boolean;
  /** Returns the properties that are files, by name. */
  files(): ReadonlyMap<string, FileField>;
}

/** A property of a form that is a file, or a list of files. */
export interface FileField {
  readonly isList: boolean;
  /** How many files it may have. */
  readonly maxFiles: number;
  /** How large each file may be, in bytes. */
  readonly maxSize: number;
}
