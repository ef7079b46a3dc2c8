import type { BootFault } from '../../kernel/boot-fault.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import type { Collection, CollectionUse } from './collection.ts';
import type { Resource } from './resource.ts';

/**
 * The document, compiled: everything that a request needs to know, looked up and never worked out again. Deep-frozen.
 */
export interface CompiledContract {
  /** SHA-256 of the bundled document. */
  readonly hash: string;
  readonly title: string;
  /** The bundled document itself, so that serving it needs nothing else. */
  readonly document: JsonObject;
  /** The set of platform rules that goes with it (`x-platform`). */
  readonly platform: string | undefined;
  /**
   * It knows none of our keywords: what is plain is inferred, and what is wrong with it is tolerated as far as it can
   * be.
   */
  readonly isThirdParty: boolean;
  /** What was tolerated. */
  readonly warnings: readonly BootFault[];
  readonly operations: readonly Operation[];
  /** By schema name. */
  readonly resources: ReadonlyMap<string, Resource>;
  /** What paths and methods make plain of a foreign document. */
  readonly collections: readonly Collection[];
  /** What a request's method and path (percent-encoded, without the query) lead to. */
  match(method: string, path: string): PathMatch;
  /**
   * The validator of the schema at a JSON Pointer of the bundled document. It throws a BootError where the schema
   * cannot compile.
   */
  validatorAt(pointer: string): Validator;
  /**
   * Compiles every validator there is now, instead of on first use. Gives how many. Throws a BootError of all that
   * cannot.
   */
  compileValidators(): number;
}

/** Where a path leads. */
export type PathMatch =
  | {
      readonly kind: 'operation';
      readonly operation: Operation;
      readonly pathParameters: Readonly<Record<string, string>>;
    }
  /** The path is known and the method is not. `methods` in the order of the router, HEAD included. */
  | { readonly kind: 'method_not_allowed'; readonly methods: readonly string[] }
  | { readonly kind: 'not_found' }
  /** The path is not valid percent-encoded UTF-8. */
  | { readonly kind: 'malformed' };

/** One operation of the document. */
export interface Operation {
  readonly id: string;
  /** In capitals. */
  readonly method: string;
  /** The path template, as the document has it. */
  readonly path: string;
  /** JSON Pointer of the operation in the bundled document. */
  readonly pointer: string;
  readonly summary: string;
  readonly tag: string;
  readonly parameters: readonly Parameter[];
  readonly body: RequestBody | undefined;
  /** By status as the document writes it: `200`, `4XX`, `default`. */
  readonly responses: ReadonlyMap<string, ResponseObject>;
  /** The lowest 2xx that it declares. */
  readonly success: ResponseObject;
  /** Any of these sets of schemes; an empty set or an empty list lets everybody in. */
  readonly security: readonly (readonly SecurityScheme[])[];
  /** The rule that answers: `list`, `create`, `retrieve`, `update`, `delete` or `example`. */
  readonly behaviour: BehaviourName;
  /** The resource it is about, where there is one. */
  readonly resource: Resource | undefined;
  /** What it does with a collection of a foreign document. */
  readonly collection: CollectionUse | undefined;
  readonly provenance: string | undefined;
}

/** The generic rules. */
export const BEHAVIOUR_NAMES = ['list', 'create', 'retrieve', 'update', 'delete', 'example'] as const;
export type BehaviourName = (typeof BEHAVIOUR_NAMES)[number];

export interface SecurityScheme {
  readonly name: string;
  readonly type: 'http' | 'apiKey' | 'oauth2' | 'openIdConnect' | 'mutualTLS';
  /** Of `http`: `bearer`, `basic`. */
  readonly scheme: string | undefined;
  /** Of `apiKey`: where it is sent, and under which name (headers in lower case). */
  readonly in: 'query' | 'header' | 'cookie' | undefined;
  readonly parameter: string | undefined;
}

/** Where a parameter is sent. */
export type ParameterLocation = 'path' | 'query' | 'header' | 'cookie';

