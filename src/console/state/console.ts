import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Call } from '../api/call.ts';
import type { Client } from '../api/client.ts';
import type { ServerEvent } from '../api/events.ts';
import type { Failure } from '../api/failure.ts';
import type { Json } from '../api/types.ts';
import type { Pointing } from '../hints/hints.ts';
import type { Notice, Told } from './notices/notice.ts';
import type { ParamChanges, Place, Route } from './route.ts';
import type { Drafts } from './use-drafts.ts';
import type { Edits } from './edits/edit.ts';
import type { Moves } from './use-moves.ts';

/** Why the events of the server do not arrive: the connection is lost, or the page is hidden and holds none. */
export type Away = 'lost' | 'paused';

/** Whether the events of the server arrive. */
export type LiveState = 'connecting' | 'live' | Away;

/** Whether events are missed, so that everything has to be loaded again when they arrive. */
export function isAway(live: LiveState): live is Away {
  return live === 'lost' || live === 'paused';
}

/** What to tell when a call is done: a text, or what the body of its response says. */
export type Done = string | ((body: unknown) => Told);

/** What every part of the page may use. */
export interface Console extends Edits, Drafts, Moves {
  readonly route: Route;
  /** Where the page was opened: see `toWorldParam`. */
  readonly place: Place;
  /** Goes to a screen. */
  go(screen: string, params?: ParamChanges): void;
  /** Changes settings of the current screen; `push` makes a step that Back undoes. */
  setParams(changes: ParamChanges, push?: boolean): void;
  readonly client: Client;
  readonly world: string;
  readonly hasToken: boolean;
  /** The OpenAPI document that the server simulates; undefined until it is loaded. */
  readonly contract: Json | undefined;
  /** Whether the server has an operation of the control plane: `offers('GET', '/__admin/faults')`. */
  offers(method: string, template: string): boolean;
  readonly live: LiveState;
  /** Grows whenever something of the world may have changed. What was loaded is loaded again. */
  readonly revision: number;
  /** Loads everything again. */
  refresh(): void;
  /** Calls the listener for each event of the server. Returns a function that ends it. */
  listen(listener: (event: ServerEvent) => void): () => void;
  /** Sends a call that changes something, tells what came of it, and loads everything again. */
  perform(call: Call, done?: Done, onDone?: (body: unknown) => void): Promise<Outcome>;
  notify(notice: Notice): void;
  /** Shows the curl line of a call that is sent at the foot of the page. */
  hint(call: Call): void;
  /** Shows the curl line of a call that a control would send; undefined when the pointer or the focus has left it. */
  point(at: Pointing, by: symbol, call: Call | undefined): void;
  /** Asks for the admin token. */
  askToken(): void;
}

/** What came of a call. */
export type Outcome =
  | { readonly isDone: true; readonly body: unknown }
  | { readonly isDone: false; readonly failure: Failure };

/** The console, for every component inside of it. */
export const ConsoleContext = createContext<Console | undefined>(undefined);

/** Returns the console that a component is part of. */
export function useConsole(): Console {
  const found = useContext(ConsoleContext);
  if (found === undefined) throw new Error('A part of the console was rendered outside of it.');
  return found;
}
