/** Names whose values do not belong in a record. */
const SECRET = /password|passwd|secret|token|key/i;

/** looksSecret says whether the value of a variable or parameter of this name is probably a secret. */
export function looksSecret(name: string): boolean {
  return SECRET.test(name);
}
