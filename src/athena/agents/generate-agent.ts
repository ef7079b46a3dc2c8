import type { PrepareRule } from '../../behaviour/rule/behaviour.ts';
import { checkRelations } from '../../behaviour/resource/check-relations.ts';
import { toRecord } from '../../behaviour/resource/create.ts';
import { isKey } from '../../behaviour/representation/record-key.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { World } from '../../store/port/world.ts';
import type { components } from '../contract/contract.generated.ts';
import { getNamedResource } from '../contract/named-resource.ts';
import { createChance, type Chance } from '../responder/model/chance.ts';
import { toCapitalised, toKeywords, toSnippet, toTitle } from '../responder/model/words.ts';

/** Generate an Agent: creates a private draft from a description. The same description and seed give the same agent. */
export const prepareGenerateAgent: PrepareRule = (_operation, { contract, access, representer }) => {
  const agents = getNamedResource(contract, 'Agent');

  return function generateAgent({ world, commit, caller, body, request }) {
    return commit((transaction): Outcome => {
      // The contract has already validated the body.
      const generateRequest = body as JsonValue & GenerateRequest;
      const keys = toKeys(generateRequest, caller?.record['primary_workspace_uuid'] ?? null);
      const viewpoint = { reader: transaction, caller };
      const violations = checkRelations(agents, keys, { contract, access, viewpoint });
      if (violations.length > 0) return { kind: 'invalid', violations };
      const fields = { ...describeAgent(generateRequest, world), ...keys, user_id: caller?.key ?? null };
      const record = toRecord(agents, fields, { world, transaction, caller });
      transaction.insert(agents.collection, record);
      return {
        kind: 'success',
        body: { data: representer.represent(agents, record, { ...viewpoint, origin: request.origin }) },
      };
    });
  };
};

type GenerateRequest = components['schemas']['AgentGenerateRequest'];

function toKeys(
  { large_language_model_uuid: model, workspace_uuid: workspace, tool_uuids: tools }: GenerateRequest,
  primary: JsonValue,
): JsonObject {
  return {
    large_language_model_uuid: model ?? null,
    workspace_uuid: isKey(workspace) ? workspace : primary,
    tool_uuids: tools ?? [],
  };
}

function describeAgent({ prompt, name: requestedName }: GenerateRequest, { random }: World): JsonObject {
  const chance = createChance(random, `agent/${prompt}`);
  const subject = toSnippet(toSubject(prompt), 200);
  const name = requestedName ?? `${subject} ${chance.pick('role', ROLES)}`;
  const task = toTask(prompt);
  return {
    name,
    description: toSnippet(prompt, 500),
    instruction: `${toCapitalised(task)}. ${chance.pick('manner', MANNERS)} Hand over what you cannot decide.`,
    visibility: 'private',
    status: 'draft',
    profile_photo_config: {
      emoji: toEmoji(prompt),
      background_color: chance.pick('colour', COLOURS),
      preference: 'emoji',
    },
    metadata: toMetadata({ name, subject, task, chance }),
  };
}

function toMetadata({
  name,
  subject,
  task,
  chance,
}: {
  readonly name: string;
  readonly subject: string;
  readonly task: string;
  readonly chance: Chance;
}): JsonObject {
  const shown = subject.toLowerCase();
  return {
    role: toSnippet(name, 200),
    goal_statement: `To ${toSnippet(task, 200)}, at the first try.`,
    guardrails: chance.pick('guardrail', GUARDRAILS),
    conversation_starters: [
      'What can you help me with?',
      `What should I know about ${shown}?`,
      `How do I get started with ${shown}?`,
    ],
    greetings: `Hello! I'm ${toSnippet(name, 100)}. What would you like to know about ${shown}?`,
    tone_of_voice: chance.pick('tone', TONES),
    language: 'en',
  };
}

/** Returns the subject of a description: up to two capitalised keywords. */
function toSubject(prompt: string): string {
  const words = toKeywords(toTitle(prompt, 400))
    .filter((word) => !COMMON.test(word))
    .slice(0, 2);
  return words.length === 0 ? 'General' : words.map(toCapitalised).join(' ');
}

/** Returns the task of a description: `An assistant that answers questions.` becomes `answer questions`. */
function toTask(prompt: string): string {
  const [, verb, rest = ''] =
    /^\s*(?:(?:an?|the|i (?:want|need) an?)\s+)?(?:[\w-]{1,40} ){0,4}?(?:assistant|agent|bot|helper)\s+(?:that|who|which)\s+([a-z]{2,30})(.*)/i.exec(
      toTitle(prompt, 400),
    ) ?? [];
  if (verb === undefined) return `help with this: ${toTitle(prompt, 400)}`;
  return `${verb
    .toLowerCase()
    .replace(/(ss|sh|ch|x)es$/, '$1')
    .replace(/ies$/, 'y')
    .replace(/([^s])s$/, '$1')}${rest}`.trim();
}

function toEmoji(prompt: string): string {
  return EMOJIS.find(({ words }) => words.test(prompt))?.emoji ?? '🤖';
}

const COMMON =
  /^(assistants?|agents?|bots?|helpers?|answers?|questions?|helps?|some(?:one|body)|people|customers?|writes?|finds?|makes?|gives?|tells?)$/;
const ROLES = ['Assistant', 'Advisor', 'Guide', 'Specialist'] as const;
const MANNERS = [
  'Ask for missing details before you answer, and say what your answer is based on.',
  'Begin with the answer, then give the reason in one sentence.',
  'Give one step at a time, and name the rule that it follows.',
] as const;
const GUARDRAILS = [
  'Say so when you do not know.',
  'Never promise what only a person can decide.',
  'Keep personal data out of your answers.',
] as const;
const TONES = ['Friendly and clear.', 'Patient and precise.', 'Calm, in plain words.', 'Warm and brief.'] as const;
const COLOURS = ['#3B82F6', '#10B981', '#F97316', '#8B5CF6', '#0EA5E9', '#EF4444'] as const;
const EMOJIS: readonly { readonly emoji: string; readonly words: RegExp }[] = [
  { emoji: '↩️', words: /\breturns?\b|refund/i },
  { emoji: '📦', words: /parcel|deliver|order|shipping/i },
  { emoji: '📊', words: /\bdata\b|report|metric|figure|sql/i },
  { emoji: '✍️', words: /writ|text|post|content|email/i },
  { emoji: '💶', words: /invoice|price|sales|budget|billing/i },
  { emoji: '🎧', words: /support|customer|ticket/i },
  { emoji: '🧑‍💻', words: /code|review|engineer|software/i },
];
