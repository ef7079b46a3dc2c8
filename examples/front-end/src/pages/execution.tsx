import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { api, type Execution } from '../api.ts';
import { toAge, toDate, toDuration, toTitle } from '../format.ts';
import { Markdown } from '../markdown.tsx';
import { Icon } from '../parts/icon.tsx';
import { ErrorNotice, Skeletons } from '../parts/states.tsx';
import { Badge, StatusSign, type Status } from '../parts/status.tsx';
import { useResource } from '../use-resource.ts';
import { Graph, toIcon } from './graph.tsx';
import { findTakenEdges, inOrder, lastRun, toSubject, type Node, type Step } from './run-data.ts';

/** An execution, step by step, while it runs and afterwards. */
export function ExecutionPage({ uuid }: { uuid: string }): JSX.Element {
  const { data, error, reload } = useResource(uuid, (signal) =>
    api.GET('/api/v1/workflow-executions/{workflow_execution_uuid}', {
      params: { path: { workflow_execution_uuid: uuid }, query: { with: ['workflowExecutionData'] } },
      signal,
    }),
  );
  const execution = data?.data;
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!execution || execution.is_finished || error) return undefined;
    const timer = setTimeout(
      () => {
        setNow(Date.now());
        reload();
      },
      execution.status === 'waiting' ? 2000 : 500,
    );
    return () => clearTimeout(timer);
  }, [data, error]);
  if (!execution) return error ? <ErrorNotice error={error} onRetry={reload} /> : <Skeletons count={5} kind="line" />;
  return (
    <>
      <ExecutionHead execution={execution} now={now} />
      {error && <ErrorNotice error={error} onRetry={reload} />}
      <Outcome execution={execution} />
      <Steps execution={execution} />
    </>
  );
}

function ExecutionHead({ execution, now }: { execution: Execution; now: number }): JSX.Element {
  const { workflow, status, mode, created_at, started_at, stopped_at } = execution;
  const took = started_at ? (stopped_at ? Date.parse(stopped_at) : now) - Date.parse(started_at) : undefined;
  return (
    <header class="record-head">
      <a class="button square plain" href={`/workflows/${workflow.uuid}`} aria-label={`Back to ${workflow.name}`}>
        <Icon name="back" />
      </a>
      <div>
        <h1>{workflow.name}</h1>
        <p>
          {toSubject(execution)} · {toTitle(mode)} · <time dateTime={created_at}>{toAge(created_at)}</time>
          {took !== undefined && took >= 0 && ` · ${toDuration(took)}`}
        </p>
      </div>
      <span role="status">
        <Badge status={status} />
      </span>
    </header>
  );
}

/** Says why an execution waits or has failed, and which retry succeeded. */
function Outcome({ execution }: { execution: Execution }): JSX.Element | null {
  const { status, wait_till, retry_success_id, retry_of, workflow_execution_data: recorded } = execution;
  const failure = recorded?.data.result_data.error;
  const waiting = recorded?.workflow_data.nodes.find((node) => lastRun(recorded, node)?.execution_status === 'waiting');
  return (
    <>
      {status === 'waiting' && (
        <p class="notice waiting">
          <Icon name={waiting?.type === 'human.approval' ? 'person' : 'clock'} />
          <span>
            {waiting?.type === 'human.approval' ? `Waits for ${toAssignee(waiting)} to decide.` : 'Waits for its time.'}
            {wait_till && ` Until ${toDate(wait_till)} at the latest.`}
          </span>
        </p>
      )}
      {failure && (
        <p class="notice error" role="alert">
          <Icon name="alert" />
          <span>{failure.message}</span>
        </p>
      )}
      {retry_of && <RetryLink uuid={retry_of} text="This is a retry. See the first run." />}
      {retry_success_id && <RetryLink uuid={retry_success_id} text="A retry succeeded. See it." />}
    </>
  );
}

function RetryLink({ uuid, text }: { uuid: string; text: string }): JSX.Element {
  return (
    <p class="notice">
      <a href={`/executions/${uuid}`}>{text}</a>
    </p>
  );
}

function Steps({ execution }: { execution: Execution }): JSX.Element {
  const { workflow, workflow_execution_data: recorded } = execution;
  const { nodes, edges } = recorded?.workflow_data ?? workflow;
  const runs = Object.fromEntries(
    nodes.flatMap((node): [string, Status][] => {
      const run = recorded ? lastRun(recorded, node) : undefined;
      return run ? [[node.id, run.execution_status]] : [];
    }),
  );
  const steps = recorded ? inOrder(recorded) : [];
  return (
    <>
      <Graph nodes={nodes} edges={edges} runs={runs} taken={recorded ? findTakenEdges(recorded) : new Set()} />
      <section>
        <h2>Steps</h2>
        {steps.length === 0 && <p class="fine">The first step begins in a moment.</p>}
        <ol class="steps">
          {steps.map(({ node, run, round }) => (
            <StepView key={`${node.id} ${round}`} node={node} run={run} round={round} />
          ))}
        </ol>
      </section>
    </>
  );
}

function StepView({ node, run, round }: Step): JSX.Element {
  const { execution_status: status, execution_time: took, output, error, input } = run;
  const text = output?.['output'];
  return (
    <li class={`step ${status}`}>
      <StatusSign status={status} />
      <div class="step-body">
        <p class="step-head">
          <Icon name={toIcon(node)} />
          <strong>{node.data.label ?? node.id}</strong>
          {round > 1 && <span class="fine">round {round}</span>}
          <span class="fine">{status === 'running' || status === 'waiting' ? toTitle(status) : toDuration(took)}</span>
        </p>
        {error && <p class="field-error">{error.message}</p>}
        {typeof text === 'string' && <Markdown text={text} />}
        <details>
          <summary>Data</summary>
          <pre tabIndex={0}>{JSON.stringify({ input, output }, null, 2)}</pre>
        </details>
      </div>
    </li>
  );
}

function toAssignee({ data }: Node): string {
  const assignee = data.parameters?.['assignee'];
  return typeof assignee === 'string' && !assignee.includes('{{') ? assignee : 'a person';
}
