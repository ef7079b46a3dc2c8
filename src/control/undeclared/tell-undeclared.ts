import { joinWords } from '../../kernel/text/join-words.ts';
import type { WireSchema } from '../wire/wire-types.ts';
import type { Undeclared } from './find-undeclared.ts';

/** What the validation did. */
type Telling = Omit<WireSchema<'ExplainedStage'>, 'stage'>;

/** Adds to what the validation did what it did not look at: fields that the operation does not declare. */
export function tellUndeclared(telling: Telling, undeclared: Undeclared | undefined): Telling {
  if (undeclared === undefined || undeclared.fields.length === 0) return telling;
  const { fields, more } = undeclared;
  const ignored = fields.filter(({ is_ignored: isIgnored }) => isIgnored);
  const others = fields.filter(({ is_ignored: isIgnored }) => !isIgnored);
  const texts = [
    ...(ignored.length === 0
      ? []
      : [`Ignored, since the operation does not declare ${ignored.length === 1 ? 'it' : 'them'}: ${toList(ignored)}.`]),
    ...(others.length === 0
      ? []
      : [`Not declared by the schema of ${others.length === 1 ? 'its object' : 'their objects'}: ${toList(others)}.`]),
    ...(more === 0 ? [] : [`And ${more} more that the operation does not declare.`]),
  ];
  return {
    verdict: telling.verdict === 'passed' && ignored.length > 0 ? 'applied' : telling.verdict,
    text: [telling.text, ...texts].join(' '),
    details: { ...telling.details, undeclared: { fields: fields.map((field) => ({ ...field })), more } },
  };
}

/** Names fields: `the query parameter pge (did you mean page?) and the body fields /a and /b`. */
function toList(fields: Undeclared['fields']): string {
  const ofQuery = fields.filter(({ in: place }) => place === 'query').map(toText);
  const ofBody = fields.filter(({ in: place, field }) => place === 'body' && field !== '').map(toText);
  const groups = [
    ...(ofQuery.length === 0 ? [] : [`the query ${toNames('parameter', ofQuery)}`]),
    ...(fields.some(({ in: place, field }) => place === 'body' && field === '') ? ['the body'] : []),
    ...(ofBody.length === 0 ? [] : [`the body ${toNames('field', ofBody)}`]),
  ];
  return joinWords(groups, 'and');
}

function toNames(noun: string, names: readonly string[]): string {
  return `${noun}${names.length === 1 ? '' : 's'} ${joinWords(names, 'and')}`;
}

function toText({ field, nearest }: Undeclared['fields'][number]): string {
  return nearest === null ? field : `${field} (did you mean ${nearest}?)`;
}
