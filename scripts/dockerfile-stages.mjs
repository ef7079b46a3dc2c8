import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import dockerignore from '@balena/dockerignore';
import { DockerfileParser } from 'dockerfile-ast';

/**
 * Builds the stages of a Dockerfile by hand, each in a folder that represents its root, and returns the last stage.
 * Throws an Error that names the failed line; also for unsupported instructions.
 *
 * Differences from Docker: this machine replaces the base image, and a stage's folder starts empty. Absolute paths are
 * mapped into the folder when they begin like a path that the Dockerfile creates (WORKDIR, VOLUME, targets of COPY).
 * Nothing is isolated, cached or layered.
 */
export function buildStages({ context, folder }) {
  const instructions = DockerfileParser.parse(readFileSync(join(context, 'Dockerfile'), 'utf8')).getInstructions();
  const build = {
    context,
    folder,
    stages: [],
    ownRoots: findOwnRoots(instructions),
    isIgnored: readIgnoreFile(context),
  };
  for (const instruction of instructions) {
    const step = STEPS[instruction.getKeyword()];
    const location = `Dockerfile:${instruction.getRange().start.line + 1}: ${instruction.getKeyword()}`;
    if (step === undefined)
      throw new Error(`${location}: this instruction is not supported. Add it to dockerfile-stages.mjs.`);
    try {
      step(instruction, build);
    } catch (error) {
      throw new Error(`${location}: ${error.message}`, { cause: error });
    }
  }
  return { ...build.stages.at(-1), map: (text) => toMapped(text, build.stages.at(-1), build) };
}

const STEPS = {
  FROM: (from, build) => {
    const parent = build.stages.find(({ name }) => name !== undefined && name === from.getImage());
    if (parent === undefined && (from.getImageTag() ?? 'latest') === 'latest')
      throw new Error(`${from.getImage()} is not pinned.`);
    const root = join(build.folder, `stage-${build.stages.length}`);
    if (parent === undefined) mkdirSync(root);
    else cpSync(parent.root, root, COPY);
    const inherited = parent ?? { image: from.getImage(), workdir: '/', env: {}, labels: {}, volumes: [], ports: [] };
    build.stages.push(structuredClone({ ...inherited, root, name: from.getBuildStage() ?? undefined }));
  },
  WORKDIR: (instruction, build) => {
    const stage = build.stages.at(-1);
    stage.workdir = posix.resolve(stage.workdir, wordsOf(instruction)[0]);
    mkdirSync(stage.root + stage.workdir, { recursive: true });
  },
  ENV: (instruction, build) => Object.assign(build.stages.at(-1).env, propertiesOf(instruction)),
  LABEL: (instruction, build) => Object.assign(build.stages.at(-1).labels, propertiesOf(instruction)),
  COPY: copy,
  RUN: run,
  USER: (instruction, build) => (build.stages.at(-1).user = wordsOf(instruction)[0]),
  VOLUME: (instruction, build) => build.stages.at(-1).volumes.push(...wordsOf(instruction)),
  EXPOSE: (instruction, build) => build.stages.at(-1).ports.push(...wordsOf(instruction).map(Number)),
  HEALTHCHECK: (instruction, build) =>
    (build.stages.at(-1).healthcheck = toCommand(instruction, /^(?:--\S+\s+)*CMD\s+/)),
  ENTRYPOINT: (instruction, build) => (build.stages.at(-1).entrypoint = toCommand(instruction, /^/)),
  CMD: (instruction, build) => (build.stages.at(-1).command = toCommand(instruction, /^/)),
};

function copy(instruction, build) {
  const stage = build.stages.at(-1);
  const flags = new Map(instruction.getFlags().map((flag) => [flag.getName(), flag.getValue()]));
  for (const name of flags.keys())
    if (name !== 'from') throw new Error(`--${name} is not supported. Add it to dockerfile-stages.mjs.`);
  const words = wordsOf(instruction);
  const target = words.pop();
  const source = flags.has('from') ? build.stages.find(({ name }) => name === flags.get('from')) : undefined;
  if (flags.has('from') && source === undefined) throw new Error(`there is no stage ${flags.get('from')}.`);
  const to = join(stage.root, posix.resolve(stage.workdir, target));
  for (const word of words) {
    const from = join(source?.root ?? build.context, word);
    if (!existsSync(from) || (source === undefined && isExcluded(word, build)))
      throw new Error(`there is no ${word} to copy.`);
    // COPY copies the contents of a folder, and copies a file into a target that is a folder.
    const isInto = !statSync(from).isDirectory() && (target.endsWith('/') || words.length > 1);
    const filter = (file) =>
      source !== undefined || !statSync(file).isFile() || !build.isIgnored(file.slice(build.context.length));
    cpSync(from, isInto ? join(to, basename(word)) : to, { ...COPY, filter });
  }
}

