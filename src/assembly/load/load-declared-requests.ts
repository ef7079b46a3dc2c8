import type { CompiledContract } from '../../contract/model/contract.ts';
import { isJsonObject } from '../../kernel/json/json.ts';
import { findAtPointer } from '../../kernel/json/pointer.ts';
import type { Logger } from '../../kernel/logger.ts';
import { createCallbacks, type PrepareCallbacks } from '../../pipeline/outgoing/create-callbacks.ts';
import { createWebhooks, type Webhooks } from '../../pipeline/outgoing/create-webhooks.ts';
import type { SampleSchema } from '../../behaviour/rule/behaviour.ts';
import { loadSamplerModules } from './create-response-sampler.ts';

/** The options of what a contract declares for its clients to receive. */
export interface DeclaredRequestOptions {
  /** The servers that requests may be sent to, as `host:port`. */
  readonly allowOutgoing: readonly string[];
  readonly seed: string | undefined;
  readonly logger: Logger;
}

/** The requests that a contract declares for its clients to receive. */
export interface DeclaredRequests {
  /** By operationId. Undefined when none may be sent. */
  readonly callbacks: ReadonlyMap<string, PrepareCallbacks> | undefined;
  readonly webhooks: Webhooks;
}

/** Loads the callbacks and webhooks of a contract. Loads the faker only if one of them may be sent. */
export async function loadDeclaredRequests(
  contract: CompiledContract,
  { allowOutgoing, seed, logger }: DeclaredRequestOptions,
): Promise<DeclaredRequests> {
  const isSending = allowOutgoing.length > 0 && declaresRequests(contract);
  const sample = isSending ? await loadSample(contract, seed ?? DEFAULT_SEED) : () => undefined;
  const { document } = contract;
  const deps = { document, sample, allowedReceivers: new Set(allowOutgoing), logger };
  const callbacks = isSending ? createCallbacks(contract, deps) : new Map<string, PrepareCallbacks>();
  return { callbacks: callbacks.size > 0 ? callbacks : undefined, webhooks: createWebhooks(contract, deps) };
}

function declaresRequests({ document, operations }: CompiledContract): boolean {
  const hasCallbacks = operations.some(({ pointer }) => isJsonObject(findAtPointer(document, `${pointer}/callbacks`)));
  return hasCallbacks || isJsonObject(document['webhooks']);
}

async function loadSample(contract: CompiledContract, seed: string): Promise<SampleSchema> {
  const { createSampler, faker } = await loadSamplerModules();
  const sample = createSampler(contract, faker);
  return (pointer, variation) =>
    sample({ pointer, purpose: `outgoing/${variation}`, seed, direction: 'response', useExamples: true });
}

/** A constant, so that what is sent stays the same after a restart. */
const DEFAULT_SEED = '1';
