import type { Resource } from '../../contract/model/resource.ts';
import { memoize } from '../../kernel/memoize.ts';
import { parseTimestamp } from '../../kernel/time/clock.ts';
import type { Template } from './world-records.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';

/**
 * Records that only make sense together, and are therefore copied together: a thread and its messages, a run and its
 * data.
 */
export interface Bundle {
  /** The record that the others depend on comes first. */
  readonly members: readonly Template[];
}

/**
 * Groups templates into bundles: records that refer to each other, and children that were created within their parent's
 * lifetime. Only templates that pass `canGrow` are copied.
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
      // A child of a parent that is not copied would be added to that same parent.
      if (isBound && !canGrow(other)) stuck.add(template);
      if ((isBound || other.refersTo.has(template.id)) && canGrow(template) && canGrow(other))
        join(parents, template.id, other.id);
    }
  }
  const groups = new Map<string, Template[]>();
  for (const template of templates.values()) {
    const root = findRoot(parents, template.id);
    getOrCreate(groups, root, () => []).push(template);
  }
  const isComplete = (members: readonly Template[]): boolean =>
    members.every((member) => canGrow(member) && !stuck.has(member));
  return [...groups.values()].filter(isComplete).map((members) => ({ members }));
}

/** Finds the pairs of resources whose children are nearly always created within their parent's lifetime. */
function findEnclosingRelations(templates: ReadonlyMap<string, Template>): ReadonlySet<string> {
  const counts = new Map<string, { inside: number; all: number }>();
  for (const child of templates.values()) {
    for (const id of child.refersTo) {
      const parent = templates.get(id);
      if (parent === undefined || parent.resource === child.resource) continue;
      const count = getOrCreate(counts, toPair(child, parent), () => ({ inside: 0, all: 0 }));
      count.inside += isInside(child, parent) ? 1 : 0;
      count.all += 1;
    }
  }
  return new Set(
    [...counts].filter(([, { inside, all }]) => all >= MIN_PAIRS && inside >= all * MIN_SHARE).map(([pair]) => pair),
  );
}

function isInside(child: Template, parent: Template): boolean {
  const [created, start, end] = [
    timeOf(child, 'created_at'),
    timeOf(parent, 'created_at'),
    timeOf(parent, 'updated_at'),
  ];
  return created !== undefined && start !== undefined && end !== undefined && start <= created && created <= end;
}

/**
 * Returns when a record was created or last changed, in milliseconds. Undefined if its contract computes no such
 * property.
 */
export function timeOf(
  { resource, record }: Pick<Template, 'resource' | 'record'>,
  kind: 'created_at' | 'updated_at',
): number | undefined {
  const property = timePropertiesOf(resource)[kind];
  const value = property === undefined ? undefined : record[property];
  return typeof value === 'string' ? parseTimestamp(value) : undefined;
}

/** Returns the names of the properties in which a resource computes its times. */
const timePropertiesOf = memoize(({ computed }: Resource) => {
  const findProperty = (kind: string): string | undefined =>
    [...computed].find(([, property]) => property.kind === kind)?.[0];
  return { created_at: findProperty('created_at'), updated_at: findProperty('updated_at') };
});

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

/** With fewer pairs the share says nothing. */
const MIN_PAIRS = 5;
const MIN_SHARE = 0.95;
