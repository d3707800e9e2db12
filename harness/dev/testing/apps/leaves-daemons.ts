/** Leaves daemons of every kind behind; each has the text of the variable DAEMONS in its command line. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';

/** Seconds to sleep, as only this test would write them. */
const { DAEMONS: seconds = '1000' } = process.env;
const nothing = { env: {}, stdio: 'ignore' } as const;

// A child in a session of its own, whose environment is empty.
spawn('/bin/sleep', [seconds], { ...nothing, detached: true }).unref();

// A double fork: the parent in between has ended.
shell(`setsid sh -c 'sleep ${seconds} &'`);

// A double fork that keeps nothing of ours: no file, no folder, no session.
shell(`cd / && (setsid sh -c 'exec 0<&- 1>&- 2>&-; (setsid sleep ${seconds}) &' &)`);

// Always forks another, and never waits for any.
shell(`setsid sh -c 'while :; do sleep ${seconds} & sleep 0.1; done' storm ${seconds} &`);

// Is another process all the time: each starts the next one, and ends.
shell(
  `setsid sh -c '${`sleep 0.02; sh -c "$0" "$0" ${seconds} &`}' '${`sleep 0.02; sh -c "$0" "$0" ${seconds} &`}' ${seconds} &`,
);

createServer((_request, response) => response.end('[{"id":1}]')).listen(process.env.PORT);

function shell(script: string): void {
  spawn('/bin/sh', ['-c', script], nothing);
}
