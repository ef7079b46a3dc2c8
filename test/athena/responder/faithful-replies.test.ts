import { describe, expect, it } from 'vitest';
import { createAskEveryday } from './everyday/ask-everyday.ts';

const ask = await createAskEveryday();

/** Asks an agent of the demo world something that no fixture holds. `before` are the user's and the agent's turns. */
function askAgent(agent: string, text: string, before: readonly string[] = [], seed = 'everyday'): string {
  const conversation = before.map((content, index) => ({
    role: index % 2 === 0 ? ('user' as const) : ('assistant' as const),
    content,
  }));
  return ask({ id: 'other', agent, text, conversation, about: [], words: [1, 999] }, seed).text;
}

describe('another wording keeps what the text says', () => {
  it.each([
    ['You must pay the invoice by Monday or we will close your account.', ['by Monday', 'close your account']],
    ['If you do not confirm by noon, we will cancel the order.', ['by noon', 'cancel the order']],
    ['Unless you sign the form, you will not get the key.', ['sign the form', 'will not get the key']],
    ['You have to return the box or else your deposit is lost.', ['return the box', 'deposit is lost']],
    ['No refunds are paid after 30 days.', ['sorry that no refunds are paid after 30 days']],
    ['We cannot change an order after it was sent.', ['sorry that we cannot change an order after it was sent']],
  ])('%s', (text, parts) => {
    const reply = askAgent('Content Writer', `Make this friendlier: ${text}`);
    for (const part of parts) expect(reply).toContain(part);
    expect(reply).not.toMatch(/without delay|another way|\bmust\b|help you/);
  });
});

describe('a rule is applied to what it counts', () => {
  const SUPPORT = 'Customer Support Assistant';

  it.each([
    ['My lamp was delivered 12 days ago. Can I return it?', /Yes: 12 days is within the 30 days\. You may return/],
    ['I unpacked my lamp 12 days ago. Can I return it?', /Yes, if it was delivered no more than 30 days ago\. You may/],
    ['I bought a lamp 40 days ago. Can I still return it?', /Only if it was delivered no more than 30 days ago/],
    ['My lamp was delivered 40 days ago. Can I return it?', /I am afraid not: 40 days is past the 30 days/],
    ['A customer got her lamp 12 days ago. Can she return it?', /Yes: 12 days is within the 30 days\. Customers may/],
  ])('%s', (text, pattern) => {
    expect(askAgent(SUPPORT, text)).toMatch(pattern);
  });

  it('only a customer who may return an article is told how', () => {
    expect(askAgent(SUPPORT, 'My lamp was delivered 12 days ago. Can I return it?')).toMatch(
      /give me the order number/,
    );
    expect(askAgent(SUPPORT, 'My lamp was delivered 40 days ago. Can I return it?')).not.toMatch(/order number/);
  });

  it('a refund that comes too late is declined with its reason, in the letter as well', () => {
    const reply = askAgent(
      'Refund Advisor',
      'A chair was delivered 75 days ago, and she wants her money back. Approve?',
    );
    expect(reply).toMatch(/^\*\*Decline\.\*\* 75 days is past day 60/);
    expect(reply).toMatch(/> .*it has been 75 days since the delivery, and we can refund an order only until day 60/);
    expect(reply).toMatch(/Is it defective\?|is it defective\?/);
    const letter = askAgent(
      'Refund Advisor',
      'Write an email that declines the refund of a chair that was delivered 75 days ago.',
    );
    expect(letter).toMatch(/The reason: it has been 75 days since the delivery/);
  });

  it('a sum above the limit is escalated, and what the time would give is said', () => {
    const reply = askAgent('Refund Advisor', 'A desk for 320 euros was delivered 12 days ago. Refund it?');
    expect(reply).toMatch(/^\*\*Escalate\.\*\* 320 euros is above the limit of 200 euros/);
    expect(reply).toMatch(/it would be a full refund: 12 days is within 30 days/);
    expect(reply.slice(reply.indexOf('>'))).not.toMatch(/200|limit|amount/);
  });
});

