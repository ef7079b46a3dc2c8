import { median } from '../scripts/median.mjs';
import { createSimulator } from '../dist/index.js';

/** Measures the memory and time of sandboxes of the demo world: node --expose-gc bench/sandboxes.mjs */
const SANDBOXES = 1000;
const REQUEST = { headers: { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' } };
const ACCOUNT = 'http://localhost/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000';

const simulator = await createSimulator({ maxSandboxes: SANDBOXES + 1 });
const write = (name) =>
  simulator
    .sandbox(name)
    .fetch(ACCOUNT, { ...REQUEST, method: 'PUT', body: JSON.stringify({ provider_display_name: name }) });
await (await write('first')).text();
const before = heap();
const beforeCreation = process.cpuUsage();
for (let number = 0; number < SANDBOXES; number += 1) {
  const response = await write(`w${number}`);
  await response.text();
  if (response.status !== 200) throw new Error(`A sandbox responded with ${response.status}.`);
}
const creation = milliseconds(beforeCreation) / SANDBOXES;
const megabytes = (heap() - before) / 1024 ** 2;

const resets = [];
const sandbox = simulator.sandbox('w1');
for (let round = 0; round < 200; round += 1) {
  await (await write('w1')).text();
  const start = process.cpuUsage();
  await sandbox.reset();
  resets.push(milliseconds(start));
}
await simulator.close();

console.log(
  `${SANDBOXES} sandboxes of the demo world, one write in each, take ${megabytes.toFixed(1)} MB more than one`,
);
console.log(`creating one, with its first write: ${creation.toFixed(2)} ms`);
console.log(`a reset: ${median(resets).toFixed(3)} ms`);
const isMissed = megabytes > 100 || creation > 5 || median(resets) > 1;
if (isMissed) {
  console.error('The targets are missed: 100 MB, 5 ms, 1 ms.');
  process.exitCode = 1;
}

/** Returns processor time, which does not depend on how busy the machine is. */
function milliseconds(since) {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

function heap() {
  for (let round = 0; round < 3; round += 1) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
