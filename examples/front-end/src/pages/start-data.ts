import type { Execution, Workflow } from '../api.ts';

type Data = NonNullable<Execution['workflow_execution_data']>['data']['start_data'];

/** A value that a workflow is started with, and the text that its field begins with. */
export interface StartField {
  readonly name: string;
  readonly type: 'text' | 'number' | 'checkbox';
  readonly value: string;
}

/**
 * Returns the fields that a workflow is started with: those that its steps read, with the values of its latest
 * execution. The API does not describe what a webhook takes.
 */
export function findStartFields({ nodes }: Workflow, executions: readonly Execution[]): readonly StartField[] {
  const trigger = nodes.find(({ type }) => type.startsWith('trigger.'));
  if (!trigger || trigger.type === 'trigger.schedule') return [];
  const before: Data = executions.map(readStartData).find((data) => Object.keys(data).length > 0) ?? {};
  const declared = trigger.data.parameters?.['fields'];
  const names = new Set([
    ...Object.keys(before),
    ...(Array.isArray(declared) ? declared.filter((name) => typeof name === 'string') : []),
    ...findReadNames(nodes, trigger.id),
  ]);
  return [...names].map((name) => toField(name, before[name])).filter((field) => field !== undefined);
}

/** Converts the fields of a form to the data to send. */
export function toStartData(fields: readonly StartField[], form: FormData): Record<string, string | number | boolean> {
  return Object.fromEntries(
    fields.map(({ name, type }) => {
      const text = String(form.get(name) ?? '');
      if (type === 'checkbox') return [name, form.has(name)];
      return [name, type === 'number' && text !== '' ? Number(text) : text];
    }),
  );
}

function readStartData({ workflow_execution_data: recorded }: Execution): Data {
  return recorded?.data.start_data ?? {};
}

/** Returns the names after `trigger.` or the trigger's id in the parameters of the steps: `{{ webhook.email }}`. */
function findReadNames(nodes: Workflow['nodes'], triggerId: string): readonly string[] {
  const text = JSON.stringify(nodes.map(({ data }) => data.parameters ?? {}));
  const paths = [...text.matchAll(/\{\{\s*([\w-]+)\.(\w+)/g)];
  return paths.flatMap(([, root, name = '']) => (root === 'trigger' || root === triggerId ? [name] : []));
}

function toField(name: string, value: Data[string] | undefined): StartField | undefined {
  if (typeof value === 'boolean') return { name, type: 'checkbox', value: value ? 'on' : '' };
  if (typeof value === 'number') return { name, type: 'number', value: String(value) };
  if (value === undefined || value === null || typeof value === 'string')
    return { name, type: 'text', value: value ?? '' };
  // A list or an object needs more than a field.
  return undefined;
}
