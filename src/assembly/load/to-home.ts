import type { Platform } from '../../behaviour/platform.ts';
import type { CompiledContract } from '../../contract/model/contract.ts';

/** What the home page tells. */
interface Home extends Pick<CompiledContract, 'title'>, Partial<Pick<Platform, 'screens'>> {
  /** Lines of text. */
  readonly notes?: readonly string[];
}

/** Returns what the home page tells of a contract, and of the platform's demo. */
export function toHome({ title }: CompiledContract, platform: Platform | undefined): Home {
  return platform === undefined
    ? { title }
    : {
        title,
        screens: platform.screens,
        notes: [
          `The token that is always accepted belongs to ${platform.demo.user}.`,
          `A path to try: ${platform.demo.path}`,
        ],
      };
}
