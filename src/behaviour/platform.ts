import type { JsonObject, JsonValue } from '../kernel/json/json.ts';
import type { AnsweredBy } from '../kernel/outcome.ts';
import type { LinkedPage } from '../kernel/linked-page.ts';
import type { StateFault } from '../kernel/problem.ts';
import type { CollectionSpec, StoredRecord, StoreReader, Transaction } from '../store/port/store.ts';
import type { World } from '../store/port/world.ts';
import type { CsrfProtection } from './csrf-protection.ts';
import type { PlatformUsers } from './platform-users.ts';
import type { PrepareRule } from './rule/behaviour.ts';
import type { StoredFile } from './rule/stored-file.ts';
import type { PrepareFieldCheck } from './rule/field-check.ts';
import type { Caller } from './representation/caller.ts';
import type { AwaitedWork } from './time/awaited-work.ts';
import type { HandleFailedWork } from './time/failed-work.ts';
import type { RecurringWorks } from './time/recurring-work.ts';
import type { PrepareWork } from './time/schedule.ts';
import type { WorldApprovals } from './world-approvals.ts';

/**
 * The rules of a contract's own platform (`x-platform`), beyond what the generic rules can derive from the contract.
 */
export interface Platform {
  readonly name: string;
  /** By operationId. They take precedence over the generic rules. */
  readonly rules: Readonly<Record<string, PrepareRule>>;
  /**
   * The checks of fields that its rules make, by operationId, so that a request that breaks the contract is told all
   * its invalid fields together. Foreign keys that a body declares for its own resource need none.
   */
  readonly fieldChecks?: Readonly<Record<string, PrepareFieldCheck>>;
  /** The handlers of scheduled work, by kind. */
  readonly work: Readonly<Record<string, PrepareWork>>;
  /**
   * The handlers of scheduled work that may take long, by kind. It runs beside other work and requests. A process that
   * is killed meanwhile runs it again after a restart.
   */
  readonly backgroundWork?: Readonly<Record<string, PrepareWork>>;
  /** The scheduled work that records call for again and again. */
  readonly recurringWork?: RecurringWorks;
  /** The work that records await once, and that they may come without. */
  readonly awaitedWork?: AwaitedWork;
  /** What work does in plain words, by kind. Work of another kind is called by the words of its kind. */
  readonly workLabels?: Readonly<Record<string, string>>;
  /** The handlers of failed work, by kind: they end whatever waits for it. */
  readonly failedWork?: Readonly<Record<string, HandleFailedWork>>;
  /**
   * The texts of a body that are stored as sent. All other top-level texts are trimmed, and empty ones become null.
   * Undefined leaves every text as it is.
   */
  readonly untrimmed?: readonly string[];
  /** The schema names of the resources that it requires. */
  readonly resources: readonly string[];
  /** The collections that it stores beside the contract's resources. */
  readonly collections: readonly CollectionSpec[];
  /** Returns what people call a record that has no name of its own; undefined for any other record. */
  readonly findName?: (record: StoredRecord, collection: string, reader: StoreReader) => string | undefined;
  /** Gives worlds their own scripted answers. */
  readonly replies: WorldReplies;
  /** The approvals that its work waits for. */
  readonly approvals?: WorldApprovals;
  /** Finds the caller of a request; undefined if the credentials are missing or invalid. */
  readonly authenticate: Authenticate;
  /** Says for the log why `authenticate` found no caller. */
  readonly explainRejection?: ExplainRejection;
  /** Protects what cookies authenticate from pages of other sites. Undefined when nothing does. */
  readonly csrf?: CsrfProtection | undefined;
  /** The users as whom the control plane may act. Undefined when it has none. */
  readonly users?: PlatformUsers;
  /** Headers that carry secrets, beyond `authorization` and `cookie`. They are never logged. */
  readonly secretHeaders: readonly string[];
  /** Stops what the rules have started and still runs. Called when the simulator closes, after background work. */
  readonly close?: () => void;
  /** The pages that links in its records lead to. */
  readonly linkedPages?: WorldLinkedPages;
  /** The files that its records hold. Undefined when it takes none. */
  readonly files?: WorldFiles;
  /** The console's screens that its contracts have a use for, beyond those of every contract. */
  readonly screens: readonly string[];
  /** For the banner: the user of the fixed token, and a path to try. */
  readonly demo: { readonly user: string; readonly path: string };
}

