import type { JsonValue } from '../../kernel/json/json.ts';
import type { World } from '../../store/port/world.ts';
import type { Peer } from '../../store/port/replica-directory.ts';
import type { WireBody } from '../wire/wire-types.ts';
import type { ControlCallDeps } from './control.ts';

/** The name of a part: what a replica tells others of its own state. */
export type PartName = WireBody<'collectReplicaPart'>['part'];

/** What a part is made of: the filter, the verification or the numbers that the call at the first replica has. */
export type PartInput = Omit<WireBody<'collectReplicaPart'>, 'part'>;

/** What is asked of every replica. */
export interface PartRequest {
  readonly part: PartName;
  readonly input: PartInput;
  /** The name of the sandbox; undefined for the baseline. */
  readonly sandbox: string | undefined;
}

/** The parts that replicas have returned. */
export interface Gathered<Value> {
  readonly parts: readonly { readonly replica: string; readonly value: Value }[];
  /** The names of the replicas that did not answer in time, sorted. */
  readonly missing: readonly string[];
}

/** The replicas of this simulator's log. */
export interface Replicas {
  /** The name of this one. */
  readonly name: string;
  peers(): Promise<readonly Peer[]>;
  /** See `Membership.knownPeers`. */
  knownPeers(): readonly string[];
  /** Whether a peer's address leads to that replica. Takes a limited time, and never rejects. */
  isReached(peer: Peer): Promise<boolean>;
  /** Asks every other replica. Takes a limited time, and never rejects. */
  ask(request: PartRequest): Promise<Gathered<JsonValue>>;
  /** The headers that let a request into the control plane of another replica. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A part of the state that is gathered: how each replica makes its own. */
export interface Part<Value extends JsonValue> {
  readonly name: PartName;
  /** Returns the part of this replica, without secrets. */
  collect(world: World, input: PartInput, deps: ControlCallDeps): Value | Promise<Value>;
}

/** Returns the parts of all replicas, this one first. Without a log there is only this one. */
export async function gather<Value extends JsonValue>(
  part: Part<Value>,
  { world, ...input }: PartInput & { readonly world: World },
  deps: ControlCallDeps,
): Promise<Gathered<Value>> {
  const { replicas, worlds } = deps;
  const own = { replica: replicas?.name ?? '', value: await part.collect(world, input, deps) };
  if (replicas === undefined) return { parts: [own], missing: [] };
  const sandbox = world === worlds.baseline ? undefined : world.name;
  const { parts, missing } = await replicas.ask({ part: part.name, input, sandbox });
  return { parts: [own, ...parts.map(({ replica, value }) => ({ replica, value: value as Value }))], missing };
}
