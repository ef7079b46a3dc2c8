import type { CompiledContract, Operation } from '../../contract/model/contract.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { Transaction } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import type { Access } from '../representation/access.ts';
import type { Caller } from '../representation/caller.ts';
import type { Representer } from '../representation/representer.ts';
import type { SentFiles } from './stored-file.ts';
import type { Presenter } from '../representation/text/presenter.ts';

/** One validated request, as a rule sees it. */
export interface Call {
  readonly world: World;
  /** Undefined if the operation requires no authentication. */
  readonly caller: Caller | undefined;
  /** Decoded and coerced values by field name, without brackets. Parameters without a value and default are absent. */
  readonly path: JsonObject;
  readonly query: JsonObject;
  readonly headers: JsonObject;
  readonly body: JsonValue | undefined;
  /** The files of the body, when it is a form that may have some. They are not part of `body`. */
  readonly files: SentFiles | undefined;
  readonly request: RequestInfo;
  /** The negotiated media type of the response. Undefined if the operation's success has no body. */
  readonly mediaType: string | undefined;
  /** Runs the world's due work, including work that this call has just scheduled. */
  readonly runDueWork: () => Promise<void>;
  /**
   * Runs an operation that is one transaction, and returns the outcome for the response. The response is checked before
   * the commit: one that breaks the contract aborts the transaction, and so does an outcome that is not a success.
   */
  readonly commit: (work: (transaction: Transaction) => Outcome) => Promise<Outcome>;
  /**
   * Runs one transaction of an operation that takes several. Its commit stays even if a later one fails. The response
   * is not checked in it; the changed records are, and an invalid one aborts the transaction.
   */
  readonly commitStep: <Result>(work: (transaction: Transaction) => Result) => Promise<Result>;
}

/** The parts of a request that links and cookies are built from. */
export interface RequestInfo {
  /** `scheme://host`, as the client sees this server. */
  readonly origin: string;
  /** As sent, without the query. */
  readonly path: string;
  /** Decoded pairs, in order. */
  readonly queryPairs: readonly (readonly [name: string, value: string])[];
}

/** Handles the calls of one operation. */
export type Rule = (call: Call) => Outcome | Promise<Outcome>;

/** What rules are prepared with. */
export interface RuleDeps {
  readonly contract: CompiledContract;
  readonly representer: Representer;
  readonly presenter: Presenter;
  readonly access: Access;
  readonly sample: SampleSchema;
}

/**
 * Generates a value for the schema at a JSON Pointer of the document. Each `variation` returns another value. Returns
 * undefined if no value can be generated.
 */
export type SampleSchema = (pointer: string, variation: number) => JsonValue | undefined;

/** Prepares an operation at boot. Returns the rule that runs for each call. */
export type PrepareRule = (operation: Operation, deps: RuleDeps) => Rule;
