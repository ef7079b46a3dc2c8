import { readFileSync } from 'node:fs';
import { packagedFiles } from './packaged-files.ts';

/** Returns the version of the package. */
export function readVersion(): string {
  return (JSON.parse(readFileSync(packagedFiles.manifest(), 'utf8')) as { readonly version: string }).version;
}
