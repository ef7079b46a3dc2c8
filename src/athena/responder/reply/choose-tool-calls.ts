import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import type { Chance } from '../model/chance.ts';
import type { AskedTool, Question, ToolCall } from '../model/responder.ts';
import { countShared, toKeywords, toSnippet, toTitle } from '../model/words.ts';

/**
 * Returns a call of the enabled tool whose name and description share the most keywords with the text, or an empty list
 * when no tool shares any.
 */
export function chooseToolCalls({ tools, text }: Question, chance: Chance): readonly ToolCall[] {
  const keywords = toKeywords(`${text} ${hintsOf(text)}`);
  const ranked = tools
    .filter(({ slug }) => isAskedFor(slug, text))
    .map((tool) => ({
      tool,
      shared: countShared(keywords, `${tool.slug.replaceAll('-', ' ')} ${tool.name} ${tool.description ?? ''}`),
    }));
  const [best] = ranked.toSorted((left, right) => right.shared - left.shared);
  return best === undefined || best.shared === 0 ? [] : [call(best.tool, text, chance)];
}

/** Returns whether a text asks for what a tool does: a message is sent only if the text says so. */
function isAskedFor(slug: string, text: string): boolean {
  const need = NEEDS.find(({ slugs }) => slugs.test(slug));
  return need === undefined || need.words.test(text);
}

/** Returns extra keywords for texts that imply a tool: `how many` implies a query. */
function hintsOf(text: string): string {
  return HINTS.filter(({ pattern }) => pattern.test(text))
    .map(({ keywords }) => keywords)
    .join(' ');
}

function call(tool: AskedTool, text: string, chance: Chance): ToolCall {
  const { slug, inputSchema: schema } = tool;
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? schema['required'].map(String) : [];
  const args = Object.entries(properties).flatMap(([name, property]) =>
    required.includes(name)
      ? [[name, toArgument(name, isJsonObject(property) ? property : {}, { text, chance })] as const]
      : [],
  );
  return {
    id: 'call_1',
    name: slug,
    arguments: Object.fromEntries(args),
    status: 'success',
    result: toResult(slug, text, chance),
  };
}

interface ArgumentSource {
  readonly text: string;
  readonly chance: Chance;
}

function toArgument(name: string, schema: JsonObject, { text, chance }: ArgumentSource): JsonValue {
  const choices: readonly JsonValue[] = Array.isArray(schema['enum']) ? schema['enum'] : [];
  if (choices[0] !== undefined) return choices[chance.number(name, 0, choices.length - 1)] ?? choices[0];
  if (schema['type'] === 'integer' || schema['type'] === 'number')
    return chance.number(name, Number(schema['minimum'] ?? 1), Number(schema['maximum'] ?? 10));
  if (schema['type'] === 'boolean') return true;
  if (schema['type'] === 'array') return [];
  if (schema['type'] === 'object') return {};
  if (schema['format'] === 'email')
    return /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.]{2,63}/.exec(text)?.[0] ?? 'customer@example.com';
  if (schema['format'] === 'uri') return /https?:\/\/[^\s)>"]{1,500}/.exec(text)?.[0] ?? 'https://example.com/';
  return TEXTS[name]?.(text) ?? toSnippet(text, 200);
}

/** Synthesizes the tool's result from the words in its slug. */
function toResult(slug: string, text: string, chance: Chance): JsonObject {
  if (/query|sql/.test(slug)) return { rows: [{ count: chance.number('rows', 12, 2400) }] };
  if (/search|list|find/.test(slug)) return { results: chance.number('results', 2, 9) };
  if (/ticket|issue/.test(slug)) return { key: `SUP-${chance.number('ticket', 1500, 1999)}` };
  if (/send|message|email/.test(slug)) return { sent: true };
  return { ok: true, summary: toSnippet(text, 60) };
}

/** Values for common argument names. */
const TEXTS: Readonly<Record<string, ((text: string) => string) | undefined>> = {
  project: () => 'SUP',
  channel: () => '#support',
  parent: () => 'Drafts',
  repository: () => 'example/website',
  title: (text) => toTitle(text, 80),
  subject: (text) => toTitle(text, 80),
  summary: (text) => toTitle(text, 80),
  query: (text) => toKeywords(text).slice(0, 6).join(' '),
  sql: (text) => `select count(*) from ${(toKeywords(text)[0] ?? 'events').replaceAll(/[^a-z]/g, '') || 'events'}`,
};

const HINTS: readonly { readonly pattern: RegExp; readonly keywords: string }[] = [
  { pattern: /\b(how many|how much|count|average|median)\b/i, keywords: 'sql query' },
  { pattern: /\b(damaged|broken|defect|smoke[ds]?|complain)/i, keywords: 'ticket' },
  { pattern: /\b(tell me about|who is|announce|news)\b/i, keywords: 'search web' },
  { pattern: /\b(tell the team|notify|let (?:\w{1,20} ){1,4}know)\b/i, keywords: 'message channel' },
];

/** The words of a text that ask for a kind of tool. */
const NEEDS: readonly { readonly slugs: RegExp; readonly words: RegExp }[] = [
  {
    slugs: /generation|embeddings|moderation|speech/,
    words: /\b(?:generate|draw|picture of|embed|moderate|recording|audio)\b/i,
  },
  { slugs: /send|message/, words: /\b(?:send|post|notify|message|tell the|inform|let .{1,40} know)\b/i },
  {
    slugs: /ticket|issue/,
    words:
      /\b(?:tickets?|issues?|damaged|broken|defect\w{0,3}|smok\w{1,3}|complain\w{0,4}|missing|lost|no sign|late|overdue)\b/i,
  },
  {
    slugs: /search|list|find/,
    words: /\b(?:search|find|look up|research|who is|tell me about|news|announced?|which channels?)\b/i,
  },
  { slugs: /create|add/, words: /\b(?:create|add|open|make|new|start)\b/i },
  { slugs: /query|sql/, words: /\b(?:how many|how much|count|average|median|query)\b/i },
];
