import { execFile } from 'node:child_process';
import { access, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { at, startProcess } from './start-process.mjs';

const run = promisify(execFile);

/** Returns why the peers that need Java cannot be measured, or undefined when they can. */
export async function findJavaObstacle() {
  for (const [command, option] of [
    ['java', '-version'],
    ['mvn', '--version'],
  ]) {
    const isThere = await run(command, [option]).then(
      () => true,
      () => false,
    );
    if (!isThere) return `${command} is not installed.`;
  }
  return undefined;
}

/** Starts WireMock with a stub for each path. `hasJournal` keeps its request journal, as by default. */
export async function startWireMock(stubs, { hasJournal }) {
  const jars = await fetchJars('wiremock', 'org.wiremock', 'wiremock-standalone', WIREMOCK);
  const toArguments = (port) => [
    '-cp',
    jars,
    'wiremock.Run',
    '--port',
    port,
    '--bind-address',
    '127.0.0.1',
    '--disable-banner',
    ...(hasJournal ? [] : ['--no-request-journal']),
  ];
  const server = await startProcess(toArguments, { command: 'java', path: '/__admin/mappings' });
  for (const { path, body } of stubs) {
    await send(
      `${server.url}/__admin/mappings`,
      { method: 'POST' },
      {
        request: { method: 'GET', url: path },
        response: { status: 200, headers: JSON_TYPE, body },
      },
    );
  }
  return server;
}

/** Starts MockServer with an expectation for each path. `hasJournal` keeps its event log, as by default. */
export async function startMockServer(stubs, { hasJournal }) {
  const jars = await fetchJars('mockserver', 'org.mock-server', 'mockserver-netty', MOCKSERVER);
  const toArguments = (port) => [
    '-Dmockserver.logLevel=WARN',
    ...(hasJournal ? [] : ['-Dmockserver.maxLogEntries=1']),
    '-cp',
    jars,
    'org.mockserver.cli.Main',
    '-serverPort',
    port,
  ];
  // It writes a certificate to the folder in which it is started.
  const server = await startProcess(toArguments, {
    command: 'java',
    path: '/mockserver/status',
    cwd: at('bench/.peers'),
  });
  for (const { path, body } of stubs) {
    const [pathname, query = ''] = path.split('?');
    const queryStringParameters = Object.fromEntries(
      [...new URLSearchParams(query)].map(([name, value]) => [name, [value]]),
    );
    await send(
      `${server.url}/mockserver/expectation`,
      { method: 'PUT' },
      {
        httpRequest: { method: 'GET', path: pathname, queryStringParameters },
        httpResponse: { statusCode: 200, headers: { 'content-type': ['application/json'] }, body },
      },
    );
  }
  return server;
}

async function send(url, init, content) {
  const response = await fetch(url, { ...init, headers: JSON_TYPE, body: JSON.stringify(content) });
  if (!response.ok)
    throw new Error(`${init.method} ${url} responded with ${response.status}: ${await response.text()}`);
}

/** Fetches an artifact with its dependencies once, and returns the class path. */
async function fetchJars(name, group, artifact, version) {
  const folder = at(`bench/.peers/${name}-${version}`);
  const jars = join(folder, 'jars');
  const isThere = await access(jars).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'pom.xml'), toPom(group, artifact, version));
    const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${jars}`];
    await run('mvn', ['-q', '-B', ...goal], { cwd: folder });
  }
  if ((await readdir(jars)).length === 0) throw new Error(`${artifact} ${version} could not be fetched.`);
  return join(jars, '*');
}

function toPom(group, artifact, version) {
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>bench</groupId>
  <artifactId>peer</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>${group}</groupId>
      <artifactId>${artifact}</artifactId>
      <version>${version}</version>
    </dependency>
  </dependencies>
</project>
`;
}

const JSON_TYPE = { 'content-type': 'application/json' };
export const WIREMOCK = '3.13.1';
/** The newest version whose parent Maven Central has. */
export const MOCKSERVER = '7.6.0';