/** A parameter, ready to be read and checked. */
export interface Parameter {
  /** As the document has it (`user_ids[]`). */
  readonly name: string;
  /** As rules and errors know it, without brackets (`user_ids`). */
  readonly field: string;
  readonly in: ParameterLocation;
  readonly required: boolean;
  readonly schema: JsonObject;
  /** JSON Pointer of its schema in the bundled document. */
  readonly pointer: string;
  /**
   * The value of the parameter in a request, decoded and coerced by its schema; undefined where it was not sent. Never
   * throws.
   */
  decode(source: ParameterSource): JsonValue | undefined;
  validate: Validator;
}

/** The raw parts of a request that parameters are read from. */
export interface ParameterSource {
  /** Percent-decoded path parameters. */
  readonly path: Readonly<Record<string, string>>;
  /** Decoded pairs of the query, in order. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
}

export interface RequestBody {
  readonly required: boolean;
  /** In the document's order. */
  readonly mediaTypes: readonly MediaType[];
}

export interface MediaType {
  /** In lower case and without parameters: `application/json`, `text/*`. */
  readonly name: string;
  /** The schema, with a reference at its top resolved; undefined where none is declared. */
  readonly schema: JsonObject | undefined;
  readonly pointer: string;
  /** The first example, if there is one. */
  readonly example: JsonValue | undefined;
  readonly hasExample: boolean;
  /** By name; one that has none is called `default`. */
  readonly examples: ReadonlyMap<string, JsonValue>;
  validate: Validator;
  /** Of a response whose list under `data` can be checked element by element: checks one of them. */
  readonly validateElement?: Validator | undefined;
  /** Reads forms and plain texts by the schema. */
  readonly form: FormReader;
  /** As `validate`, and refuses properties that the schema does not declare. */
  validateStrictly: Validator;
}

export interface ResponseObject {
  /** As the document writes it. */
  readonly code: string;
  readonly description: string;
  /** What its shape rests on, where that is not what the operation rests on. */
  readonly provenance: string | undefined;
  readonly mediaTypes: readonly MediaType[];
  /** How a resource lies in the body: under `data`, or bare; with `links` and `meta` where it is a page. */
  readonly envelope: Envelope;
  /** The headers that it declares, `Content-Type` apart. */
  readonly headers: readonly ResponseHeader[];
}

/** A header that a response declares. */
export interface ResponseHeader {
  /** In lower case. */
  readonly name: string;
  /** Its example, else its schema's, or its default. */
  readonly example: JsonValue | undefined;
}

export interface Envelope {
  readonly wrapped: boolean;
  readonly many: boolean;
  readonly paginated: boolean;
}

/**
 * Checks a value against one schema of the document. Gives every violation; none means that it fits. Compiled on first
 * use.
 */
export type Validator = (value: unknown) => readonly SchemaViolation[];

/** One way in which a value breaks its schema. */
export interface SchemaViolation {
  /**
   * From the top of the value to what is wrong: `['metadata', 'tool_groups', 0, 'label']`. A missing or unknown
   * property is the last step.
   */
  readonly path: readonly (string | number)[];
  /** The JSON Schema keyword: `type`, `required`, `format`, `enum`, `maxLength`, … */
  readonly keyword: string;
  /**
   * What the keyword asks: `{ limit: 255 }`, `{ format: 'uuid' }`, `{ type: 'string' }`, `{ allowedValues: [...] }`.
   */
  readonly params: Readonly<Record<string, unknown>>;
  /**
   * The JSON type of the value that was refused: `string`, `number`, `boolean`, `array`, `object`, `null` or `missing`.
   */
  readonly actual: string;
}

/** The fields of a form, in order. */
export type FormFields = readonly (readonly [name: string, value: string])[];

/** Makes values by the schema out of what forms and plain texts hold. */
export interface FormReader {
  /**
   * The object that a form stands for (OpenAPI 3.1, sections 4.8.14.4 and 4.8.15). What fits no type stays a text, so
   * that the schema refuses it.
   */
  readForm(fields: FormFields): JsonObject;
  readText(text: string): JsonValue;
  /** The schema takes a text: bytes can be checked by it. */
  takesText(): boolean;
}
