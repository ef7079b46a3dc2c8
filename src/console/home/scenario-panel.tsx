import { toPath, type Call } from '../api/call.ts';
import type { Scenario } from '../api/types.ts';
import { useLoad } from '../state/use-load.ts';
import { Action } from '../ui/action.tsx';
import { Badge } from '../ui/badge.tsx';
import { toCount } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Await, Empty } from '../ui/states.tsx';

/** The scenarios as cards. The active one comes first, with its steps. */
export function ScenarioPanel() {
  const loaded = useLoad<{ scenarios: readonly Scenario[] }>({ method: 'GET', path: '/__admin/scenarios' });
  const count = loaded.data?.scenarios.length ?? 0;
  return (
    <Panel title="Scenarios" aside={<span class="muted">{count === 0 ? '' : count}</span>}>
      <Await loaded={loaded} lines={6}>
        {({ scenarios }) =>
          scenarios.length === 0 ? (
            <Empty title="This contract has no scenarios.">
              Write some, and start the server with <code>--scenarios DIR</code>.
            </Empty>
          ) : (
            <div class="cards">
              {scenarios
                .toSorted((left, right) => toRank(left) - toRank(right))
                .map((scenario) => (
                  <ScenarioCard key={scenario.name} scenario={scenario} />
                ))}
            </div>
          )
        }
      </Await>
    </Panel>
  );
}

/** The active one, then the stories, then the situations. */
function toRank({ active, steps }: Scenario): number {
  if (active) return 0;
  return steps.length > 0 ? 1 : 2;
}

function ScenarioCard({ scenario }: { readonly scenario: Scenario }) {
  const { name, title, description, active, state, steps } = scenario;
  return (
    <article class={`card${active ? ' active' : ''}`}>
      <header>
        <h3>{title}</h3>
        {active ? <Badge tone="accent" text={state === null ? 'active' : `active · ${state}`} /> : null}
      </header>
      <p class="muted">{description}</p>
      {steps.length === 0 ? null : <Steps scenario={scenario} />}
      <footer>
        {active ? (
          <Action
            call={{ method: 'POST', path: '/__admin/reset' }}
            done="The world is as it was at first."
            confirm="Really reset?"
          >
            End it
          </Action>
        ) : null}
        <Action
          call={activate(name)}
          done={`${title} is active.`}
          kind={active ? 'plain' : 'primary'}
          confirm="Reset the world first?"
          title="Resets the world first: what you made is gone. A snapshot keeps it."
        >
          {active ? 'Start again' : steps.length > 0 ? 'Begin' : 'Activate'}
        </Action>
      </footer>
    </article>
  );
}

function Steps({ scenario: { name, title, active, step, steps } }: { readonly scenario: Scenario }) {
  if (!active) return <p class="muted steps-count">{toCount(steps.length, 'step')}</p>;
  return (
    <>
      <ol class="steps">
        {steps.map((item, index) => (
          <li
            key={item.title}
            class={toStepClass(index + 1, step)}
            aria-current={step === index + 1 ? 'step' : undefined}
          >
            <Action call={activate(name, index + 1)} done={`${title}: ${item.title}`} kind="quiet">
              <b>{index + 1}</b> {item.title}
            </Action>
            {step === index + 1 ? <p class="muted">{item.description}</p> : null}
          </li>
        ))}
      </ol>
      <div class="buttons">
        <Action
          call={{ method: 'POST', path: '/__admin/scenarios/previous' }}
          done="The story went back."
          isDisabled={step === null || step <= 1}
        >
          Back
        </Action>
        <Action
          call={{ method: 'POST', path: '/__admin/scenarios/next' }}
          done="The story went on."
          kind="primary"
          isDisabled={step === null || step >= steps.length}
          title="Key: p"
        >
          Next step
        </Action>
      </div>
    </>
  );
}

function toStepClass(number: number, current: number | null): string {
  if (current === null || number > current) return '';
  return number === current ? 'current' : 'past';
}

function activate(name: string, step?: number): Call {
  const call: Call = { method: 'POST', path: toPath`/__admin/scenarios/${name}/activate` };
  return step === undefined ? call : { ...call, body: { step } };
}
