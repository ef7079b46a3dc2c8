import type { Faker } from '@faker-js/faker';
import { toEmail, toHost, toSlug, toUri } from './formats.ts';
import { toWords } from './property-words.ts';

/**
 * Generates a plausible text for a property, by its name and its owner (`name` of a `User` is a person's name). Returns
 * undefined if the name suggests nothing.
 */
export function toNamedText(faker: Faker, name: string, owner: string): string | undefined {
  const words = toWords(name);
  if (/^((display|full|real) )?name$|^label$/.test(words)) return toName(faker, toWords(owner));
  return NAMED.find(([pattern]) => pattern.test(words))?.[1](faker, words);
}

function toName(faker: Faker, owner: string): string {
  return (
    OWNERS.find(([pattern]) => pattern.test(owner))?.[1](faker) ??
    toTitle(`${faker.word.adjective()} ${faker.word.noun()}`)
  );
}

function toTitle(text: string): string {
  return text.replaceAll(/(?<![\p{L}'-])\p{Ll}/gu, (letter) => letter.toUpperCase());
}

function toSentence(faker: Faker): string {
  return `${toCapital(faker.company.catchPhrase().toLowerCase())} for ${faker.word.noun()} and ${faker.word.noun()}.`;
}

function toCapital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/**
 * Generates a person's name, user name or email address. Called with a faker seeded for the enclosing object, so that
 * all its properties are about the same person. Returns undefined for any other property.
 */
export function toPersonalText(faker: Faker, name: string, owner: string): string | undefined {
  const words = toWords(name);
  const [firstName, lastName] = [faker.person.firstName(), faker.person.lastName()];
  if (/\b(first|given) name$/.test(words)) return firstName;
  if (/\b(last|family|sur) ?name$/.test(words)) return lastName;
  if (/\bfull name$/.test(words)) return `${firstName} ${lastName}`;
  if (!PERSON.test(toWords(owner))) return undefined;
  if (/^((display|real) )?name$/.test(words)) return `${firstName} ${lastName}`;
  if (/^e ?mail( address)?$/.test(words)) return toEmail(faker, { firstName, lastName });
  return /^(username|user name|login|handle|nickname)$/.test(words)
    ? faker.internet.username({ firstName, lastName }).toLowerCase()
    : undefined;
}

const PERSON =
  /\b(user|person|people|customer|client|author|owner|creator|member|contact|employee|recipient|sender|patient|student|guest|assignee|reviewer)s?\b/;

const OWNERS: readonly (readonly [owner: RegExp, make: (faker: Faker) => string])[] = [
  [
    /\b(company|organi[sz]ation|vendor|supplier|brand|provider|store|shop|employer|tenant)\b/,
    (faker) => faker.company.name(),
  ],
  [/\b(pet|animal|dog|cat)\b/, (faker) => faker.animal.petName()],
  [/\b(product|item|article|sku)\b/, (faker) => faker.commerce.productName()],
  [/\b(category|department)\b/, (faker) => faker.commerce.department()],
  [/\b(city|town|place)\b/, (faker) => faker.location.city()],
  [/\bcountry\b/, (faker) => faker.location.country()],
  [/\b(file|attachment|document|media)\b/, (faker) => faker.system.commonFileName()],
  [/\b(book|novel)\b/, (faker) => faker.book.title()],
  [/\b(song|track)\b/, (faker) => faker.music.songName()],
  [/\b(tag|topic)\b/, (faker) => faker.word.noun()],
];

/** Generators by the words of a property's name. The first match wins. */
const NAMED: readonly (readonly [words: RegExp, make: (faker: Faker, words: string) => string])[] = [
  [/\be ?mail( address)?$/, (faker) => toEmail(faker)],
  [/\b(username|user name|login|handle|nickname)$/, (faker) => faker.internet.username().toLowerCase()],
  [new RegExp(`^${PERSON.source}( name)?$`), (faker) => faker.person.fullName()],
  [/\b(company|organi[sz]ation|employer|brand)( name)?$/, (faker) => faker.company.name()],
  [/\b(phone|mobile|fax|telephone)( number)?$/, (faker) => faker.phone.number({ style: 'international' })],
  [/\b(avatar|photo|picture|image|logo|icon|thumbnail)$/, toUri],
  [/\b(ur[il]|website|homepage|link|href|webhook)$/, toUri],
  [/\b(street|address)( line)?( \d)?$/, (faker) => faker.location.streetAddress()],
  [/\b(city|town)$/, (faker) => faker.location.city()],
  [/\b(province|region|county)$/, (faker) => faker.location.state()],
  [/\bcountry code$/, (faker) => faker.location.countryCode()],
  [/\bcountry$/, (faker) => faker.location.country()],
  [/\b(zip|zip code|zipcode|postal code|postcode)$/, (faker) => faker.location.zipCode()],
  [/\b(job title|position|occupation|profession)$/, (faker) => faker.person.jobTitle()],
  [/\b(title|subject|headline)$/, (faker) => toTitle(`${faker.word.adjective()} ${faker.word.noun()}`)],
  [/\b(description|summary|bio|about|details?|excerpt|remarks?)$/, toSentence],
  [
    /\b(notes?|comments?|message|content|text|body|instructions?|review)$/,
    (faker) => `${toSentence(faker)} ${toSentence(faker)}`,
  ],
  [/\b(price|amount|cost|total)$/, (faker) => faker.commerce.price()],
  [/\bcurrency( code)?$/, (faker) => faker.finance.currencyCode()],
  [/\bcolou?r$/, (faker) => faker.color.rgb()],
  [/\bslug$/, toSlug],
  [/\bemoji$/, (faker) => faker.internet.emoji()],
  [/\b(tag|keyword|topic)$/, (faker) => faker.word.noun()],
  [/\b(category|department)$/, (faker) => faker.commerce.department()],
  [/\b(locale|language)( code)?$/, (faker) => faker.helpers.arrayElement(['en', 'de', 'fr', 'es', 'pt'])],
  [/\b(time ?zone|tz)$/, (faker) => faker.location.timeZone()],
  [/\bip( address)?$/, (faker) => faker.internet.ipv4()],
  [/\b(host|hostname|domain)( name)?$/, toHost],
  [/\b(password|passphrase)$/, (faker) => faker.internet.password({ length: 16 })],
  [/\b(token|secret|api key|key|hash|checksum|digest|cursor)$/, (faker) => faker.string.alphanumeric(24)],
  [/\biban$/, (faker) => faker.finance.iban()],
  [/\bisbn$/, (faker) => faker.commerce.isbn()],
  [/\b(sku|barcode|ean|code|reference|number)$/, (faker) => faker.string.alphanumeric({ length: 8, casing: 'upper' })],
  [/\bversion$/, (faker) => faker.system.semver()],
  [/\b(mime|content|media) type$/, (faker) => faker.system.mimeType()],
  [/\b(filename|file name|file)$/, (faker) => faker.system.commonFileName()],
  [/\b(path|directory|folder)$/, (faker) => faker.system.filePath()],
  [/\b(id|uuid|guid)$/, (faker) => faker.string.uuid()],
  [/\b(gender|sex)$/, (faker) => faker.person.sex()],
  [/\b(status|state)$/, (faker) => faker.helpers.arrayElement(['active', 'pending', 'archived'])],
  [/\bbreed$/, (faker) => faker.animal.dog()],
  [/ (at|on|date)$|^date$/, (faker) => faker.date.past().toISOString().replace(/\.\d+/, '')],
];
