import type { Outcome } from '../../kernel/outcome.ts';
import { isKey } from '../../behaviour/representation/record-key.ts';
import { sha256 } from '../../kernel/random/digest.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import type { StoredRecord, StoreReader } from '../../store/port/store.ts';

/** The model that somebody names; undefined where the choice is the platform's. */
export function findModel(key: JsonValue | undefined, reader: StoreReader): StoredRecord | undefined {
  return isKey(key) ? reader.get('large_language_models', key) : undefined;
}

/** Why an agent cannot answer at present: it is disabled or archived, or its model cannot. */
export function rejectAgent(agent: StoredRecord, reader: StoreReader): Outcome | undefined {
  if (agent['is_enabled'] === false) return conflict('The agent is disabled. Enable it to run it.');
  if (agent['status'] === 'archived') return conflict('The agent is archived. Make it active to run it.');
  return rejectModel(findModel(agent['large_language_model_uuid'], reader), agent, reader);
}

/**
 * Why a model cannot answer for an agent or a prompt: it is not enabled, deprecated, or nobody who could pay for it has
 * credentials.
 */
export function rejectModel(
  model: StoredRecord | undefined,
  asking: StoredRecord,
  reader: StoreReader,
): Outcome | undefined {
  if (model === undefined) return undefined;
  const name = String(model['name']);
  if (model['is_enabled'] === false) return conflict(`The model ${name} is not enabled. Choose another one.`);
  if (model['is_deprecated'] === true)
    return conflict(`The model ${name} is deprecated and answers no more. Choose another one.`);
  const accounts = reader
    .find('accounts', 'provider_uuid', model['provider_uuid'] ?? null)
    .filter(
      (account) => account['user_id'] === asking['user_id'] || account['workspace_uuid'] === asking['workspace_uuid'],
    );
  // Without an account the platform's own access answers: the demo world has agents whose owners hold none.
  if (accounts.length === 0 || accounts.some(hasCredentials)) return undefined;
  return conflict(
    `No account with the provider of ${name} has credentials. Give one a token, or choose another model.`,
  );
}

function hasCredentials({
  provider_authentication_strategy: strategy,
  token,
  username,
  password,
}: StoredRecord): boolean {
  if (strategy === 'basic') return isGiven(username) && isGiven(password);
  // Of OAuth the provider holds the credentials.
  return strategy === 'oauth2' || isGiven(token);
}

function isGiven(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null && value !== '' && value !== NO_SECRET;
}

function conflict(message: string): Outcome {
  return { kind: 'conflict', message };
}

/** Secrets are kept as digests: this is the one of an empty text. */
const NO_SECRET = `sha256:${sha256('')}`;
