/** The file in which a load process hands its log over: a line of JSON, then the columns. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Window } from '../../host/clock.ts';
import { columnsOf, type LoggedRequests, type RequestLog } from './request-log.ts';

export interface LogOfProcess extends LoggedRequests {
  /** The names that the numbers in `names` stand for. */
  readonly nameList: readonly string[];
  /** Requests that were due in the window and waited for a connection at its end. */
  readonly waiting: number;
}

/** logFile is where a load process leaves its log. @param process index among all of the load's processes */
export function logFile(folder: string, process: number): string {
  return join(folder, `sent-${process}.log`);
}

interface Header {
  readonly count: number;
  readonly waiting: number;
  readonly nameList: readonly string[];
}

/** writeLog writes the requests of the window. */
export function writeLog(
  log: RequestLog,
  window: Window,
  { folder, process, waiting }: { folder: string; process: number; waiting: number },
): void {
  const { count, ...columns } = log.inWindow(window);
  const header: Header = { count, waiting, nameList: log.names };
  const parts = Object.values(columns).map(({ buffer, byteLength }) => Buffer.from(buffer, 0, byteLength));
  writeFileSync(
    logFile(folder, process),
    Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...parts]),
  );
}

/** readLog reads what {@link writeLog} wrote. */
export function readLog(folder: string, process: number): LogOfProcess {
  const bytes = readFileSync(logFile(folder, process));
  const line = bytes.indexOf('\n');
  const header: Header = JSON.parse(bytes.toString('utf8', 0, line));
  const columns = columnsOf(header.count);
  let at = line + 1;
  for (const { buffer, byteLength } of Object.values(columns)) {
    bytes.copy(Buffer.from(buffer), 0, at, at + byteLength);
    at += byteLength;
  }
  return { ...header, ...columns };
}
