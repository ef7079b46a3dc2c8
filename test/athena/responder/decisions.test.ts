import { expect, it } from 'vitest';
import { createAskEveryday } from './everyday/ask-everyday.ts';

const ask = await createAskEveryday();

function askAdvisor(text: string): string {
  return JSON.stringify(ask({ id: 'decision', agent: 'Refund Advisor', text, about: [], words: [1, 200] }));
}

it.each([
  ['Order 9250: 250 EUR. Approve, decline or escalate?', ['Escalate', 'above the limit of 200 euros']],
  ['Order 9150: 35 EUR, delivered 12 days ago. Approve, decline or escalate?', ['Approve', 'full refund']],
  [
    'Order 9150: 150 EUR. Approve, decline or escalate?',
    ['Escalate', 'does not say when the article was delivered, so'],
  ],
  ['Approve, decline or escalate?', ['Escalate', 'when the article was delivered or what it cost, so']],
])('an agent that is offered its own verdicts gives one: %s', (text, parts) => {
  const reply = askAdvisor(text);
  for (const part of parts) expect(reply).toContain(part);
});
