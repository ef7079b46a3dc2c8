import { findNearestName } from '../../kernel/text/nearest-name.ts';
import type { Fixtures } from '../../document/load-fixtures.ts';
import { listNamedKeys, type NamedKeys } from '../../document/parse-world-info.ts';
import type { BootFault } from '../../kernel/boot-fault.ts';
import { findOwn } from '../../kernel/json/json.ts';
import { toPointer } from '../../kernel/json/pointer.ts';
import type { CollectionSpec } from '../../store/port/store.ts';

/**
 * Finds references of fixtures that do not resolve: files of unknown collections, and collections or records that
 * `world.json` names and that do not exist.
 */
export function checkFixtures(fixtures: Fixtures, collections: readonly CollectionSpec[]): readonly BootFault[] {
  const names = collections.map(({ name }) => name);
  const unknown = fixtures.collections.filter(({ name }) => !names.includes(name));
  return [
    ...unknown.map(({ name, file }) => ({
      file,
      pointer: '',
      message: `The contract has no collection "${name}".`,
      remedy: toRemedy(name, names, 'Take the file out of the folder, or name it after a collection'),
    })),
    ...listNamedKeys(fixtures).flatMap((named) => checkNamed(named, { fixtures, collections, names })),
  ];
}

interface NamedContext {
  readonly fixtures: Fixtures;
  readonly collections: readonly CollectionSpec[];
  readonly names: readonly string[];
}

function checkNamed({ collection: name, keys, path }: NamedKeys, context: NamedContext): readonly BootFault[] {
  const { fixtures, collections, names } = context;
  const file = fixtures.worldFile;
  const spec = collections.find((collection) => collection.name === name);
  if (spec === undefined) {
    const message = `The contract has no collection "${name}" to name records of.`;
    return [{ file, pointer: toPointer(path), message, remedy: toRemedy(name, names, 'Name a collection') }];
  }
  const records = fixtures.collections.find((collection) => collection.name === name)?.records ?? [];
  const held = new Set(records.map((record) => findOwn(record, spec.key)));
  return keys.flatMap((key, index) =>
    held.has(key)
      ? []
      : {
          file,
          pointer: toPointer([...path, index]),
          message: `No record of ${name} has the ${spec.key} ${JSON.stringify(key)}.`,
          remedy: `Name a record that is in ${name}.json, or none.`,
        },
  );
}

function toRemedy(name: string, names: readonly string[], otherwise: string): string {
  const nearest = findNearestName(name, names);
  return nearest === undefined ? `${otherwise}: ${names.join(', ') || 'there is none'}.` : `Did you mean ${nearest}?`;
}
