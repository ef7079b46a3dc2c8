import { term, type Term } from './term.ts';

/** Terms of contracts. */
export const CONTRACTS_TERMS: readonly Term[] = [
  term(
    /\bliability caps?\b|\bcap(?:s|ped|ping)?\b.{0,20}\bliabilit(?:y|ies)\b|\bcapped liabilit(?:y|ies)\b|\bliability (?:is |was |being )?capped\b|\bcaps? on (?:the )?liability\b|\bliability limit(?:s|ation)?\b|\blimit(?:ation)?s? (?:of|on) liability\b/i,
    'A liability cap',
    'is the most that one side has to pay if something goes wrong, whatever the damage is. Think of it as a ceiling: above it, the loss stays with the other side.',
    'with a cap of 10,000 euros and a damage of 25,000, you get 10,000. Intent and gross negligence are usually outside of it.',
  ),
  term(
    /\bliabilit(?:y|ies)\b/i,
    'Liability',
    'means having to pay for damage that one has caused.',
    'a carrier is liable for a parcel that it loses, up to the sum in the contract.',
  ),
  term(
    /\bnotice periods?\b|\bperiods? of notice\b/i,
    'A notice period',
    'is how long before the end a contract has to be cancelled.',
    'with three months’ notice, a contract that ends on 31 December has to be cancelled by 30 September.',
  ),
  term(
    /\bindemni(?:ty|fy|fication|ties)\b/i,
    'An indemnity',
    'is a promise to pay for a loss that the other side suffers.',
    'a supplier pays the lawyer when someone claims that its software was copied.',
  ),
  term(
    /\bforce majeure\b/i,
    'Force majeure',
    'is an event that no one could prevent, such as a flood, which excuses a party from its duties while it lasts.',
    'a closed border lets a delivery come later without a penalty.',
  ),
  term(
    /\bndas?\b|\bnon-disclosure\b/i,
    'An NDA',
    '(non-disclosure agreement) is a promise to keep what you learn to yourself.',
    'both sides sign one before they show each other their figures.',
  ),
  term(
    /\bslas?\b|\bservice levels?\b/i,
    'An SLA',
    '(service level agreement) says how good a service has to be, and what follows when it is not.',
    'a first answer within four hours, otherwise a tenth of the fee is paid back.',
  ),
  term(
    /\b(?:auto(?:matic)?(?:-| )?)renewals?\b|\brenewal clauses?\b/i,
    'Automatic renewal',
    'means that a contract goes on for another term unless someone cancels it in time.',
    'a yearly contract that no one cancels in September runs for another year in January.',
  ),
  term(
    /\bjurisdiction\b|\bgoverning law\b/i,
    'The governing law',
    'is the law by which a contract is read, and the jurisdiction is the court that decides about it.',
    'German law, and the courts of Leipzig.',
  ),
];
