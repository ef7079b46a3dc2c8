import { isCommonWord } from '../english/concepts.ts';
import { readNumber, toLowerStart } from '../english/words.ts';
import { toSnippet } from '../../model/words.ts';
import type { JsonObject, JsonValue } from '../../../../kernel/json/json.ts';
import type { Brief } from '../brief/brief.ts';
import type { Intent } from '../brief/intent.ts';
import { splitSentences, trimEnd } from '../english/sentences.ts';
import { findChoices } from '../grounding/choices.ts';
import { classify } from './classify.ts';
import { readNotes } from './notes.ts';
import { pickSentences } from '../english/pick-sentences.ts';

/** Answers as JSON: the fields that the task names, read from its text, or a summary of it. */
export const DATA: Intent = {
  name: 'data',
  fits: ({ format, task, material }) =>
    format.shape === 'json' &&
    !/\b(?:what is|explain|parse|function|code|validate)\b/i.test(task) &&
    (material !== '' || findWanted(task).length > 0),
  write: (brief) => {
    const wanted = findWanted(`${brief.task}\n${brief.persona.isTerse ? brief.persona.instruction : ''}`);
    const data = wanted.length > 0 ? toFields(wanted, brief) : isClassifier(brief) ? toClass(brief) : toSummary(brief);
    return { text: `\`\`\`json\n${JSON.stringify(data, null, 2)}\n\`\`\``, manner: 'bare' };
  },
};

/** Returns the names of the fields that a task asks for: three for `Extract budget, timing and next step`. */
function findWanted(task: string): readonly string[] {
  const [, list] =
    /\(((?:[\w -]{2,30}, ){1,6}[\w -]{2,30})\)/.exec(task) ??
    /\b(?:extract|list|name|give|return|provide|get|with|containing|fields?|keys?|properties)(?: me)?(?: the)?(?: fields?| keys?| properties)?[: ]+((?:[\w -]{1,40}, ){0,10}[\w -]{1,40}?,? (?:and|plus|&) [\w -]{1,40}?)(?:,? (?:from|of|as|in|for)\b|[,.:?]|$)/i.exec(
      task,
    ) ??
    [];
  return list === undefined
    ? []
    : list
        .split(/,? (?:and|plus|&) |, /)
        .map((name) => name.trim().replace(/^(?:the|its|their|an?|as json with|json with) /i, ''));
}

