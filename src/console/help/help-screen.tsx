import { useMemo } from 'preact/hooks';
import { toCurl } from '../api/curl.ts';
import type { Json } from '../api/types.ts';
import { listContractOperations } from '../contract/operations.ts';
import { useConsole } from '../state/console.ts';
import { useLoad } from '../state/use-load.ts';
import { Copy } from '../ui/copy.tsx';
import { Method } from '../ui/badge.tsx';
import { Panel, ScreenHead } from '../ui/panel.tsx';
import { SearchBox } from '../ui/search-box.tsx';
import { Await } from '../ui/states.tsx';

/** The keys, and everything that the control plane offers, with its curl lines. */
export function HelpScreen() {
  const { route, setParams } = useConsole();
  const loaded = useLoad<Json>({ method: 'GET', path: '/__admin/openapi.json' });
  return (
    <div class="screen">
      <ScreenHead title="Help" about="Whatever this page does, curl can do too. The line at the foot shows how.">
        <SearchBox label="Search calls" value={route.params['q'] ?? ''} change={(q) => setParams({ q })} />
      </ScreenHead>
      <div class="help">
        <div class="help-side">
          <KeysPanel />
          <WordsPanel />
        </div>
        <Panel title="The control plane">
          <Await loaded={loaded} lines={12}>
            {(document) => <Calls document={document} q={route.params['q'] ?? ''} />}
          </Await>
        </Panel>
      </div>
    </div>
  );
}

function KeysPanel() {
  return (
    <Panel title="Keys">
      <dl class="keys">
        {KEYS.map(([keys, text]) => (
          <div key={text}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function WordsPanel() {
  return (
    <Panel title="Words">
      <dl class="words">
        {WORDS.map(([word, text]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function Calls({ document, q }: { readonly document: Json; readonly q: string }) {
  const { client, world, hasToken } = useConsole();
  const operations = useMemo(() => listContractOperations(document), [document]);
  const words = q.toLowerCase().split(/\s+/);
  const shown = operations.filter(({ summary, path, tag }) => {
    const text = `${summary} ${path} ${tag}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return (
    <ul class="calls">
      {shown.map(({ id, method, path, summary, example: body }) => {
        const named = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => name.toUpperCase());
        const call = { method: method as 'GET', path: named, body };
        const line = toCurl(call, { root: client.root, world, hasToken });
        return (
          <li key={id}>
            <span>
              <Method method={method} /> {summary}
            </span>
            <code>{line}</code>
            <Copy text={() => line} label={`curl line: ${summary}`} />
          </li>
        );
      })}
    </ul>
  );
}

const WORDS: readonly (readonly [string, string])[] = [
  ['World', 'The records, the clock, the faults and the requests that belong together. Choose it above the screens.'],
  ['Baseline', 'The world of every request that names no other one.'],
  ['Sandbox', 'A world of its own that begins as a copy of the baseline.'],
  ['Fork', 'A sandbox that begins as a copy of the world that is forked.'],
  ['Fixtures', 'The records that the baseline began with.'],
  ['Snapshot', 'A saved state of a world, to go back to.'],
  ['Fault', 'A rule that makes requests fail, or respond late.'],
  ['Scenario', 'A prepared state, some with the steps of a story.'],
];

const KEYS: readonly (readonly [readonly string[], string])[] = [
  [['1', '…', '9'], 'go to a screen'],
  [['Ctrl K'], 'find anything to go to or to do'],
  [['/'], 'search on this screen'],
  [['j', 'k'], 'next and previous row'],
  [['Enter'], 'open the row; in a field, send its form'],
  [['Esc'], 'close what is open'],
  [['e'], 'edit the selected record'],
  [['Ctrl Enter'], 'save what is edited'],
  [['u'], 'undo the latest edit in Data'],
  [['c'], 'compare the selected request with another'],
  [['r'], 'replay the selected request in a fork'],
  [['w'], 'choose the world'],
  [['p'], 'next step of the story'],
  [['?'], 'this page'],
];
