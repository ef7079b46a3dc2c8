import { execFile } from 'node:child_process';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const FOLDER = fileURLToPath(new URL('.documents/', import.meta.url));

/** Large public OpenAPI documents from npm packages, fetched on demand so that they are not dependencies. */
const DOCUMENTS = [
  {
    name: 'GitHub',
    package: '@octokit/openapi@23.0.2',
    file: 'generated/api.github.com.json',
    path: '/repos/octocat/hello/issues/1',
  },
  { name: 'Figma', package: '@figma/rest-api-spec@0.43.0', file: 'openapi/openapi.yaml', path: '/v1/me' },
];

/** Fetches missing documents. Returns each document's name, its file, and a path to request. */
export async function fetchDocuments() {
  await mkdir(FOLDER, { recursive: true });
  const documents = [];
  for (const { name, package: source, file, path } of DOCUMENTS) {
    const folder = join(FOLDER, name.toLowerCase());
    const target = join(folder, 'package', file);
    if (!(await exists(target))) await unpack(source, file, folder);
    documents.push({ name, source, file: target, path });
  }
  return documents;
}

async function unpack(source, file, folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { stdout } = await run('npm', ['pack', source, '--silent', '--pack-destination', folder]);
  const archive = join(folder, stdout.trim().split('\n').at(-1));
  await run('tar', ['-xzf', archive, '-C', folder, `package/${file}`]);
  await rm(archive);
}

async function exists(file) {
  return stat(file).then(
    () => true,
    () => false,
  );
}
