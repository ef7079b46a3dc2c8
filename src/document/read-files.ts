import { readFile as readBytes, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { BootFault } from '../kernel/boot-fault.ts';
import { isJsonObject, type JsonValue } from '../kernel/json/json.ts';
import { findAtPointer, toPointer } from '../kernel/json/pointer.ts';
import { childNodes, type NodeKind } from './openapi/open-api-grammar.ts';
import { findSizeFault } from './document-size.ts';
import { createReferenceFolders } from './references/reference-folders.ts';
import { createReferenceResolver, type ReferenceResolver } from './references/reference-resolver.ts';
import type { ReferenceTarget } from './references/resolve-reference.ts';

/** The files of a document, by absolute name, and where the references in them lead. */
export interface ReadFiles {
  readonly files: ReadonlyMap<string, JsonValue>;
  readonly resolver: ReferenceResolver;
}

/**
 * Reads a document and every file that it refers to, where it may (`allowRefs` are further folders). What cannot be
 * read is a fault; nothing is ever fetched from elsewhere.
 */
export async function readFiles(root: string, faults: BootFault[], allowRefs: readonly string[]): Promise<ReadFiles> {
  const mayRefer = await createReferenceFolders(root, allowRefs);
  const resolver = createReferenceResolver();
  const files = new Map<string, JsonValue>();
  const seen = new Set<string>();
  const wanted: WantedFile[] = [{ file: root, pointer: '', kind: 'document', from: { file: root, pointer: '' } }];
  for (let next = wanted.shift(); next !== undefined; next = wanted.shift()) {
    const { file, pointer, kind, from } = next;
    if (seen.has(`${file}#${pointer}`)) continue;
    seen.add(`${file}#${pointer}`);
    const known = files.get(file);
    const isRefused = known === undefined && file !== root && !(await mayRefer(file));
    if (isRefused) faults.push(toRefusal(next));
    const content = known ?? (isRefused ? {} : await readFile(file, from.file, faults));
    files.set(file, content);
    if (known === undefined) resolver.add(file, content);
    for (const reference of references(kind, findAtPointer(content, pointer), pointer)) {
      const target = resolver.resolve({ file, pointer: reference.pointer }, reference.$ref);
      if (target !== undefined && target.file !== root)
        wanted.push({ ...target, kind: reference.kind, from: { file, pointer: reference.pointer } });
    }
  }
  return { files, resolver };
}

interface WantedFile extends ReferenceTarget {
  readonly kind: NodeKind;
  /** Where the reference to it stands. */
  readonly from: ReferenceTarget;
}

function toRefusal({ file, from }: WantedFile): BootFault {
  return {
    ...from,
    message: `The $ref leads to ${file}, which is in the tree neither of the document's folder nor of the working directory.`,
    remedy: `Put the file there, or allow its folder: --allow-refs ${dirname(file)}`,
  };
}

async function readFile(file: string, from: string, faults: BootFault[]): Promise<JsonValue> {
  try {
    // A pipe that a reference leads to has nobody who writes to it, and reading it never ends.
    if (file !== from && !(await stat(file)).isFile()) throw new Error('it is no file');
    const content = (await findPlainJson(file)) ?? (await parseYaml(file));
    const excess = findSizeFault(content);
    if (excess !== undefined) throw new Error(excess);
    return content;
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

async function parseYaml(file: string): Promise<JsonValue> {
  const { $RefParser } = await import('@apidevtools/json-schema-ref-parser');
  const content: unknown = await $RefParser.parse(file, { resolve: { http: false } });
  return content as JsonValue;
}

/** What is JSON needs no parser of YAML, which takes time to load; what is wrong with it the parser says better. */
async function findPlainJson(file: string): Promise<JsonValue | undefined> {
  if (!file.endsWith('.json')) return undefined;
  try {
    return JSON.parse(await readBytes(file, 'utf8')) as JsonValue;
  } catch {
    return undefined;
  }
}

interface FoundReference {
  readonly $ref: string;
  readonly kind: NodeKind;
  /** Where it stands. */
  readonly pointer: string;
}

function* references(kind: NodeKind, node: unknown, pointer: string): Generator<FoundReference> {
  if (!isJsonObject(node)) return;
  if (typeof node['$ref'] === 'string') yield { $ref: node['$ref'], kind, pointer };
  for (const child of childNodes(kind, node))
    yield* references(child.kind, child.value, pointer + toPointer(child.steps));
}
