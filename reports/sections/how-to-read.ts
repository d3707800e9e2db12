import type { LoadMode, RunRecord } from '../../harness/records/run.ts';
import { metricOf } from '../../harness/stats/metrics/index.ts';

/** Terms that the report uses, explained once; of the ways to send load, those of this run. */
export function howToRead({ plan, trials }: RunRecord): string {
  const modes = new Set(plan.scenarios.map(({ mode }) => mode));
  const metrics = plan.scenarios.map(({ metric }) => metricOf(metric));
  const isModelled = trials.some((trial) => trial.status === 'ok' && trial.expected !== null);
  return [
    SETUPS,
    ...[...modes].flatMap((mode) => MODES[mode]),
    ...metrics.flatMap(({ title, explanation }) =>
      explanation === null ? [] : [`- **${title}**: ${explanation}`],
    ),
    ...(isModelled ? [EXPECTED] : []),
    ...(plan.precision !== null ? [PRECISION] : []),
    FIGURES,
  ]
    .filter((part, index, all) => all.indexOf(part) === index)
    .join('\n');
}

const CLOSED_LOOP =
  "- **Closed loop**: each connection sends its next request when the answer to the last one is there. A slow server is asked less, and throughput cannot pass connections / time for an answer ([Little's law](https://en.wikipedia.org/wiki/Little%27s_law)). Latencies under such a load are those of clients that wait for their turn.";

const MODES: Readonly<Record<LoadMode, readonly string[]>> = {
  'keep-alive': [CLOSED_LOOP],
  'new-connections': [
    CLOSED_LOOP,
    '- **New connections**: each request has a connection of its own, which is opened, used and closed. What is balanced is requests then, and latencies hold the opening.',
  ],
  rate: [
    '- **Open loop**: requests are due at a set rate, whatever the server answers. Latency counts from the instant at which a request was due, also while it waits for a free connection, so that a stall of the server shows as the waiting that it causes. Where less is achieved than offered the queue grows without end. The client keeps a core busy in order to be on time: its CPU says nothing of the rate.',
  ],
};

const EXPECTED =
  '- **Expected**: what a closed queueing network of as many connections gives for the delay and the CPU time a request. Pooled, any free worker takes the next request; pinned, each connection stays with its worker, so that a worker with more connections is slower. A measured figure far below says that something is in the way that the model does not know.';

const PRECISION =
  '- **Precision**: setups got more trials until their interval was narrow enough, or they had the most that were allowed. To look after each trial and to stop at the first narrow interval makes intervals somewhat too narrow: of simulated ones, meant to be of 95 %, 87 to 95 % held the true mean.';

const SETUPS = `- **Setup**: \`single\` is one process; \`cluster-8-rr\` is [\`node:cluster\`](https://nodejs.org/api/cluster.html) with 8 workers on one port; \`processes-8\` is 8 servers with a port each; \`nginx+\` means behind nginx.
- **Policy**: who hands a connection to a worker. \`rr\`: the primary, to the next free worker (\`SCHED_RR\`); \`none\`: the workers take from one shared socket as the kernel wakes them (\`SCHED_NONE\`); \`reuseport\`: a socket for each worker, and the kernel spreads connections over them (\`SO_REUSEPORT\`). A keep-alive connection stays with its worker, so that what is balanced is connections, never requests.`;

const FIGURES = `- **Trial**: fresh processes, a warm-up, and a measured window. Trials of different setups alternate in shuffled blocks, so that a drift of the machine meets every setup alike.
- **± and whiskers**: half the width of the 95 % confidence interval of the mean over trials (Student's t, n − 1 degrees of freedom), in percent of the mean. With two or three trials it is wide, for so few say little about their spread; a single trial has none. **CV**: standard deviation / mean.
- **Percentiles** are printed where at least ten answers of every trial lie beyond them.
- **Lowest bound**: what no result of a setup can pass, from what was measured of it. From 90 % of it on the bound makes the figure: with more connections, cores or load processes it would be another.
- **No difference beyond the spread**: the 95 % interval of [Welch's t-test](https://en.wikipedia.org/wiki/Welch%27s_t-test) over trials holds 0. That is no proof of equality: more trials can show smaller differences. Of twenty comparisons between equal setups, one is expected to look like a difference.
- **p99**: 99 % of the correct answers came within this time. Requests that ran into the timeout are no answers, and are counted as errors.
- **Cores**: CPU time per second; 1.0 is one core busy throughout. Load client, proxy and app share this host, so that each takes from the others.
- **Memory**: resident set, which counts pages that processes share once for each of them.`;
