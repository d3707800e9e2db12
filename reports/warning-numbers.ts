/** The numbers of warnings in words, with their units. */
import type { Warning } from '../harness/records/run.ts';
import { between, figure, fixed, megabytes, percent, signedPercent } from './format.ts';
import { groupedBy } from './grouped-by.ts';

/** `CPU use of the load client 91% to 97%, load processes 2`: each number from its smallest to its largest value. */
export function numbersText(numbers: readonly Warning['numbers'][]): string {
  const values = groupedBy(numbers.flatMap(Object.entries<number>), ([name]) => name);
  return [...values]
    .map(([name, entries]) => {
      const { words, format } = numberWords[name] ?? { words: split(name), format: plain };
      const range = between(
        entries.map(([, value]) => value),
        format,
      );
      return `${words} ${range}`;
    })
    .join(', ');
}

/** `newFigure` as `new figure`: a record of a newer version has numbers that have no words here. */
function split(name: string): string {
  return name.replace(
    /([a-z0-9])([A-Z])/g,
    (_, end: string, start: string) => `${end} ${start.toLowerCase()}`,
  );
}

type Format = (value: number) => string;

const plain: Format = (value) => (Number.isInteger(value) ? fixed(value, 0) : figure(value));
const unit =
  (name: string): Format =>
  (value) =>
    `${plain(value)}${name}`;
const share: Format = (value) => percent(value, Math.abs(value) < 0.0995 ? 1 : 0);
const bytes: Format = (value) => `${megabytes(value)} MB`;

const as = (words: string, format: Format = plain) => ({ words, format });

/** Words and unit of each number. A test checks that no warning has a number without words. */
export const numberWords: Readonly<Record<string, { readonly words: string; readonly format: Format }>> = {
  accounted: as('requests in flight by throughput and latency'),
  achieved: as('achieved', unit(' iterations/s')),
  activeUnits: as('active services'),
  allowedCores: as('allowed cores'),
  allowedSkewMs: as('allowed skew', unit(' ms')),
  askedWidth: as('requested precision', share),
  availableMemoryBytes: as('available memory', bytes),
  begun: as('requests begun'),
  busiest: as('CPU of the busiest process', unit(' cores')),
  busyPercent: as('busy', unit('%')),
  busyProcesses: as('busy processes'),
  busyShare: as('CPU in use', share),
  changeAtSecond: as('change after', unit(' s')),
  clientUtilization: as('event-loop use of the busiest load process', share),
  clientWaitShare: as('time that it waited for a core', share),
  connectionLimit: as('limit of the connections', unit(' req/s')),
  connections: as('connections'),
  correct: as('correct responses'),
  cores: as('cores'),
  cpuMsPerRequest: as('CPU per request', unit(' ms')),
  cpus: as('CPUs'),
  duration: as('sufficient duration', unit(' s')),
  ended: as('ended'),
  failed: as('failed requests'),
  fewestRequests: as('fewest requests of a worker'),
  firstPort: as('first port', String),
  gcCount: as('its garbage collections'),
  gcShare: as('their share of its busy time', share),
  growth: as('growth per hour', bytes),
  growthHigh: as('at most', bytes),
  growthLow: as('at least', bytes),
  heapUsedBytes: as('its heap in use', bytes),
  highest: as('highest trial'),
  lastPort: as('last port', String),
  hostCores: as('cores of the host'),
  instance: as('instance', String),
  latencyMs: as('measured latency', unit(' ms')),
  limitMs: as('objective', unit(' ms')),
  loadAverage: as('load average'),
  loadProcesses: as('load processes'),
  localPorts: as('local ports'),
  longestQueue: as('longest queue of new connections'),
  lost: as('lost count of'),
  lowest: as('lowest trial'),
  meanInFlight: as('measured requests in flight'),
  meanMs: as('mean response time', unit(' ms')),
  mostRequests: as('most requests of a worker'),
  notNoted: as('without a note'),
  offeredIterations: as('offered rate', unit(' iterations/s')),
  offeredRate: as('offered rate', unit(' req/s')),
  openFiles: as('open files allowed'),
  other: as('used by other programs', unit(' cores')),
  own: as("waiting explained by the run's own processes", unit('%')),
  p99Ms: as('p99', unit(' ms')),
  percentile: as('percentile', (value) => `p${plain(value)}`),
  pid: as('pid', String),
  pressure: as('time in which some task waited for a core', unit('%')),
  pressurePercent: as('time in which some task waited for a core', unit('%')),
  ratio: as('share of the requests in flight', share),
  refused: as('refused connections'),
  residentBytes: as('memory in the middle of the window', bytes),
  reporting: as('processes that reported'),
  requests: as('its requests'),
  resolution: as('rounding of the throughput', share),
  responseVariants: as('variants that respond differently'),
  responseP99Ms: as('p99 of its responses', unit(' ms')),
  responses: as('responses per step'),
  retransmits: as('segments sent again'),
  seconds: as('length of a step', unit(' s')),
  sendDelayP99Ms: as('p99 of the delay before sending', unit(' ms')),
  sent: as('requests sent'),
  share: as('share of all requests', share),
  silentWorkers: as('silent workers'),
  sittingChange: as('change', signedPercent),
  skewMs: as('skew with its uncertainty', unit(' ms')),
  steal: as('CPU taken by other guests', unit('%')),
  stealPercent: as('CPU taken by other guests', unit('%')),
  swapBytes: as('swap', bytes),
  swapUsedBytes: as('swap in use', bytes),
  throughput: as('throughput', unit(' req/s')),
  throughputAfter: as('throughput after it', unit(' req/s')),
  throughputBefore: as('throughput before it', unit(' req/s')),
  timeWait: as('ports held by ended connections'),
  timeout: as('timeouts'),
  trials: as('trials'),
  unfinished: as('unfinished requests'),
  used: as('CPU of the proxy', unit(' cores')),
  usualCpuMsPerRequest: as('CPU per request of its siblings', unit(' ms')),
  usualRequests: as('requests of its siblings'),
  usualResponseP99Ms: as('p99 of their responses', unit(' ms')),
  variation: as('coefficient of variation', share),
  width: as('reached precision', share),
  windowSeconds: as('window', unit(' s')),
  workers: as('workers'),
};
