import { toYaml } from '../../document/to-yaml.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { createSystemClock, parseTimestamp, toTimestamp } from '../../kernel/time/clock.ts';
import { toWeeksDown } from '../world/plan-moves.ts';

/** When the demo world was written for, and whether its records were moved to the present. */
export interface DocumentTime {
  readonly writtenFor: string | undefined;
  readonly seed: string | null;
}

/**
 * Returns the document as it is served. If the demo world's records are moved to the present, the dates in examples
 * move too: an example then asks for a period that has data. Dates that are far from the demo world's time stay.
 */
export function serveDocument(document: JsonObject, { writtenFor, seed }: DocumentTime): MovedDocument {
  const start = parseTimestamp(writtenFor ?? '');
  if (start === undefined || seed !== null) return { json: document, toYaml };
  let moved: JsonObject | undefined;
  return {
    // The document may be large, and few programs read it: it is moved when it is first read.
    get json() {
      const weeks = Math.max(0, toWeeksDown(start, createSystemClock().now()));
      return (moved ??= weeks === 0 ? document : moveObject(document, { start, weeks, isExample: false }));
    },
    toYaml,
  };
}

/** A document, and the function that serializes it as YAML. */
export interface MovedDocument {
  readonly json: JsonObject;
  readonly toYaml: typeof toYaml;
}

interface Place {
  readonly start: number;
  readonly weeks: number;
  readonly isExample: boolean;
}

function moveObject(object: JsonObject, place: Place): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [
      name,
      move(value, EXAMPLES.has(name) ? { ...place, isExample: true } : place),
    ]),
  );
}

function move(value: JsonValue, place: Place): JsonValue {
  if (typeof value === 'string') return place.isExample ? moveDate(value, place) : value;
  if (Array.isArray(value)) return value.map((item: JsonValue) => move(item, place));
  return isJsonObject(value) ? moveObject(value, place) : value;
}

function moveDate(text: string, { start, weeks }: Place): string {
  const time = DATE.test(text) ? parseTimestamp(text) : undefined;
  if (time === undefined || Math.abs(time - start) > NEAR) return text;
  return toTimestamp(time + weeks).slice(0, text.length);
}

const EXAMPLES: ReadonlySet<string> = new Set(['example', 'examples']);
const DATE = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?$/;
const NEAR = 120 * 86_400_000;
