import { rm } from 'node:fs/promises';
import { makeScratchFolder } from '../../processes/scratch-folder.ts';
import { TrialProcesses } from '../../processes/trial-processes.ts';

/** withProcesses provides processes and a folder, and removes both afterwards. */
export async function withProcesses<T>(
  work: (processes: TrialProcesses, folder: string) => Promise<T>,
): Promise<T> {
  const folder = makeScratchFolder();
  const processes = new TrialProcesses(folder);
  try {
    return await work(processes, folder);
  } finally {
    await processes.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
