import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The files that come with the product. `spec` is the bundle where there is one (built code), else its sources. */
export const packagedFiles = {
  spec: (): string =>
    [toPath('../openapi.json'), toPath('../../spec/openapi.yaml')].find((file) => existsSync(file)) ?? toPath('../../spec/openapi.yaml'),
  /** What a person edits: faults are said of it. */
  specSource: (): string => toPath('../../spec/openapi.yaml'),
  /** Swagger UI's files: copied at the build, else where they are installed. */
  reference: (): string =>
    [toPath('../reference'), toPath('../../node_modules/swagger-ui-dist')].find((folder) => existsSync(folder)) ?? toPath('../reference'),
  fixtures: (): string => toPath('../../fixtures'),
};

/** Relative to this file, which lies as deep in `dist/` as in `src/`; only `dist/` holds a bundle. */
function toPath(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}
