import type { LoadMode, RunRecord } from '../../harness/records/run.ts';
import { BINDING } from '../../harness/stats/binding.ts';
import { metricOf } from '../../harness/stats/metrics/index.ts';
import { type Block, list, section } from '../document/block.ts';
import { code, link, type Part, strong, type Text, text } from '../document/inline.ts';
import { percent } from '../format.ts';

/** Explains the report's terms once each; of the ways to send load, those of this run. */
export function howToRead({ plan, trials }: RunRecord): Block[] {
  const metrics = new Set(plan.scenarios.map(({ metric }) => metricOf(metric)));
  const isModelled = trials.some((trial) => trial.status === 'ok' && trial.model !== null);
  const terms = [
    VARIANT,
    POLICY,
    ...new Set(plan.scenarios.flatMap(({ mode }) => loadTerms(mode))),
    ...[...metrics].flatMap(({ title, explanation }) =>
      explanation === null ? [] : [term(title, explanation)],
    ),
    ...(isModelled ? [MODEL] : []),
    ...(plan.precision !== null ? [PRECISION] : []),
    ...FIGURES,
    cores(plan),
    MEMORY,
  ];
  return section(2, 'How to read this', list(terms));
}

function term(name: string, explanation: Part): Text {
  return text`${strong(name)}: ${explanation}`;
}

function loadTerms({ connections, arrivals }: LoadMode): Text[] {
  const loop = arrivals === 'open' ? OPEN_LOOP : CLOSED_LOOP;
  return [loop, ...NEW_CONNECTIONS[connections]];
}

const VARIANT = term(
  'Variant',
  text`${code('single')} is one process; ${code('cluster-8-rr')} is ${link('https://nodejs.org/api/cluster.html', code('node:cluster'))} with 8 workers on one port; ${code('processes-8')} is 8 servers with a port each; ${code('nginx+')} means behind nginx.`,
);

const POLICY = term(
  'Policy',
  text`decides which worker gets a connection. ${code('rr')}: the primary hands it to the next free worker (${code('SCHED_RR')}). ${code('none')}: the workers share one socket, and the kernel wakes one of them (${code('SCHED_NONE')}). ${code('reuseport')}: each worker has its own socket, and the kernel spreads connections over them (${code('SO_REUSEPORT')}). A keep-alive connection stays with its worker, so a policy balances connections, not requests.`,
);

const CLOSED_LOOP = term(
  'Closed loop',
  text`each connection sends its next request after the response to the last one. A slow server gets fewer requests, and the throughput cannot exceed connections / response time (${link('https://en.wikipedia.org/wiki/Little%27s_law', "Little's law")}). Latencies are those of clients that wait for their turn.`,
);

const NEW_CONNECTIONS: Readonly<Record<LoadMode['connections'], readonly Text[]>> = {
  kept: [],
  'per-request': [
    term(
      'New connections',
      'each request opens a connection, uses it and closes it. A policy then balances requests, and latencies include opening the connection.',
    ),
  ],
  'per-iteration': [
    term(
      'New connections',
      'each iteration opens a connection, uses it for all of its requests and closes it. A policy then balances iterations, and the latency of the first request includes opening the connection.',
    ),
  ],
};

const OPEN_LOOP = term(
  'Open loop',
  'requests are due at a set rate, however fast the server responds. Latency counts from the time at which a request was due, including the wait for a free connection, so a stall of the server shows as the waiting that it causes. If less is achieved than offered, the queue grows without end. The client keeps a core busy to be on time: its CPU says nothing about the rate.',
);

const MODEL = term(
  'Model',
  'the throughput that a closed queueing network with the same number of connections predicts from the delay and the CPU per request. Shared queue: any free worker takes the next request. Per worker: each connection stays with its worker, so a worker with more connections is slower. A measured figure far below the model points to something that the model does not include.',
);

const PRECISION = term(
  'Precision',
  'variants got more trials until their interval was narrow enough, or until they had the maximum number. Checking after each trial and stopping at the first narrow interval makes intervals slightly too narrow: in simulations, 87 to 95% of nominal 95% intervals contained the true mean.',
);

const FIGURES: readonly Text[] = [
  term(
    'Trial',
    'fresh processes, a warm-up, and a measured window. Trials of different variants alternate in shuffled blocks, so that slow changes of the machine affect all variants equally.',
  ),
  term(
    '± and whiskers',
    text`half the width of the 95% confidence interval of the mean over trials (Student's t, n − 1 degrees of freedom), in percent of the mean. With two or three trials it is wide, because so few say little about the spread; a single trial has none. ${strong('CV')}: standard deviation / mean.`,
  ),
  term('Percentiles', 'printed if at least ten responses of every trial lie beyond them.'),
  term(
    'Limit',
    `a throughput that no result of a variant can exceed, calculated from its measurements. From ${percent(BINDING, 0)} of the lowest limit on, the limit determines the figure: with more connections, cores or load processes the figure would change.`,
  ),
  term(
    'No significant difference',
    text`the 95% confidence interval of the difference (${link('https://en.wikipedia.org/wiki/Welch%27s_t-test', "Welch's t-test")} over trials) includes 0. That does not prove equality: more trials can show smaller differences. One of twenty comparisons between equal variants is expected to look like a difference.`,
  ),
  term(
    'p99',
    '99% of the correct responses came within this time. Requests that timed out have no response, and count as errors.',
  ),
];

function cores({ agents }: RunRecord['plan']): Text {
  const shared =
    agents === null
      ? 'Load client, proxy and app share this host and take CPU from each other.'
      : 'Proxy and app share this host and take CPU from each other; the load comes from other hosts, whose CPU is not in these figures.';
  return term('Cores', `CPU time per second; 1.0 is one core busy all the time. ${shared}`);
}

const MEMORY = term('Memory', 'resident set; it counts pages that processes share once per process.');
