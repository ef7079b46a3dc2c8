import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyExample, installPackage, linkDependencies, ROOT, run, withPackedPackage } from './packed-package.mjs';

/** The development dependencies of a user of the package, and those of `examples/front-end`. */
const DEVELOPMENT = ['typescript', 'vitest', '@types/node', 'preact', 'vite'];
/** Node takes about a millisecond for each file that a start loads. Each command is one, loaded when it runs. */
const MAX_CODE_FILES = 120;
const RESOLUTIONS = {
  bundler: { module: 'preserve', moduleResolution: 'bundler' },
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
  // Conditional types see more in a project that is not strict.
  loose: { module: 'nodenext', moduleResolution: 'nodenext', strict: false, exactOptionalPropertyTypes: false },
};

/**
 * Checks the package as it would be published: its files, its types under both module resolutions and in a project that
 * is not strict, `examples/vitest`, and the build of `examples/front-end`. The packed package is installed in an empty
 * folder, so that it cannot use other files of the repository.
 */
await withPackedPackage(({ folder, tarball }) => {
  const consumer = installPackage({ folder, tarball, name: 'consumer' });
  checkFiles(join(consumer, 'node_modules', 'athena-simulator'));
  checkMissingPeer(consumer);
  say('publint', run(bin('publint'), ['run', tarball, '--strict']));
  say('attw', run(bin('attw'), [tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-emoji']));
  linkDependencies(consumer, DEVELOPMENT);
  copyExample('vitest', consumer);
  for (const [name, options] of Object.entries(RESOLUTIONS)) {
    const config = join(consumer, `tsconfig.${name}.json`);
    writeFileSync(
      config,
      JSON.stringify({ extends: './tsconfig.json', compilerOptions: options, include: ['src', 'test'] }),
    );
    run(process.execPath, [join(ROOT, 'node_modules/typescript/lib/tsc.js'), '-p', config], { cwd: consumer });
    say('types', `A consumer compiles with the settings "${name}".`);
  }
  say(
    'examples/vitest',
    run(process.execPath, [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run'], { cwd: consumer }),
  );
  const frontEnd = join(consumer, 'front-end');
  copyExample('front-end', frontEnd);
  run(process.execPath, [join(ROOT, 'node_modules/typescript/lib/tsc.js'), '-p', frontEnd], { cwd: frontEnd });
  say(
    'examples/front-end',
    run(process.execPath, [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build'], { cwd: frontEnd }),
  );
  console.log('The package passes all checks.');
});

function checkFiles(installed) {
  const { scripts } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  for (const name of ['prepare', 'preinstall', 'install', 'postinstall'])
    assert.equal(scripts?.[name], undefined, `no script "${name}"`);
  const maps = readdirSync(installed, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.map'));
  assert.deepEqual(maps, [], 'no source map: the package has no sources');
  assert.ok(!existsSync(join(installed, 'docs', 'images')), 'the pictures of the documentation are not packed');
  const code = readdirSync(join(installed, 'dist'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.js'),
  );
  assert.ok(code.length < MAX_CODE_FILES, `the code is bundled, and not in ${code.length} files`);
  const dead = [
    'README.md',
    'llms.txt',
    'skills/athena-simulator/SKILL.md',
    ...readdirSync(join(installed, 'docs'))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`),
  ]
    .flatMap((page) => linksOf(installed, page).map((link) => ({ page, link })))
    .filter(({ page, link }) => !existsSync(join(installed, page, '..', link)));
  assert.deepEqual(
    dead,
    [],
    'every link of README, docs and of what coding agents read leads to a file of the package',
  );
  say('files', 'No install script, no source map, no dead link.');
}

/** An optional peer is not installed unasked, and the command that needs it says how to install it. */
function checkMissingPeer(consumer) {
  const program = join(consumer, 'node_modules', '.bin', 'athena-simulator');
  const { status, stdout, stderr } = spawnSync(program, ['mcp'], { cwd: consumer, encoding: 'utf8' });
  assert.deepEqual([status, stdout], [1, ''], 'mcp needs its peer');
  assert.match(stderr, /^athena-simulator mcp needs .* npm install --save-dev @modelcontextprotocol\/server\n$/);
  say('peers', stderr);
}

/** Returns the relative links of a page outside code blocks, without anchors. */
function linksOf(installed, page) {
  const prose = readFileSync(join(installed, page), 'utf8')
    .replaceAll(/^```[\s\S]*?^```/gm, '')
    .replaceAll(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target.split('#')[0])
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target));
}

function bin(name) {
  return join(ROOT, 'node_modules', '.bin', name);
}

function say(step, text) {
  console.log(`==> ${step}\n${text.trim()}`);
}
