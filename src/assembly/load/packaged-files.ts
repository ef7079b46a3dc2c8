import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The files that come with the product: each the first that is there. */
export const packagedFiles = {
  /** The bundle where there is one (built code), else its sources. */
  spec: (): string => firstOf('../openapi.json', '../../../spec/openapi.yaml'),
  /** What a person edits: faults are said of it. An image has the bundle alone. */
  specSource: (): string => firstOf('../../../spec/openapi.yaml', '../openapi.json'),
  /** The control plane's own document. */
  control: (): string => firstOf('../control.json', '../../../control/openapi.yaml'),
  scenarios: (): string => firstOf('../../../scenarios'),
  manifest: (): string => firstOf('../../../package.json'),
  /** What `init` copies. */
  starter: (): string => firstOf('../../../templates/starter'),
  /** Swagger UI's files: copied at the build, else where they are installed. */
  reference: (): string => firstOf('../reference', '../../../node_modules/swagger-ui-dist'),
  fixtures: (): string => firstOf('../../../fixtures'),
};

function firstOf(...relatives: readonly [string, ...string[]]): string {
  const paths = relatives.map(toPath);
  return paths.find((path) => existsSync(path)) ?? toPath(relatives[0]);
}

/** Relative to this file, which lies as deep in `dist/` as in `src/`; only `dist/` holds a bundle. */
function toPath(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}
