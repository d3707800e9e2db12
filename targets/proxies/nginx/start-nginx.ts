import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { runningTarget } from '../../running-target.ts';
import { type RunningTarget, TargetError } from '../../topology.ts';
import { makeCertificate, OPENSSL } from '../certificate.ts';
import { isIdentified } from '../identified.ts';
import type { ProxyContext } from '../proxy.ts';
import { untilListening } from '../until-listening.ts';
import { type NginxFeatures, type NginxSettings, nginxConfiguration } from './configuration.ts';
import { makeNginxPrefix, type NginxPrefix } from './prefix.ts';
import { nginxControls } from './take-out.ts';

/**
 * Starts our own nginx in the foreground, with its own folder and configuration, without the system's, and never as
 * root.
 *
 * @throws {TargetError} with nginx's message when it refuses the configuration or does not listen
 */
export async function startNginx(context: ProxyContext, features: NginxFeatures): Promise<RunningTarget> {
  const { host, port, program, folder } = context;
  const settings: NginxSettings = {
    ...context,
    ...features,
    out: new Set(),
    files: context.wants.files,
    upgrades: context.wants.upgrades,
    identityPath: identityPath(),
  };
  const prefix = makeNginxPrefix({ command: program.command, parent: folder }, nginxConfiguration(settings));
  if (features.tls) await certify(context, prefix);
  await prefix.check();
  const child = context.spawn(prefix.launch);
  const isOurs = (path: string, signal: AbortSignal) =>
    isIdentified({ host, port, path, tls: features.tls }, signal);
  await untilListening(child, (signal) => isOurs(settings.identityPath, signal));

  /** Writes a configuration with these upstreams out, under an identity of its own. */
  const rewrite = async (out: ReadonlySet<number>) => {
    const changed = { ...settings, out, identityPath: identityPath() };
    writeFileSync(prefix.configuration, nginxConfiguration(changed));
    return (signal: AbortSignal) => isOurs(changed.identityPath, signal);
  };
  return runningTarget([child], [{ host, port }], {
    controls: nginxControls(child, { ...context, rewrite }),
  });
}

function identityPath(): string {
  return `/cluster-bench-${randomUUID()}`;
}

async function certify({ helpers, host }: ProxyContext, { folder }: NginxPrefix): Promise<void> {
  const openssl = helpers[OPENSSL.name];
  if (!openssl) throw new TargetError({ reason: 'openssl is not installed', lastLines: [] });
  await makeCertificate(openssl.command, { host, folder });
}
