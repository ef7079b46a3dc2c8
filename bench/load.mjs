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
 * `requests` lists several requests with their shares in percent. With `isTraced`, each one has a trace id of its own.
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

function toLua({ method = 'GET', headers = {}, body, requests, isTraced = false }) {
  const choices = requests ?? (body === undefined && !isTraced ? [] : [{ share: 100, method, body }]);
  return `wrk.method = "${method}"
${Object.entries(headers)
  .map(([name, value]) => `wrk.headers[${quote(name)}] = ${quote(value)}`)
  .join('\n')}
${choices.length === 0 ? '' : toRequestFunction(choices, isTraced)}
function done(summary)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  print(string.format("RESULT %d %d %d", summary.requests, summary.duration, failed))
end
`;
}

/** Returns a function in Lua that draws each request, by the shares of the choices. */
function toRequestFunction(choices, isTraced) {
  const lines = choices.map(
    ({ share, method, paths = [], body }) =>
      `{ share = ${share}, method = ${quote(method)}, paths = { ${paths.map(quote).join(', ')} }, ` +
      `body = ${body === undefined ? 'nil' : quote(body)} }`,
  );
  return `
local choices = { ${lines.join(',\n')} }
local number = 0
local function draw()
  local point = math.random() * 100
  for _, choice in ipairs(choices) do
    point = point - choice.share
    if point < 0 then return choice end
  end
  return choices[#choices]
end
function request()
  number = number + 1
  local choice = draw()
  local path = #choice.paths > 0 and choice.paths[math.random(#choice.paths)] or nil
  ${isTraced ? `wrk.headers["traceparent"] = string.format("00-%032x-%016x-01", number, number)` : ''}
  wrk.headers["content-type"] = choice.body and "application/json" or nil
  return wrk.format(choice.method, path, nil, choice.body and choice.body:gsub("%[<id>%]", tostring(number)))
end`;
}

function quote(text) {
  return JSON.stringify(text);
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
