import { useRef } from 'preact/hooks';
import { toPath } from '../api/call.ts';
import { isJsonObject, type JsonObject } from '../api/types.ts';
import { useLoad } from '../state/use-load.ts';
import { Badge, toWordTone } from '../ui/badge.tsx';
import { DetailTitle } from '../ui/detail-title.tsx';
import { toDuration, toLocalTime } from '../ui/format.ts';
import { JsonTree } from '../ui/values/json-tree.tsx';
import { Await, Empty } from '../ui/states.tsx';
import { ApprovalList } from './approvals/approvals.tsx';
import { ExecutionActions } from './execution-actions.tsx';
import { listSteps, type ExecutedStep } from './execution-steps.ts';
import { GraphView } from './graph-view.tsx';
import { drawGraph } from './run-graph.ts';
import type { Approvals } from './approvals/use-approvals.ts';

interface DetailProps {
  readonly execution: JsonObject;
  /** What it is an execution of; undefined when that was deleted. */
  readonly workflow: JsonObject | undefined;
  readonly title: string;
  /** What waits for a person, in all runs. */
  readonly approvals: Approvals;
  /** The headers of calls of the API. */
  readonly headers: Readonly<Record<string, string>>;
  readonly close: () => void;
}

/** One execution: its graph, and its steps on a line of time, each with its input and output. */
export function ExecutionDetail({ execution, workflow, title, approvals, headers, close }: DetailProps) {
  const { uuid, status, started_at: started } = execution;
  const data = execution['workflow_execution_data_id'];
  const loaded = useLoad<JsonObject>(
    data === null || data === undefined
      ? undefined
      : { method: 'GET', path: toPath`/__admin/state/workflow_execution_data/${String(data)}` },
  );
  const own = approvals.listed.filter(({ approval }) => approval.owner === `workflow_executions/${String(uuid)}`);
  const body = useRef<HTMLDivElement>(null);
  const graph = drawGraph(loaded.data, workflow);
  return (
    <aside class="detail" aria-label="The selected run">
      <DetailTitle
        before={<Badge tone={toWordTone(String(status))} text={String(status)} />}
        title={title}
        close={close}
      >
        {String(uuid)} · {started === null ? 'not started' : toLocalTime(String(started))}
      </DetailTitle>
      {own.length === 0 ? null : <ApprovalList listed={own} onDecided={approvals.onDecided} />}
      <ExecutionActions execution={execution} headers={headers} />
      <div class="detail-body" tabIndex={0} role="group" aria-label="Steps" ref={body}>
        {graph === undefined ? null : <GraphView graph={graph} open={(node) => openStep(body.current, node)} />}
        {data === null || data === undefined ? (
          <Empty title="It has not begun.">Its steps appear as they are done.</Empty>
        ) : (
          <Await loaded={loaded}>{(record) => <Timeline record={record} />}</Await>
        )}
      </div>
    </aside>
  );
}

/** Opens the last step of a node in the list, and goes to it. */
function openStep(body: HTMLElement | null, node: string): void {
  const steps = [...(body?.querySelectorAll<HTMLDetailsElement>('details[data-node]') ?? [])];
  const step = steps.findLast(({ dataset }) => dataset['node'] === node);
  if (step === undefined) return;
  step.open = true;
  step.scrollIntoView({ block: 'nearest' });
  step.querySelector('summary')?.focus();
}

function Timeline({ record }: { readonly record: JsonObject }) {
  const { steps, length } = listSteps(record);
  const inner = isJsonObject(record['data']) ? record['data'] : {};
  return (
    <>
      <details>
        <summary>What it began with</summary>
        <JsonTree value={inner['start_data']} />
      </details>
      <ol class="timeline">
        {steps.map((step, index) => (
          <StepRow key={index} step={step} length={length} />
        ))}
      </ol>
    </>
  );
}

function StepRow({ step, length }: { readonly step: ExecutedStep; readonly length: number }) {
  const { node, label, type, status, offset, duration, input, output, error } = step;
  const left = length === 0 ? 0 : (100 * offset) / length;
  const width = length === 0 ? 100 : Math.max(1, (100 * duration) / length);
  return (
    <li>
      <details data-node={node}>
        <summary>
          <Badge tone={toWordTone(status)} text={status} />
          <span class="grow">
            <b>{label}</b> <small>{type}</small>
          </span>
          <small>{status === 'not reached' ? '' : toDuration(duration)}</small>
          <span class="bar" aria-hidden="true">
            <i
              class={toWordTone(status)}
              style={{ marginLeft: `${Math.min(left, 99)}%`, width: `${Math.min(width, 100 - Math.min(left, 99))}%` }}
            />
          </span>
        </summary>
        {error === null || error === undefined ? null : <p class="warning-text">{JSON.stringify(error)}</p>}
        <h3>Input</h3>
        <JsonTree value={input ?? null} depth={1} />
        <h3>Output</h3>
        <JsonTree value={output ?? null} depth={1} />
      </details>
    </li>
  );
}
