import { cutTo } from '../../kernel/text/cut-to.ts';
import { joinWords } from '../../kernel/text/join-words.ts';
import type { LostBody } from '../correction/correct-body.ts';
import type { CorrectedInput } from '../correction/correct-input.ts';

/** Tells how a call differs from the request, in sentences: which values are examples, and what it leaves out. */
export function tellCall({ examples, renamed, leftOut, hidden, files, lost }: CorrectedInput): readonly string[] {
  const moved = renamed.map(({ from, to }) => `${toShown(from)} in ${to}`);
  return [
    ...(lost === undefined ? [] : [`${LOST[lost]}. The call has nothing of it.`]),
    ...(moved.length === 0 ? [] : [`The call has what was sent as ${joinWords(moved, 'and')}.`]),
    ...(examples.length === 0
      ? []
      : [`In the call, ${toNames(examples)} ${examples.length === 1 ? 'is an example' : 'are examples'}.`]),
    ...(leftOut.length === 0 ? [] : [`The call leaves out ${toNames(leftOut)}.`]),
    ...(hidden.length === 0 ? [] : [`The call leaves out ${toNames(hidden)}, since secrets are not shown.`]),
    ...(files.length === 0 ? [] : ['Put the path of the file in the place of FILE.']),
  ];
}

/** Tells why there is no call. */
export function tellLost(lost: LostBody): string {
  return lost === 'invalid'
    ? 'No call is left of it: nothing of what was to be written is valid, or may be shown.'
    : `${LOST[lost]}. No call can be made of it.`;
}

function toNames(names: readonly string[]): string {
  const shown = [...new Set(names)].map(toShown);
  const rest = shown.length - MAX_NAMES;
  return joinWords(rest > 0 ? [...shown.slice(0, MAX_NAMES), `${rest} more`] : shown, 'and');
}

/** A client chooses the names of what it sends. */
function toShown(name: string): string {
  return name.length > MAX_LENGTH ? `${cutTo(name, MAX_LENGTH)}…` : name;
}

const LOST: Readonly<Record<Exclude<LostBody, 'invalid'>, string>> = {
  unread: 'The body was not read, since the request was rejected before that',
  unreadable: 'The body is malformed, or was not recorded completely',
};
/** Names in one sentence. */
const MAX_NAMES = 10;
/** Characters. */
const MAX_LENGTH = 100;
