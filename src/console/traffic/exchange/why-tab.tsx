import { Fragment } from 'preact';
import { toCommand } from '../../api/curl.ts';
import type { Exchange } from '../../api/types.ts';
import { useConsole } from '../../state/console.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Copy } from '../../ui/copy.tsx';
import { Breakable } from '../../ui/values/breakable.tsx';
import { JsonTree } from '../../ui/values/json-tree.tsx';
import type { Stage } from './explained.ts';
import { useExplanation } from './use-explanation.ts';

/** Why the request got its response: the stages that it went through, each with its verdict. */
export function WhyTab({ exchange }: { readonly exchange: Exchange }) {
  const { explanation, failure } = useExplanation(exchange);
  return (
    <div class="why">
      <p class="why-summary">
        <Breakable text={explanation.summary} />
      </p>
      {explanation.remedy === null || explanation.remedy === undefined ? null : (
        <p class="remedy">
          <b>What to do:</b> {explanation.remedy}
        </p>
      )}
      {explanation.call === null || explanation.call === undefined ? null : <NearestCall line={explanation.call} />}
      {explanation.call_note === null || explanation.call_note === undefined ? null : <p>{explanation.call_note}</p>}
      {explanation.nearest === undefined || explanation.nearest.length === 0 ? null : (
        <ul>
          {explanation.nearest.map(({ method, path }) => (
            <li key={`${method} ${path}`}>
              Near: <code>{`${method} ${path}`}</code>
            </li>
          ))}
        </ul>
      )}
      <ol class="stages">
        {explanation.stages.map((stage, index) => (
          <StageRow key={index} stage={stage} />
        ))}
      </ol>
      {failure === undefined ? null : <p class="muted">The server does not explain it: {failure.title}</p>}
    </div>
  );
}

/** The valid call that is nearest to a rejected request, to be copied into a terminal. */
function NearestCall({ line }: { readonly line: string }) {
  const { client } = useConsole();
  const command = toCommand(line, client);
  return (
    <div>
      <b>The nearest valid call:</b>
      <div class="command">
        <code>
          {command.split(' ').map((word, index) => (
            <Fragment key={index}>
              <span>{word}</span>{' '}
            </Fragment>
          ))}
        </code>
        <Copy text={() => command} label="command" />
      </div>
    </div>
  );
}

function StageRow({ stage: { stage, verdict, text, details } }: { readonly stage: Stage }) {
  const hasDetails = typeof details === 'object' && details !== null && Object.keys(details).length > 0;
  return (
    <li class={`stage ${verdict}`}>
      <div class="stage-head">
        <b>{stage}</b>
        <Verdict verdict={verdict} />
      </div>
      <p>{text}</p>
      {hasDetails ? (
        <details>
          <summary>What it was decided by</summary>
          <JsonTree value={details} depth={1} />
        </details>
      ) : null}
    </li>
  );
}

/** What a stage decided, in the colour of its kind. */
export function Verdict({ verdict }: { readonly verdict: string }) {
  return <Badge tone={VERDICTS[verdict] ?? 'plain'} text={verdict} />;
}

const VERDICTS: Readonly<Record<string, Tone>> = { passed: 'good', rejected: 'bad', applied: 'info', skipped: 'plain' };
