import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findOutdatedExamples } from '../../src/assembly/examples/find-outdated-examples.ts';
import { loadContract } from '../../src/assembly/load/load-contract.ts';
import { packagedFiles } from '../../src/assembly/load/packaged-files.ts';
import { loadDocument } from '../../src/document/load-document.ts';
import { createSimulator } from '../../src/index.ts';
import { toPointer } from '../../src/kernel/json/pointer.ts';

// The documented account is the example of two operations: the second refers to the first.
const DOCUMENTED = [
  'retrieveAccount, documented: documented',
  'retrieveWorkspacesMetrics, by_user: documented',
  'retrieveWorkspacesMetrics, total: documented',
  'updateAccount, documented: paths',
];
/** Its token is an illustration. */
const ILLUSTRATED = 'signIn, default: paths';

const { contract } = await loadContract(undefined);
const { locate } = await loadDocument(packagedFiles.specSource());

/** The examples of JSON responses, with the name of the folder that holds each. */
const examples = contract.operations.flatMap(({ id, success }) =>
  success.mediaTypes
    .filter(({ name }) => name === 'application/json')
    .flatMap((mediaType) =>
      [...mediaType.examples.keys()].map((name) => {
        const { file } = locate(mediaType.pointer.replace(/\/schema$/, toPointer(['examples', name])));
        return `${id}, ${name}: ${file.split('/').at(-2)}`;
      }),
    ),
);

describe('the examples of the contract', () => {
  it('equal the responses of a server with --seed 1: "npm run spec:examples" writes them', async () => {
    const outdated = await findOutdatedExamples(() => createSimulator({ seed: '1' }));
    expect([...outdated.keys()].map((file) => basename(file))).toEqual([]);
  });

  it('are all generated, apart from those of the documentation and of a sign-in', () => {
    const byHand = examples.filter((example) => !example.endsWith(': examples'));
    expect(byHand.toSorted((one, other) => one.localeCompare(other))).toEqual(
      [...DOCUMENTED, ILLUSTRATED].toSorted((one, other) => one.localeCompare(other)),
    );
    expect(examples.length).toBeGreaterThan(70);
  });
});
