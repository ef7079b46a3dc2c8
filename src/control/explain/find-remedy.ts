import { PRODUCT } from '../../kernel/product.ts';
import { joinWords, type ToldExchange } from './told-exchange.ts';
import { listAllowed } from './tell-response.ts';

/** Returns what to do about a request that did not succeed, as a sentence; undefined when there is nothing to do. */
export function findRemedy(told: ToldExchange, elsewhere: string | undefined): string | undefined {
  const { fault, error } = told.exchange;
  if (error === 'RECORD_NOT_FOUND' && elsewhere !== undefined)
    return elsewhere === 'baseline'
      ? `The baseline has this record now: leave out ${PRODUCT.sandboxHeader}.`
      : `The sandbox ${elsewhere} has this record now: send ${PRODUCT.sandboxHeader}: ${elsewhere}.`;
  if (error !== undefined) return REMEDIES[error]?.(told);
  return fault === undefined || fault.kind === 'latency'
    ? undefined
    : `Remove the rule with DELETE /__admin/faults/${fault.id} to get the real response.`;
}

type Remedy = (told: ToldExchange) => string | undefined;

const REMEDIES: Readonly<Record<string, Remedy>> = {
  ROUTE_NOT_FOUND: ({ exchange: { hints } }) => {
    const [best] = hints.nearest;
    return best === undefined ? 'Choose a path of the contract.' : `Send ${best.method} ${best.path}.`;
  },
  METHOD_NOT_ALLOWED: ({ evidence: { methods } }) => `Send ${joinWords(methods)}.`,
  MALFORMED_PATH: () => 'Percent-encode the path as UTF-8.',
  UNAUTHENTICATED: ({ evidence: { operation } }) => {
    const schemes = (operation?.security ?? []).map((names) => names.join(' with '));
    return `Send a credential that this world has issued, as ${joinWords(schemes)}. A reset removes those before it.`;
  },
  TOO_MANY_REQUESTS: () => 'Wait as long as Retry-After says, or raise --rate-limit.',
  FORBIDDEN: toAllowed,
  RECORD_NOT_FOUND: (told) => {
    const { access, operation } = told.evidence;
    if (access?.exists === true) return toAllowed(told);
    const collection = access?.collection ?? operation?.collection;
    return collection === undefined
      ? undefined
      : `Send the key of a record that is there: GET /__admin/state/${collection} lists them.`;
  },
  VALIDATION_FAILED: ({ exchange: { violations } }) =>
    `Correct ${joinWords([...new Set(violations.map(({ field }) => field))].slice(0, MAX_FIELDS), 'and')}.`,
  MALFORMED_BODY: () => 'Send a body that is valid in its media type.',
  BODY_TOO_LARGE: () => 'Send a smaller body, or raise --max-body.',
  UNSUPPORTED_MEDIA_TYPE: ({ evidence: { operation } }) =>
    `Send the body as ${joinWords(operation?.accepts ?? [])}, and name it in Content-Type.`,
  NOT_ACCEPTABLE: ({ evidence: { operation } }) => `Accept ${joinWords(operation?.responds ?? [])}.`,
  INVALID_PREFERENCE: ({ evidence: { operation } }) =>
    `Prefer a status that is declared (${joinWords(operation?.statuses ?? [])}), and one of its examples.`,
  STATE_CONFLICT: () => 'Change the record or those that it depends on first; the message says which.',
  OVERLOADED: () => 'Send it again in a second.',
  STORE_UNAVAILABLE: () => 'Send it again in a second. GET /__admin/health says why writes are rejected.',
  STORE_FULL: () => 'Make room on the disk, then send it again.',
  WRITE_UNCERTAIN: () => 'Read the record before you send it again: the write may have been stored.',
  SERVER_ERROR: () => 'This is an error of the simulator. Its log has the details, by the id of the request.',
};

function toAllowed({ evidence: { access } }: ToldExchange): string | undefined {
  const allowed = access === undefined ? [] : listAllowed(access);
  return allowed.length === 0 ? undefined : `Send it as ${joinWords(allowed)}.`;
}

/** Fields named in a remedy. */
const MAX_FIELDS = 10;
