import { term, type Term } from './term.ts';

/** Terms of programming and models. */
export const PROGRAMMING_TERMS: readonly Term[] = [
  term(
    /\bracing? conditions?\b|\brace conditions?\b/i,
    'A race condition',
    'is a fault that depends on timing: two parts of a program use the same data at once, and the result changes with which of them comes first.',
    'two requests both read a stock of 1, both sell it, and you have sold one lamp twice. A lock, a transaction or a check at the moment of writing prevents it.',
  ),
  term(
    /\bdeadlocks?\b/i,
    'A deadlock',
    'is when two parts of a program each wait for what the other one holds, so that neither goes on.',
    'transaction A locks orders and wants refunds, B locks refunds and wants orders. Locking in the same order avoids it.',
  ),
  term(
    /\bpull requests?\b/i,
    'A pull request',
    'is a proposal to merge a set of changes, which others read and comment on first.',
    'you push a branch, open a pull request, and a colleague reviews it before it goes into main.',
  ),
  term(
    /\b(?:database )?migrations?\b/i,
    'A migration',
    'is a script that changes the structure of a database from one version to the next.',
    'it adds a column and fills it. A safe one can be run twice without harm.',
  ),
  term(
    /\bidempoten(?:t|cy|ce)\b/i,
    'Idempotent',
    'is what you can do several times with the same effect as once.',
    'setting a status to “paid” is idempotent; adding 10 euros is not.',
  ),
  term(
    /\bunit tests?\b/i,
    'A unit test',
    'checks one small part of a program by itself.',
    'it calls a function with a known input and compares the result with what it should be.',
  ),
  term(
    /\btechnical debt\b/i,
    'Technical debt',
    'is the extra work that a quick solution leaves for later.',
    'a copied function that has to be fixed in three places from then on.',
  ),
  term(
    /\brefactor(?:ing)?\b/i,
    'Refactoring',
    'means to change how code is built without changing what it does.',
    'splitting a function of 200 lines into five that have names.',
  ),
  term(
    /\bsql injections?\b|\binjections?\b/i,
    'SQL injection',
    'is an attack that smuggles a part of a query into an input.',
    "a name such as `x' or 1=1` reads the whole table when it is pasted into the query. Parameters prevent it.",
  ),
  term(
    /\bwebhooks?\b/i,
    'A webhook',
    'is a request that a system sends to an address of yours when something happens.',
    'a payment arrives, and the payment service calls your URL with its details.',
  ),
  term(
    /\brest(?:ful)? apis?\b|\bapis?\b/i,
    'An API',
    'is the interface by which programs talk to one another.',
    'your shop asks the carrier’s API where a parcel is, and shows the answer to the customer.',
  ),
  term(
    /\bcach(?:e|es|ing)\b/i,
    'A cache',
    'keeps results that were expensive to get, so that the next request is quick.',
    'a price list that changes once a day is read from the cache in between.',
  ),
  term(
    /\bci(?:\/cd)?\b|\bcontinuous integration\b/i,
    'Continuous integration',
    'means that each change is built and tested automatically as soon as it is pushed.',
    'a failing test stops a change before it reaches the others.',
  ),
  term(
    /\b(?:large )?language models?\b|\bllms?\b/i,
    'A language model',
    'is a program that has learned from a great deal of text to continue a text sensibly.',
    'it drafts a reply to a ticket, and a person reads it before it is sent.',
  ),
  term(
    /\bhallucinat(?:e|es|ion|ions)\b/i,
    'A hallucination',
    'is something that a language model says with confidence although it is not true.',
    'a source that does not exist. Asking for the passage it relies on helps to find it.',
  ),
  term(
    /\bembeddings?\b/i,
    'An embedding',
    'is a list of numbers that stands for the meaning of a text, so that similar texts have similar numbers.',
    'a search for “money back” then finds the article on refunds too.',
  ),
  term(
    /\bprompts?\b/i,
    'A prompt',
    'is the text that tells a language model what to do.',
    '“Summarise this ticket in three sentences” followed by the ticket.',
  ),
];
