import type { Faker } from '@faker-js/faker';

/** Makes a text of a format; `words` are those of the property's name. */
export type MakeFormat = (faker: Faker, words: string) => string;

/**
 * The formats of JSON Schema (2020-12 validation, section 7.3), of OpenAPI, and those that the validators know beside
 * them.
 */
export const FORMATS: Readonly<Record<string, MakeFormat>> = {
  'date-time': (faker, words) => toDate(faker, words).toISOString().replace(/\.\d+/, ''),
  'iso-date-time': (faker, words) => toDate(faker, words).toISOString().replace(/\.\d+/, ''),
  date: (faker, words) => toDate(faker, words).toISOString().slice(0, 10),
  time: (faker, words) => `${toDate(faker, words).toISOString().slice(11, 19)}Z`,
  'iso-time': (faker, words) => `${toDate(faker, words).toISOString().slice(11, 19)}Z`,
  duration: (faker) => `P${faker.number.int({ min: 1, max: 30 })}DT${faker.number.int({ min: 1, max: 23 })}H`,
  email: (faker) => toEmail(faker),
  'idn-email': (faker) => toEmail(faker),
  hostname: (faker) => toHost(faker),
  'idn-hostname': (faker) => toHost(faker),
  ipv4: (faker) => faker.internet.ipv4(),
  ipv6: (faker) => faker.internet.ipv6(),
  uri: toUri,
  url: toUri,
  iri: toUri,
  'uri-reference': (faker) => `/${toSlug(faker)}`,
  'iri-reference': (faker) => `/${toSlug(faker)}`,
  'uri-template': (faker) => `https://${toHost(faker)}/${faker.word.noun()}/{id}`,
  uuid: (faker) => faker.string.uuid(),
  'json-pointer': (faker) => `/${faker.lorem.word()}/${faker.number.int(9)}`,
  'json-pointer-uri-fragment': (faker) => `#/${faker.lorem.word()}`,
  'relative-json-pointer': (faker) => `${faker.number.int(3)}/${faker.lorem.word()}`,
  regex: (faker) => `^${faker.lorem.word()}[0-9]+$`,
  byte: (faker) => btoa(faker.lorem.words(3)),
  binary: (faker) => faker.lorem.sentence(),
  password: (faker) => faker.internet.password({ length: 16 }),
  'hex-color': (faker) => faker.color.rgb(),
  json: (faker) => JSON.stringify({ [faker.lorem.word()]: faker.number.int(100) }),
};

/** An https address; of a picture where the name says so. */
export function toUri(faker: Faker, words: string): string {
  const host = `https://${toHost(faker)}`;
  if (/\b(avatar|photo|picture|image|logo|icon|thumbnail)\b/.test(words)) return `${host}/images/${toSlug(faker)}.png`;
  return /\b(home|homepage|website|site|host)\b/.test(words) ? `${host}/` : `${host}/${toSlug(faker)}`;
}

/** An address of the domains that RFC 2606 keeps for examples: nobody gets mail by mistake. */
export function toEmail(
  faker: Faker,
  person: { readonly firstName?: string; readonly lastName?: string } = {},
): string {
  return faker.internet.exampleEmail(person).toLowerCase();
}

/** What was created is older than what was updated, and what expires lies ahead. */
function toDate(faker: Faker, words: string): ReturnType<Faker['date']['between']> {
  const [, from, to] = PERIODS.find(([pattern]) => pattern.test(words)) ?? ([/^/, '2024-01-01', '2024-12-31'] as const);
  return faker.date.between({ from: `${from}T00:00:00Z`, to: `${to}T00:00:00Z` });
}

/** A host that nobody can own (RFC 2606 section 2): no picture, link or call goes to somebody by mistake. */
export function toHost(faker: Faker): string {
  return `${faker.internet.domainWord()}.example`;
}

/** Two words of lower case, joined by a hyphen. */
export function toSlug(faker: Faker): string {
  return faker.helpers.slugify(`${faker.word.adjective()} ${faker.word.noun()}`).toLowerCase();
}

const PERIODS: readonly (readonly [words: RegExp, from: string, to: string])[] = [
  [/\b(birth|birthday|birthdate|born|dob)\b/, '1955-01-01', '2005-12-31'],
  [/\b(creat|regist|join|start|begin|open|publish|order)/, '2024-01-01', '2024-06-30'],
  [/\b(updat|modif|chang|finish|complet|end|clos|last|ship|deliver)/, '2024-07-01', '2024-12-31'],
  [/\b(expir|due|until|valid|next|schedul)/, '2026-01-01', '2026-12-31'],
];
