import { findOwn, isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';
import { memoize } from '../../kernel/memoize.ts';
import { toPointer } from '../../kernel/json/pointer.ts';
import { compileHeaders } from './compile-headers.ts';
import { compileMediaTypes } from './compile-media-types.ts';
import { compileParameter } from '../parameter/compile-parameter.ts';
import type { Envelope, Operation, Parameter, RequestBody, ResponseObject, SecurityScheme } from '../model/contract.ts';
import type { ValidatorFactory } from '../schema/create-validator-factory.ts';
import type { SchemaReader } from '../schema/schema-reader.ts';

/** A compiled operation without its resource and rule. */
export type UnlinkedOperation = Omit<Operation, 'behaviour' | 'resource' | 'collection'> & {
  readonly source: JsonObject;
};

/** The document around an operation that is compiled. */
export interface OperationContext {
  readonly reader: SchemaReader;
  readonly validators: ValidatorFactory;
  /** The document uses none of the simulator's keywords. */
  readonly isThirdParty: boolean;
}

/** Compiles one operation: its parameters, bodies, responses and security. */
export function compileOperation(path: string, method: string, context: OperationContext): UnlinkedOperation {
  const { reader } = context;
  const document = reader.document;
  const pathItem = asObject(asObject(document['paths'])[path]);
  const source = asObject(pathItem[method]);
  const pointer = toPointer(['paths', path, method]);
  const responses = compileResponses(source, pointer, context);
  return {
    source,
    id: typeof source['operationId'] === 'string' ? source['operationId'] : toOperationId(method, path),
    method: method.toUpperCase(),
    path,
    pointer,
    summary: asText(source['summary']),
    tag: Array.isArray(source['tags']) ? asText(source['tags'][0]) : '',
    parameters: compileParameters(path, method, context),
    body: compileBody(source, pointer, context),
    responses,
    success: findSuccess(method, responses),
    security: compileSecurity(source['security'] ?? document['security'], reader),
    provenance: toProvenance(source),
  };
}

/** Returns `documented`, `partial` or `inferred`, or undefined when the document does not say. */
function toProvenance({ 'x-provenance': provenance }: JsonObject): string | undefined {
  return isJsonObject(provenance) ? asText(provenance['status']) : undefined;
}

/** Derives the id of an operation without an operationId: `get_pets_petId`. */
function toOperationId(method: string, path: string): string {
  return [method, ...path.split('/').filter((segment) => segment !== '')].join('_').replaceAll(/[^A-Za-z0-9_]/g, '');
}

function compileParameters(path: string, method: string, context: OperationContext): readonly Parameter[] {
  const { reader, validators, isThirdParty } = context;
  const pathItem = asObject(asObject(reader.document['paths'])[path]);
  const found = new Map<string, Parameter>();
  for (const holder of [['parameters'], [method, 'parameters']]) {
    const list = holder.length === 1 ? pathItem['parameters'] : asObject(pathItem[method])['parameters'];
    for (const [index, item] of (Array.isArray(list) ? list : []).entries()) {
      const { schema: parameter, pointer } = reader.resolveAt(
        asObject(item),
        toPointer(['paths', path, ...holder, index]),
      );
      const content = Object.keys(asObject(parameter['content']))[0];
      const schemaPointer =
        content === undefined ? `${pointer}/schema` : pointer + toPointer(['content', content, 'schema']);
      const declared =
        content === undefined
          ? asObject(parameter['schema'])
          : asObject(asObject(asObject(parameter['content'])[content])['schema']);
      const compiled = getOrCreate(sharedParts(context).parameters, pointer, () =>
        compileParameter({
          parameter,
          schema: reader.resolve(declared),
          resolve: reader.resolve,
          pointer: schemaPointer,
          readsBrackets: !isThirdParty,
          validate: Object.keys(declared).length === 0 ? () => [] : validators.at(schemaPointer),
        }),
      );
      found.set(`${compiled.in} ${compiled.name}`, compiled);
    }
  }
  return [...found.values()];
}

function compileBody(source: JsonObject, pointer: string, context: OperationContext): RequestBody | undefined {
  if (!isJsonObject(source['requestBody'])) return undefined;
  const { schema: body, pointer: at } = context.reader.resolveAt(source['requestBody'], `${pointer}/requestBody`);
  return {
    required: body['required'] === true,
    mediaTypes: compileMediaTypes(body['content'], `${at}/content`, context, 'request'),
  };
}

function compileResponses(
  source: JsonObject,
  pointer: string,
  context: OperationContext,
): ReadonlyMap<string, ResponseObject> {
  const responses = new Map<string, ResponseObject>();
  for (const [code, value] of Object.entries(asObject(source['responses']))) {
    if (code.startsWith('x-')) continue;
    const { schema: response, pointer: at } = context.reader.resolveAt(
      asObject(value),
      pointer + toPointer(['responses', code]),
    );
    const compiled = getOrCreate(sharedParts(context).responses, `${code} ${at}`, () =>
      compileResponse(response, { code, pointer: at }, context),
    );
    responses.set(code.toUpperCase() === 'DEFAULT' ? 'default' : code.toUpperCase(), compiled);
  }
  return responses;
}

function compileResponse(
  response: JsonObject,
  { code, pointer }: { readonly code: string; readonly pointer: string },
  context: OperationContext,
): ResponseObject {
  const mediaTypes = compileMediaTypes(response['content'], `${pointer}/content`, context);
  return {
    code,
    description: asText(response['description']),
    provenance: toProvenance(response),
    mediaTypes,
    envelope: toEnvelope(mediaTypes[0]?.schema, context.reader),
    headers: compileHeaders(response['headers'], context.reader),
  };
}

/**
 * Returns the parts that the operations of a document share by reference, by their pointers: a large document uses the
 * same parameters and error responses in hundreds of operations.
 */
const sharedParts = memoize(
  (
    _context: OperationContext,
  ): { readonly parameters: Map<string, Parameter>; readonly responses: Map<string, ResponseObject> } => ({
    parameters: new Map(),
    responses: new Map(),
  }),
);

/** Returns the envelope of a body: `{ data: [...], links, meta }`, `{ data: {...} }`, or the resource itself. */
function toEnvelope(schema: JsonObject | undefined, reader: SchemaReader): Envelope {
  const properties = asObject(schema?.['properties']);
  const wrapped = isJsonObject(properties['data']);
  const content = reader.resolve(wrapped ? asObject(properties['data']) : (schema ?? {}));
  return { wrapped, many: content['type'] === 'array', paginated: wrapped && isJsonObject(properties['meta']) };
}

/**
 * Returns the lowest 2xx, or the lowest 3xx when only redirects are declared. Otherwise returns the usual status of the
 * method with the content of `default`.
 */
function findSuccess(method: string, responses: ReadonlyMap<string, ResponseObject>): ResponseObject {
  const codes = [...responses.keys()].toSorted();
  const own =
    codes.find((code) => code.startsWith('2')) ??
    (responses.has('default') ? undefined : codes.find((code) => code.startsWith('3')));
  const declared = responses.get(own ?? '');
  if (declared !== undefined) return declared;
  const code = { post: '201', delete: '204' }[method] ?? '200';
  const fallback = responses.get('default');
  return {
    code,
    provenance: undefined,
    description: '',
    mediaTypes: fallback?.mediaTypes ?? [],
    envelope: fallback?.envelope ?? { wrapped: false, many: false, paginated: false },
    headers: fallback?.headers ?? [],
  };
}

function compileSecurity(source: JsonValue | undefined, reader: SchemaReader): readonly (readonly SecurityScheme[])[] {
  if (!Array.isArray(source)) return [];
  const schemes = asObject(asObject(reader.document['components'])['securitySchemes']);
  return source.map((requirement: JsonValue) =>
    Object.keys(asObject(requirement)).map((name): SecurityScheme => {
      const scheme = reader.resolve(asObject(findOwn(schemes, name)));
      const location =
        scheme['in'] === 'query' || scheme['in'] === 'header' || scheme['in'] === 'cookie' ? scheme['in'] : undefined;
      const parameter = typeof scheme['name'] === 'string' ? scheme['name'] : undefined;
      return {
        name,
        type: SCHEME_TYPES.find((type) => type === scheme['type']) ?? 'http',
        scheme: typeof scheme['scheme'] === 'string' ? scheme['scheme'].toLowerCase() : undefined,
        in: location,
        parameter: location === 'header' ? parameter?.toLowerCase() : parameter,
      };
    }),
  );
}

function asObject(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function asText(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

const SCHEME_TYPES = ['http', 'apiKey', 'oauth2', 'openIdConnect', 'mutualTLS'] as const;
