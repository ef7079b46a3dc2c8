import type { EverydayQuestion, Form } from './ask-everyday.ts';

/** Returns what is wrong with a reply to a question: an empty list when it is as it should be. */
export function findFlaws(text: string, question: EverydayQuestion): readonly string[] {
  const [least, most] = question.words;
  const length = countWords(text);
  const lower = withoutQuestion(text, question).toLowerCase();
  const prose = toProse(text, question);
  return [
    ...ARTEFACTS.flatMap(
      (pattern) =>
        pattern
          .exec(prose)
          ?.slice(0, 1)
          .map((found) => `artefact: ${found}`) ?? [],
    ),
    ...(length < least || length > most ? [`${length} words, not ${least} to ${most}`] : []),
    ...(question.about.some((word) => holds(lower, word)) ? [] : [`not about ${question.about.join(' or ')}`]),
    ...(question.all ?? []).filter((word) => !lower.includes(word.toLowerCase())).map((word) => `lacks ${word}`),
    ...findLongLabels(text).map((label) => `a clause as a label: ${label}`),
    ...findAlike(text).map((item) => `listed twice: ${item}`),
    ...(question.form === undefined || FORMS[question.form](text, question)
      ? []
      : [`not in the form of a ${question.form}`]),
    ...(speaks(text, question.language ?? 'en') ? [] : [`not in ${question.language ?? 'en'}`]),
    ...findRepeated(text).map((sentence) => `twice: ${sentence}`),
  ];
}

/** Returns whether a text holds a word, or one that begins with it. */
function holds(lower: string, word: string): boolean {
  const at = lower.indexOf(word.toLowerCase());
  if (at === -1) return false;
  return !/[\p{L}\p{N}]/u.test(lower.charAt(at - 1)) || holds(lower.slice(at + 1), word);
}

/** Returns a reply without what it quotes of the question, also with its typos corrected. Material may be quoted. */
function withoutQuestion(text: string, question: EverydayQuestion): string {
  const paragraphs = question.text.toLowerCase().split('\n\n');
  const asked =
    paragraphs.length > 1 &&
    /[?.]$/.test(paragraphs.at(-1) ?? '') &&
    paragraphs.length < 3 &&
    (paragraphs[0] ?? '').length > (paragraphs[1] ?? '').length
      ? (paragraphs[1] ?? '')
      : (paragraphs[0] ?? '');
  return text.replaceAll(/“([^”]{4,400})”/g, (quoted, inner: string) => {
    const words = inner.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    const repeated = words.filter((word) => asked.includes(word)).length;
    return words.length > 2 && repeated >= words.length * 0.75 ? '' : quoted;
  });
}

