/** Response headers that a record holds. Others may identify a user or a session, and explain no figure. */
const RECORDED: ReadonlySet<string> = new Set([
  ...['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'content-encoding', 'content-type'],
  ...['cache-control', 'vary', 'age', 'server', 'via', 'x-powered-by'],
]);

/** recordedHeaders returns the headers that matter for the figures of a trial. @param headers names in lower case */
export function recordedHeaders(headers: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => RECORDED.has(name)));
}
