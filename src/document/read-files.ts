import { readFile as readBytes, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { BootFault } from '../kernel/boot-fault.ts';
import { isJsonObject, type JsonValue } from '../kernel/json/json.ts';
import { findAtPointer, toPointer } from '../kernel/json/pointer.ts';
import { childNodes, type NodeKind } from './openapi/open-api-grammar.ts';
import { limitSize } from './document-size.ts';
import { createReferenceFolders } from './references/reference-folders.ts';
import { createReferenceResolver, type ReferenceResolver } from './references/reference-resolver.ts';
import type { ReferenceTarget } from './references/resolve-reference.ts';
import { toReason } from '../kernel/text/to-reason.ts';

/** The files of a document, by absolute name, and the resolver of their references. */
export interface ReadFiles {
  readonly files: ReadonlyMap<string, JsonValue>;
  readonly resolver: ReferenceResolver;
  /** Names the parts of the files that were left out. */
  readonly warnings: readonly BootFault[];
}

/**
 * Reads a document and every file that it may refer to (`allowRefs` are further folders). A file that cannot be read or
 * is not allowed is a fault. Nothing is fetched over the network.
 */
export async function readFiles(root: string, faults: BootFault[], allowRefs: readonly string[]): Promise<ReadFiles> {
  const mayRefer = await createReferenceFolders(root, allowRefs);
  const resolver = createReferenceResolver();
  const files = new Map<string, JsonValue>();
  const warnings: BootFault[] = [];
  const seen = new Set<string>();
  const queue: FileReference[] = [{ file: root, pointer: '', kind: 'document', from: { file: root, pointer: '' } }];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { file, pointer, kind, from } = next;
    if (seen.has(`${file}#${pointer}`)) continue;
    seen.add(`${file}#${pointer}`);
    const known = files.get(file);
    const isRejected = known === undefined && file !== root && !(await mayRefer(file));
    if (isRejected) faults.push(toRejection(next));
    const content = known ?? (isRejected ? {} : await readFile(file, from.file, { faults, warnings }));
    files.set(file, content);
    if (known === undefined) resolver.add(file, content);
    for (const reference of references(kind, findAtPointer(content, pointer), pointer)) {
      const target = resolver.resolve({ file, pointer: reference.pointer }, reference.$ref);
      if (target !== undefined && target.file !== root)
        queue.push({ ...target, kind: reference.kind, from: { file, pointer: reference.pointer } });
    }
  }
  return { files, resolver, warnings };
}

interface FileReference extends ReferenceTarget {
  readonly kind: NodeKind;
  /** The location of the reference. */
  readonly from: ReferenceTarget;
}

function toRejection({ file, from }: FileReference): BootFault {
  return {
    ...from,
    message: `The $ref points to ${file}, which is outside the document's folder and the working directory.`,
    remedy: `Move the file inside one of them, or allow its folder: --allow-refs ${dirname(file)}`,
  };
}

async function readFile(
  file: string,
  from: string,
  { faults, warnings }: { readonly faults: BootFault[]; readonly warnings: BootFault[] },
): Promise<JsonValue> {
  try {
    // Reading a named pipe without a writer would never end.
    if (file !== from && !(await stat(file)).isFile()) throw new Error('it is not a regular file');
    const { content, leftOut } = limitSize((await findPlainJson(file)) ?? (await parseYaml(file)));
    warnings.push(...leftOut.map((pointer) => toLeftOut(file, pointer)));
    return content;
  } catch (error) {
    const reason = toReason(error).split('\n', 1)[0] ?? '';
    faults.push({
      file: from,
      pointer: '',
      message: `Failed to read ${file}: ${reason}.`,
      // The parser is loaded lazily, so its class cannot be compared here.
      remedy:
        error instanceof Error && error.name === 'ParserError'
          ? 'Correct the YAML or JSON there.'
          : 'Name an existing file of valid YAML or JSON.',
    });
    return {};
  }
}

function toLeftOut(file: string, pointer: string): BootFault {
  return {
    file,
    pointer,
    message: 'The aliases of this example or extension expand to too many values. It is left out.',
    remedy: 'Write a shorter one.',
  };
}

async function parseYaml(file: string): Promise<JsonValue> {
  const { $RefParser } = await import('@apidevtools/json-schema-ref-parser');
  const content: unknown = await $RefParser.parse(file, { resolve: { http: false } });
  return content as JsonValue;
}

/**
 * Parses a JSON file without loading the YAML parser, which is slow to load. Returns undefined for other files and for
 * invalid JSON: the YAML parser reports the error with its position.
 */
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
  /** The location of the reference. */
  readonly pointer: string;
}

function* references(kind: NodeKind, node: unknown, pointer: string): Generator<FoundReference> {
  if (!isJsonObject(node)) return;
  if (typeof node['$ref'] === 'string') yield { $ref: node['$ref'], kind, pointer };
  for (const child of childNodes(kind, node))
    yield* references(child.kind, child.value, pointer + toPointer(child.steps));
}
