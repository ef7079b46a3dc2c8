import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Locates the files of the package. */
export type PackagedFiles = ReturnType<typeof locatePackagedFiles>;

/**
 * Creates the locator for code that lies two folders below `src/` or `dist/`. Each path is the first of its candidates
 * that exists. Only `dist/` holds bundles, and a container image has nothing else.
 */
export function locatePackagedFiles(moduleUrl: string) {
  const firstOf = (...relatives: readonly [string, ...string[]]): string => {
    const paths = relatives.map((relative) => fileURLToPath(new URL(relative, moduleUrl)));
    return paths.find((path) => existsSync(path)) ?? fileURLToPath(new URL(relatives[0], moduleUrl));
  };
  return {
    /** The bundle of built code, else its sources. */
    spec: () => firstOf(`${CODE}openapi.json`, `${PACKAGE}spec/openapi.yaml`),
    /** The sources, to which faults refer. */
    specSource: () => firstOf(`${PACKAGE}spec/openapi.yaml`, `${CODE}openapi.json`),
    /** The control plane's document. */
    control: () => firstOf(`${CODE}control.json`, `${PACKAGE}control/openapi.yaml`),
    scenarios: () => firstOf(`${PACKAGE}scenarios`),
    manifest: () => firstOf(`${PACKAGE}package.json`),
    /** The files that `init` copies. */
    starter: () => firstOf(`${PACKAGE}templates/starter`),
    /** The lines that `init --agents` appends. */
    guide: () => firstOf(`${PACKAGE}templates/guide.md`),
    /** Swagger UI's files: the build's copy, else the installed package. */
    reference: () => firstOf(`${CODE}reference`, `${PACKAGE}node_modules/swagger-ui-dist`),
    /** The console, as the build wrote it. */
    console: () => firstOf(`${PACKAGE}dist/console`),
    fixtures: () => firstOf(`${PACKAGE}fixtures`),
  };
}

/** From here to `src/` or `dist/`. */
const CODE = '../../';
/** From here to the root of the package. */
const PACKAGE = '../../../';

/** The files of this package. */
export const packagedFiles: PackagedFiles = locatePackagedFiles(import.meta.url);
