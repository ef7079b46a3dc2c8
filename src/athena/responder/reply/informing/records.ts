import type { AskedRecord, AskedWorkspace } from '../../model/responder.ts';
import type { Brief } from '../brief/brief.ts';
import type { Intent } from '../brief/intent.ts';
import { toBullets, trimEnd } from '../english/sentences.ts';

/** Answers what there is in the agent's workspace: workflows, agents, prompts and accounts. */
export const RECORDS: Intent = {
  name: 'records',
  fits: (brief) => findRecords(brief) !== undefined,
  write: (brief) => {
    const found = findRecords(brief);
    return { text: found === undefined ? '' : writeRecords(found, brief), manner: 'bare' };
  },
};

interface FoundRecords {
  readonly kind: Kind;
  readonly workspace: AskedWorkspace;
  /** The record that the task names. */
  readonly named: AskedRecord | undefined;
}

function findRecords({ task, question: { workspace } }: Brief): FoundRecords | undefined {
  if (workspace === undefined) return undefined;
  const kind = KINDS.find(({ words }) => words.test(task));
  if (kind === undefined) return undefined;
  const lower = task.toLowerCase();
  const named = workspace[kind.field].find(({ name }) => lower.includes(name.toLowerCase()));
  return LISTING.test(task) || (named !== undefined && ASKING.test(task)) ? { kind, workspace, named } : undefined;
}

function writeRecords({ kind, workspace, named }: FoundRecords, { task }: Brief): string {
  if (named !== undefined) return writeNamed(named, kind);
  const all = [...new Map(workspace[kind.field].map((record) => [record.name, record])).values()];
  const isActiveOnly = /\b(?:active|running|enabled|switched on)\b/i.test(task);
  const shown = isActiveOnly ? all.filter(({ isActive }) => isActive) : all;
  const where = `in the workspace ${workspace.name}`;
  if (shown.length === 0) return `I see no ${isActiveOnly ? 'active ' : ''}${kind.plural} ${where}.`;
  const count = `**${shown.length}** ${isActiveOnly ? 'active ' : ''}${shown.length === 1 ? kind.singular : kind.plural}`;
  return `I see ${count} ${where}:\n\n${toBullets(shown.map(toLine))}`;
}

function writeNamed({ name, description, isActive }: AskedRecord, { singular }: Kind): string {
  const about = description === null ? '' : ` ${trimEnd(description)}.`;
  return `**${name}** is ${isActive ? 'an active' : 'an inactive'} ${singular}.${about}`;
}

function toLine({ name, description, isActive }: AskedRecord): string {
  return `**${name}**${isActive ? '' : ' (inactive)'}${description === null ? '' : `: ${description}`}`;
}

interface Kind {
  readonly field: 'workflows' | 'agents' | 'prompts' | 'accounts';
  readonly words: RegExp;
  readonly singular: string;
  readonly plural: string;
}

const KINDS: readonly Kind[] = [
  { field: 'workflows', words: /\bworkflows?\b|\bautomations?\b/i, singular: 'workflow', plural: 'workflows' },
  { field: 'prompts', words: /\bprompts\b|\bprompt templates?\b/i, singular: 'prompt', plural: 'prompts' },
  {
    field: 'accounts',
    words: /\baccounts (?:are|do|have)\b|\bconnected\b|\bproviders\b|\bintegrations?\b/i,
    singular: 'connected account',
    plural: 'connected accounts',
  },
  { field: 'agents', words: /\bagents\b|\bcolleagues of yours\b/i, singular: 'agent', plural: 'agents' },
];
/** A task that asks what there is, rather than how to make one. */
const LISTING =
  /\b(?:which|what|list|show|name|how many|are there|any|all)\b.{0,40}\b(?:workflows?|automations?|agents|prompts|providers|accounts|integrations?|connected)\b.{0,40}\b(?:do we have|have we|are there|do you (?:see|know)|are (?:active|running|connected|available|set up)|exist|in (?:this|our|the|my) workspace|we have|here|use)\b|^(?:list|show)(?: me)? (?:all |our |the |my )?(?:active )?(?:workflows|automations|agents|prompts|accounts|providers)\b|\bhow many (?:active )?(?:workflows|agents|prompts|accounts)\b/i;
const ASKING = /\b(?:active|running|enabled|what (?:is|does)|does|is)\b/i;
