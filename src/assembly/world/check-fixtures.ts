import { findNearestName } from '../../kernel/text/nearest-name.ts';
import type { Fixtures } from '../../document/load-fixtures.ts';
import type { BootFault } from '../../kernel/boot-fault.ts';
import { findOwn } from '../../kernel/json/json.ts';
import { toPointer } from '../../kernel/json/pointer.ts';
import type { CollectionSpec } from '../../store/port/store.ts';

/**
 * Finds what a demo world names and nobody keeps: files of no collection, pinned collections and records that are not
 * there.
 */
export function checkFixtures(fixtures: Fixtures, collections: readonly CollectionSpec[]): readonly BootFault[] {
  const names = collections.map(({ name }) => name);
  const strangers = fixtures.collections.filter(({ name }) => !names.includes(name));
  return [
    ...strangers.map(({ name, file }) => ({
      file,
      pointer: '',
      message: `The contract has no collection "${name}".`,
      remedy: toRemedy(name, names, 'Take the file out of the folder, or name it after a collection'),
    })),
    ...Object.entries(fixtures.pinned).flatMap(([name, keys]) =>
      checkPinned(name, keys, { fixtures, collections, names }),
    ),
  ];
}

interface PinnedContext {
  readonly fixtures: Fixtures;
  readonly collections: readonly CollectionSpec[];
  readonly names: readonly string[];
}

function checkPinned(name: string, keys: readonly (string | number)[], context: PinnedContext): readonly BootFault[] {
  const { fixtures, collections, names } = context;
  const file = fixtures.worldFile;
  const spec = collections.find((collection) => collection.name === name);
  if (spec === undefined) {
    const message = `The contract has no collection "${name}" to pin records of.`;
    return [
      { file, pointer: toPointer(['pinned', name]), message, remedy: toRemedy(name, names, 'Name a collection') },
    ];
  }
  const records = fixtures.collections.find((collection) => collection.name === name)?.records ?? [];
  const held = new Set(records.map((record) => findOwn(record, spec.key)));
  return keys.flatMap((key, index) =>
    held.has(key)
      ? []
      : {
          file,
          pointer: toPointer(['pinned', name, index]),
          message: `No record of ${name} has the ${spec.key} ${JSON.stringify(key)}.`,
          remedy: `Pin a record that is in ${name}.json, or none.`,
        },
  );
}

function toRemedy(name: string, names: readonly string[], otherwise: string): string {
  const nearest = findNearestName(name, names);
  return nearest === undefined ? `${otherwise}: ${names.join(', ') || 'there is none'}.` : `Did you mean ${nearest}?`;
}
