/**
 * Evidence that takes longer than a host stays quiet: measures part after part and keeps each, until none is missing.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * inParts returns the results of all parts, earlier calls included. The command's arguments are a file that keeps
 * them, and the seconds after which no further part starts. It prints how many parts are missing.
 *
 * @param parts how to measure each part, by its name, in order
 */
export async function inParts<Measured>(
  table: string,
  parts: ReadonlyMap<string, () => Promise<Measured>>,
): Promise<ReadonlyMap<string, Measured>> {
  const [file = join('cluster-bench-report', `evidence-${table}.jsonl`), seconds = 'Infinity'] =
    process.argv.slice(3);
  const endMs = performance.now() + Number(seconds) * 1_000;
  const measured = read<Measured>(file);
  mkdirSync(dirname(file), { recursive: true });
  for (const [name, measure] of parts) {
    if (measured.has(name)) continue;
    if (performance.now() >= endMs) break;
    const line = await measure();
    appendFileSync(file, `${JSON.stringify([name, line])}\n`);
    measured.set(name, line);
  }
  const missing = [...parts.keys()].filter((name) => !measured.has(name));
  if (missing.length > 0) console.log(`${missing.length} of ${parts.size} parts are missing in ${file}\n`);
  return measured;
}

function read<Measured>(file: string): Map<string, Measured> {
  if (!existsSync(file)) return new Map();
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return new Map(lines.map((line) => JSON.parse(line) as [string, Measured]));
}
