import { basename, extname } from 'node:path';
import type { BootFault } from '../kernel/boot-fault.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../kernel/json/json.ts';
import { findAtPointer, parsePointer, toPointer } from '../kernel/json/pointer.ts';
import type { SourceLocation } from './openapi/open-api-document.ts';
import { childNodes, COMPONENT_SECTIONS, replaceChild, type NodeKind } from './openapi/open-api-grammar.ts';
import type { ReadFiles } from './read-files.ts';
import type { ReferenceResolver } from './references/reference-resolver.ts';
import type { ReferenceTarget } from './references/resolve-reference.ts';

/** A document in one piece, and where its pieces came from: bundled pointer → file and pointer. */
export interface Bundle {
  readonly document: JsonObject;
  readonly sources: ReadonlyMap<string, SourceLocation>;
}

/**
 * Makes every reference internal. What another file holds becomes a component named after the file (`schemas/User.yaml`
 * → `#/components/schemas/User`), and a path item is written where it is used. A reference that leads nowhere is a
 * fault.
 */
export function bundleDocument(root: string, read: ReadFiles, faults: BootFault[]): Bundle {
  const bundler = new Bundler(root, read, faults);
  return bundler.run();
}

interface Place extends SourceLocation {
  readonly kind: NodeKind;
  /** Where it stands in the bundle. */
  readonly bundled: string;
}

/** Holds what has been named so far; lives for one document. */
class Bundler {
  readonly #root: string;
  readonly #files: ReadonlyMap<string, JsonValue>;
  readonly #resolver: ReferenceResolver;
  readonly #faults: BootFault[];
  readonly #sources = new Map<string, SourceLocation>();
  /** `file#pointer` → where its content stands in the bundle. */
  readonly #placed = new Map<string, string>();
  readonly #components = new Map<string, Map<string, JsonValue>>();
  /** What is being written in place: a reference back to one of these would never end. */
  readonly #open = new Set<string>();

  constructor(root: string, { files, resolver }: ReadFiles, faults: BootFault[]) {
    this.#root = root;
    this.#files = files;
    this.#resolver = resolver;
    this.#faults = faults;
  }

  run(): Bundle {
    const root = this.#files.get(this.#root);
    if (!isJsonObject(root)) return { document: {}, sources: this.#sources };
    this.#placeDeclaredComponents(root);
    const document = this.#copy(root, { kind: 'document', file: this.#root, pointer: '', bundled: '' }) as JsonObject;
    return { document: this.#withComponents(document), sources: this.#sources };
  }

  /** `components.schemas.User: { $ref: ./schemas/User.yaml }` gives the file its name. */
  #placeDeclaredComponents(root: JsonObject): void {
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
        this.#placed.set(toKey(target), toPointer(['components', ...steps]));
    }
  }

  #copy(node: JsonValue, place: Place): JsonValue {
    if (!isJsonObject(node)) return node;
    const reference = node['$ref'];
    if (typeof reference === 'string') return this.#copyReference(node, reference, place);
    return this.#copyChildren(node, place);
  }

  #copyChildren(node: JsonObject, place: Place): JsonObject {
    const copy: Record<string, JsonValue> = { ...node };
    for (const { kind, steps, value } of childNodes(place.kind, node)) {
      const child = this.#copy(value, {
        kind,
        file: place.file,
        pointer: place.pointer + toPointer(steps),
        bundled: place.bundled + toPointer(steps),
      });
      replaceChild(copy, node, steps, child);
    }
    return copy;
  }

  #copyReference(node: JsonObject, reference: string, place: Place): JsonValue {
    const target = this.#resolver.resolve(place, reference);
    const content = target === undefined ? undefined : findAtPointer(this.#files.get(target.file), target.pointer);
    if (target === undefined || content === undefined) {
      return this.#refuse(place, `$ref "${reference}" leads nowhere.`, 'Point it at a file and a place that exist.');
    }
    const { $ref: _, ...siblings } = node;
    if (this.#isWrittenInPlace(target, place)) return this.#copyInPlace(content as JsonValue, siblings, target, place);
    const rest = place.kind === 'schema' ? this.#copyChildren(siblings, place) : siblings;
    return { ...rest, $ref: `#${this.#place(target, content as JsonValue, place.kind)}` };
  }

  /**
   * A path item has no section of its own that every reader knows, and a declared component is where its file belongs.
   */
  #isWrittenInPlace(target: ReferenceTarget, place: Place): boolean {
    if (target.file === this.#root && place.kind !== 'pathItem') return false;
    return COMPONENT_SECTIONS[place.kind] === undefined || this.#placed.get(toKey(target)) === place.bundled;
  }

  #copyInPlace(content: JsonValue, siblings: JsonObject, target: ReferenceTarget, place: Place): JsonValue {
    const key = toKey(target);
    if (this.#open.has(key)) {
      // A callback may be the very path that it belongs to; a path that is itself says nothing.
      if (place.kind === 'pathItem' && !place.pointer.includes('/callbacks/')) {
        return this.#refuse(place, '$ref leads back to where it stands.', 'Write out what it stands for.');
      }
      return siblings;
    }
    this.#sources.set(place.bundled, target);
    this.#open.add(key);
    const copy = this.#copy(content, { kind: place.kind, ...target, bundled: place.bundled });
    this.#open.delete(key);
    return isJsonObject(copy) ? { ...copy, ...siblings } : copy;
  }

  #refuse({ file, pointer }: Place, message: string, remedy: string): JsonObject {
    this.#faults.push({ file, pointer, message, remedy });
    return {};
  }

  #place(target: ReferenceTarget, content: JsonValue, kind: NodeKind): string {
    if (target.file === this.#root) return target.pointer;
    const known = this.#placed.get(toKey(target));
    if (known !== undefined) return known;
    const section = COMPONENT_SECTIONS[kind] ?? 'schemas';
    const bundled = toPointer(['components', section, this.#freeName(section, target)]);
    this.#placed.set(toKey(target), bundled);
    this.#sources.set(bundled, target);
    const entries = this.#entries(section);
    const name = parsePointer(bundled)[2] ?? '';
    entries.set(name, {});
    entries.set(name, this.#copy(content, { kind, ...target, bundled }));
    return bundled;
  }

  #freeName(section: string, target: ReferenceTarget): string {
    const base = parsePointer(target.pointer).at(-1) ?? basename(target.file, extname(target.file));
    const declared = findAtPointer(this.#files.get(this.#root), `/components/${section}`);
    const isTaken = (name: string): boolean =>
      this.#entries(section).has(name) || (isJsonObject(declared) && Object.hasOwn(declared, name));
    let name = base;
    for (let number = 2; isTaken(name); number += 1) name = `${base}_${number}`;
    return name;
  }

  #entries(section: string): Map<string, JsonValue> {
    const entries = this.#components.get(section) ?? new Map<string, JsonValue>();
    this.#components.set(section, entries);
    return entries;
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
