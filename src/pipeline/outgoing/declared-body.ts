import type { SampleSchema } from '../../behaviour/rule/behaviour.ts';
import type { DeclaredRequest } from '../../contract/outgoing/declared-requests.ts';
import type { MediaType } from '../../contract/model/contract.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { OUTBOX } from '../../store/port/outbox.ts';
import type { Transaction } from '../../store/port/store.ts';
import { findMediaType } from '../media-types/media-types.ts';

/** What the bodies of declared requests are made from. */
export interface DeclaredBodyDeps {
  /** The bundled document. */
  readonly document: JsonObject;
  readonly sample: SampleSchema;
}

/** A body as it is sent; its content type is undefined when there is none. */
export interface DeclaredBody {
  readonly text: string | null;
  readonly headers: JsonObject;
}

/** Returns the media type that a request is sent in: the first one of JSON, else the first. */
export function chooseMediaType({ mediaTypes }: DeclaredRequest): MediaType | undefined {
  return mediaTypes.find(({ name }) => findMediaType(name).isJson === true) ?? mediaTypes[0];
}

/**
 * Returns the example of a body, or a sample of its schema. Undefined when it has neither. Samples are numbered by what
 * posts them: deliveries that settle meanwhile, whenever they do, do not change them.
 */
export function sampleBody(
  mediaType: MediaType,
  transaction: Transaction,
  { sample }: DeclaredBodyDeps,
): JsonValue | undefined {
  if (mediaType.hasExample) return mediaType.example;
  return mediaType.schema === undefined ? undefined : sample(mediaType.pointer, transaction.next(SAMPLES));
}

/** Returns whether a value is valid, and has every property that the schema declares. */
export function showsAll(value: JsonValue, { schema, validate }: MediaType): boolean {
  const properties = schema?.['properties'];
  if (!isJsonObject(value) || !isJsonObject(properties)) return false;
  return Object.keys(properties).every((name) => Object.hasOwn(value, name)) && validate(value).length === 0;
}

/** Serializes a body in its media type. */
export function writeBody(
  value: JsonValue | undefined,
  { name, pointer }: MediaType,
  { document }: DeclaredBodyDeps,
): DeclaredBody {
  if (value === undefined) return NO_BODY;
  const { text, contentType } = findMediaType(name).encode(value, { mediaType: name, schema: { pointer, document } });
  return { text, headers: { 'content-type': contentType } };
}

/** The body of a request that declares none. */
export const NO_BODY: DeclaredBody = { text: null, headers: {} };

/** The sequence that numbers samples. */
const SAMPLES = `${OUTBOX.name}/samples`;
