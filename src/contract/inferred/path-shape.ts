/** Removes parameter names and a trailing slash from a path template: `/pets/{petId}/` → `/pets/{}`. */
export function toPathShape(path: string): string {
  return (path.length > 1 ? path.replace(/\/$/, '') : path).replaceAll(/\{[^{}]+\}/g, '{}');
}
