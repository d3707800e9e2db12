/** How `--help` looks. */
import type { Argv } from 'yargs';

/** Missing from the types of yargs. */
interface UsageConfigurable {
  usageConfiguration(configuration: { readonly 'hide-types': boolean }): Argv;
}

const USAGE = `$0 [run] [flags]

Does node:cluster pay for your service? Starts real servers in every setup,
loads them one after the other, and compares throughput, latency and CPU.`;

// Not yargs' own examples: it gives them half the width, and breaks them in the middle.
const EPILOGUE = `Examples:
  cluster-bench                             Express, in every setup there is
  cluster-bench --quick                     the same, for a first look
  cluster-bench --workers 1,8 --policy rr   a single process, and eight workers
  cluster-bench --app ./server.js --path /  your own app, as it is
  cluster-bench doctor                      is this host fit for measuring?

Lists are joined by commas; times may have a unit (50ms, 10s, 2m). Flags may also stand in cluster-bench.config.json,
{ "workers": [1, 8] }, or the environment, CLUSTER_BENCH_WORKERS=1,8: a flag
beats a variable, and a variable the file. What this host can run is shown by
cluster-bench list; README.md and docs/ in its package are the guide.`;

/** @param columns of the terminal; 80 where there is none */
export function addHelp(program: Argv, version: string, columns = 80): Argv {
  const styled = program
    .scriptName('cluster-bench')
    .usage(USAGE)
    .epilogue(EPILOGUE)
    .version(version)
    .describe({ help: 'show this help, or that of a command', version: 'show the version' })
    .locale('en')
    .wrap(Math.min(100, columns)) as Argv & UsageConfigurable;
  // The types stand in brackets behind every flag otherwise, and push descriptions to a second line.
  return styled.usageConfiguration({ 'hide-types': true });
}

/**
 * `-h`, `-v`, `help run` and `version` mean what they mean everywhere; as aliases and commands of yargs they would
 * indent every flag of the help, and stand in it.
 */
export function withLongNames(args: readonly string[]): string[] {
  const [first, ...rest] = args;
  if (first === 'help') return [...rest, '--help'];
  if (first === 'version' && rest.length === 0) return ['--version'];
  const long: Readonly<Record<string, string>> = { '-h': '--help', '-v': '--version' };
  return args.map((word, index) => (args[index - 1]?.startsWith('--') ? word : (long[word] ?? word)));
}
