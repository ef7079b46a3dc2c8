import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { PRODUCT } from '../../kernel/product.ts';
import { createSystemClock } from '../../kernel/time/clock.ts';
import type { Peer } from '../../store/port/replica-directory.ts';
import type { Replicas } from '../context/replicas.ts';
import type { ControlEvent } from '../traffic/traffic-recorder.ts';

/** Options of `relayEvents`. */
export interface RelayOptions {
  readonly replicas: Replicas;
  /** The name of the sandbox whose events are sent; undefined for those of all worlds. */
  readonly sandbox: string | undefined;
  readonly publish: (event: ControlEvent) => void;
  readonly signal: AbortSignal;
}

/**
 * Publishes the events of all other replicas until the signal is aborted. A replica that joins is followed within a
 * second, one that was lost again once it answers. An event `replica` tells of both. Never rejects.
 */
export async function relayEvents(options: RelayOptions): Promise<void> {
  const { replicas, signal } = options;
  const clock = createSystemClock();
  const followed = new Set<string>();
  while (!signal.aborted) {
    for (const peer of await replicas.peers().catch(() => NONE)) {
      if (followed.has(peer.name)) continue;
      followed.add(peer.name);
      void follow(peer, options).finally(() => followed.delete(peer.name));
    }
    await clock.wait(PAUSE, signal).catch(() => undefined);
  }
}

async function follow(peer: Peer, { replicas, sandbox, publish, signal }: RelayOptions): Promise<void> {
  // The events of an address that leads elsewhere would come twice.
  if (!(await replicas.isReached(peer))) return;
  const named = sandbox === undefined ? {} : { [PRODUCT.sandboxHeader]: sandbox };
  const tell = (follows: boolean): void =>
    publish({ type: 'replica', world: sandbox ?? '*', data: { name: peer.name, follows } });
  const headers = { ...replicas.headers, ...named, accept: 'text/event-stream' };
  const response = await peer.send(PATH, { headers, signal }).catch(() => undefined);
  if (response?.ok !== true || response.body === null) return;
  tell(true);
  try {
    for await (const block of readBlocks(response.body, signal)) {
      const event = parseEvent(block);
      if (event !== undefined) publish(nameReplica(event, peer.name));
    }
  } catch {
    // The connection broke: the next round opens it again.
  } finally {
    tell(false);
  }
}

/** Returns an event with the name of the replica whose exchange it tells of: it has the number that it has there. */
export function nameReplica(event: ControlEvent, replica: string | undefined): ControlEvent {
  return event.type !== 'exchange' || replica === undefined ? event : { ...event, data: { ...event.data, replica } };
}

/** Yields the blocks of a stream of events, which an empty line ends. */
async function* readBlocks(body: ReadableStream<Uint8Array>, signal: AbortSignal): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const cancel = (): void => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', cancel, { once: true });
  try {
    let text = '';
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const blocks = (text + decoder.decode(next.value, { stream: true })).split('\n\n');
      text = blocks.pop() ?? '';
      yield* blocks;
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    cancel();
  }
}

/** Returns the event of a block; undefined for a comment, and for an event that is about the stream itself. */
function parseEvent(block: string): ControlEvent | undefined {
  const fields = new Map(block.split('\n').map((line) => [line.split(': ', 1)[0], line.slice(line.indexOf(': ') + 2)]));
  const type = RELAYED.find((each) => each === fields.get('event'));
  if (type === undefined) return undefined;
  const { world = '', ...data } = toObject(JSON.parse(fields.get('data') ?? '{}') as JsonValue);
  return { type, world: String(world), data };
}

function toObject(value: JsonValue): JsonObject {
  return isJsonObject(value) ? value : {};
}

const NONE: readonly Peer[] = [];
const RELAYED = ['exchange', 'state', 'fault'] as const satisfies readonly ControlEvent['type'][];
const PATH = '/__admin/events?scope=replica';
/** In milliseconds, between two looks for replicas that are not followed yet. */
const PAUSE = 1000;
