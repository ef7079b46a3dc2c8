import { PRODUCT } from '../product.ts';
import { BASELINE } from '../sandbox-name.ts';

/** Returns the line of a shell that runs a command of ours in a world. */
export function toCommandLine(command: string, world: string): string {
  return `npx ${PRODUCT.name} ${command}${world === BASELINE ? '' : ` --sandbox ${world}`}`;
}
