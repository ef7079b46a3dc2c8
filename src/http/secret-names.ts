/** Whether a parameter or field is named like a secret, so that its value must not be logged. */
export function isSecretName(name: string): boolean {
  return SECRET.test(name);
}

const SECRET = /token|passw|pwd|secret|auth|credential|signature|session|cookie|jwt|api[_-]?key|^(?:key|code|sig)$/i;
