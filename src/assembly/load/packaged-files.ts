import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Locates the packaged files. Each is the first of its candidates that exists. */
export const packagedFiles = {
  /** The bundle of built code, else its sources. */
  spec: (): string => firstOf('../openapi.json', '../../../spec/openapi.yaml'),
  /** The sources, to which faults refer. A container image has only the bundle. */
  specSource: (): string => firstOf('../../../spec/openapi.yaml', '../openapi.json'),
  /** The control plane's document. */
  control: (): string => firstOf('../control.json', '../../../control/openapi.yaml'),
  scenarios: (): string => firstOf('../../../scenarios'),
  manifest: (): string => firstOf('../../../package.json'),
  /** The files that `init` copies. */
  starter: (): string => firstOf('../../../templates/starter'),
  /** Swagger UI's files: the build's copy, else the installed package. */
  reference: (): string => firstOf('../reference', '../../../node_modules/swagger-ui-dist'),
  fixtures: (): string => firstOf('../../../fixtures'),
};

function firstOf(...relatives: readonly [string, ...string[]]): string {
  const paths = relatives.map(toPath);
  return paths.find((path) => existsSync(path)) ?? toPath(relatives[0]);
}

/** Resolves a path relative to this file, which is as deep in `dist/` as in `src/`. Only `dist/` holds a bundle. */
function toPath(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}
