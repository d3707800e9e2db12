/** Requests of a plan, for `--dry-run`. Values of headers and bodies are not shown: they may be secrets. */
import { counted, percent } from '../../reports/format.ts';
import type { Scenario } from '../../scenarios/index.ts';
import { labelOf, type Request } from '../../scenarios/request.ts';
import { changed, type RequestChanges } from '../../scenarios/request-changes.ts';
import { isSocket, type SocketUser } from '../../scenarios/socket-user.ts';
import { isFixed, type ScriptedUser, type UserRows } from '../../scenarios/user.ts';
import type { RunConfig } from '../config/run-config.ts';
import { foreseeScript } from '../load/users/foresee-script.ts';
import { listedRequest } from '../load/users/list-user.ts';
import { NOTHING_SENT, type RequestList } from '../load/users/sent-requests.ts';
import { variablesIn } from '../load/users/variables.ts';

type Sent = Pick<RunConfig, 'changes' | 'requests' | 'rows' | 'seed'>;

/** Requests of a list that are shown; a recording may have thousands. */
const MOST_SHOWN = 20;

/** sentLines says for each scenario which requests are sent, and for the run which rows fill them. */
export function sentLines({ scenarios, ...sent }: Sent & Pick<RunConfig, 'scenarios'>): string[] {
  const { requests, rows } = sent;
  const ofAll = rows === null ? [] : [rowsInWords(rows)];
  // A list takes the place of every scenario's requests.
  if (requests !== null) return [...listLines(requests, sent), ...ofAll];
  return [...scenarios.flatMap((scenario) => scenarioLines(scenario, sent, scenarios.length > 1)), ...ofAll];
}

function scenarioLines(scenario: Scenario, sent: Sent, isNamed: boolean): string[] {
  const { name, summary, module, user } = scenario;
  const of = module === undefined ? [] : [`scenario ${name} of ${module.file}: ${summary}`];
  const subject = isNamed ? `${name} sends` : 'sends';
  if (isFixed(user)) {
    const request = changed(user.request, sent.changes);
    return [...of, `${subject} ${requestInWords(request, sent.changes)}`];
  }
  if (isSocket(user)) return [...of, `${subject} messages over WebSockets, ${HEARERS[user.heardBy]}`];
  return [...of, `${subject} ${scriptInWords(user, sent)}`];
}

const HEARERS: Readonly<Record<SocketUser['heardBy'], string>> = {
  sender: 'each sent back to its sender',
  room: 'each heard by every connection of a load process',
};

function scriptInWords(script: ScriptedUser, { changes, rows, seed }: Sent): string {
  const { labels, isWhole } = foreseeScript(script, rows, seed);
  const added = headersInWords(changes.headers);
  const others = isWhole ? '' : ', and perhaps others, depending on the responses';
  return `${labels.join(', ') || 'requests'}${others}${added === '' ? '' : `; all with ${added}`}`;
}

function listLines({ name, iteration, requests }: RequestList, { changes }: Sent): string[] {
  const total = requests.reduce((sum, { weight }) => sum + weight, 0);
  const each = iteration === 'all-in-order' ? 'each iteration sends all in order' : 'chosen by weight';
  const lines = requests.slice(0, MOST_SHOWN).map((one, index) => {
    const place = iteration === 'all-in-order' ? `${index + 1}.` : percent(one.weight / total, 0).padStart(4);
    return `  ${place} ${requestInWords(listedRequest(one, changes), one, changes)}`;
  });
  const more = requests.length - lines.length;
  return [
    `sends ${counted(requests.length, 'request')} of ${name}, ${each}:`,
    ...lines,
    ...(more > 0 ? [`  and ${counted(more, 'more request')}`] : []),
  ];
}

/** `POST /users, body of 14 bytes, headers Content-Type, authorization (with $TOKEN)`. */
function requestInWords(request: Request, ...parts: readonly RequestChanges[]): string {
  const { method, path, body, label, headers } = request;
  const variables = parts.flatMap((changes) => variablesIn({ ...NOTHING_SENT, changes }));
  const size = body === null ? 0 : Buffer.byteLength(body);
  return [
    `${method} ${path}`,
    ...(label === null ? [] : [`label ${labelOf(request)}`]),
    ...(body === null ? [] : [`body of ${counted(size, 'byte')}${isFilled(body) ? ' as written' : ''}`]),
    headersInWords(headers),
    variables.length === 0
      ? ''
      : `with ${[...new Set(variables)].map((variable) => `$${variable}`).join(', ')}`,
  ]
    .filter((part) => part !== '')
    .join('; ');
}

/** isFilled says whether a body may have variables or columns, whose values make it longer or shorter. */
function isFilled(body: string | Uint8Array): boolean {
  return typeof body === 'string' && /\$\{|\{\{/.test(body);
}

function headersInWords(headers: Request['headers']): string {
  const names = Object.keys(headers);
  if (names.length === 0) return '';
  return `${names.length === 1 ? 'header' : 'headers'} ${names.join(', ')}`;
}

function rowsInWords({ name, rows, columns, order }: UserRows): string {
  const taken = order === 'random' ? 'at random' : 'in order';
  return `takes rows ${taken} from the ${counted(rows.length, 'row')} of ${name} (${columns.join(', ')})`;
}
