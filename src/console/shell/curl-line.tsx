import { toPath, type Call } from '../api/call.ts';
import { toCurl } from '../api/curl.ts';
import { toDiffCall } from '../data/diff.ts';
import { useConsole } from '../state/console.ts';
import type { Route } from '../state/route.ts';
import type { ConsoleFrame } from '../state/use-console.ts';
import { Status } from '../ui/badge.tsx';
import { Copy } from '../ui/copy.tsx';

/**
 * The curl line of the action under the pointer or the focus, or of the last one that was sent; at first that of what
 * the screen shows.
 */
export function CurlLine({ hinted, holdHint }: Pick<ConsoleFrame, 'hinted' | 'holdHint'>) {
  const { client, world, hasToken, route } = useConsole();
  const call = hinted?.call ?? toScreenCall(route, world);
  const text = toCurl(call, { root: client.root, world, hasToken });
  return (
    <footer
      class="curl"
      aria-label="The same with curl"
      onMouseEnter={() => holdHint(true)}
      onMouseLeave={() => holdHint(false)}
      onFocusIn={() => holdHint(true)}
      onFocusOut={() => holdHint(false)}
    >
      <span class="dollar" aria-hidden="true">
        $
      </span>
      <code tabIndex={0} role="textbox" aria-readonly="true" aria-label="curl line">
        {text}
      </code>
      {hinted?.status === undefined ? null : <Status status={hinted.status} />}
      <Copy text={() => text} label="curl line" />
    </footer>
  );
}

/** Returns the call that gets what a screen shows. */
function toScreenCall({ screen, params }: Route, world: string): Call {
  const { collection, record, operation, status, from, to, diff } = params;
  if (screen === 'traffic') {
    const classOf = status === undefined || status.length === 3 ? status : `${status}XX`;
    return read('/__admin/requests', { operation_id: operation, status: classOf });
  }
  if (screen === 'data' && collection !== undefined && diff !== undefined)
    return toDiffCall({ collection, from: diff, world });
  if (screen === 'data' && collection !== undefined)
    return read(
      record === undefined ? toPath`/__admin/state/${collection}` : toPath`/__admin/state/${collection}/${record}`,
    );
  if (screen === 'worlds' && from !== undefined && to !== undefined) return read('/__admin/diff', { from, to });
  return read(SCREEN_PATHS[screen] ?? '/__admin/health');
}

function read(path: string, query: NonNullable<Call['query']> = {}): Call {
  return { method: 'GET', path, query };
}

const SCREEN_PATHS: Readonly<Record<string, string>> = {
  data: '/__admin/collections',
  worlds: '/__admin/sandboxes',
  faults: '/__admin/faults',
  contract: '/__admin/coverage',
  runs: '/__admin/approvals',
  threads: '/__admin/state/threads',
  replies: '/__admin/replies',
  help: '/__admin/openapi.json',
};
