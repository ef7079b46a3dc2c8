import type { DueWorkRunner } from '../../behaviour/due-work-runner.ts';
import type { Rule } from '../../behaviour/rule/behaviour.ts';
import type { CompiledContract } from '../../contract/model/contract.ts';
import type { Transaction } from '../../store/port/store.ts';
import type { Trace } from '../exchange/observe.ts';
import type { Represented, Unmatched, WithPreference } from '../exchange/stages.ts';
import type { SampleResponse } from './represent.ts';

/** Makes responses to requests. Sources are tried in the order of their list, until one responds. */
export interface ResponseSource {
  /** Says in an explanation where a response comes from: `simulated`. */
  readonly name: string;
  /**
   * Returns the response to a valid request, or undefined to leave the request to the next source. Throws a Problem to
   * reject the request. It returns a promise only when it has to wait.
   */
  respond(preferred: WithPreference, context: SourceContext): MaybePromise<Represented | undefined>;
  /**
   * Responds to a method and path that the contract does not know; undefined leaves the request to the next source, and
   * after the last one it is rejected. The response is not checked, since the contract declares none.
   */
  respondToUnknown?(unmatched: Unmatched): MaybePromise<Represented | undefined>;
}

/** What the pipeline offers to a source for one request. */
export interface SourceContext {
  /** Where a source notes what decided the answer of a model, and what allowed the request. */
  readonly trace: Pick<Trace, 'answeredBy' | 'evidence'>;
  /**
   * Commits what `work` writes, and returns its result. It is the only way by which a source may change the state. The
   * changed records are checked before the commit. When `check` is given, it returns the response that shows the
   * result, and this response is checked before the commit too: an operation of one transaction passes it. Whatever
   * breaks the contract aborts the transaction, is reported, and rejects the request with a 500. Like `work`, `check`
   * is synchronous and may run again; the source then responds with what `check` returned last.
   */
  commit<Result>(work: (transaction: Transaction) => Result, check?: CheckResult<Result>): Promise<Result>;
}

/** Returns the response that shows the result of a transaction, or undefined when there is none to check yet. */
export type CheckResult<Result> = (result: Result) => Represented | undefined;

/** What sources are prepared with, once, at boot. */
export interface SourceDeps {
  readonly contract: CompiledContract;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly dueWork: DueWorkRunner;
  readonly sample: SampleResponse;
  /** `maxBody` limits the body that a source reads, in bytes. */
  readonly settings: { readonly maxBody: number };
}

/** Prepares a source at boot. */
export type PrepareResponseSource = (deps: SourceDeps) => ResponseSource;

/** A value, or a promise of one. A reader awaits it only when it is a promise. */
export type MaybePromise<Value> = Value | Promise<Value>;
