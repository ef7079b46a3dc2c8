import type { Faker } from '@faker-js/faker';

/** Generates a text of a format. `words` is the property's name as words. */
export type MakeFormat = (faker: Faker, words: string) => string;

/**
 * Generators for the formats of JSON Schema (2020-12 validation, section 7.3), of OpenAPI, and others that the
 * validators know.
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

/** Generates an https URL; of an image if the property's name suggests one. */
export function toUri(faker: Faker, words: string): string {
  const host = `https://${toHost(faker)}`;
  if (/\b(avatar|photo|picture|image|logo|icon|thumbnail)\b/.test(words)) return `${host}/images/${toSlug(faker)}.png`;
  return /\b(home|homepage|website|site|host)\b/.test(words) ? `${host}/` : `${host}/${toSlug(faker)}`;
}

/**
 * Generates an email address in a domain that RFC 2606 reserves for examples, so that no mail reaches a real person.
 */
export function toEmail(
  faker: Faker,
  person: { readonly firstName?: string; readonly lastName?: string } = {},
): string {
  return faker.internet.exampleEmail(person).toLowerCase();
}

/** Generates a date by the property's name: creation before update, expiry in the future. */
function toDate(faker: Faker, words: string): ReturnType<Faker['date']['between']> {
  const [, from, to] = PERIODS.find(([pattern]) => pattern.test(words)) ?? ([/^/, '2024-01-01', '2024-12-31'] as const);
  return faker.date.between({ from: `${from}T00:00:00Z`, to: `${to}T00:00:00Z` });
}

/**
 * Generates a host in the reserved domain `.example` (RFC 2606 section 2), so that no link or call reaches a real one.
 */
export function toHost(faker: Faker): string {
  return `${faker.internet.domainWord()}.example`;
}

/** Generates two lower-case words, joined by a hyphen. */
export function toSlug(faker: Faker): string {
  return faker.helpers.slugify(`${faker.word.adjective()} ${faker.word.noun()}`).toLowerCase();
}

const PERIODS: readonly (readonly [words: RegExp, from: string, to: string])[] = [
  [/\b(birth|birthday|birthdate|born|dob)\b/, '1955-01-01', '2005-12-31'],
  [/\b(creat|regist|join|start|begin|open|publish|order)/, '2024-01-01', '2024-06-30'],
  [/\b(updat|modif|chang|finish|complet|end|clos|last|ship|deliver)/, '2024-07-01', '2024-12-31'],
  [/\b(expir|due|until|valid|next|schedul)/, '2026-01-01', '2026-12-31'],
];