/** The pages that links in a world's records lead to. Anyone who has the link may see its page. */
export interface WorldLinkedPages {
  /** What the path of every such page begins with (`/shared/`). */
  readonly prefix: string;
  /** Returns the page at a path, or undefined when the link leads nowhere. */
  readonly find: (path: string, world: World) => LinkedPage | undefined;
}

/** The files that a world's records hold. Anyone who has the link of a file may read it. */
export interface WorldFiles {
  /** What the path of every file begins with (`/storage/`). */
  readonly prefix: string;
  /** Returns the file at a path, or undefined when the link leads nowhere. */
  readonly find: (path: string, world: World) => StoredFile | undefined;
}

/** The scripted answers of one world: the same rules as in a script file, stored as part of the world's state. */
export interface WorldReplies {
  /** Lists every fault of the rules. `path` leads to them in the document that holds them. */
  readonly findFaults: (rules: JsonValue, path: readonly (string | number)[]) => readonly StateFault[];
  /** Lists every fault of the rules in a state, which may come from elsewhere than `install`. */
  readonly findFaultsIn: (reader: StoreReader) => readonly StateFault[];
  /** Returns the rules of a world in the order in which they are tried. */
  readonly list: (reader: StoreReader) => readonly ReplyRule[];
  /** Stores rules without faults after those that a world has. Returns their ids. */
  readonly install: (transaction: Transaction, rules: readonly JsonObject[]) => readonly number[];
  /** Stores a rule without faults after the first `position` ones, by default before all. Returns its id. */
  readonly insert: (transaction: Transaction, rule: JsonObject, position?: number) => number;
  /** Removes a rule. Returns false when the world has none with this id. */
  readonly remove: (transaction: Transaction, id: number) => boolean;
  /** Puts the rules in the order of their ids. Returns false, and changes nothing, unless these are all ids, once. */
  readonly order: (transaction: Transaction, ids: readonly number[]) => boolean;
  /** Answers a text as a model would, without storing it. Undefined when the world does not have who is asked. */
  readonly answer: (world: World, asked: AskedText) => Promise<TriedAnswer | undefined>;
}

/** A reply rule of a world. Its id stays when the order changes. */
export interface ReplyRule {
  readonly id: number;
  readonly rule: JsonObject;
}

/** A text to try, and who is asked. */
export interface AskedText {
  readonly text: string;
  /** The key or the name of who is asked; undefined asks a model by itself. */
  readonly to: string | undefined;
  readonly variables: JsonObject;
}

/** The answer to a tried text, and what decided it. `text` is null when the model fails. */
export interface TriedAnswer {
  readonly answeredBy: AnsweredBy;
  readonly text: string | null;
  readonly toolCalls: readonly JsonObject[];
  /** How long the answer takes at normal speed, in milliseconds. */
  readonly delay: number;
  readonly error: { readonly status: number; readonly message: string } | null;
}

/** The content of a script file, which decides what the platform's models answer. */
export interface PlatformScript {
  readonly file: string;
  readonly content: JsonValue;
}

/** The credentials of a request. */
export interface Credentials {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  /** The names of the contract's security schemes that the operation accepts. */
  readonly schemes: readonly string[];
}

/** Returns the caller that the credentials identify, or undefined. */
export type Authenticate = (
  credentials: Credentials,
  world: World,
  settings: AuthenticationSettings,
) => Caller | undefined;

/** Returns why credentials identify no user, as a sentence without them. */
export type ExplainRejection = (credentials: Credentials, world: World) => string;

/** The options that concern authentication. */
export interface AuthenticationSettings {
  /** The fixed token, which is always valid. */
  readonly token: string;
  /** `off` accepts every request as the demo user's. */
  readonly auth: 'on' | 'off';
}
