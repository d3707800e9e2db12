/** Leaves daemons of every kind behind. Each has the value of the variable DAEMONS in its command line. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';

/** Seconds to sleep, unique to the test. */
const { DAEMONS: seconds = '1000' } = process.env;
const nothing = { env: {}, stdio: 'ignore' } as const;

// A child in its own session with an empty environment.
spawn('/bin/sleep', [seconds], { ...nothing, detached: true }).unref();

// A double fork: the intermediate parent has ended.
shell(`setsid sh -c 'sleep ${seconds} &'`);

// A double fork that keeps no file, folder or session of ours.
shell(`cd / && (setsid sh -c 'exec 0<&- 1>&- 2>&-; (setsid sleep ${seconds}) &' &)`);

// Keeps forking, and waits for no child.
shell(`setsid sh -c 'while :; do sleep ${seconds} & sleep 0.1; done' storm ${seconds} &`);

// Keeps changing its pid: each process starts the next one and ends.
shell(
  `setsid sh -c '${`sleep 0.02; sh -c "$0" "$0" ${seconds} &`}' '${`sleep 0.02; sh -c "$0" "$0" ${seconds} &`}' ${seconds} &`,
);

createServer((_request, response) => response.end('[{"id":1}]')).listen(process.env.PORT);

function shell(script: string): void {
  spawn('/bin/sh', ['-c', script], nothing);
}
