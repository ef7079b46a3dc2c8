import type { CompiledContract, Operation } from '../../contract/model/contract.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { Transaction } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import type { Access } from '../representation/access.ts';
import type { Caller } from '../representation/caller.ts';
import type { Presenter } from '../representation/presenter.ts';
import type { Representer } from '../representation/representer.ts';

/** One validated request, as rules see it. */
export interface Call {
  readonly world: World;
  /** Undefined where the contract asks for no authentication. */
  readonly caller: Caller | undefined;
  /** Decoded and coerced, by field name (no brackets); what was not sent and has no default is not there. */
  readonly path: JsonObject;
  readonly query: JsonObject;
  readonly headers: JsonObject;
  readonly body: JsonValue | undefined;
  readonly request: RequestInfo;
  /** The media type of the answer, as negotiated; undefined where the operation's success has no body. */
  readonly mediaType: string | undefined;
  /** Does what has been scheduled in the world and is due, the work that this call has just scheduled included. */
  readonly runDueWork: () => Promise<void>;
  /**
   * Runs the transaction that this operation is, and returns its outcome, which is the response to this call. The
   * response is checked before anything is committed: one that breaks the contract aborts the transaction, and so does
   * an outcome that is not a success.
   */
  readonly commit: (work: (transaction: Transaction) => Outcome) => Promise<Outcome>;
  /**
   * Runs one transaction of an operation that takes several: what it has committed stays, whatever becomes of the rest.
   */
  readonly commitStep: <Result>(work: (transaction: Transaction) => Result) => Promise<Result>;
}

/** What links and cookies are made of. */
export interface RequestInfo {
  /** `scheme://host`, as the client sees this server. */
  readonly origin: string;
  /** As sent, without the query. */
  readonly path: string;
  /** Decoded pairs, in order. */
  readonly queryPairs: readonly (readonly [name: string, value: string])[];
}

/** Answers the calls of one operation. */
export type Rule = (call: Call) => Outcome | Promise<Outcome>;

/** What rules are built with. */
export interface RuleDeps {
  readonly contract: CompiledContract;
  readonly representer: Representer;
  readonly presenter: Presenter;
  readonly access: Access;
  readonly sample: SampleSchema;
}

/**
 * Makes up a value for the schema at a JSON Pointer of the document; another `variation` gives another value. Undefined
 * where it cannot.
 */
export type SampleSchema = (pointer: string, variation: number) => JsonValue | undefined;

/** Does at boot what an operation's calls have in common, and gives the rule that runs at each. */
export type PrepareRule = (operation: Operation, tools: RuleDeps) => Rule;
