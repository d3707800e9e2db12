/** Git refuses a checkout that another user owns: its configuration could run commands as us. */

/** As git says it since 2.38, and as 2.35.2 to 2.37 did. */
const REFUSALS = [
  /detected dubious ownership in repository at '(.+)'/,
  /unsafe repository \('(.+)' is owned by someone else\)/,
];
const NEEDS_NO_QUOTES = /^[\w/.:@%+=-]+$/;

/**
 * Why git refuses a checkout, and the command that helps.
 *
 * @param stderr of git, under LC_ALL=C; null where it has another complaint
 */
export function untrustedCheckout(stderr: string): string | null {
  const path = REFUSALS.map((refusal) => refusal.exec(stderr)?.[1]).find((found) => found !== undefined);
  if (path === undefined) return null;
  return `git does not trust ${path}, because another user owns it; if you do, run: git config --global --add safe.directory ${quoted(path)}`;
}

/** For a shell. */
function quoted(path: string): string {
  return NEEDS_NO_QUOTES.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
