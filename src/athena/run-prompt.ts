import type { Call, PrepareRule } from '../behaviour/rule/behaviour.ts';
import type { PrepareFieldCheck } from '../behaviour/rule/field-check.ts';
import { isKey } from '../behaviour/representation/record-key.ts';
import { compileFindRecord } from '../behaviour/resource/find-record.ts';
import { toTimestamp } from '../kernel/time/clock.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../kernel/json/json.ts';
import type { FieldViolation } from '../kernel/problem.ts';
import type { StoredRecord } from '../store/port/store.ts';
import { getNamedResource } from './contract/named-resource.ts';
import type { Asker } from './responder/asking/asker.ts';
import type { LiveAnswer } from './responder/asking/live-answer.ts';
import type { Reply } from './responder/model/answer.ts';
import type { Question } from './responder/model/responder.ts';
import { toAskedModel, toAskedPrompt } from './runs/asked-records.ts';
import { findModel, rejectModel } from './runs/check-model.ts';
import { deliver, deliverFailure } from './runs/deliver.ts';
import { fillPlaceholders, findTooLong } from './runs/placeholders.ts';
import { readVariables } from './runs/prompt-variables.ts';

/** Run a Prompt: fills its placeholders and asks its model. Nothing is stored. */
export const prepareRunPrompt =
  (asker: Asker): PrepareRule =>
  (operation, deps) => {
    const find = compileFindRecord(operation, getNamedResource(deps.contract, 'Prompt'), deps.access);

    return async function runPrompt(call) {
      const { world, caller, path } = call;
      const found = find(path, 'run', { reader: world.store, caller });
      if (found.kind === 'rejected') return found.outcome;
      const settings = readSettings(found.record, call);
      if (settings.violations.length > 0) return { kind: 'invalid', violations: settings.violations };
      const rejection = rejectModel(settings.model, found.record, world.store);
      if (rejection !== undefined) return rejection;
      const begun = world.clock.now();
      const open = (): LiveAnswer => asker.ask(settings.question, world);
      const immediate = asker.isImmediate(settings.question, world) ? open() : undefined;
      const answer = await immediate?.answer;
      const answeredBy = asker.decide(settings.question, world);
      if (answer?.kind === 'failure') return deliverFailure(call, answer, answeredBy);
      const model = settings.model === undefined ? null : String(settings.model['slug']);
      return deliver(call, {
        answeredBy,
        open: () => immediate ?? open(),
        startedAt: begun,
        startedEvent: { prompt_uuid: String(found.record['uuid']), model },
        complete: async (reply) => ({ body: { data: toRun(found.record, reply, { ...settings, model, begun }) } }),
        storePartial: async () => {},
      });
    };
  };

/** Checks that the model which a run names exists. */
export const prepareCheckPromptRun: PrepareFieldCheck =
  () =>
  ({ body: { large_language_model_uuid: key } }, { reader }) =>
    isKey(key) && findModel(key, reader) === undefined ? [UNKNOWN_MODEL] : [];

interface Settings {
  readonly model: StoredRecord | undefined;
  readonly temperature: JsonValue;
  readonly question: Question;
  readonly violations: readonly FieldViolation[];
}

/** Returns the settings of a run: those of the body, else those of the prompt. */
function readSettings(prompt: StoredRecord, { world, body }: Call): Settings {
  const sent = isJsonObject(body) ? body : {};
  const variables = readVariables(prompt, isJsonObject(sent['variables']) ? sent['variables'] : {});
  const key = sent['large_language_model_uuid'] ?? null;
  const model = findModel(key ?? prompt['large_language_model_uuid'], world.store);
  const maxTokens = sent['max_tokens'] ?? prompt['max_tokens'];
  const isUnknown = key !== null && model === undefined;
  const content = String(prompt['content']);
  const violations = [
    ...variables.violations,
    ...findTooLong(content, variables.values),
    ...(isUnknown ? [UNKNOWN_MODEL] : []),
  ];
  const text = violations.length > 0 ? content : fillPlaceholders(content, variables.values);
  const temperature = sent['temperature'] ?? prompt['temperature'] ?? null;
  const question: Question = {
    prompt: toAskedPrompt(prompt),
    ...toAskedModel(model),
    tools: [],
    memories: [],
    conversation: [],
    text,
    variables: variables.values,
    temperature: typeof temperature === 'number' ? temperature : null,
    maxTokens: typeof maxTokens === 'number' ? maxTokens : null,
    seed: world.random.deriveSeed(`answer/${String(prompt['uuid'])}/${text}`),
  };
  return { model, temperature, question, violations };
}

function toRun(
  { uuid }: StoredRecord,
  { text, tokens, duration }: Reply,
  {
    question,
    temperature,
    model,
    begun,
  }: Pick<Settings, 'question' | 'temperature'> & { readonly begun: number; readonly model: string | null },
): JsonObject {
  const created = toTimestamp(begun);
  return {
    prompt_uuid: uuid ?? null,
    content: question.text,
    output: text,
    model,
    temperature,
    tokens,
    duration,
    created_at: created,
  };
}

const UNKNOWN_MODEL: FieldViolation = {
  field: 'large_language_model_uuid',
  location: 'body',
  keyword: 'exists',
  message: 'The selected large language model uuid is invalid.',
};
