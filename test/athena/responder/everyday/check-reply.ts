import type { EverydayQuestion, Form } from './ask-everyday.ts';

/** Returns what is wrong with a reply to a question: an empty list when it is as it should be. */
export function findFlaws(text: string, question: EverydayQuestion): readonly string[] {
  const [least, most] = question.words;
  const length = countWords(text);
  const lower = text.toLowerCase();
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
    ...(question.about.some((word) => lower.includes(word.toLowerCase()))
      ? []
      : [`not about ${question.about.join(' or ')}`]),
    ...(question.form === undefined || FORMS[question.form](text, question)
      ? []
      : [`not in the form of a ${question.form}`]),
    ...(speaks(text, question.language ?? 'en') ? [] : [`not in ${question.language ?? 'en'}`]),
    ...findRepeated(text).map((sentence) => `twice: ${sentence}`),
  ];
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
  /\bundefined\b|\[object|\bNaN\b/,
  /\{\w+\}|\{\{/,
  /\.\.(?!\.)|,\.|!!|\?\.|\.\?| [,.;!?]/,
  /\b(?:the the|a a|an an|on about|to to|of of)\b/i,
  /\ban (?=[bcdfgklmpqstvwxz])|\ba (?=[aei][a-z])/i,
  /^[a-z]/,
];

const FORMS: Readonly<Record<Form, (text: string, question: EverydayQuestion) => boolean>> = {
  refusal: (text) => /\b(?:cannot|can't|not|never|decline|no)\b/i.test(text) && !/```|^\|/m.test(text),
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
