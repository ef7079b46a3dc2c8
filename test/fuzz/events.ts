import type { MediaType, ResponseObject } from '../../src/contract/model/contract.ts';
import type { JsonValue } from '../../src/kernel/json/json.ts';
import { findAtPointer } from '../../src/kernel/json/pointer.ts';
import type { DraftDeps } from './draft-arbitrary.ts';
import { asObject } from './schema-node.ts';

/**
 * Returns the fault of a complete stream of server-sent events, or undefined. Each event's data must be valid JSON of
 * its schema, and the last event must complete the run like the response without a stream.
 */
export function findStreamFault(text: string, { mediaTypes }: ResponseObject, deps: DraftDeps): string | undefined {
  const [complete] = mediaTypes;
  const stream = mediaTypes.find(({ name }) => name === EVENT_STREAM);
  if (complete === undefined || stream === undefined) return 'there are events, and none are declared';
  const events = text.split('\n\n').filter((block) => block !== '' && !block.startsWith(':'));
  const last = events.at(-1);
  if (last === undefined || !text.endsWith('\n\n')) return 'it ends within an event';
  if (!last.includes('event: run.completed\n')) return `it ends with ${last.slice(0, 200)}`;
  return events.map((event) => findFault(event, stream, deps)).find(Boolean) ?? findFault(last, complete, deps);
}

function findFault(event: string, mediaType: MediaType, deps: DraftDeps): string | undefined {
  const data = readData(event);
  if (data === undefined) return `an event has no JSON: ${event.slice(0, 200)}`;
  const [error] = deps.findErrors(pointerOf(mediaType, deps), data);
  return (
    error && `the data of an event breaks ${error.keyword} at ${error.instancePath || 'top'}: ${event.slice(0, 300)}`
  );
}

function readData(event: string): JsonValue | undefined {
  const lines = event.split('\n').filter((line) => line.startsWith('data: '));
  try {
    return JSON.parse(lines.map((line) => line.slice('data: '.length)).join('\n')) as JsonValue;
  } catch {
    return undefined;
  }
}

/** Returns the pointer of the schema; in a stream it describes each event's data. */
function pointerOf({ name, pointer }: MediaType, { contract }: DraftDeps): string {
  if (name !== EVENT_STREAM) return pointer;
  const reference = asObject(findAtPointer(contract.document, pointer) as JsonValue | undefined)['$ref'];
  return `${typeof reference === 'string' ? reference : pointer}/contentSchema`;
}

export const EVENT_STREAM = 'text/event-stream';
