import { expect, it } from 'vitest';
import { loadYaml } from '../../src/document/load-yaml.ts';
import { isJsonObject } from '../../src/kernel/json/json.ts';

it('the document of the control plane only refers to its paths, which lie in control/paths', async () => {
  const document = await loadYaml('control/openapi.yaml');
  const paths = isJsonObject(document) && isJsonObject(document['paths'] ?? null) ? document['paths'] : {};
  expect(Object.keys(paths ?? {}).length).toBeGreaterThan(20);
  for (const [path, item] of Object.entries(paths ?? {}))
    expect(item, path).toEqual({ $ref: expect.stringMatching(/^paths\/[a-z]+\.yaml(?:#\/[a-z]+)?$/) });
});
