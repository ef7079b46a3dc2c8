import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadDocument } from '../../document/load-document.ts';
import { loadYaml } from '../../document/load-yaml.ts';
import { loadContract } from '../load/load-contract.ts';
import { packagedFiles } from '../load/packaged-files.ts';
import { toExamplePlan } from './example-plan.ts';
import { generateExamples, type ExampleDeps } from './generate-examples.ts';

/**
 * Generates the examples of the packaged contract. Returns the files that differ from what was generated, with the text
 * that they should have; undefined for a file that the contract no longer refers to.
 */
export async function findOutdatedExamples(
  open: ExampleDeps['open'],
): Promise<ReadonlyMap<string, string | undefined>> {
  const spec = packagedFiles.specSource();
  const folder = join(dirname(spec), 'examples');
  const { contract } = await loadContract(undefined);
  const plan = toExamplePlan(await loadYaml(join(dirname(spec), 'example-requests.yaml')));
  const generated = await generateExamples({ contract, source: await loadDocument(spec), plan, open });
  const wanted = new Map([...generated].map(([id, text]) => [join(folder, `${id}.yaml`), text]));
  const present = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => join(folder, name));
  return new Map(
    [...new Set([...wanted.keys(), ...present])]
      .filter((file) => wanted.get(file) !== readText(file))
      .map((file) => [file, wanted.get(file)]),
  );
}

function readText(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
