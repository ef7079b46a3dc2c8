import type { MediaType, ResponseObject } from '../../src/contract/model/contract.ts';
import type { JsonValue } from '../../src/kernel/json/json.ts';
import { findAtPointer } from '../../src/kernel/json/pointer.ts';
import type { DraftTools } from './draft-arbitrary.ts';
import { asObject } from './schema-node.ts';

/**
 * What is wrong with a whole stream of server-sent events: each event's data is JSON and fits, and the last one
 * completes the run as the answer without a stream would.
 */
export function findStreamFault(text: string, { mediaTypes }: ResponseObject, tools: DraftTools): string | undefined {
  const [whole] = mediaTypes;
  const stream = mediaTypes.find(({ name }) => name === EVENT_STREAM);
  if (whole === undefined || stream === undefined) return 'there are events, and none are declared';
  const events = text.split('\n\n').filter((block) => block !== '' && !block.startsWith(':'));
  const last = events.at(-1);
  if (last === undefined || !text.endsWith('\n\n')) return 'it ends within an event';
  if (!last.includes('event: run.completed\n')) return `it ends with ${last.slice(0, 200)}`;
  return events.map((event) => findFault(event, stream, tools)).find(Boolean) ?? findFault(last, whole, tools);
}

function findFault(event: string, mediaType: MediaType, tools: DraftTools): string | undefined {
  const data = readData(event);
  if (data === undefined) return `an event has no JSON: ${event.slice(0, 200)}`;
  const [error] = tools.findErrors(pointerOf(mediaType, tools), data);
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

/** Of a stream it is each event's data that has a schema. */
function pointerOf({ name, pointer }: MediaType, { contract }: DraftTools): string {
  if (name !== EVENT_STREAM) return pointer;
  const reference = asObject(findAtPointer(contract.document, pointer) as JsonValue | undefined)['$ref'];
  return `${typeof reference === 'string' ? reference : pointer}/contentSchema`;
}

export const EVENT_STREAM = 'text/event-stream';
