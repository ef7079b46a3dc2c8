import { basename, extname } from 'node:path';
import type { BootFault } from '../kernel/boot-fault.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../kernel/json/json.ts';
import { findAtPointer, parsePointer, toPointer } from '../kernel/json/pointer.ts';
import type { SourceLocation } from './openapi/open-api-document.ts';
import { childNodes, COMPONENT_SECTIONS, replaceChild, type NodeKind } from './openapi/open-api-grammar.ts';
import type { ReadFiles } from './read-files.ts';
import type { ReferenceResolver } from './references/reference-resolver.ts';
import type { ReferenceTarget } from './references/resolve-reference.ts';
import { getOrCreate } from '../kernel/get-or-create.ts';

/** A document in one piece. */
export interface Bundle {
  readonly document: JsonObject;
  /** The origin of the parts that other files hold, by JSON Pointer in the bundle. */
  readonly sources: ReadonlyMap<string, SourceLocation>;
}

/**
 * Bundles a document: makes every reference internal. Content of another file becomes a component named after the file
 * (`schemas/User.yaml` → `#/components/schemas/User`); a path item is inlined where it is used, and so is an example at
 * its first use. A reference that does not resolve is a fault. Parts that stay as they are are shared with the files,
 * so that a large document is not held twice.
 */
export function bundleDocument(root: string, read: ReadFiles, faults: BootFault[]): Bundle {
  const bundler = new Bundler(root, read, faults);
  return bundler.run();
}

/** The location of the node that is being copied. */
interface NodeLocation extends SourceLocation {
  readonly kind: NodeKind;
  /** JSON Pointer in the bundle. */
  readonly bundled: string;
}

/** Bundles one document; holds the components added so far. */
class Bundler {
  readonly #root: string;
  readonly #files: ReadonlyMap<string, JsonValue>;
  readonly #resolver: ReferenceResolver;
  readonly #faults: BootFault[];
  readonly #sources = new Map<string, SourceLocation>();
  /** `file#pointer` → JSON Pointer of its content in the bundle. */
  readonly #bundledPointers = new Map<string, string>();
  readonly #components = new Map<string, Map<string, JsonValue>>();
  /** The examples that are inlined already. Further uses share a component, so that a bundle stays small. */
  readonly #inlinedExamples = new Set<string>();
  /** The targets that are being inlined: inlining one of them again would never end. */
  readonly #inlining = new Set<string>();

  constructor(root: string, { files, resolver }: ReadFiles, faults: BootFault[]) {
    this.#root = root;
    this.#files = files;
    this.#resolver = resolver;
    this.#faults = faults;
  }

