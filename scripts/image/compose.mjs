import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/**
 * Runs the services of compose.yaml with the engine's basic commands, in a network of their own, because Podman has no
 * `compose`. Supports the keys that the file uses, and throws for others. Ports are published to free host ports, so
 * that the check does not collide with other programs.
 */
export function openCompose({ engine, context, image, id }) {
  const { services, volumes } = parse(readFileSync(join(context, 'compose.yaml'), 'utf8'));
  const network = `${id}-network`;
  const made = [];
  engine.call('network', 'create', network);

  const nameOf = (service) => `${id}-${service}`;
  const toCommand = (service) => {
    const definition = services[service];
    for (const key of Object.keys(definition))
      if (!KNOWN.has(key)) throw new Error(`compose.yaml: the key "${key}" is not supported. Add it to compose.mjs.`);
    const options = [
      ...(definition.read_only === true ? ['--read-only'] : []),
      ...(definition.cap_drop ?? []).flatMap((name) => ['--cap-drop', name]),
      ...(definition.security_opt ?? []).flatMap((option) => ['--security-opt', option.replace(':true', '')]),
      ...(definition.ports ?? []).flatMap((port) => ['--publish', toFreePort(port)]),
      ...(definition.volumes ?? []).flatMap((mount) => ['--volume', toOwnVolume(mount)]),
      ...Object.entries(definition.environment ?? {}).flatMap(([name, value]) => ['--env', `${name}=${toText(value)}`]),
    ];
    const words = (definition.command ?? []).map(toText);
    return [
      '--name',
      nameOf(service),
      '--network',
      network,
      '--network-alias',
      service,
      ...engine.limits,
      ...options,
      toImage(definition),
      ...words,
    ];
  };
  const toImage = (definition) => (definition.build === undefined ? definition.image : image);
  const toOwnVolume = (mount) => {
    const [source, ...target] = mount.split(':');
    if (!Object.hasOwn(volumes, source)) throw new Error(`compose.yaml: the volume ${source} is not declared.`);
    made.push(`${id}-${source}`);
    return [`${id}-${source}`, ...target].join(':');
  };

  return {
    nameOf,
    start: (service) => engine.call('run', '--detach', ...toCommand(service)),
    /** Returns the service's output. Throws when it fails. */
    runToEnd: (service) => engine.call('run', '--rm', ...toCommand(service)),
    dependsOnHealth: (service) => services[service].depends_on.athena.condition === 'service_healthy',
    remove: () => {
      for (const service of Object.keys(services)) engine.attempt('rm', '--force', '--volumes', nameOf(service));
      for (const name of made) engine.attempt('volume', 'rm', '--force', name);
      engine.attempt('network', 'rm', network);
    },
  };
}

/** Converts `address:port:port` to a mapping whose host port the engine chooses. */
function toFreePort(port) {
  const [address, , inside] = port.split(':');
  return `${address}::${inside}`;
}

/** Substitutes as Compose does: `$$` is `$`, and `${NAME:-}` is empty when the variable is not set. */
function toText(value) {
  return String(value)
    .replaceAll(/(?<!\$)\$\{\w+:-([^}]*)\}/g, '$1')
    .replaceAll('$$', '$');
}

const KNOWN = new Set([
  'build',
  'image',
  'ports',
  'volumes',
  'environment',
  'read_only',
  'cap_drop',
  'security_opt',
  'restart',
  'depends_on',
  'command',
]);
