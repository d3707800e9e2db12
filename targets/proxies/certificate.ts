/** A certificate for an address that is made on the spot, by `openssl`. */
import { execFile } from 'node:child_process';
import { chownSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Program } from '../member.ts';
import { TargetError } from '../topology.ts';
import { unprivileged } from './private-folder.ts';

export const OPENSSL: Program = { name: 'openssl', versionArgs: ['version'], version: /SSL (\S+)/ };

/** Names of the files that {@link makeCertificate} writes. */
export const CERTIFICATE = { certificate: 'certificate.pem', key: 'key.pem' } as const;

/**
 * makeCertificate writes a self-signed ECDSA certificate for an address, and its key, into a folder.
 *
 * @throws {TargetError}
 */
export async function makeCertificate(
  openssl: string,
  { host, folder }: { readonly host: string; readonly folder: string },
): Promise<void> {
  const [certificate, key] = [join(folder, CERTIFICATE.certificate), join(folder, CERTIFICATE.key)];
  const args = [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
    ...['-subj', `/CN=${host}`, '-addext', `subjectAltName=IP:${host}`],
    ...['-keyout', key, '-out', certificate],
  ];
  try {
    await promisify(execFile)(openssl, args, { timeout: 10_000 });
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    const lastLines = (stderr || message).trim().split('\n').slice(-10);
    throw new TargetError({ reason: 'openssl made no certificate', lastLines }, { cause: error });
  }
  const { uid, gid } = unprivileged();
  if (uid === undefined || gid === undefined) return;
  for (const path of [certificate, key]) chownSync(path, uid, gid);
}
