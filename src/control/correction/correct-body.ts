import type { MediaType, Operation } from '../../contract/model/contract.ts';
import type { SchemaReader } from '../../contract/schema/schema-reader.ts';
import { findOwn, isJsonObject, setOwn, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { isSecretName } from '../../kernel/secrets/secret-names.ts';
import type { RecordedExchange } from '../traffic/recorded-exchange.ts';
import { completeFields } from './complete-fields.ts';
import { hasUnreadBody } from './has-unread-body.ts';
import { keepFields, type KeptFields } from './keep-fields.ts';
import { readSentBody, type SentBody } from './read-sent.ts';

/** What a body is corrected by. */
export interface BodyCorrection {
  readonly reader: SchemaReader;
  /** Whether fields that no schema names are stored. */
  readonly isThirdParty: boolean;
}

/** The body of a call. */
export interface CorrectedBody extends Omit<KeptFields, 'fields'> {
  /** Undefined when the call has none. */
  readonly value: JsonValue | undefined;
  /** The names of the fields of a form that are files. */
  readonly files: readonly string[];
  /** The fields with the value of an example, since they are required. */
  readonly examples: readonly string[];
  /** Why nothing of the sent body is in it. */
  readonly lost: 'unread' | 'unreadable' | undefined;
  /** Whether it differs from what was sent. */
  readonly isChanged: boolean;
}

/** Why no body can be made of the one that was sent. */
export type LostBody = NonNullable<CorrectedBody['lost']> | 'invalid';

/**
 * Returns the valid body that is nearest to the sent one. It has a field that was not sent only if that is required. An
 * update without anything of what was sent would do something else: it has no body, but the reason.
 */
export function correctBody(
  operation: Operation,
  exchange: RecordedExchange,
  correction: BodyCorrection,
): CorrectedBody | LostBody {
  const type = findSentType(operation);
  if (type === undefined) return NO_BODY;
  const isAsked = exchange.violations.some(({ location }) => location === 'body');
  const isUnread = hasUnreadBody(exchange);
  const isSent = isUnread || exchange.requestBody !== undefined;
  if (!isSent && operation.body?.required !== true && !isAsked) return NO_BODY;
  const sent = readSentBody(exchange, operation);
  const lost = sent !== undefined || !isSent ? undefined : isUnread ? 'unread' : 'unreadable';
  const isUpdate = UPDATES.has(operation.method);
  if (sent !== undefined && !isJsonObject(sent.value))
    return keepWhole(sent, type, { reader: correction.reader, isUpdate });
  if (lost !== undefined && isUpdate) return lost;
  const kept = sent === undefined ? NOTHING_KEPT : keepFields(sent, { type, operation, exchange, ...correction });
  const isNothingKept = Object.keys(kept.fields).length === 0 && (kept.leftOut.length > 0 || kept.hidden.length > 0);
  if (isUpdate && isNothingKept) return 'invalid';
  const made = completeFields(kept.fields, type, { reader: correction.reader, files: sent?.files ?? [] });
  const hasSecret = made?.examples.some((name) => isSecretName(name)) === true;
  if (made === undefined || (isUpdate && hasSecret)) return lost ?? 'invalid';
  const { renamed, hidden } = kept;
  const leftOut = [...kept.leftOut, ...made.dropped].filter((name) => !made.examples.includes(name));
  const { examples } = made;
  const value = inOrder(made.fields, sent, renamed);
  if (isUpdate && made.dropped.length > 0 && made.dropped.length === Object.keys(kept.fields).length) return 'invalid';
  return {
    value,
    files: sent?.files ?? [],
    examples,
    renamed,
    leftOut,
    hidden: hidden.filter((name) => !examples.includes(name)),
    lost,
    isChanged: JSON.stringify(value) !== JSON.stringify(sent?.value),
  };
}

/** Returns fields in the order in which they were sent, before the others. */
function inOrder(fields: JsonObject, sent: SentBody | undefined, renamed: KeptFields['renamed']): JsonObject {
  const given = isJsonObject(sent?.value) ? Object.keys(sent.value) : [];
  const names = given.map((name) => renamed.find(({ from }) => from === name)?.to ?? name);
  const ordered: Record<string, JsonValue> = {};
  for (const name of [...names, ...Object.keys(fields)]) {
    const value = findOwn(fields, name);
    if (value !== undefined) setOwn(ordered, name, value);
  }
  return ordered;
}

/** Returns the media type that the command sends: JSON if the operation takes it, otherwise a form. */
function findSentType({ method, body }: Operation): MediaType | undefined {
  // A request that `fetch` sends with these methods has no body.
  if (method === 'GET' || method === 'HEAD') return undefined;
  const find = (name: string): MediaType | undefined => body?.mediaTypes.find((each) => each.name === name);
  return find('application/json') ?? find('multipart/form-data');
}

/**
 * Keeps a body that is no object, such as a list, if it is valid. Otherwise it has the value of an example; an update
 * has none.
 */
function keepWhole(
  sent: SentBody,
  type: MediaType,
  { reader, isUpdate }: { readonly reader: SchemaReader; readonly isUpdate: boolean },
): CorrectedBody | LostBody {
  if (sent.secrets.length === 0 && type.validate(sent.value).length === 0)
    return { ...NO_BODY, value: sent.value, isChanged: false };
  if (isUpdate) return 'invalid';
  const made = completeFields({}, type, { reader, files: [] });
  return made === undefined ? 'invalid' : { ...NO_BODY, value: made.fields, examples: made.examples, isChanged: true };
}

const NO_BODY: CorrectedBody = {
  value: undefined,
  files: [],
  examples: [],
  renamed: [],
  leftOut: [],
  hidden: [],
  lost: undefined,
  isChanged: false,
};
const NOTHING_KEPT: KeptFields = { fields: {}, renamed: [], leftOut: [], hidden: [] };
const UPDATES: ReadonlySet<string> = new Set(['PUT', 'PATCH']);
