import { dirname, resolve as resolvePath } from 'node:path';
import { $RefParser } from '@apidevtools/json-schema-ref-parser';
import type { BootFault } from '../kernel/boot-fault.ts';
import { isJsonObject, type JsonValue } from '../kernel/json.ts';
import { findAtPointer } from '../kernel/pointer.ts';
import { childNodes, type NodeKind } from './open-api-grammar.ts';

/** Where a `$ref` leads: an absolute file and a JSON Pointer in it. */
export interface ReferenceTarget {
  readonly file: string;
  readonly pointer: string;
}

/** Reads a document and every file that it refers to, by absolute name. What cannot be read is a fault; nothing is ever fetched from elsewhere. */
export async function readFiles(root: string, faults: BootFault[]): Promise<ReadonlyMap<string, JsonValue>> {
  const files = new Map<string, JsonValue>();
  const seen = new Set<string>();
  const wanted: (ReferenceTarget & { kind: NodeKind; from: string })[] = [{ file: root, pointer: '', kind: 'document', from: root }];
  for (let next = wanted.shift(); next !== undefined; next = wanted.shift()) {
    const { file, pointer, kind, from } = next;
    if (seen.has(`${file}#${pointer}`)) continue;
    seen.add(`${file}#${pointer}`);
    const content = files.get(file) ?? (await readFile(file, from, faults));
    files.set(file, content);
    for (const reference of references(kind, findAtPointer(content, pointer))) {
      const target = resolveReference(file, reference.$ref);
      if (target.file !== root) wanted.push({ ...target, kind: reference.kind, from: file });
    }
  }
  return files;
}

/** Where a `$ref` that stands in `file` leads. */
export function resolveReference(file: string, reference: string): ReferenceTarget {
  const [path = '', fragment = ''] = reference.split('#', 2);
  return { file: path === '' ? file : resolvePath(dirname(file), decode(path)), pointer: decode(fragment) };
}

/** True for `http://…` and the like, which the simulator never follows. */
export function isRemote(reference: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(reference);
}

async function readFile(file: string, from: string, faults: BootFault[]): Promise<JsonValue> {
  try {
    const content: unknown = await $RefParser.parse(file, { resolve: { http: false } });
    if (isCyclic(content)) throw new Error('an anchor holds an alias of itself');
    return content as JsonValue;
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
    faults.push({
      file: from,
      pointer: '',
      message: `${file} cannot be read: ${reason}.`,
      remedy: 'Name a YAML or JSON file that exists and parses.',
    });
    return {};
  }
}

/** YAML can write an object that holds itself; JSON cannot, and no reader of it would end. */
function isCyclic(value: unknown, open = new Set<object>(), done = new Set<object>()): boolean {
  if (typeof value !== 'object' || value === null || done.has(value)) return false;
  if (open.has(value)) return true;
  open.add(value);
  const found = Object.values(value).some((child) => isCyclic(child, open, done));
  open.delete(value);
  done.add(value);
  return found;
}

function* references(kind: NodeKind, node: unknown): Generator<{ $ref: string; kind: NodeKind }> {
  if (!isJsonObject(node)) return;
  if (typeof node['$ref'] === 'string' && !isRemote(node['$ref'])) yield { $ref: node['$ref'], kind };
  for (const child of childNodes(kind, node)) yield* references(child.kind, child.value);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