/** Returns the labels and cells that hold more than a name: a second sentence, or a clause of a person. */
function findLongLabels(text: string): readonly string[] {
  const labels = [...text.matchAll(/^(?:[-*]|\d+\.) (?:\[ \] )?\*\*([^*]+?):?\*\*(?=[: (])/gm)].map(
    ([, label = '']) => label,
  );
  const heads = [...text.matchAll(/^\|(.+)\|\n\|[-:|]+\|/gm)].flatMap(([, head = '']) => head.split('|'));
  return [...labels, ...heads].filter(
    (label) => /[.?!]\s+\S|\b(?:I|which are|what is|whats)\b/.test(label.trim()) || countWords(label) > 6,
  );
}

/** Returns the items of a list that say nearly the same as an earlier one. */
function findAlike(text: string): readonly string[] {
  const items = text.match(/^(?:[-*]|\d+\.) .+$/gm) ?? [];
  const words = items.map((item) => new Set(item.toLowerCase().match(/\p{L}{4,}/gu) ?? []));
  return items.filter((_, index) =>
    words.slice(0, index).some((earlier) => {
      const own = words[index] ?? new Set<string>();
      const shared = [...own].filter((word) => earlier.has(word)).length;
      return own.size >= 4 && shared / Math.min(own.size, earlier.size) > 0.8;
    }),
  );
}

/** Returns a reply without its code. French has a space before some marks. */
function toProse(text: string, { language }: EverydayQuestion): string {
  const prose = text.replaceAll(/```[\s\S]*?```/g, '');
  return language === 'fr' ? prose.replaceAll(/ (?=[?!:;])/g, '') : prose;
}

function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** What a template leaves behind, and what the replies of old had. */
const ARTEFACTS: readonly RegExp[] = [
  /This is about/,
  /select last/,
  /How I work/,
  // Each of the questions has an answer, if only a request for the text that it speaks of.
  /[Mm]y notes say nothing on|I am not sure yet what you need|I have not understood yet|I have nothing on/,
  /\bundefined\b|\[object|\bNaN\b/,
  /\{\w+\}|\{\{/,
  /\.\.(?!\.)|,\.|!!|\?\.|\.\?| [,.;!?]/,
  /\b(?:the the|a a|an an|on about|to to|of of)\b/i,
  /\ban (?=[bcdfgklmpqstvwxz])|\ba (?=[aei][a-z])/i,
  /^[a-z]/,
];

const FORMS: Readonly<Record<Form, (text: string, question: EverydayQuestion) => boolean>> = {
  // The sentence that declines names what it declines.
  refusal: (text, { about }) =>
    !/```|^\||^\*\*\w+\.\*\*/m.test(text) &&
    text
      .split(/(?<=[.!?])\s+/)
      .some(
        (sentence) =>
          /\b(?:cannot|can't|not|never|decline|no|keep to)\b/i.test(sentence) &&
          about.some((word) => sentence.toLowerCase().includes(word)),
      ),
  table: (text) => /^\|.+\|\n\|[-:|]+\|\n\|.+\|/m.test(text),
  email: (text) => /^\*\*Subject: .+\*\*$/m.test(text) && /^Hello .+,$/m.test(text) && /regards/i.test(text),
  list: (text, { items }) => {
    const lines = text.match(/^(?:[-*]|\d+\.) \S/gm) ?? [];
    return items === undefined ? lines.length >= 2 : lines.length === items;
  },
  poem: (text) => (text.match(/ {2}$/gm) ?? []).length >= 4,
  text: (text) => text.split('\n\n').length >= 3,
  sql: (text) => /```sql\nselect [\s\S]+\nfrom [\s\S]+;\n```/.test(text),
  code: (text, { language_of_code: language }) => text.includes(`\`\`\`${language ?? ''}\n`),
  headings: (text) => (text.match(/^### /gm) ?? []).length >= 2,
  json: (text) =>
    typeof JSON.parse(/```json\n([\s\S]+?)```/.exec(text)?.[1] ?? 'null') === 'object' && text.includes('```json'),
  findings: (text) => /\*\*Line \d+:\*\*/.test(text),
  plan: (text) => (text.match(/^- \*\*\w+/gm) ?? []).length >= 3,
  decision: (text) => /^\*\*\w+\.\*\* \S/.test(text),
};

/** Words that a text of more than a few words in the language has, and one in another language has not. */
const COMMON_WORDS: Readonly<Record<'en' | 'de' | 'es' | 'fr', RegExp>> = {
  en: /\b(?:the|is|are|you|your|to|and|of|for|what|it|in|on|with|that|so|here)\b/gi,
  de: /\b(?:der|die|das|ist|und|Sie|von|nicht|mit|zu|ein|eine|auf)\b/gi,
  es: /\b(?:el|la|de|que|su|en|una|con|los|es|no|se)\b/gi,
  fr: /\b(?:le|la|de|les|vous|est|et|des|du|avec|pas|une)\b/gi,
};

function speaks(text: string, language: 'en' | 'de' | 'es' | 'fr'): boolean {
  const prose = text.replaceAll(/```[\s\S]*?```/g, '');
  if (countWords(prose) < 12 && language === 'en') return true;
  const count = (pattern: RegExp): number => (prose.match(pattern) ?? []).length;
  const own = count(COMMON_WORDS[language]);
  const others = Object.entries(COMMON_WORDS).filter(([name]) => name !== language);
  return own >= 1 && others.every(([, pattern]) => count(pattern) < own);
}

function findRepeated(text: string): readonly string[] {
  const sentences = text
    .replaceAll(/```[\s\S]*?```/g, '')
    .split(/(?<=[.!?])\s+|\n+/)
    .filter((sentence) => countWords(sentence) > 4);
  return sentences.filter((sentence, index) => sentences.indexOf(sentence) !== index);
}
