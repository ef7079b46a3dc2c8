import type { Faker, Randomizer } from '@faker-js/faker';
import { createNumbers, toSeed } from './stream.ts';

/** Gives a faker that draws what the seedText says, whatever was drawn before. */
export type FakerAt = (seedText: string) => Faker;

/** Loads the English faker: some 100 ms, so only when the first sample is wanted. */
export async function loadFaker(): Promise<FakerAt> {
  // The package's index loads all of its 70 languages, and the instance that it exports may be seeded by the tests that
  // embed us.
  const { faker: shipped } = await import('@faker-js/faker/locale/en');
  const Fake = shipped.constructor as typeof Faker;
  const randomizer = createRandomizer();
  const faker = new Fake({ locale: shipped.rawDefinitions, randomizer });
  faker.setDefaultRefDate(REFERENCE_DATE);
  return (seedText) => {
    randomizer.seed(toSeed(seedText));
    return faker;
  };
}

function createRandomizer(): Randomizer {
  let next = createNumbers(0);
  return {
    seed: (seed) => {
      next = createNumbers(Number(seed));
    },
    next: () => next(),
  };
}

/** What "recent" and "soon" are counted from: the machine's clock would change the answer. */
const REFERENCE_DATE = '2025-01-01T00:00:00Z';
