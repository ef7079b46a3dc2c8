import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { at } from './start-process.mjs';

const run = promisify(execFile);

/** Returns the load generator: wrk if installed, otherwise autocannon. */
export async function findLoader(folder) {
  const found = await run('wrk', ['-v']).catch((error) => error);
  const version = /wrk (\S+)/.exec(found.stdout ?? '')?.[1];
  return version === undefined
    ? { name: 'autocannon 8', load: (request) => loadByAutocannon(request) }
    : { name: `wrk ${version}`, load: (request) => loadByWrk(request, folder) };
}

/**
 * Returns the requests per second; throws if any fails. In a body, `[<id>]` is replaced by a different text each time.
 */
async function loadByWrk(request, folder) {
  const { url, connections, seconds } = request;
  const script = join(folder, 'request.lua');
  await writeFile(script, toLua(request));
  const { stdout } = await run('wrk', [
    '-t1',
    `-c${connections}`,
    `-d${Math.max(1, Math.round(seconds))}s`,
    '--timeout',
    '30s',
    '-s',
    script,
    url,
  ]);
  const [, requests, microseconds, failed] = /RESULT (\d+) (\d+) (\d+)/.exec(stdout) ?? [];
  return toRate(Number(requests), Number(microseconds) / 1e6, Number(failed), url);
}

function toLua({ method = 'GET', headers = {}, body }) {
  const lines = Object.entries(headers).map(
    ([name, value]) => `wrk.headers[${JSON.stringify(name)}] = ${JSON.stringify(value)}`,
  );
  const withBody = `
local number = 0
function request()
  number = number + 1
  return wrk.format(nil, nil, nil, (${JSON.stringify(body ?? '')}):gsub("%[<id>%]", tostring(number)))
end`;
  return `wrk.method = "${method}"
${lines.join('\n')}
${body === undefined ? '' : withBody}
function done(summary)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  print(string.format("RESULT %d %d %d", summary.requests, summary.duration, failed))
end
`;
}

async function loadByAutocannon(request) {
  const { stdout } = await run(process.execPath, [at('bench/autocannon-child.mjs'), JSON.stringify(request)]);
  const { answered, failed, seconds } = JSON.parse(stdout);
  return toRate(answered, seconds, failed, request.url);
}

function toRate(requests, seconds, failed, url) {
  if (failed > 0) throw new Error(`${url}: ${failed} of ${requests} requests failed under load.`);
  if (!(requests > 0)) throw new Error(`${url} sent no response under load.`);
  return requests / seconds;
}
