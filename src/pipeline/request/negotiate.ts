import { coversMediaType, isJsonMediaType } from '../../contract/schema/media-type-name.ts';
import type { MediaType, Operation, ResponseObject } from '../../contract/model/contract.ts';
import { Problem } from '../../kernel/problem.ts';
import type { Validated } from '../exchange/stages.ts';
import { isMediaRange, toConcreteName, toSpecificity } from '../media-types/media-range.ts';

/**
 * Returns the stage that chooses the response's media type by `Accept` (RFC 9110 section 12.5.1). The chosen type
 * becomes the first of its ResponseObject. When none is acceptable, an operation of a third-party document is rejected
 * with 406 before anything is changed. The platform ignores `Accept` then and responds with what it declares.
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
    const isUnacceptable = operation.success.mediaTypes.length > 0 && choose(operation.success, ranges) === undefined;
    if (isUnacceptable && isThirdParty) throw toNotAcceptable(operation.success);
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

/** Returns the best acceptable media type: by quality, then JSON first, then in the document's order. */
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
 * Returns the most specific range that matches a media type. A declared range (`image/*`) matches every concrete type
 * in it.
 */
function findRange(name: string, ranges: readonly AcceptRange[]): AcceptRange | undefined {
  const matching = ranges.filter((range) => coversMediaType(range.name, name) || coversMediaType(name, range.name));
  return matching.toSorted((left, right) => toSpecificity(right.name) - toSpecificity(left.name))[0];
}

/** Replaces a declared range such as `image/*` by a concrete media type, which a response needs. */
function toConcrete(mediaType: MediaType, accepted: string): MediaType {
  return isMediaRange(mediaType.name) ? { ...mediaType, name: toConcreteName(mediaType.name, accepted) } : mediaType;
}

function toNotAcceptable({ mediaTypes }: ResponseObject): Problem {
  const names = mediaTypes.map(({ name }) => name).join(' or ');
  return new Problem('NOT_ACCEPTABLE', {
    message: `The operation responds with none of the media types that Accept names. It declares ${names}.`,
  });
}
