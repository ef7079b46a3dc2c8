import { toYaml } from './document/to-yaml.ts';
import { loadSamplerModules } from './assembly/load/create-response-sampler.ts';

/**
 * Loads what a server needs for some requests alone (Express, the faker, YAML) once it listens. Node remembers for good
 * that a module could not be read: if it were loaded by the first request that needs it, and there were no file
 * descriptor left at that moment, no such request would ever be answered again.
 */
export async function preloadModules(): Promise<void> {
  await Promise.allSettled([import('./http/express-app.ts'), loadSamplerModules(), Promise.resolve({}).then(toYaml)]);
}
