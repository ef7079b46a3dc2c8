import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { toPointer } from '../../kernel/json/pointer.ts';
import type { CompiledContract, MediaType, Operation } from '../model/contract.ts';
import { compileMediaTypes } from '../operation/compile-media-types.ts';
import { createSchemaReader, type SchemaAt, type SchemaReader } from '../schema/schema-reader.ts';

/** A request that the document declares for its clients to receive. */
export interface DeclaredRequest {
  /** The name of the callback or webhook. */
  readonly name: string;
  /** In upper case. */
  readonly method: string;
  readonly summary: string;
  /** The media types of the body, in the document's order; empty when it declares none. */
  readonly mediaTypes: readonly MediaType[];
}

/** A request that an operation sends when it has succeeded. */
export interface Callback extends DeclaredRequest {
  /** The URL, with runtime expressions. */
  readonly address: string;
}

/** Returns the callbacks of an operation, in the document's order (OpenAPI 3.1, section 4.8.18). */
export function compileCallbacks(contract: CompiledContract, { pointer }: Operation): readonly Callback[] {
  const reader = createSchemaReader(contract.document);
  const source = reader.at(pointer);
  return Object.entries(asObject(source['callbacks'])).flatMap(([name, value]) => {
    const { schema: callback, pointer: at } = reader.resolveAt(
      asObject(value),
      pointer + toPointer(['callbacks', name]),
    );
    return entriesOf(callback).flatMap(([address, pathItem]) => {
      const item = { schema: asObject(pathItem), pointer: at + toPointer([address]) };
      return compilePathItem(name, item, { contract, reader }).map((request) => ({ ...request, address }));
    });
  });
}

/** Returns the webhooks of a document, in its order (OpenAPI 3.1, section 4.8.1). */
export function compileWebhooks(contract: CompiledContract): readonly DeclaredRequest[] {
  const reader = createSchemaReader(contract.document);
  return entriesOf(asObject(contract.document['webhooks'])).flatMap(([name, pathItem]) => {
    const item = { schema: asObject(pathItem), pointer: toPointer(['webhooks', name]) };
    return compilePathItem(name, item, { contract, reader });
  });
}

interface Context {
  readonly contract: CompiledContract;
  readonly reader: SchemaReader;
}

function compilePathItem(name: string, item: SchemaAt, context: Context): readonly DeclaredRequest[] {
  const { schema: pathItem, pointer } = context.reader.resolveAt(item.schema, item.pointer);
  return METHODS.flatMap((method) => {
    const operation = pathItem[method];
    if (!isJsonObject(operation)) return [];
    const { summary } = operation;
    return {
      name,
      method: method.toUpperCase(),
      summary: typeof summary === 'string' ? summary : '',
      mediaTypes: compileBody(operation, pointer + toPointer([method]), context),
    };
  });
}

function compileBody(operation: JsonObject, pointer: string, { contract, reader }: Context): readonly MediaType[] {
  if (!isJsonObject(operation['requestBody'])) return [];
  const { schema: body, pointer: at } = reader.resolveAt(operation['requestBody'], `${pointer}/requestBody`);
  const validators = { at: contract.validatorAt };
  // What the API sends has the readOnly properties of its resources, as its responses do; parts are not checked apart.
  return compileMediaTypes(body['content'], `${at}/content`, { reader, validators }, 'request');
}

function entriesOf(node: JsonObject): readonly (readonly [string, JsonValue])[] {
  return Object.entries(node).filter(([name]) => !name.startsWith('x-'));
}

function asObject(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** Those that a request can be sent with. */
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];