function toFields(names: readonly string[], brief: Brief): JsonObject {
  const text = brief.material || brief.text;
  return Object.fromEntries(
    names.map((name) => [name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_'), readField(name, text, brief)]),
  );
}

/** Reads a field by the kind of its name; null when the text does not give it. */
function readField(name: string, text: string, brief: Brief): JsonValue {
  const reader = READERS.find(({ words }) => words.test(name));
  if (reader !== undefined) return reader.read(text, brief);
  const [word = name] = name.toLowerCase().split(' ');
  const sentence = splitSentences(text).find((candidate) => candidate.toLowerCase().includes(word));
  return sentence === undefined ? null : toSnippet(trimEnd(sentence), 160);
}

/** An agent whose instruction lists classes answers with the class when no field is named. */
function isClassifier({ persona }: Brief): boolean {
  return findChoices(persona.instruction).length > 1 && /\bclassify\b/i.test(persona.instruction);
}

function toClass({ material, persona }: Brief): JsonObject {
  const { category, priority, reason } = classify(material, persona.instruction);
  return { category, priority, reason };
}

/** Summarises notes. What is an action or a question stands there alone. */
function toSummary({ material }: Brief): JsonObject {
  const { decisions, questions, actions, points } = readNotes(material);
  const told = pickSentences((points.length > 0 ? points : decisions).join(' '), 2);
  const rest = points.filter((point) => !told.includes(point)).slice(0, MAX_POINTS);
  const listed = decisions.filter((decision) => !told.includes(decision));
  return {
    summary: joinSentences(told) || toSnippet(material, 160),
    ...(rest.length === 0 ? {} : { key_points: rest.map(trimEnd) }),
    ...(listed.length === 0 ? {} : { decisions: listed }),
    actions: actions.map(({ who, what, by }) => ({
      owner: who ?? null,
      task: what,
      due: by?.replace(/^,? ?(?:by|on|until) /i, '') ?? null,
    })),
    open_questions: questions,
  };
}

/** Joins two sentences, the second of which begins with no name: `It went well, and returns took less time.` */
function joinSentences(sentences: readonly string[]): string {
  const [first = '', second] = sentences;
  const [start = ''] = second?.split(' ') ?? [];
  if (second === undefined || !isCommonWord(start)) return sentences.join(' ');
  return `${trimEnd(first)}, and ${toLowerStart(second)}`;
}

/** Maximum number of points beside a summary. */
const MAX_POINTS = 4;

interface Reader {
  readonly words: RegExp;
  readonly read: (text: string, brief: Brief) => JsonValue;
}

const find =
  (pattern: RegExp) =>
  (text: string): JsonValue =>
    pattern.exec(text)?.[0].trim() ?? null;

const READERS: readonly Reader[] = [
  { words: /\be-?mail\b/i, read: find(/(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[a-z]{2,20}/i) },
  { words: /\bphone|telephone\b/i, read: find(/\+?\d[\d /-]{6,20}\d/) },
  { words: /\border|reference|number|\bid\b/i, read: find(/\b(?:[A-Z]{2,8}-)?\d{3,10}\b/) },
  { words: /\bpriority|urgency\b/i, read: (text, { persona }) => classify(text, persona.instruction).priority },
  {
    words: /\bcategory|queue|class|type|topic\b/i,
    read: (text, { persona }) => classify(text, persona.instruction).category,
  },
  {
    words: /\bsentiment|mood|tone\b/i,
    read: (text) =>
      /\b(?:angry|unacceptable|broken|late|worst|disappointed|never again|terrible|damaged)\b/i.test(text)
        ? 'negative'
        : /\b(?:great|thanks|love|perfect|happy|excellent)\b/i.test(text)
          ? 'positive'
          : 'neutral',
  },
  {
    words: /\bbudget|amount|price|cost|total|sum\b/i,
    read: find(/[€$£] ?\d[\d.,]{0,13}k?|\b\d[\d.,]{0,13} ?(?:k|euros?|eur|dollars?|€)(?!\w)|\b\d{1,9}k\b/i),
  },
  {
    words: /\btiming|date|deadline|when|due|time\b/i,
    read: find(
      /\b(?:by|until|before|on|in|next) (?:the )?(?:end of )?(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|spring|summer|autumn|winter|week|month|quarter|year|Q[1-4])\b|\b\d{4}-\d\d-\d\d\b|\b(?:yesterday|tomorrow|today)\b/,
    ),
  },
  {
    words: /\bnext steps?|actions?\b/i,
    read: (text) =>
      readNotes(text).actions.map(({ what }) => what)[0] ??
      splitSentences(text).find((sentence) => /\b(?:next|call back|send|follow up|will)\b/i.test(sentence)) ??
      null,
  },
  {
    words: /\bdecision maker|decides\b/i,
    read: (text) => splitSentences(text).find((sentence) => /\bdecid/i.test(sentence)) ?? null,
  },
  {
    words: /\b(?:customer|contact|person|name|owner|sender)\b/i,
    read: (text) =>
      /\b(?:my name is|this is|from|i am|regards,?)\s([A-Z][a-z]{1,20}(?: [A-Z][a-z]{1,20})?)/.exec(text)?.[1] ??
      /\b[A-Z][a-z]{1,20} [A-Z][a-z]{1,20}\b/.exec(text)?.[0] ??
      null,
  },
  { words: /\bquantity|count|how many\b/i, read: (text) => readNumber(/\b\d{1,6}\b/.exec(text)?.[0] ?? '') ?? null },
  { words: /\bsummary|problem|issue|request|subject|title\b/i, read: (text) => pickSentences(text, 1)[0] ?? null },
];
