/** Resolves what the user wants to be sent: flags, a list of requests, a data file. */
import { basename } from 'node:path';
import type { Scenario } from '../../../scenarios/index.ts';
import { NO_CHANGES, type RequestChanges } from '../../../scenarios/request-changes.ts';
import type { UserRows } from '../../../scenarios/user.ts';
import type { RequestList, SentRequests } from '../../load/users/sent-requests.ts';
import type { Variables } from '../../load/users/variables.ts';
import { parseJson } from '../file.ts';
import type { UserConfig } from '../user-values.ts';
import { type Given, oneText } from '../values.ts';
import { readBody, withDefaults } from './body.ts';
import { checkRows } from './check-rows.ts';
import { checkVariables } from './check-variables.ts';
import { readRows } from './data-file.ts';
import { isRecording, readRecording } from './har-file.ts';
import { readList } from './list-file.ts';
import { refuseOnList, refuseOnScript } from './refuse-changes.ts';
import { readUserFile } from './user-file.ts';

/** The values of the options, as far as they are plain. */
export interface RequestValues {
  readonly path: string | null;
  readonly method: string | null;
  readonly header: RequestChanges['headers'] | null;
  readonly compressed: boolean;
  readonly 'expect-status': readonly number[] | null;
  readonly 'expect-body': string | null;
  readonly 'expect-header': RequestChanges['expectHeaders'] | null;
  readonly 'data-order': UserRows['order'];
}

interface Around {
  readonly scenarios: readonly Scenario[];
  readonly env: Variables;
  readonly loadProcesses: number;
}

export interface ResolvedRequests extends SentRequests {
  /** Notices for the user. */
  readonly notices: readonly string[];
}

/** @throws {UsageError} at the first fault, before anything is started */
export async function resolveRequests(
  values: RequestValues,
  user: UserConfig,
  { scenarios, env, loadProcesses }: Around,
): Promise<ResolvedRequests> {
  const { list: requests, notices } = user.requests ? await readRequests(user.requests) : NO_LIST;
  if (requests === null) refuseOnScript(scenarios, user);
  else refuseOnList(requests, scenarios, user);
  const rows = user['data-file'] ? await readRows(user['data-file'], values['data-order']) : null;
  const changes = requests === null ? await changesOf(values, user) : onlyHeaders(values);
  const sent = { changes, requests, rows };
  checkVariables(sent, env, user);
  checkRows(sent, { scenarios, loadProcesses }, user);
  return { ...sent, notices };
}

async function changesOf(values: RequestValues, user: UserConfig): Promise<RequestChanges> {
  const { method, headers, body } = await readBody(user);
  return {
    path: values.path,
    method: values.method ?? method,
    headers: withDefaults(values.header ?? {}, headers, values.compressed),
    body,
    expectStatuses: values['expect-status'],
    expectBody: values['expect-body'],
    expectHeaders: values['expect-header'] ?? {},
  };
}

/** A list has its own requests; the headers of the flags are added to each. */
function onlyHeaders({ header, compressed }: RequestValues): RequestChanges {
  return { ...NO_CHANGES, headers: withDefaults(header ?? {}, {}, compressed) };
}

const NO_LIST = { list: null, notices: [] } as const;

async function readRequests(
  given: Given,
): Promise<{ readonly list: RequestList; readonly notices: readonly string[] }> {
  const path = oneText(given);
  const name = basename(path);
  const origin = `${given.origin} ${name}`;
  const content = parseJson((await readUserFile(path, given)).toString(), origin);
  if (isRecording(content)) {
    const { requests, notices } = readRecording(content, origin);
    return { list: { name, iteration: 'all-in-order', requests }, notices };
  }
  return { list: { name, iteration: 'one-by-weight', requests: readList(content, origin) }, notices: [] };
}
