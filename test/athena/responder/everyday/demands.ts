/** What the reply to a question must and must not say, in whatever words it is asked. */
export interface Demand {
  readonly says?: readonly RegExp[];
  readonly avoids?: readonly RegExp[];
  readonly holds?: (text: string) => boolean;
}

/** By the id of a question. */
export const DEMANDS: Readonly<Record<string, Demand>> = {
  // What a customer is offered, and why a parcel is late, no memory says.
  // The days of a return run from the delivery, which the question does not name.
  'support-return': { says: [/30 days/, /[Yy]ou may return/, /order number/], avoids: [/Customers may/] },
  'support-late': {
    says: [/colleague/],
    avoids: [
      /looking at|tells you|Where the parcel is right now I/,
      /you (?:choose|decide)\b|\byou get a (?:replacement|refund)/,
      /this is the reason/,
      /: [A-Z]\w/,
    ],
  },
  'support-claim': { says: [/please send me/, /your order number and a photograph/], avoids: [/^A claim needs/] },
  'sales-company': {
    says: [
      /moved by two weeks/,
      /[Ss]ource: our own note/,
      /do not say what it sells, to whom, how large it is or what/,
    ],
    avoids: [/is moved|the source itself/],
  },
  'sales-shorter': { says: [/how many people work there/, /who decides/], avoids: [/parcels leave/] },
  'sales-compare': { avoids: [/: We sell/, /\bfor few\b|\| Few/], holds: repeatsNoCell },
  'sales-email': {
    avoids: [/take care of|figures of yours|keep this short|You are responsible|promise/],
    holds: (text) => (text.match(/\b200\b/g) ?? []).length === 1,
  },
  'writer-poem': { avoids: [/made a day|quiet word for/] },
  // A headline knows of no attempt and of no day, and the same again has the form of the last ones.
  'writer-headlines': { avoids: [/[Ww]e (?:tried|learned)|Tuesday|minute|small print/] },
  'writer-same': {
    says: [/^- \*\*Parcel tracking, without \w/im, /\? Parcel tracking has you covered/i],
    avoids: [/mind|small print|tracking have/],
  },
  'writer-friendlier': {
    says: [/send (?:us )?the form by Friday/, /\bcannot process your refund\b/],
    avoids: [/\bmust\b|without delay|quick|soon/],
  },
  'writer-shorten': { says: [/label/, /parcel/, /refund/, /without/], holds: (text) => hasWords(text, 12, 20) },
  'writer-post': {
    says: [
      /\[opening time\]/,
      /\[closing time\]/,
      /I do not know the hours/,
      /^\*\*.*Saturday.*\*\*$/m,
      /^- \*\*.*Saturday/m,
    ],
    avoids: [/write down|only look|other days|nothing else changes|one more day|different hours|different times/i],
    holds: (text) => splitSentences(text).every((sentence) => countWords(sentence) < 20) && countHeadlines(text) === 3,
  },
  'data-cards': { says: [/refunds/, /\bcount\b/], avoids: [/the case itself|for a delivery/] },
  'data-country': { says: [/refunds stand in for/, /over all time|in the last|since/] },
  'meeting-json': { avoids: [/key_points/, /Who pays[\s\S]+who pays|who pays[\s\S]+Who pays/], holds: repeatsNoValue },
  'meeting-actions': { says: [/book the room for the training on Friday/], avoids: [/training, on Friday/] },
  // One step at a time.
  'onboarding-start': { says: [/\*\*Step 1 of \d\.\*\*/], avoids: [/^\d\. |Step 2/m] },
  'onboarding-invite': { says: [/\*\*Step 1 of 4\.\*\* Decide/], avoids: [/^\d\. |Step 2|accept/m] },
  'onboarding-spanish': { says: [/\*\*Paso 1 de 3\.\*\*/], avoids: [/^\d\. |doce caracteres/m] },
  'onboarding-stuck': { avoids: [/at this point/] },
  'contract-notice': { says: [/three months/, /before the end/, /renews by itself/, /names neither the clause/] },
  'contract-terms': {
    says: [/\(clause 1\): runs for 24 months/, /clause 4 does not say what is excepted/],
    avoids: [/“/],
  },
  'contract-sign': { avoids: [/usually wait|sign\. If|answers, sign/] },
  'triage-smoke': { says: [/risk of fire/], avoids: [/The word/] },
  'triage-twice': { says: [/charged twice/, /danger/] },
  'triage-mood': { avoids: [/tired|Here for the next one/] },
  'triage-why': { says: [/“bent”/i, /danger/, /so (?:it is )?not priority 1/, /\*\*priority 3\*\*/] },
  'refund-large': { says: [/above the limit of 200 euros/], avoids: [/> .*(?:amount|200)/] },
  'refund-decline': { says: [/\[what rules it out/], avoids: [/clearly|policy says|something new|alike/] },
  'refund-policy': { says: [/In addition, refunds above 200 euros are always escalated/, /days count/] },
  'refund-late': {
    says: [
      /half of the price/,
      /> Hello \[name\],/,
      /> .*since the delivery.*full refund \(30 days\) is over/,
      /defective\?/,
      /what did \w+ \w+ cost\?/i,
      /200 euros/,
    ],
    avoids: [/money follows/],
  },
};

/** The cells of a table are not said again below it. */
function repeatsNoCell(text: string): boolean {
  const cells = (text.match(/^\|.+\|$/gm) ?? []).slice(2).flatMap((row) => row.split(' | ').slice(1));
  const below = text.slice(text.lastIndexOf('|')).toLowerCase();
  return cells.every((cell) => !below.includes(cell.replace(/ ?\|$/, '').trim().toLowerCase()));
}

/** What a field of JSON says is in no other field. */
function repeatsNoValue(text: string): boolean {
  const summary = /"summary": "([^"]+)"/.exec(text)?.[1] ?? '';
  const others = text.replace(summary, '');
  return summary !== '' && splitSentences(summary).every((sentence) => !others.includes(sentence.replace(/\.$/, '')));
}

function splitSentences(text: string): readonly string[] {
  return text.replaceAll('**', '').split(/\n+|(?<=[.!?])\s+/);
}

function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** The text itself, without what is said to the user below it. */
function hasWords(text: string, least: number, most: number): boolean {
  const [first = '', second = ''] = text.split('\n\n');
  const words = countWords(/[:!]$|pleasure/.test(first) ? second : first);
  return words >= least && words <= most;
}

function countHeadlines(text: string): number {
  return (text.match(/^(?:- )?\*\*.+\*\*$/gm) ?? []).length;
}

/** Returns which parts of a demand a reply does not meet. */
export function findUnmet(text: string, { says = [], avoids = [], holds }: Demand): readonly string[] {
  return [
    ...says.filter((pattern) => !pattern.test(text)).map((pattern) => `does not say ${String(pattern)}`),
    ...avoids.filter((pattern) => pattern.test(text)).map((pattern) => `says ${String(pattern)}`),
    ...(holds?.(text) === false ? ['does not hold'] : []),
  ];
}
