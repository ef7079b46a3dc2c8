import { LIST_RECIPES } from './list-recipes.ts';
import type { Recipe } from './recipe.ts';
import { VALUE_RECIPES } from './value-recipes.ts';

/** Small tasks of programming that people ask for. The first that fits is written. */
export const RECIPES: readonly Recipe[] = [...LIST_RECIPES, ...VALUE_RECIPES];
