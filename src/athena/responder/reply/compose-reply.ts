import type { Chance } from '../model/chance.ts';
import { findIntent } from './intent.ts';
import { toKnowledge } from './knowledge.ts';
import { toHabits, toPersona, type Persona } from './persona.ts';
import { CLOSINGS, OPENINGS } from './phrases.ts';
import type { Question, ToolCall } from '../model/responder.ts';
import { SHAPES } from './shapes.ts';
import { toSnippet } from '../model/words.ts';

/**
 * Composes an answer in character: an opening in the persona's tone, the tool call, a body in the form that the intent
 * asks for, matching memories, and a closing question.
 */
export function composeReply(question: Question, toolCalls: readonly ToolCall[], chance: Chance): string {
  const persona = toPersona(question);
  const intent = findIntent(question.text, persona.instruction);
  if (intent === 'greeting') return welcome(persona, chance);
  const body = SHAPES[intent]({ question, text: question.text, persona, chance });
  if (persona.isTerse || intent === 'thanks') return body;
  const opening = chance.pick('opening', OPENINGS[intent === 'problem' ? 'problem' : persona.style]);
  const parts = [
    toOpening(opening, question, persona),
    toAction(toolCalls),
    body,
    intent === 'question' ? '' : toKnowledge(question),
    toWorkingStyle(persona, question, chance),
    chance.pick('closing', CLOSINGS[persona.style]),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function welcome({ name, greeting, goal, starters }: Persona, chance: Chance): string {
  const hello =
    greeting === '' ? `Hello! I'm ${name === '' ? 'your assistant' : name}.${goal === '' ? '' : ` ${goal}`}` : greeting;
  if (starters.length === 0) return hello;
  const shown = chance.shuffle('starters', starters).slice(0, 3);
  return `${hello}\n\nYou could ask me:\n\n${shown.map((starter) => `- ${starter}`).join('\n')}`;
}

/** In the first answer of a conversation, adds the persona's name and role to the opening. */
function toOpening(opening: string, { conversation }: Question, { name, role }: Persona): string {
  const isFirst = !conversation.some((turn) => turn.role === 'assistant');
  if (!isFirst || name === '') return opening;
  return `${opening} I'm ${name}${role === '' || role === name ? '' : `, ${role}`}.`;
}

function toAction([call]: readonly ToolCall[]): string {
  if (call === undefined) return '';
  const result = JSON.stringify(call.result)
    .replaceAll(/[{}[\]"]/g, '')
    .replaceAll(':', ': ')
    .replaceAll(',', ', ');
  return `I used \`${call.name}\` and got **${toSnippet(result, 80)}**.`;
}

/** Returns a sentence on how the persona works, or its guardrails; in most answers, an empty string. */
function toWorkingStyle(persona: Persona, { conversation }: Question, chance: Chance): string {
  if (chance.number('manner', 0, conversation.length > 0 ? 3 : 1) > 0) return '';
  const habits = toHabits(persona);
  if (habits.length > 0) return `_How I work: ${habits.slice(0, 2).join('; ')}._`;
  return persona.guardrails === '' ? '' : `_${persona.guardrails}_`;
}
