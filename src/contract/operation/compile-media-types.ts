import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { toPointer } from '../../kernel/json/pointer.ts';
import type { MediaType } from '../model/contract.ts';
import { compileForm } from '../parameter/compile-form.ts';
import { toMediaTypeName } from '../schema/media-type-name.ts';
import type { SchemaReader } from '../schema/schema-reader.ts';
import type { Direction } from '../schema/schemas-for-direction.ts';
import { compileBodyParts, type BodyPartsContext } from './compile-body-parts.ts';

/** Compiles a `content` map. `direction` says whether it belongs to a request or a response. */
export function compileMediaTypes(
  content: JsonValue | undefined,
  pointer: string,
  { reader, validators }: BodyPartsContext,
  direction: Direction = 'response',
): readonly MediaType[] {
  return Object.entries(asObject(content)).map(([name, value]): MediaType => {
    const mediaType = asObject(value);
    const at = pointer + toPointer([name, 'schema']);
    const declared = isJsonObject(mediaType['schema']) ? mediaType['schema'] : undefined;
    const examples = compileExamples(mediaType, reader);
    const example = examples.size > 0 ? [...examples.values()][0] : findSchemaExample(mediaType, reader);
    return {
      name: toMediaTypeName(name),
      schema: declared === undefined ? undefined : reader.resolve(declared),
      pointer: at,
      form: compileForm({
        schema: declared === undefined ? undefined : reader.resolve(declared),
        encoding: asObject(mediaType['encoding']),
        resolve: reader.resolve,
      }),
      example,
      hasExample: example !== undefined,
      examples,
      validate: declared === undefined ? () => [] : validators.at(at, { direction }),
      ...(declared === undefined || direction !== 'response'
        ? {}
        : compileBodyParts(declared, at, { reader, validators })),
      validateStrictly: declared === undefined ? () => [] : validators.at(at, { direction, strict: true }),
    };
  });
}

/** Resolves an example value that is only a reference to another example, as in GitHub's document. */
function followExample(value: JsonValue, reader: SchemaReader): JsonValue {
  if (!isJsonObject(value) || typeof value['$ref'] !== 'string' || Object.keys(value).length > 1) return value;
  const target = reader.resolve(value);
  return target['value'] ?? target;
}

/** Returns the examples that the document contains. An example at an `externalValue` is not fetched. */
function compileExamples(mediaType: JsonObject, reader: SchemaReader): ReadonlyMap<string, JsonValue> {
  const own = mediaType['example'] === undefined ? [] : [['default', mediaType['example']] as const];
  const named = Object.entries(asObject(mediaType['examples'])).flatMap(([name, item]) => {
    const value = isJsonObject(item) ? reader.resolve(item)['value'] : undefined;
    return value === undefined ? [] : [[name, followExample(value, reader)] as const];
  });
  return own.length + named.length === 0 ? NO_EXAMPLES : new Map([...own, ...named]);
}

function findSchemaExample(mediaType: JsonObject, reader: SchemaReader): JsonValue | undefined {
  const schema = isJsonObject(mediaType['schema']) ? reader.resolve(mediaType['schema']) : {};
  return schema['example'] ?? (Array.isArray(schema['examples']) ? schema['examples'][0] : undefined);
}

function asObject(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

const NO_EXAMPLES: ReadonlyMap<string, JsonValue> = new Map();
