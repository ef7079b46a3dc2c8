import type { JSX } from 'preact';
import type { Json } from '../api/types.ts';
import { ContractScreen } from '../contract/contract-screen.tsx';
import { listContractOperations } from '../contract/operations.ts';
import { DataScreen } from '../data/data-screen.tsx';
import { FaultsScreen } from '../faults/faults-screen.tsx';
import { HelpScreen } from '../help/help-screen.tsx';
import { HomeScreen } from '../home/home-screen.tsx';
import { PLATFORM_SCREENS } from '../platform/screens.ts';
import { TrafficScreen } from '../traffic/traffic-screen.tsx';
import type { IconName } from '../ui/icon.tsx';
import { WorldsScreen } from '../worlds/worlds-screen.tsx';

/** A screen: the last segment of its address, and its entry in the navigation. */
export interface ScreenEntry {
  readonly name: string;
  readonly title: string;
  readonly icon: IconName;
  /** Other words that people search for, in lower case. */
  readonly words: string;
  /** The operation without which the screen is absent. */
  readonly needs?: string;
  readonly Screen: () => JSX.Element | null;
}

/** Every screen in the order of the navigation. */
export const SCREENS: readonly ScreenEntry[] = [
  {
    name: '',
    title: 'Home',
    icon: 'home',
    words: 'clock time scenario story people token snapshot',
    Screen: HomeScreen,
  },
  {
    name: 'traffic',
    title: 'Traffic',
    icon: 'traffic',
    words: 'requests responses log errors why explain compare',
    Screen: TrafficScreen,
  },
  {
    name: 'data',
    title: 'Data',
    icon: 'data',
    words: 'records collections edit undo delete fixtures',
    Screen: DataScreen,
  },
  {
    name: 'worlds',
    title: 'Worlds',
    icon: 'worlds',
    words: 'sandbox sandboxes fork baseline compare',
    Screen: WorldsScreen,
  },
  {
    name: 'faults',
    title: 'Faults',
    icon: 'faults',
    words: 'fail failure error latency slow delay rate limit',
    Screen: FaultsScreen,
  },
  {
    name: 'contract',
    title: 'Contract',
    icon: 'contract',
    words: 'operations endpoints openapi schema coverage',
    Screen: ContractScreen,
  },
  ...PLATFORM_SCREENS,
  { name: 'help', title: 'Help', icon: 'help', words: 'keys shortcuts documentation', Screen: HelpScreen },
];

/** Returns the screens that a contract has a use for; until it is loaded, those that the server has `listed`. */
export function listScreens(contract: Json | undefined, listed: readonly string[]): readonly ScreenEntry[] {
  if (contract === undefined) return SCREENS.filter(({ name, needs }) => needs === undefined || listed.includes(name));
  const ids = new Set(listContractOperations(contract).map(({ id }) => id));
  return SCREENS.filter(({ needs }) => needs === undefined || ids.has(needs));
}
