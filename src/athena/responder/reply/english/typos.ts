/**
 * Reads a message as it was meant: words of chat in full, missing apostrophes, and a slip of one letter in a long word
 * that requests are recognised by. Names, words that are right themselves, and other languages stay.
 */
export function readTypos(text: string): string {
  if (!ENGLISH.test(text)) return text;
  let read = text;
  for (const [pattern, full] of CHAT) read = read.replaceAll(pattern, full);
  return read.replaceAll(/(?<![\w@./#-])[a-z]{6,20}(?![\w@#/-])/g, toMeant);
}

function toMeant(word: string): string {
  const isKnown = ENDINGS.some(
    (ending) => word.endsWith(ending) && KNOWN.has(word.slice(0, word.length - ending.length)),
  );
  if (isKnown) return word;
  const [first, second] = (BY_LETTER.get(word.charAt(0)) ?? []).filter((known) => isOneSlip(word, known));
  return first === undefined || second !== undefined ? word : first;
}

/** Returns whether one letter is missing, added, wrong, or swapped with its neighbour. An ending is no slip. */
export function isOneSlip(word: string, known: string): boolean {
  const gap = word.length - known.length;
  if (Math.abs(gap) > 1) return false;
  let start = 0;
  while (start < known.length && word[start] === known[start]) start += 1;
  if (start >= Math.min(word.length, known.length) - 1) return false;
  if (gap === 1) return word.slice(start + 1) === known.slice(start);
  if (gap === -1) return word.slice(start) === known.slice(start + 1);
  if (word.slice(start + 1) === known.slice(start + 1)) return true;
  return (
    word[start] === known[start + 1] &&
    word[start + 1] === known[start] &&
    word.slice(start + 2) === known.slice(start + 2)
  );
}

/** One of the words that nearly every English message has, and a message in another language has not. */
const ENGLISH =
  /\b(?:the|is|are|you|u|your|my|our|it|its|and|of|for|to|what|whats|whos|how|this|that|can|please|pls|with|have|need|dont|does|gimme|ppl|thx|function|post|report|vs|w(?=\/))\b/i;
const ENDINGS = ['', 's', 'es', 'd', 'ed', 'ing', 'ly', 'r', 'er'] as const;
const CHAT: readonly (readonly [RegExp, string])[] = [
  [/\br u\b/g, 'are you'],
  [/\bu\b(?![.-])/g, 'you'],
  [/\bur\b/g, 'your'],
  [/\b(?:pls|plz)\b/gi, 'please'],
  [/\by['’]day\b/gi, 'yesterday'],
  // Who is stuck with a thing wants to return it.
  [/\bstuck with\b/gi, 'left with'],
  [/\bwanna\b/gi, 'want to'],
  [/\bgonna\b/gi, 'going to'],
  [/\bgotta\b/gi, 'have to'],
  [/\bgimme\b/gi, 'give me'],
  [/\blemme\b/gi, 'let me'],
  [/\bdunno\b/gi, 'do not know'],
  [/\bidk\b/gi, 'I do not know'],
  [/\bppl\b/gi, 'people'],
  [/\b(?:cuz|coz)\b/gi, 'because'],
  [/\b(?:smth|sth)\b/gi, 'something'],
  [/\b(?:lil|lil')(?=\s)/gi, 'little'],
  [/\bpws?\b/gi, 'password'],
  [/\bcc (?=numbers?\b|details\b|data\b)/gi, 'credit card '],
  [/\bw\/o\s?/gi, 'without '],
  [/\bw\/\s?/gi, 'with '],
  [/(?<=[a-z]\s)n(?=\s[a-z])/g, 'and'],
  [/\babt\b/gi, 'about'],
  [/\bvs\./gi, 'vs'],
  [/,? \bi mean\b,?/gi, ''],
  [/^i mean,? /gi, ''],
  [/\btbh\b/gi, ''],
  [/\bnr\b\.?/gi, 'number'],
  [/\b(?:thx|tnx)\b/gi, 'thanks'],
  [/\b(could|should|would|must|might)['’]?ve\b/gi, '$1 have'],
  [/\b([Ww]hat|[Tt]hat|[Hh]ow|[Ww]here|[Ww]ho|[Tt]here)s\b/g, "$1's"],
  [/\b([Dd]o|[Dd]oes|[Dd]id|[Cc]a|[Ii]s|[Aa]re|[Ww]as|[Hh]as|[Hh]ave|[Ww]ould|[Cc]ould|[Ss]hould)nt\b/g, "$1n't"],
  [/\b[Ii]m\b/g, "I'm"],
  [/\b([Ii])(?:ve)\b/g, "I've"],
  [/\b(what|who|where|how|why) (?:on earth|the heck|the hell|exactly|actually|even)\b/gi, '$1'],
];

/** Long words that requests are recognised by, and words that look like them. */
const WORDS = `address advice against agreement another answer approve article attached average because between broken
business calendar cancel capital certain checklist colleague column columns compare comparison complaint condition
conditions contact contract contracts country customer customers decide decision decline deliver delivered delivery
describe detail details difference different discount duplicate duplicates email employee explain expire expires
export extend favourite feature features figure follow friend friendlier friendly function general guarantee headline
headlines instruction instructions introduce invite invoice invoices liability limit limited manager meeting meetings
median message minutes mistake month number office opening option options outline parcel parcels password passwords
payment people please policy political portal position possible postpone prepare present previous price priority
private problem product programmer prospect python qualified quarter question questions receive receipt recommend
record refund refunds refunded remind remove renewal repeat replace report request requests return returned returns
review rewrite schedule script second sentence sentences separate shipment shipping shorten shorter should signature
simple software solution spaces spread stand standard strategy subject suggest suggestion summarise summarize summary
support system table tables template ticket tickets together tomorrow tracking training transcript translate
translation transport update version voucher vouchers warranty weather weekly welcome without workflow workspace
yesterday relation relations retention attention mention patient recent resent respond context content contest country
county counter through thought although quality quantity statue statute status inform conform perform reform former
better letter matter latter bitter advise advised remote decade resort massage prevent prevents trailing trucking
cracking whether weakly employer employers melting expert experts empire fellow fellows reword rewords rewind sample
samples simply shopping skipping slipping spices contrast contrasts contacts curtain attacked compliant strict medium
expand opinion protect project explore remain refuse`;
const KNOWN: ReadonlySet<string> = new Set(WORDS.split(/\s+/));
const BY_LETTER: ReadonlyMap<string, readonly string[]> = new Map(
  [...new Set([...KNOWN].map((word) => word.charAt(0)))].map((letter) => [
    letter,
    [...KNOWN].filter((word) => word.length >= 6 && word.startsWith(letter)),
  ]),
);
