import type { Faker, Randomizer } from '@faker-js/faker';
import { createNumbers, toSeed } from './stream.ts';

/** Returns a faker seeded with this text, so that its values do not depend on earlier calls. */
export type FakerAt = (seedText: string) => Faker;

/** Loads the English faker. Takes about 100 ms, so call it only when the first sample is needed. */
export async function loadFaker(): Promise<FakerAt> {
  // The package's index would load all of its 70 languages. A new instance, because the tests that embed a simulator
  // may seed the exported one.
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

/** The faker's reference for "recent" and "soon": with the machine's clock, values would change from day to day. */
const REFERENCE_DATE = '2025-01-01T00:00:00Z';
