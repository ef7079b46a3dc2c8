import { describe, expect, it } from 'vitest';
import { loadContract } from '../../../../src/assembly/load/load-contract.ts';
import { packagedFiles } from '../../../../src/assembly/load/packaged-files.ts';
import { openWorld } from '../../../../src/assembly/world/open-world.ts';
import type { Caller } from '../../../../src/behaviour/representation/caller.ts';
import type { View } from '../../../../src/behaviour/representation/plan.ts';
import { createRuleDeps } from '../../../../src/behaviour/rule/create-rule-deps.ts';
import { compileTextEnvelope } from '../../../../src/behaviour/rule/envelope.ts';
import type { Resource } from '../../../../src/contract/model/resource.ts';
import { JsonText } from '../../../../src/kernel/json/json-text.ts';
import { createResponseChecker } from '../../../../src/pipeline/response/check.ts';
import type { Store, StoredRecord } from '../../../../src/store/port/store.ts';

const { contract, platform } = await loadContract(undefined);
const fixtures = packagedFiles.fixtures();
const { world } = await openWorld({ contract, platform, seed: '1', data: undefined, fixtures, isChecked: true });
const { store } = world;
const origin = 'https://athena.test';
const resources = [...contract.resources.values()];
const callers = [undefined, ...store.all('users').map(toCaller)];

function toCaller(record: StoredRecord): Caller {
  return { key: Number(record['id']), record, credential: { kind: 'token' } };
}

/** A view that asks for all relations and counts of a resource. */
function viewAll({ relations, counts }: Resource, caller: Caller | undefined): View & { readonly reader: Store } {
  return { reader: store, caller, origin, relations: new Set(relations.keys()), counts: new Set(counts) };
}

describe.each([false, true])('the text of a resource, cached: %s', (isCaching) => {
  const { representer, presenter } = createRuleDeps(contract, undefined, isCaching);

  it.each(resources.map((resource) => [resource.name, resource] as const))(
    'of %s shows its value',
    (_name, resource) => {
      for (const caller of callers) {
        const view = viewAll(resource, caller);
        const present = presenter.presentFor(resource, view);
        const written = store.all(resource.collection).flatMap((record) => {
          const expected = JSON.stringify(representer.represent(resource, record, view));
          const draft = presenter.presentDraft(resource, record, view);
          return [present(record), draft].map(({ text }) => ({ text, expected }));
        });
        expect(written.filter(({ text, expected }) => text !== expected)).toEqual([]);
      }
    },
  );
});

describe('the check of a text', () => {
  const operation = contract.operations.find(
    ({ behaviour, resource }) => behaviour === 'retrieve' && resource?.name === 'Agent',
  );
  const agents = operation?.resource;
  const agent = store.all('agents')[0];
  if (operation === undefined || agents === undefined || agent === undefined) throw new Error('There is no agent.');
  const { presenter } = createRuleDeps(contract);
  const check = (text: JsonText) =>
    createResponseChecker().find(operation, { status: 200, headers: {}, body: undefined, text, isExample: false });
  /** Presents the agent in a state in which some records have other fields. */
  const present = (changes: Readonly<Record<string, StoredRecord>>): JsonText => {
    const change = (collection: string, record: StoredRecord): StoredRecord => ({ ...record, ...changes[collection] });
    const reader = {
      position: 0,
      get: (...[collection, key]: Parameters<Store['get']>) => {
        const record = store.get(collection, key);
        return record === undefined ? undefined : change(collection, record);
      },
      find: (...[collection, field, value]: Parameters<Store['find']>) =>
        store.find(collection, field, value).map((record) => change(collection, record)),
      all: (collection: string) => store.all(collection).map((record) => change(collection, record)),
    };
    const view = { ...viewAll(agents, callers[1]), reader };
    return compileTextEnvelope(operation)(presenter.presentDraft(agents, change('agents', agent), view));
  };

  it.each<readonly [what: string, changes: Readonly<Record<string, StoredRecord>>, isValid: boolean]>([
    ['is valid', {}, true],
    ['finds an invalid value of the resource', { agents: { temperature: 3 } }, false],
    ['finds an invalid value of a nested resource', { users: { email: 'none' } }, false],
    ['finds an invalid value of a resource nested deeper', { workspaces: { slug: 1 } }, false],
    ['finds an invalid value in a list', { memories: { created_at: 'today' } }, false],
  ])('%s, as the check of the complete value does', (_what, changes, isValid) => {
    const text = present(changes);
    const violations = check(text);
    expect(violations).toEqual(check(new JsonText(text.text)));
    expect(violations.length === 0).toBe(isValid);
    expect(check(text)).toEqual(violations);
  });
});