describe('a class is explained by what is the matter', () => {
  it.each([
    ['I got an electric shock from the lamp.', /Priority 1\. There is a risk of an electric shock, so a person/],
    ['The glass broke and my son is hurt.', /Priority 1\. Someone may be hurt, so a person/],
    ['Please change the email address in my profile.', /^\*\*Account\.\*\* Priority 3\. .*no one is locked out/],
    ['I cannot log into my account.', /^\*\*Account\.\*\* Priority 2\. The customer cannot get into the account/],
    ['Your invoice has the wrong VAT number.', /^\*\*Billing\.\*\* Priority 2\. It is about a payment/],
    ['My card was billed double in May.', /^\*\*Billing\.\*\* Priority 2\. The customer was charged twice/],
    ['The parcel never came.', /^\*\*Delivery\.\*\* Priority 3\. A parcel is late or missing/],
  ])('%s', (ticket, pattern) => {
    expect(askAgent('Ticket Triager', ticket)).toMatch(pattern);
  });
});

describe('what a text leaves open is said', () => {
  it('a contract without numbers, and one whose terms are complete', () => {
    const plain = askAgent(
      'Contract Reader',
      'List the terms.\n\nLiability is limited to 5,000 euros, except for intent.',
    );
    expect(plain).toMatch(/\*\*Liability\*\* \(no clause number\): is limited to 5,000 euros/);
    expect(plain).not.toMatch(/excepted/);
    expect(plain).toMatch(/I found nothing on term, renewal or notice/);
  });

  it.each([
    ['Ana will book a table for the dinner on Thursday.', /book a table for the dinner on Thursday \(no date named\)/],
    ['Ana will call the bank on Thursday.', /call the bank, on Thursday/],
    ['Ana will print the list for the meeting by Thursday.', /print the list for the meeting, by Thursday/],
  ])('the day of an event is not the day of what is done for it: %s', (notes, pattern) => {
    expect(askAgent('Meeting Summarizer', `Who does what?\n\n${notes}`)).toMatch(pattern);
  });

  it('a summary as JSON lists the points that it does not tell', () => {
    const notes =
      'Sales rose by 4 percent in May. Sales fell in June. The new shelf is full. The printer broke twice. Mei left.';
    const reply = askAgent('Meeting Summarizer', `Summarise as JSON.\n\n${notes}`);
    const data = JSON.parse(/```json\n([\s\S]+?)```/.exec(reply)?.[1] ?? '') as {
      readonly summary: string;
      readonly key_points: readonly string[];
    };
    expect(data.key_points).toHaveLength(3);
    for (const point of data.key_points) expect(data.summary.toLowerCase()).not.toContain(point.toLowerCase());
  });
});

describe('the same again follows the last answer', () => {
  const asked = 'Suggest two headlines on refunds.';

  it.each([
    ['And for parcel tracking?', ['**Parcel tracking, without the guesswork**', 'Parcel tracking is here']],
    [
      'Now the same about our opening hours.',
      ['**Our opening hours, without the hurry**', 'Our opening hours are here'],
    ],
  ])('%s', (text, parts) => {
    const last = '- **Refunds, without the small print**\n- **Changed your mind? Refunds are here**';
    const reply = askAgent('Content Writer', text, [asked, last]);
    for (const part of parts) expect(reply).toContain(part);
    expect(reply).not.toMatch(/mind\?|small print/);
  });

  it('a headline that is about more than its subject is written anew', () => {
    const last = '- **Refunds within a day for all who kept the box and the receipt**\n- **Refunds**';
    expect(askAgent('Content Writer', 'And for parcel tracking?', [asked, last])).not.toMatch(/kept the box/);
  });
});

describe('one step at a time', () => {
  const FIRST = '¿Cómo puedo cambiar mi contraseña?';

  it('the next one comes when the last one is done, in the language of the conversation', () => {
    const first = askAgent('Onboarding Guide', FIRST);
    const second = askAgent('Onboarding Guide', 'Listo, ¿y ahora?', [FIRST, first]);
    expect(second).toMatch(/^\*\*Paso 2 de 3\.\*\*/);
    const third = askAgent('Onboarding Guide', 'Ya está, ¿qué sigue?', [FIRST, first, 'Listo, ¿y ahora?', second]);
    expect(third).toMatch(/^\*\*Paso 3 de 3\.\*\*[\s\S]+último paso/);
    expect(askAgent('Customer Support Assistant', FIRST)).toMatch(/^1\. [\s\S]+^2\. [\s\S]+^3\. /m);
  });
});

it('an answer that asks for something has no closing of the voice', () => {
  for (const seed of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) {
    const post = askAgent('Content Writer', 'Write a short post about our new opening hours on Sunday.', [], seed);
    expect(post).toMatch(/Send me what belongs there, and I will put it in\.$/);
    const claim = askAgent('Customer Support Assistant', 'Where is my order 88777?', [], seed);
    expect(claim).not.toMatch(/\?\n\n[^\n]*\?$/);
  }
});
