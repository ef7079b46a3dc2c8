import type { components, paths } from './athena/contract/contract.generated.ts';
import type { TypedClient, ClientOptions } from './client/client-types.ts';
import { createClient } from './client/create-client.ts';
import type { JsonValue, paths as controlPaths } from './control/wire/control.generated.ts';

export type { components, JsonValue, operations, paths } from './athena/contract/contract.generated.ts';
export type {
  components as controlComponents,
  operations as controlOperations,
  paths as controlPaths,
} from './control/wire/control.generated.ts';
export { ClientFailure } from './client/client-error.ts';
export type { ClientError } from './client/client-error.ts';
export type { ClientOptions, ClientResult, TokenSource } from './client/client-types.ts';

type Schemas = components['schemas'];

/**
 * An event of a run. `run.delta` has the next part of the answer; `run.completed` or `run.failed` is the last event.
 */
export type RunChunk<Completed> =
  | Chunk<'run.started', Schemas['RunStartedEvent']>
  | Chunk<'run.tool_call', Schemas['RunToolCallEvent']>
  | Chunk<'run.delta', Schemas['RunDeltaEvent']>
  | Chunk<'run.completed', Completed>
  | Chunk<'run.failed', Schemas['RunFailedEvent']>;

/** An event that `client.stream` yields. */
export interface Chunk<Event extends string, Data> {
  readonly event: Event;
  readonly id?: string;
  readonly data: Data;
}

/** The events of each streaming operation, by path. */
export interface AthenaStreams {
  '/api/v1/agents/{agent_uuid}/run': RunChunk<Schemas['AgentRunResponse']>;
  '/api/v1/threads/{thread_uuid}/run': RunChunk<Schemas['ThreadRunResponse']>;
  '/api/v1/prompts/{prompt_uuid}/run': RunChunk<Schemas['PromptRunResponse']>;
}

/**
 * The events of a control plane. `dropped` reports how many events were omitted because the client reads too slowly.
 */
export interface ControlStreams {
  '/__admin/events': Chunk<'exchange' | 'fault' | 'state' | 'dropped', { [key: string]: JsonValue }>;
}

/** A client of the Athena API whose paths, parameters, bodies and responses are typed by the contract. */
export type AthenaClient = TypedClient<paths, AthenaStreams>;

/** A client of a simulator's control plane. */
export type ControlClient = TypedClient<controlPaths, ControlStreams>;

/** Creates a client of the Athena API. */
export function createAthenaClient(options: ClientOptions = {}): AthenaClient {
  return createClient(options, {
    header: 'authorization',
    toValue: (token) => `Bearer ${token}`,
    demoToken: 'athena-demo-token',
  });
}

/** Creates a client of a simulator's control plane. `token` is the admin token, when one is required. */
export function createControlClient(options: ClientOptions = {}): ControlClient {
  return createClient(options, { header: 'x-athena-admin-token', toValue: (token) => token, demoToken: null });
}
