import { readdirSync } from 'node:fs';
import { it } from 'vitest';
import { createSimulator } from '../src/index.ts';
it('x', async () => {
  let n = 0;
  for (const v of ['3.0', '3.1']) {
    const dir = new URL(`../node_modules/@readme/oas-examples/${v}/json/`, import.meta.url).pathname;
    for (const f of readdirSync(dir)) {
      try { const s = await createSimulator({ spec: dir + f }); n++; await s.close(); } catch (e) { console.log(v, f, (e as Error).message.slice(0, 400)); }
    }
  }
  console.log('started', n);
});
