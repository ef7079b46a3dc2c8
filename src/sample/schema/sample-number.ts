import type { JsonObject } from '../../kernel/json/json.ts';
import { toWords } from '../text/property-words.ts';
import type { FlatSchema, SampleContext } from './sample-context.ts';
import type { Stream } from './stream.ts';

/**
 * Samples a number within the schema's bounds, of a size that fits the property's name. Non-integers are rounded to two
 * decimals if the bounds allow it.
 */
export function sampleNumber({ schema, location }: FlatSchema, isInteger: boolean, context: SampleContext): number {
  const stream = context.streamAt(location.path, 'number');
  const range = toRange(schema, toWords(location.name), isInteger);
  const { multipleOf } = schema;
  if (typeof multipleOf === 'number' && multipleOf > 0) return pickMultiple(multipleOf, range, { stream, isInteger });
  return isInteger ? pickWhole(range, stream) : pickDecimal(range, stream);
}

interface Range {
  readonly low: number;
  readonly high: number;
  readonly excludesLow: boolean;
  readonly excludesHigh: boolean;
}

/** Returns the schema's bounds. A missing bound is the usual one for the property's name, if that fits the other. */
function toRange(schema: JsonObject, words: string, isInteger: boolean): Range {
  const bounds = { low: toBound(schema, 'minimum', Math.max), high: toBound(schema, 'maximum', Math.min) };
  const [usualLow, usualHigh] =
    USUAL.find(([pattern]) => pattern.test(words))?.[1] ?? (isInteger ? [1, 1000] : [0, 1000]);
  const low =
    bounds.low ?? Math.min(usualLow, bounds.high === undefined ? usualLow : bounds.high - (usualHigh - usualLow));
  const high = bounds.high ?? Math.max(usualHigh, low + (usualHigh - usualLow));
  const isBetter = usualLow >= low && usualHigh <= high && usualLow <= usualHigh;
  const chosen = isBetter ? { low: usualLow, high: usualHigh } : { low, high };
  return {
    ...chosen,
    excludesLow: schema['exclusiveMinimum'] === chosen.low,
    excludesHigh: schema['exclusiveMaximum'] === chosen.high,
  };
}

function toBound(
  schema: JsonObject,
  name: 'minimum' | 'maximum',
  tighter: (left: number, right: number) => number,
): number | undefined {
  const exclusive = name === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum';
  const bounds = [schema[name], schema[exclusive]].filter((bound) => typeof bound === 'number');
  return bounds.length === 0 ? undefined : bounds.reduce((left, right) => tighter(left, right));
}

function pickWhole({ low, high, excludesLow, excludesHigh }: Range, stream: Stream): number {
  const least = excludesLow ? Math.floor(low) + 1 : Math.ceil(low);
  const most = excludesHigh ? Math.ceil(high) - 1 : Math.floor(high);
  return least >= most ? least : stream.int(least, most);
}

function pickDecimal({ low, high, excludesLow, excludesHigh }: Range, stream: Stream): number {
  const exact = low + stream.next() * (high - low);
  const rounded = Math.round(exact * 100) / 100;
  const fits = (value: number): boolean =>
    (excludesLow ? value > low : value >= low) && (excludesHigh ? value < high : value <= high);
  return [rounded, exact].find(fits) ?? low + (high - low) / 2;
}

/** Picks a multiple that is exact in floating point: `3 * 0.1` is not a multiple of 0.1. */
function pickMultiple(
  step: number,
  { low, high, excludesLow, excludesHigh }: Range,
  { stream, isInteger }: { readonly stream: Stream; readonly isInteger: boolean },
): number {
  const least = excludesLow ? Math.floor(low / step) + 1 : Math.ceil(low / step);
  const most = excludesHigh ? Math.ceil(high / step) - 1 : Math.floor(high / step);
  if (least > most) return least * step;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const factor = stream.int(least, most);
    const exact = [Number((factor * step).toPrecision(15)), factor * step].find((value) =>
      Number.isInteger(value / step),
    );
    if (exact !== undefined && (!isInteger || Number.isInteger(exact))) return exact;
  }
  return least * step;
}

/** Usual ranges by the words of a name. The first match wins. */
const USUAL: readonly (readonly [words: RegExp, range: readonly [low: number, high: number]])[] = [
  [/\b(latitude|lat)\b/, [-90, 90]],
  [/\b(longitude|lng|lon)\b/, [-180, 180]],
  [/\b(price|amount|cost|fee|salary|balance)\b/, [1, 500]],
  [/\b(percent|percentage|progress)\b/, [0, 100]],
  [/\b(rating|stars)\b/, [1, 5]],
  [/\b(probability|ratio|confidence|temperature)\b/, [0, 1]],
  [/\b(age)\b/, [18, 80]],
  [/\b(year)\b/, [2015, 2030]],
  [/\b(month)\b/, [1, 12]],
  [/\b(day)\b/, [1, 28]],
  [/\b(port)\b/, [1024, 65_535]],
  [/\b(current page|page|per page)\b/, [1, 20]],
  [/\b(count|quantity|qty|total|position|order|index)\b/, [0, 100]],
  [/\b(width|height)\b/, [100, 2000]],
  [/\b(size|bytes)\b/, [1000, 1_000_000]],
  [/\b(timestamp|at)$/, [1_704_067_200, 1_735_689_600]],
];

const MAX_ATTEMPTS = 50;