function run(instruction, build) {
  const stage = build.stages.at(-1);
  const script = toMapped(instruction.getRawArgumentsContent(), stage, build);
  const env = { ...shellEnvironment(build.folder), ...stage.env };
  const { status } = spawnSync('sh', ['-c', script], {
    cwd: stage.root + stage.workdir,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) throw new Error(`ended with ${status}: ${script}`);
}

/** Returns the environment of a step: this machine's PATH, and the settings by which npm reaches its registry. */
function shellEnvironment(folder) {
  const entries = Object.entries(process.env).filter(([name]) =>
    /^(?:HOME|PATH|LANG|npm_config_.*|.*_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE)$/i.test(name),
  );
  const env = Object.fromEntries(
    entries.filter(([name]) => !/^npm_config_(?:local_prefix|ignore_scripts|omit|include)$/i.test(name)),
  );
  return process.getuid() === 0 ? env : { ...env, PATH: `${withoutOwners(folder)}:${env.PATH}` };
}

/** Creates a folder with a `chown` that does nothing, for PATH: only root may change the owners of files. */
function withoutOwners(folder) {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  cpSync('/bin/true', join(bin, 'chown'));
  chmodSync(join(bin, 'chown'), 0o755);
  return bin;
}

/**
 * Maps the paths that the Dockerfile creates into the stage's folder. `/usr`, `/bin` and all others remain those of
 * this machine.
 */
function toMapped(text, { root }, { ownRoots }) {
  const pattern = new RegExp(`(?<![\\w./-])/(?=(?:${ownRoots.join('|')})(?![\\w-]))`, 'g');
  return text.replaceAll(pattern, `${root}/`);
}

function findOwnRoots(instructions) {
  const paths = instructions.flatMap((instruction) => {
    const words = ['WORKDIR', 'VOLUME', 'COPY'].includes(instruction.getKeyword()) ? wordsOf(instruction) : [];
    return instruction.getKeyword() === 'COPY' ? words.slice(-1) : words;
  });
  return [...new Set(paths.filter((path) => path.startsWith('/')).map((path) => path.split('/')[1]))];
}

function readIgnoreFile(context) {
  const rules = dockerignore().add(readFileSync(join(context, '.dockerignore'), 'utf8'));
  return (path) => rules.ignores(path.replace(/^\/+/, ''));
}

/** Returns whether .dockerignore excludes a path; a folder, if it excludes everything in it. */
function isExcluded(word, { context, isIgnored }) {
  const path = join(context, word);
  if (!statSync(path).isDirectory()) return isIgnored(posix.normalize(word));
  return readdirSync(path).every((name) => isExcluded(posix.join(word, name), { context, isIgnored }));
}

function wordsOf(instruction) {
  const list = instruction.getJSONStrings?.() ?? [];
  if (list.length > 0) return list.map((item) => JSON.parse(item.getValue()));
  return instruction.getArguments().map((word) => word.getValue());
}

function propertiesOf(instruction) {
  return Object.fromEntries(instruction.getProperties().map((property) => [property.getName(), property.getValue()]));
}

/** Parses a command. Requires the list form: in the shell form a shell would be process 1 and receive the signals. */
function toCommand(instruction, prefix) {
  const text = instruction
    .getRawArgumentsContent()
    .replaceAll(/\\\n\s*/g, '')
    .trim();
  try {
    return JSON.parse(text.replace(prefix, ''));
  } catch {
    throw new Error(`write the command as a JSON list: ${text}`);
  }
}

const COPY = { recursive: true, verbatimSymlinks: true, preserveTimestamps: true };
