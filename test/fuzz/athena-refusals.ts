import type { JsonObject } from '../../src/kernel/json.ts';

/** One reason why an operation may refuse a request that fits the contract. */
interface Refusal {
  readonly operations: readonly string[];
  /** Each field that such a refusal may name; none where the state stands in the way. */
  readonly field?: RegExp;
  /** All that it may say. */
  readonly says: RegExp;
}

/**
 * Whether a request that fits its schema may be refused so: a conflict by one of the operation's own rules, or a 422 of whose every message one of them is
 * the source. Whatever no line says is a failure.
 */
export function isRefusedByRule(operation: string, status: number, { message, errors }: JsonObject): boolean {
  const own = REFUSALS.filter(({ operations }) => operations.includes(operation));
  if (status === 409) return own.some(({ field, says }) => field === undefined && says.test(String(message)));
  const named = Object.entries((errors ?? {}) as Readonly<Record<string, readonly string[]>>);
  const isKnown = (name: string, text: string): boolean => own.some(({ field, says }) => field?.test(name) === true && says.test(text));
  return (
    status === 422 && named.length > 0 && named.every(([name, texts]) => texts.length > 0 && texts.every((text) => isKnown(name, text)))
  );
}

const METRICS = ['Agents', 'Workflows', 'Threads', 'Messages', 'WorkflowExecutions'].map((name) => `retrieve${name}Metrics`);
const ACCOUNTS = ['createAccount', 'updateAccount'];
const SHARES = ['shareAgent', 'shareWorkflow'];
const GRAPHS = ['createWorkflow', 'updateWorkflow'];
const RUNS = ['runAgent', 'runThread', 'runPrompt'];

const REFUSALS: readonly Refusal[] = [
  // Of the things that a request names, the caller has to see each.
  {
    operations: [...METRICS, 'retrieveWorkspacesMetrics', 'listAgentLeaderboard'],
    field: /^(workspace_uuid|organization_multiplai_id)$/,
    says: /^The selected (workspace uuid|organization multiplai id) is invalid\.$/,
  },
  { operations: SHARES, field: /^user_id$/, says: /^The selected user id is invalid\.$/ },
  { operations: ['runThread'], field: /^agent_uuid$/, says: /^The (selected agent uuid is invalid|agent uuid field is required)\.$/ },
  // An account brings what its strategy asks for, by a strategy of its provider.
  {
    operations: ACCOUNTS,
    field: /^(token|username|password|scope)$/,
    says: /^The \w+ field is required when provider authentication strategy is (token|basic|oauth2)\.$/,
  },
  {
    operations: ACCOUNTS,
    field: /^provider_authentication_strategy$/,
    says: /^The selected provider authentication strategy is invalid\.$/,
  },
  // Counting.
  { operations: METRICS, field: /^date_to$/, says: /^The date to field must be a date after or equal to date from\.$/ },
  {
    operations: [...METRICS, 'retrieveWorkspacesMetrics'],
    field: /^granularity$/,
    says: /^The granularity field makes more than 10000 periods of this range\. Choose a coarser one, or a shorter (range|period)\.$/,
  },
  {
    operations: ['retrieveWorkspacesMetrics'],
    field: /^granularity$/,
    says: /^The granularity field is required when group by is date\.$/,
  },
  { operations: ['retrieveWorkspacesMetrics'], field: /^metric$/, says: /^The avg duration metric is only available for workflows\.$/ },
  { operations: ['retrieveWorkspacesMetrics'], field: /^group_by$/, says: /^The avg duration metric does not support grouping\.$/ },
  { operations: ['retrieveWorkspacesMetrics'], field: /^order_by$/, says: /^The selected order by is invalid\.$/ },
  // Sharing is with others, and ends later than now.
  { operations: SHARES, field: /^(user_id|email)$/, says: /^The (user id|email) field must name somebody else\.$/ },
  { operations: SHARES, field: /^expires_at$/, says: /^The expires at field must be a date after now\.$/ },
  // A graph can be run.
  { operations: GRAPHS, field: /^nodes$/, says: /^The nodes field must have a trigger\.$/ },
  { operations: GRAPHS, field: /^nodes\.\d+\.type$/, says: /^The nodes\.\d+\.type field must not be a trigger: / },
  { operations: GRAPHS, field: /^nodes\.\d+$/, says: /^The nodes\.\d+ field must be reachable: / },
  { operations: GRAPHS, field: /^(nodes|edges)\.\d+\.id$/, says: /field has a duplicate value\.$/ },
  { operations: GRAPHS, field: /^nodes\.\d+\.data\.parameters\.expression$/, says: /field must be a condition: / },
  {
    operations: GRAPHS,
    field: /^edges\.\d+\.(source|target)(_handle)?$/,
    says: /^The selected edges\.\d+\.\S+( handle)? is invalid[.:]|must not be a trigger: /,
  },
  { operations: GRAPHS, field: /^edges\.\d+$/, says: /^The edges\.\d+ field closes a cycle without a way out: / },
  // A run has a value for every gap, and a model that answers.
  { operations: RUNS, field: /^variables\.\w+$/, says: /^The (selected )?variables\.[\w ]+ (field (is required|must be )|is invalid)/ },
  { operations: RUNS, says: /^The (agent is (disabled|archived)|model .* is (not enabled|deprecated))|^No account with the provider of / },
  {
    operations: ['triggerWorkflowWebhook'],
    says: /^The workflow ".*" (is \w+: only an active one is started|is not enabled|has no steps to run)\.$/s,
  },
  { operations: ['triggerWorkflowWebhook'], field: /^\w+$/, says: /^The [\w ]+ field is required\.$/ },
  // What others lean on stays.
  { operations: ['deleteProvider'], says: /^The provider cannot be deleted because \w+( \w+)* refer to it\.$/ },
  { operations: ['deleteWorkspace'], says: /^The workspace cannot be deleted because / },
];
