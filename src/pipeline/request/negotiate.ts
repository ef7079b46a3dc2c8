import { coversMediaType, isJsonMediaType } from '../../contract/schema/media-type-name.ts';
import type { MediaType, Operation, ResponseObject } from '../../contract/model/contract.ts';
import { Problem } from '../../kernel/problem.ts';
import type { Validated } from '../exchange/stages.ts';

/**
 * Chooses by `Accept` (RFC 9110 section 12.5.1) which of the declared media types the answer has: from here on it is
 * the first of its response. A foreign document's operation that has none of them refuses with 406 before anything is
 * changed; the platform answers what it has.
 */
export function createNegotiate({
  isThirdParty,
}: {
  readonly isThirdParty: boolean;
}): (validated: Validated) => Validated {
  return function negotiate(validated) {
    const { operation, request } = validated;
    if (!isThirdParty && operation.success.mediaTypes.length < 2) return validated;
    const ranges = parseAccept(request.headers['accept']);
    const isRefused = operation.success.mediaTypes.length > 0 && choose(operation.success, ranges) === undefined;
    if (isRefused && isThirdParty) throw toRefusal(operation.success);
    const responses = new Map(
      [...operation.responses].map(([code, response]) => [code, narrow(response, ranges)] as const),
    );
    const negotiated: Operation = { ...operation, responses, success: narrow(operation.success, ranges) };
    return { ...validated, operation: negotiated };
  };
}

interface AcceptRange {
  readonly name: string;
  readonly quality: number;
}

function parseAccept(header: string | undefined): readonly AcceptRange[] {
  const ranges = (header ?? '').split(',').flatMap((text): readonly AcceptRange[] => {
    const [name = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
    const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
    return name === '' ? [] : [{ name, quality: Number.isNaN(quality) ? 1 : quality }];
  });
  return ranges.length === 0 ? [{ name: '*/*', quality: 1 }] : ranges;
}

function narrow(response: ResponseObject, ranges: readonly AcceptRange[]): ResponseObject {
  const chosen = choose(response, ranges);
  return chosen === undefined || chosen === response.mediaTypes[0] ? response : { ...response, mediaTypes: [chosen] };
}

/** The best of what is offered: by quality, then JSON, then the document's order. */
function choose({ mediaTypes }: ResponseObject, ranges: readonly AcceptRange[]): MediaType | undefined {
  const rated = mediaTypes.map((mediaType) => ({ mediaType, range: findRange(mediaType.name, ranges) }));
  const acceptable = rated.flatMap(({ mediaType, range }) =>
    range === undefined || range.quality === 0 ? [] : [{ mediaType, range, isJson: isJsonMediaType(mediaType.name) }],
  );
  const [best] = acceptable.toSorted(
    (left, right) => right.range.quality - left.range.quality || Number(right.isJson) - Number(left.isJson),
  );
  return best === undefined ? undefined : toConcrete(best.mediaType, best.range.name);
}

/**
 * The most specific range that a media type falls in; one that the document writes as a range meets a concrete one
 * half-way.
 */
function findRange(name: string, ranges: readonly AcceptRange[]): AcceptRange | undefined {
  const fitting = ranges.filter((range) => coversMediaType(range.name, name) || coversMediaType(name, range.name));
  return fitting.toSorted((left, right) => toSpecificity(right.name) - toSpecificity(left.name))[0];
}

function toSpecificity(name: string): number {
  if (name === '*/*' || name === '*') return 0;
  return name.endsWith('/*') ? 1 : 2;
}

/** `image/*` is no media type to answer with. */
function toConcrete(mediaType: MediaType, accepted: string): MediaType {
  if (!mediaType.name.includes('*')) return mediaType;
  if (!accepted.includes('*')) return { ...mediaType, name: accepted };
  return { ...mediaType, name: CONCRETE.get(mediaType.name) ?? 'application/json' };
}

function toRefusal({ mediaTypes }: ResponseObject): Problem {
  const names = mediaTypes.map(({ name }) => name).join(' or ');
  return new Problem('NOT_ACCEPTABLE', {
    message: `The operation answers none of the media types that Accept names. It has ${names}.`,
  });
}

const CONCRETE: ReadonlyMap<string, string> = new Map([
  ['text/*', 'text/plain'],
  ['image/*', 'image/png'],
  ['audio/*', 'audio/mpeg'],
  ['video/*', 'video/mp4'],
]);
