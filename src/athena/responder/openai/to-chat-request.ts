import type { JsonObject } from '../../../kernel/json/json.ts';
import type { AskedTool, Question, Turn } from '../model/responder.ts';

/** Returns the body of a chat completion that asks a question. */
export function toChatRequest(question: Question, model?: string): JsonObject {
  const { temperature, maxTokens, tools } = question;
  return {
    model: model ?? question.model?.slug ?? 'default',
    messages: toMessages(question),
    stream: true,
    stream_options: { include_usage: true },
    ...(temperature === null ? {} : { temperature }),
    ...(maxTokens === null ? {} : { max_tokens: maxTokens }),
    ...(tools.length === 0 ? {} : { tools: tools.map(toTool) }),
  };
}

/** The instruction, the guardrails and the memories are one system message; the thread's own one follows it. */
function toMessages({ agent, memories, conversation, text }: Question): readonly JsonObject[] {
  const parts = [
    agent?.instruction ?? '',
    ...METADATA.map(({ field, label }) => toPart(label, agent?.metadata[field])),
    ...memories.map(({ content }) => content),
  ];
  const system = parts.filter((part) => part !== '').join('\n');
  return [
    ...(system === '' ? [] : [{ role: 'system', content: system }]),
    ...conversation.filter(({ content }) => content !== '').map(toMessage),
    { role: 'user', content: text },
  ];
}

function toPart(label: string, value: unknown): string {
  return typeof value === 'string' && value !== '' ? `${label}: ${value}` : '';
}

function toMessage({ role, content }: Turn): JsonObject {
  return { role: ROLES.has(role) ? role : 'user', content };
}

function toTool({ slug, name, description, inputSchema }: AskedTool): JsonObject {
  const parameters = 'type' in inputSchema ? inputSchema : { type: 'object', properties: {}, ...inputSchema };
  return {
    type: 'function',
    function: { name: slug.replaceAll(/[^\w-]/g, '_').slice(0, 64), description: description ?? name, parameters },
  };
}

const ROLES: ReadonlySet<string> = new Set(['system', 'user', 'assistant']);
/** What an agent's metadata says about how it answers. */
const METADATA: readonly { readonly field: string; readonly label: string }[] = [
  { field: 'role', label: 'Your role' },
  { field: 'goal_statement', label: 'Your goal' },
  { field: 'base_instructions', label: 'Instructions' },
  { field: 'guardrails', label: 'Guardrails' },
  { field: 'tone_of_voice', label: 'Tone of voice' },
  { field: 'response_length', label: 'Length' },
];
