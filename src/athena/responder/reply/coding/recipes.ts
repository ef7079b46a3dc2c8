import { LIST_RECIPES } from './list-recipes.ts';
import { OBJECT_RECIPES } from './object-recipes.ts';
import type { Recipe } from './recipe.ts';
import { REPEAT_RECIPES } from './repeat-recipes.ts';
import { VALUE_RECIPES } from './value-recipes.ts';

/** Small tasks of programming that people ask for. The first that fits is written. */
export const RECIPES: readonly Recipe[] = [...LIST_RECIPES, ...REPEAT_RECIPES, ...OBJECT_RECIPES, ...VALUE_RECIPES];
