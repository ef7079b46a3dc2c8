import { toYaml } from './document/to-yaml.ts';
import { loadSamplerModules } from './assembly/load/create-response-sampler.ts';

/**
 * Loads the modules that only some requests need (Express, the faker, YAML), once the server listens. Node caches a
 * failed module load forever. If the first request loaded them while no file descriptor was free, every such request
 * would fail from then on.
 */
export async function preloadModules(): Promise<void> {
  await Promise.allSettled([import('./http/express-app.ts'), loadSamplerModules(), Promise.resolve({}).then(toYaml)]);
}