  run(): Bundle {
    const root = this.#files.get(this.#root);
    if (!isJsonObject(root)) return { document: {}, sources: this.#sources };
    this.#addDeclaredComponents(root);
    const document = this.#copy(root, { kind: 'document', file: this.#root, pointer: '', bundled: '' }) as JsonObject;
    return { document: this.#withComponents(document), sources: this.#sources };
  }

  /** Names files after the components that refer to them: `components.schemas.User: { $ref: ./schemas/User.yaml }`. */
  #addDeclaredComponents(root: JsonObject): void {
    const components = root['components'];
    if (!isJsonObject(components)) return;
    for (const { steps, value } of childNodes('components', components)) {
      const reference = isJsonObject(value) ? value['$ref'] : undefined;
      if (typeof reference !== 'string') continue;
      const target = this.#resolver.resolve(
        { file: this.#root, pointer: toPointer(['components', ...steps]) },
        reference,
      );
      if (target !== undefined && target.file !== this.#root)
        this.#bundledPointers.set(toKey(target), toPointer(['components', ...steps]));
    }
  }

  #copy(node: JsonValue, at: NodeLocation): JsonValue {
    if (!isJsonObject(node)) return node;
    const reference = node['$ref'];
    if (typeof reference === 'string') return this.#copyReference(node, reference, at);
    return this.#copyChildren(node, at);
  }

  #copyChildren(node: JsonObject, at: NodeLocation): JsonObject {
    let copy: Record<string, JsonValue> | undefined;
    for (const { kind, steps, value } of childNodes(at.kind, node)) {
      const child = this.#copy(value, {
        kind,
        file: at.file,
        pointer: at.pointer + toPointer(steps),
        bundled: at.bundled + toPointer(steps),
      });
      if (child !== value) replaceChild((copy ??= { ...node }), node, steps, child);
    }
    return copy ?? node;
  }

  #copyReference(node: JsonObject, reference: string, at: NodeLocation): JsonValue {
    const target = this.#resolver.resolve(at, reference);
    const content = target === undefined ? undefined : findAtPointer(this.#files.get(target.file), target.pointer);
    if (target === undefined || content === undefined) {
      return this.#addFault(at, `$ref "${reference}" does not resolve.`, 'Point it at an existing file and location.');
    }
    const { $ref: _, ...siblings } = node;
    if (this.#isInlined(target, at)) return this.#inline(content as JsonValue, siblings, target, at);
    const rest = at.kind === 'schema' ? this.#copyChildren(siblings, at) : siblings;
    const bundled = `#${this.#addComponent(target, content as JsonValue, at.kind)}`;
    return bundled === reference && Object.keys(node).length === 1 ? node : { ...rest, $ref: bundled };
  }

  /**
   * True for a path item, which has no components section that every tool reads, for a component that is declared as a
   * reference to a file, and for an example that is neither a component nor inlined elsewhere.
   */
  #isInlined(target: ReferenceTarget, at: NodeLocation): boolean {
    if (target.file === this.#root && at.kind !== 'pathItem') return false;
    const key = toKey(target);
    const component = this.#bundledPointers.get(key);
    if (COMPONENT_SECTIONS[at.kind] === undefined || component === at.bundled) return true;
    return at.kind === 'example' && component === undefined && !this.#inlinedExamples.has(key);
  }

  #inline(content: JsonValue, siblings: JsonObject, target: ReferenceTarget, at: NodeLocation): JsonValue {
    const key = toKey(target);
    if (this.#inlining.has(key)) {
      // A callback may refer to the path item that contains it. A path item that refers to itself defines nothing.
      if (at.kind === 'pathItem' && !at.pointer.includes('/callbacks/')) {
        return this.#addFault(at, 'The $ref refers to itself.', 'Write the path item out.');
      }
      return siblings;
    }
    this.#sources.set(at.bundled, target);
    if (at.kind === 'example') this.#inlinedExamples.add(key);
    this.#inlining.add(key);
    const copy = this.#copy(content, { kind: at.kind, ...target, bundled: at.bundled });
    this.#inlining.delete(key);
    return isJsonObject(copy) ? { ...copy, ...siblings } : copy;
  }

  #addFault({ file, pointer }: NodeLocation, message: string, remedy: string): JsonObject {
    this.#faults.push({ file, pointer, message, remedy });
    return {};
  }

  #addComponent(target: ReferenceTarget, content: JsonValue, kind: NodeKind): string {
    if (target.file === this.#root) return target.pointer;
    const known = this.#bundledPointers.get(toKey(target));
    if (known !== undefined) return known;
    const section = COMPONENT_SECTIONS[kind] ?? 'schemas';
    const bundled = toPointer(['components', section, this.#uniqueName(section, target)]);
    this.#bundledPointers.set(toKey(target), bundled);
    this.#sources.set(bundled, target);
    const entries = this.#entries(section);
    const name = parsePointer(bundled)[2] ?? '';
    entries.set(name, {});
    entries.set(name, this.#copy(content, { kind, ...target, bundled }));
    return bundled;
  }

  #uniqueName(section: string, target: ReferenceTarget): string {
    const base = parsePointer(target.pointer).at(-1) ?? basename(target.file, extname(target.file));
    const declared = findAtPointer(this.#files.get(this.#root), `/components/${section}`);
    const isTaken = (name: string): boolean =>
      this.#entries(section).has(name) || (isJsonObject(declared) && Object.hasOwn(declared, name));
    let name = base;
    for (let number = 2; isTaken(name); number += 1) name = `${base}_${number}`;
    return name;
  }

  #entries(section: string): Map<string, JsonValue> {
    return getOrCreate(this.#components, section, () => new Map());
  }

  #withComponents(document: JsonObject): JsonObject {
    if (this.#components.size === 0) return document;
    const components: Record<string, JsonValue> = { ...(document['components'] as JsonObject | undefined) };
    for (const [section, entries] of this.#components) {
      components[section] = { ...(components[section] as JsonObject | undefined), ...Object.fromEntries(entries) };
    }
    return { ...document, components };
  }
}

function toKey(target: ReferenceTarget): string {
  return `${target.file}#${target.pointer}`;
}
