import type { JsonObject, JsonValue } from '../kernel/json/json.ts';
import type { StateFault } from '../kernel/problem.ts';
import type { CollectionSpec, StoreReader, Transaction } from '../store/port/store.ts';
import type { World } from '../store/port/world.ts';
import type { PrepareRule } from './rule/behaviour.ts';
import type { Caller } from './representation/caller.ts';
import type { HandleFailedWork } from './time/failed-work.ts';
import type { PrepareWork } from './time/schedule.ts';

/** A set of rules that goes with a contract (`x-platform`): what no generic rule can know. */
export interface Platform {
  readonly name: string;
  /** By operationId. They win over the generic rules. */
  readonly rules: Readonly<Record<string, PrepareRule>>;
  /** What it schedules for later, by kind. */
  readonly work: Readonly<Record<string, PrepareWork>>;
  /** What ends whatever waits for work that could not be done, by kind. */
  readonly failedWork?: Readonly<Record<string, HandleFailedWork>>;
  /** The resources that it cannot do without: their schemas' names. */
  readonly resources: readonly string[];
  /** What it stores beside the contract's resources. */
  readonly collections: readonly CollectionSpec[];
  /** What lets a world have answers of its own. */
  readonly replies: WorldReplies;
  /** Recognises who asks, or gives undefined. */
  readonly authenticate: Authenticate;
  /** Headers that carry secrets, beyond `authorization` and `cookie`: never logged. */
  readonly secretHeaders: readonly string[];
  /** What the banner says: who is signed in with the fixed token, and a path to try. */
  readonly demo: { readonly user: string; readonly path: string };
}

/** Answers that were decided for one world: rules as a script has them, kept as part of its state. */
export interface WorldReplies {
  /** All that is wrong with rules, which stand at a path of whatever holds them. */
  readonly findFaults: (rules: JsonValue, path: readonly (string | number)[]) => readonly StateFault[];
  /** All that is wrong with the rules of a state, which others than `install` can have put there. */
  readonly findFaultsIn: (reader: StoreReader) => readonly StateFault[];
  /** Puts rules, with which nothing is wrong, into a world. */
  readonly install: (transaction: Transaction, rules: readonly JsonObject[]) => void;
}

/** Makes a platform, that of one simulator. Throws a BootError where the script is wrong. */
export type CreatePlatform = (script?: PlatformScript) => Platform;

/** What a user has decided that the platform's own answers are: what a file holds, as plain values. */
export interface PlatformScript {
  readonly file: string;
  readonly content: JsonValue;
}

/** The credentials of a request. Scheme names are those of the contract's security schemes. */
export interface Credentials {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  /** The security schemes that the operation accepts, by name. */
  readonly schemes: readonly string[];
}

export type Authenticate = (
  credentials: Credentials,
  world: World,
  settings: AuthenticationSettings,
) => Caller | undefined;

/** What the options say of authentication. */
export interface AuthenticationSettings {
  /** The token that always works. */
  readonly token: string;
  /** `off`: nobody is refused, and everybody is the demo user. */
  readonly auth: 'on' | 'off';
}
