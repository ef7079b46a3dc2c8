/** A path template whatever its parameters are called, without a slash at its end: `/pets/{petId}/` → `/pets/{}`. */
export function toPathShape(path: string): string {
  return (path.length > 1 ? path.replace(/\/$/, '') : path).replaceAll(/\{[^{}]+\}/g, '{}');
}
