import { useState } from 'preact/hooks';
import { toPath, type Call } from '../api/call.ts';
import { isJsonObject, type ReplyRule, type TriedReply } from '../api/types.ts';
import { useLoad } from '../state/use-load.ts';
import { Action, Form } from '../ui/action.tsx';
import { Badge } from '../ui/badge.tsx';
import { toCount, toDuration } from '../ui/format.ts';
import { JsonTree } from '../ui/values/json-tree.tsx';
import { Panel, ScreenHead } from '../ui/panel.tsx';
import { Await, Empty } from '../ui/states.tsx';

/** The rules that decide what models say, and a box to try a sentence. */
export function RepliesScreen() {
  const loaded = useLoad<{ replies: readonly ReplyRule[] }>({ method: 'GET', path: '/__admin/replies' });
  const count = loaded.data?.replies.length ?? 0;
  return (
    <div class="screen">
      <ScreenHead title="Replies" about="What agents and prompts answer in this world">
        <Action
          call={{ method: 'DELETE', path: '/__admin/replies' }}
          done="The world has no rules."
          isDisabled={count === 0}
          confirm="Delete all?"
        >
          Delete all
        </Action>
      </ScreenHead>
      <div class="home">
        <div class="column">
          <Panel title="Rules" aside={<span class="muted">{toCount(count, 'rule')}, the first that fits decides</span>}>
            <Await loaded={loaded}>{({ replies }) => <Rules replies={replies} />}</Await>
          </Panel>
        </div>
        <div class="column">
          <TryPanel />
          <AddPanel />
        </div>
      </div>
    </div>
  );
}

function Rules({ replies }: { readonly replies: readonly ReplyRule[] }) {
  if (replies.length === 0)
    return <Empty title="No rule.">Answers are composed, or come from a script or a model.</Empty>;
  return (
    <ol class="rules">
      {replies.map((rule) => (
        <RuleRow key={rule.id} rule={rule} />
      ))}
    </ol>
  );
}

function RuleRow({ rule: { id, rule } }: { readonly rule: ReplyRule }) {
  const { name, ...parts } = isJsonObject(rule) ? rule : {};
  return (
    <li>
      <div class="row">
        <Badge text={`#${id}`} />
        <b class="grow">{typeof name === 'string' ? name : ''}</b>
        <Action
          call={{ method: 'DELETE', path: toPath`/__admin/replies/${String(id)}` }}
          done="The rule is gone."
          kind="quiet"
        >
          Delete
        </Action>
      </div>
      <JsonTree value={parts} depth={3} />
    </li>
  );
}

/** Answers a sentence as an agent would, and says which rule decided. */
function TryPanel() {
  const [text, setText] = useState('');
  const [to, setTo] = useState('');
  const [tried, setTried] = useState<TriedReply>();
  const call: Call = { method: 'POST', path: '/__admin/replies/try', body: { text, ...(to === '' ? {} : { to }) } };
  return (
    <Panel title="Try a sentence">
      <Form>
        <label class="field">
          <span>Sentence</span>
          <textarea rows={3} data-search value={text} onInput={(event) => setText(event.currentTarget.value)} />
        </label>
        <label class="field">
          <span>Agent or prompt: a name or a uuid</span>
          <input value={to} placeholder="any" onInput={(event) => setTo(event.currentTarget.value)} />
        </label>
        <div class="buttons">
          <Action
            call={call}
            done="Answered."
            kind="primary"
            isDisabled={text.trim() === ''}
            isSubmit
            onDone={(body) => setTried(body as TriedReply)}
          >
            Try it
          </Action>
        </div>
      </Form>
      {tried === undefined ? null : <Tried tried={tried} />}
    </Panel>
  );
}

function Tried({
  tried: { answered_by: answeredBy, text, tool_calls: calls, delay_ms: delay, error },
}: {
  readonly tried: TriedReply;
}) {
  return (
    <div class="tried" aria-live="polite">
      <p class="row">
        <Badge tone="accent" text={toDecider(answeredBy)} />
        <small>after {toDuration(delay)}</small>
      </p>
      {error === null ? (
        <p class="answer">{text}</p>
      ) : (
        <p class="warning-text">{`${error.status}: ${error.message}`}</p>
      )}
      {calls.length === 0 ? null : <JsonTree value={calls} />}
    </div>
  );
}

function toDecider(answeredBy: TriedReply['answered_by']): string {
  if (answeredBy === null) return 'no rule';
  const { source, id, name } = answeredBy;
  if (source === 'model') return 'no rule: composed, or a model';
  return `rule ${id ?? ''} of the ${source}${name === null ? '' : `: ${name}`}`;
}

function AddPanel() {
  const [words, setWords] = useState('');
  const [reply, setReply] = useState('');
  return (
    <Panel title="Add a rule">
      <Form>
        <label class="field">
          <span>When the input contains</span>
          <input value={words} placeholder="anything" onInput={(event) => setWords(event.currentTarget.value)} />
        </label>
        <label class="field">
          <span>The answer</span>
          <textarea rows={3} value={reply} onInput={(event) => setReply(event.currentTarget.value)} />
        </label>
        <div class="buttons">
          <Action
            call={{
              method: 'POST',
              path: '/__admin/replies',
              body: { ...(words === '' ? {} : { when: { text: words } }), reply },
            }}
            done="The rule is tried before all others."
            isDisabled={reply.trim() === ''}
            isSubmit
          >
            Add the rule
          </Action>
        </div>
      </Form>
    </Panel>
  );
}
