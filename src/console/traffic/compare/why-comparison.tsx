import type { Exchange } from '../../api/types.ts';
import type { Stage } from '../exchange/explained.ts';
import { useExplanation } from '../exchange/use-explanation.ts';
import { Verdict } from '../exchange/why-tab.tsx';
import { pairStages } from './parts.ts';

/** Why two requests got their responses: the verdicts of each stage beside each other. */
export function WhyComparison({ first, second }: { readonly first: Exchange; readonly second: Exchange }) {
  const [left, right] = [useExplanation(first).explanation, useExplanation(second).explanation];
  return (
    <div class="why">
      <div class="pair">
        <p class="why-summary">{left.summary}</p>
        <p class="why-summary">{right.summary}</p>
      </div>
      <ol class="stage-pairs">
        {pairStages(left.stages, right.stages).map(({ stage, isSame, ...pair }, index) => (
          <li key={index} class={isSame ? 'same' : 'differs'}>
            <h3>
              {stage} <small>{isSame ? 'the same' : 'differs'}</small>
            </h3>
            <div class="pair">
              <StageCell stage={pair.first} />
              <StageCell stage={pair.second} />
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

function StageCell({ stage }: { readonly stage: Stage | undefined }) {
  if (stage === undefined) return <p class="muted">It did not come to this stage.</p>;
  return (
    <div>
      <Verdict verdict={stage.verdict} />
      <p>{stage.text}</p>
    </div>
  );
}
