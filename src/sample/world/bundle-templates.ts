import { parseTimestamp } from '../../kernel/time/clock.ts';
import type { Template } from './world-records.ts';

/**
 * Records that make sense together alone, and are therefore copied together: a conversation and what is said in it, a
 * run and its data.
 */
export interface Bundle {
  /** What the others hang on; first. */
  readonly members: readonly Template[];
}

/**
 * Groups templates: records that name each other, and children whose times lie within their parent's. `canGrow` says
 * which may be copied.
 */
export function bundleTemplates(
  templates: ReadonlyMap<string, Template>,
  canGrow: (template: Template) => boolean,
): readonly Bundle[] {
  const parents = new Map<string, string>();
  const enclosing = findEnclosingRelations(templates);
  const stuck = new Set<Template>();
  for (const template of templates.values()) {
    for (const id of template.refersTo) {
      const other = templates.get(id);
      if (other === undefined || other === template) continue;
      const isBound = enclosing.has(toPair(template, other));
      // More of what is said in a conversation that is there once alone would be said in the same one.
      if (isBound && !canGrow(other)) stuck.add(template);
      if ((isBound || other.refersTo.has(template.id)) && canGrow(template) && canGrow(other))
        join(parents, template.id, other.id);
    }
  }
  const groups = new Map<string, Template[]>();
  for (const template of templates.values()) {
    const root = findRoot(parents, template.id);
    groups.set(root, [...(groups.get(root) ?? []), template]);
  }
  const isWhole = (members: readonly Template[]): boolean =>
    members.every((member) => canGrow(member) && !stuck.has(member));
  return [...groups.values()].filter(isWhole).map((members) => ({ members }));
}

/** The kinds of children that nearly always come to be between their parent's creation and its last change. */
function findEnclosingRelations(templates: ReadonlyMap<string, Template>): ReadonlySet<string> {
  const counts = new Map<string, { inside: number; all: number }>();
  for (const child of templates.values()) {
    for (const id of child.refersTo) {
      const parent = templates.get(id);
      if (parent === undefined || parent.resource === child.resource) continue;
      const pair = toPair(child, parent);
      const count = counts.get(pair) ?? { inside: 0, all: 0 };
      counts.set(pair, { inside: count.inside + (isInside(child, parent) ? 1 : 0), all: count.all + 1 });
    }
  }
  return new Set(
    [...counts].filter(([, { inside, all }]) => all >= FEWEST && inside >= all * NEARLY_ALL).map(([pair]) => pair),
  );
}

function isInside(child: Template, parent: Template): boolean {
  const [made, begun, ended] = [
    timeOf(child, 'created_at'),
    timeOf(parent, 'created_at'),
    timeOf(parent, 'updated_at'),
  ];
  return made !== undefined && begun !== undefined && ended !== undefined && begun <= made && made <= ended;
}

/** When a record was created or last changed, by the property that its contract computes so; in milliseconds. */
export function timeOf(
  { resource, record }: Pick<Template, 'resource' | 'record'>,
  kind: 'created_at' | 'updated_at',
): number | undefined {
  const property = [...resource.computed].find(([, computed]) => computed.kind === kind)?.[0];
  const value = property === undefined ? undefined : record[property];
  return typeof value === 'string' ? parseTimestamp(value) : undefined;
}

function toPair(child: Template, parent: Template): string {
  return `${child.resource.name}>${parent.resource.name}`;
}

function findRoot(parents: Map<string, string>, id: string): string {
  const parent = parents.get(id);
  return parent === undefined ? id : findRoot(parents, parent);
}

function join(parents: Map<string, string>, child: string, parent: string): void {
  const [one, other] = [findRoot(parents, child), findRoot(parents, parent)];
  if (one !== other) parents.set(one, other);
}

/** Fewer pairs than this are chance. */
const FEWEST = 5;
const NEARLY_ALL = 0.95;
