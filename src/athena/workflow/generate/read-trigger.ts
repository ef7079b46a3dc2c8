import type { JsonObject } from '../../../kernel/json/json.ts';
import type { Node } from '../graph/graph.ts';

/** The trigger that a description asks for. */
export interface TriggerPlan {
  readonly id: string;
  readonly type: Extract<Node['type'], `trigger.${string}`>;
  readonly label: string;
  readonly parameters: JsonObject | undefined;
}

/** Reads the trigger from a description: a schedule, a manual start, or (the default) a webhook. */
export function readTrigger(prompt: string): TriggerPlan {
  const text = prompt.toLowerCase();
  const schedule = SCHEDULES.find(([words]) => words.test(text));
  if (schedule !== undefined)
    return { id: 'schedule', type: 'trigger.schedule', label: schedule[2], parameters: { cron: schedule[1] } };
  if (/\b(?:manually|by hand|on demand)\b/.test(text))
    return { id: 'start', type: 'trigger.manual', label: 'Started by hand', parameters: undefined };
  const subject =
    /\b(?:when|whenever|once|if|as soon as)\s+(?:(?:an?|the|any|each|every|new|some)\s+){0,3}([\p{L}-]{2,30})/u.exec(
      text,
    )?.[1];
  return {
    id: 'webhook',
    type: 'trigger.webhook',
    label: subject === undefined ? 'Something happens' : `About a ${subject}`,
    parameters: undefined,
  };
}

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** The matching words, the cron expression and the label. */
const SCHEDULES: readonly (readonly [RegExp, string, string])[] = [
  ...DAYS.map(
    (day, index) =>
      [
        new RegExp(String.raw`\b(?:every|each|on) ${day}s?\b`),
        `0 8 * * ${index}`,
        `Every ${day.charAt(0).toUpperCase()}${day.slice(1)}`,
      ] as const,
  ),
  [/\b(?:hourly|(?:every|each) hour)\b/, '0 * * * *', 'Every hour'],
  [/\b(?:nightly|(?:every|each) night)\b/, '0 2 * * *', 'Every night'],
  [/\b(?:every|each) evening\b/, '0 18 * * *', 'Every evening'],
  [/\b(?:daily|(?:every|each) (?:day|morning))\b/, '0 8 * * *', 'Every morning'],
  [/\b(?:weekly|(?:every|each) week)\b/, '0 8 * * 1', 'Every week'],
  [/\b(?:monthly|(?:every|each) month)\b/, '0 8 1 * *', 'Every month'],
];
