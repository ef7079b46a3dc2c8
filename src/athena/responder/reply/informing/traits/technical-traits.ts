import { defineTraits, type Traits } from './define-traits.ts';

/** Figures, customers, channels and techniques that people compare. */
export const TECHNICAL_TRAITS: readonly Traits[] = [
  defineTraits(
    /\bmeans?\b|\baverages?\b/i,
    'takes every value into account',
    'a few extreme values pull it away',
    'values without outliers, such as daily orders',
  ),
  defineTraits(
    /\bmedians?\b/i,
    'extreme values hardly move it',
    'it says nothing about the total',
    'values with outliers, such as response times or incomes',
  ),
  {
    ...defineTraits(
      /\bonline (?:shops?|retailers?|stores?|merchants?|sellers?)\b|\bshops? (?:that|which|who) sell online\b|\bweb ?shops?\b|\be-?commerce(?: (?:shops?|stores?|sites?|firms?|companies|businesses))?\b/i,
      'many parcels, quick decisions',
      'small teams, budgets that follow the season',
      'a quick start with many small deals',
    ),
    choose: 'you need results soon',
  },
  {
    ...defineTraits(
      /\blogistics (?:compan(?:y|ies)|firms?|providers?|business(?:es)?)\b|\bcarriers?\b|\bfreight\b/i,
      'large volumes, long contracts',
      'several people decide, and it takes months',
      'a few large deals',
    ),
    choose: 'you can wait for a contract that lasts',
  },
  defineTraits(
    /\be-?mails?\b|\bmails?\b/i,
    'leaves time to think and a record',
    'an answer can take a day',
    'matters that need details or an attachment',
  ),
  defineTraits(
    /\b(?:tele)?phones?\b|\bcalls?\b/i,
    'settled in minutes, with a human tone',
    'nothing is written down',
    'urgent or delicate matters',
  ),
  defineTraits(
    /\bchats?\b|\bslack\b|\bmessaging\b/i,
    'quick and informal',
    'interrupts, and is hard to find later',
    'short questions among colleagues',
  ),
  defineTraits(
    /\btabs?\b/i,
    'everybody sees the width that they like',
    'columns shift when they are mixed with spaces',
    'teams whose members prefer different widths',
  ),
  defineTraits(
    /\bspaces?\b/i,
    'looks the same everywhere',
    'more characters, and one width for all',
    'teams that want the same picture in every editor',
  ),
  defineTraits(
    /\btypescript\b/i,
    'finds many mistakes before the code runs',
    'needs a build step and some discipline',
    'code that several people maintain for years',
  ),
  defineTraits(
    /\bjavascript\b/i,
    'runs as it is, everywhere',
    'mistakes show up at run time',
    'small scripts and quick experiments',
  ),
  defineTraits(
    /\bpython\b/i,
    'short to write, rich in data libraries',
    'slower, with types only if you add them',
    'analysis, scripts and machine learning',
  ),
  defineTraits(
    /\bnosql\b|\bdocument databases?\b|\bmongodb\b/i,
    'flexible structure, easy to spread over machines',
    'few guarantees across documents',
    'data whose shape varies',
  ),
  defineTraits(
    /\bsql\b|\brelational\b|\bpostgres(?:ql)?\b|\bmysql\b/i,
    'clear structure, strong guarantees',
    'changes of the structure need a migration',
    'orders, payments, and everything with relations',
  ),
  defineTraits(
    /\bgraphql\b/i,
    'the client asks for exactly what it needs',
    'caching and limits take more work',
    'many clients with different needs',
  ),
  defineTraits(
    /\brest\b/i,
    'simple, and easy to cache',
    'several requests for related data',
    'public interfaces with clear resources',
  ),
];
