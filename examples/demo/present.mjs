// Leads through a story of the demo world in a terminal: what to say, where to click, and what comes next.
//
//   node present.mjs                      lists the stories
//   node present.mjs support-morning      presents one
//   node present.mjs support-morning --auto    sends the story's requests itself, and exits with 1 if one fails
//
// --url is the simulator's address, --page that of the front-end, --sandbox a world other than the baseline.
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const USAGE = `Usage: node present.mjs [STORY] [--auto] [--url URL] [--page URL] [--sandbox NAME]

Without a story, lists them. --auto sends the story's requests itself, and exits with 1 if one fails.
--url is the simulator's address, --page that of the front-end, --sandbox a world other than the baseline.`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    auto: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
    page: { type: 'string', default: 'http://localhost:5173' },
    sandbox: { type: 'string' },
    url: { type: 'string', default: 'http://localhost:4010' },
  },
});

try {
  if (options.help) console.log(USAGE);
  else await main(positionals[0]);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

async function main(name) {
  const { scenarios } = await control('GET', '/scenarios');
  const stories = scenarios.filter(({ steps }) => steps?.length > 0);
  if (name === undefined) {
    for (const story of stories) console.log(`${story.name}\n${wrap(`${story.title}. ${story.description}`)}\n`);
    return;
  }
  if (!stories.some((story) => story.name === name))
    throw new Error(`There is no story "${name}". The stories are: ${stories.map((story) => story.name).join(', ')}.`);
  const story = await control('POST', `/scenarios/${name}/activate`);
  console.log(`\n${bold(story.title)}\n${wrap(story.description)}`);
  if (options.auto) await play(story);
  else await present(story);
}

/** Waits for the presenter after each step. */
async function present(first) {
  console.log(`\nOpen ${options.page} and sign in as John Doe. A new start of the story ends the session.`);
  const terminal = createInterface({ input: process.stdin });
  const keys = terminal[Symbol.asyncIterator]();
  for (let story = first; story !== undefined;) {
    await show(story);
    const next = story.step < story.steps.length ? 'Enter: next step' : 'The last step.';
    process.stdout.write(`\n${next}   With Enter after it: b: back   r: start again   q: end the story > `);
    const { value = 'q' } = await keys.next();
    story = await follow(value.trim(), story);
  }
  terminal.close();
  await control('POST', '/reset');
  console.log('The story has ended, and the demo world is as it was at the start.');
}

/** Does what the presenter's key says. Returns the story as it is then, or undefined when it is over. */
async function follow(key, story) {
  if (key === 'r') return control('POST', `/scenarios/${story.name}/activate`);
  if (key === 'b') return story.step === 1 ? story : control('POST', '/scenarios/previous');
  if (key === 'q') return undefined;
  return key === '' && story.step < story.steps.length ? control('POST', '/scenarios/next') : story;
}

/** Sends the requests of every step as John Doe. Throws when one is not answered as the story says. */
async function play(first) {
  for (let story = first; ; story = await control('POST', '/scenarios/next')) {
    const { title, requests } = story.steps[story.step - 1];
    console.log(`\n${story.step}/${story.steps.length} ${bold(title)}`);
    for (const request of requests) {
      const { status } = await send(request.method, request.path, request.body);
      console.log(`  ${status} ${request.title}`);
      if (status !== (request.status ?? 200))
        throw new Error(
          `${request.method} ${request.path} responded with ${status} instead of ${request.status ?? 200}.`,
        );
    }
    if (story.step === story.steps.length) break;
  }
  await control('POST', '/reset');
}

/** Prints what to say in the current step, and what to click. */
async function show({ step, steps }) {
  const { title, description, requests } = steps[step - 1];
  console.log(`\n${step}/${steps.length} ${bold(title)}\n${wrap(description)}`);
  for (const request of requests) {
    const page = await findPage(request);
    console.log(`\n  ${request.title}`);
    console.log(
      page === undefined
        ? `    (not on a page: ${request.method} ${request.path})`
        : `    open   ${options.page}${page}`,
    );
    for (const line of await toInput(request)) console.log(`    ${line}`);
  }
}

/** Returns what a presenter types or chooses: a message, the fields of a workflow, the model of an agent. */
async function toInput({ method, path, body }) {
  if (method === 'GET' || body === undefined) return [];
  if (typeof body.message === 'string') return [`write  ${body.message}`];
  if (typeof body.large_language_model_uuid === 'string') {
    const { body: model } = await send('GET', `/api/v1/large-language-models/${body.large_language_model_uuid}`);
    return [`choose the model ${model?.data?.name}, above the conversation`];
  }
  if (!path.endsWith('/webhook')) return [];
  return [...Object.entries(body).map(([name, value]) => `type   ${toTitle(name)}: ${value}`), 'press  Start'];
}

/** Returns a name as the front-end labels its field. */
function toTitle(name) {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Returns the path of the front-end's page that does what a request does; undefined when it has none. */
async function findPage({ path, body: sent }) {
  const { pathname, searchParams } = new URL(path, options.url);
  const [collection, uuid] = pathname.replace('/api/v1/', '').split('/');
  const thread = collection === 'threads' && uuid !== undefined ? uuid : searchParams.get('thread_uuid');
  if (thread !== null) {
    const { body } = await send('GET', `/api/v1/threads/${thread}`);
    return body?.data?.agent ? `/agents/${body.data.agent.uuid}?thread=${thread}` : undefined;
  }
  const isOfAgent = collection === 'threads' || collection === 'memories';
  if (isOfAgent && searchParams.has('agent_uuid')) return `/agents/${searchParams.get('agent_uuid')}`;
  if (collection === 'agents' || collection === 'workflows') return `/${[collection, uuid].filter(Boolean).join('/')}`;
  if (collection !== 'workflow-executions') return undefined;
  if (uuid === 'metrics') return sent?.workflow_uuids ? `/workflows/${sent.workflow_uuids[0]}` : undefined;
  if (uuid !== undefined) return `/executions/${uuid}`;
  return searchParams.has('workflow_uuid') ? `/workflows/${searchParams.get('workflow_uuid')}` : '/workflows';
}

/** Calls the control plane. Throws an Error that says what went wrong. */
async function control(method, path) {
  const { status, body } = await send(method, `/__admin${path}`);
  if (status >= 400) throw new Error(body?.detail ?? `${method} /__admin${path} responded with ${status}.`);
  return body;
}

async function send(method, path, body) {
  const headers = {
    authorization: 'Bearer athena-demo-token',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(options.sandbox === undefined ? {} : { 'x-athena-sandbox': options.sandbox }),
  };
  let response;
  try {
    response = await fetch(options.url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  } catch (cause) {
    throw new Error(`Failed to reach ${options.url}. Start the simulator: npx athena-simulator`, { cause });
  }
  const text = await response.text();
  return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : undefined };
}

function wrap(text) {
  return text.replaceAll(/(.{1,88})(?:\s+|$)/g, '  $1\n').trimEnd();
}

function bold(text) {
  return process.stdout.isTTY ? `\u001B[1m${text}\u001B[0m` : text;
}
