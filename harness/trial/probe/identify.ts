/** Identifies the protocol of a port that gives no valid response, to name the cause and the fix. */
import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { endpointOf } from '../../load/direct/request.ts';
import type { NoResponse } from './probe-connection.ts';

const LONGEST_MS = 1_000;
const HTTP2_PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0';
/** Types of HTTP/2 frames that a server may send first (RFC 9113, 6.5 and 6.8). */
const FIRST_FRAMES = [0x04, 0x07];
/** Content type of a TLS record that holds an alert (RFC 8446, 5.1). */
const TLS_ALERT = 0x15;

/** identify returns a sentence that says which protocol the app speaks and what to change, or null if unknown. */
export async function identify(url: string, { received, kind, code }: NoResponse): Promise<string | null> {
  const { protocol } = new URL(url);
  if (kind === 'timeout' || kind === 'refused') return certificateFault(code);
  if (protocol === 'https:') {
    return /WRONG_VERSION|PACKET_LENGTH|UNKNOWN_PROTOCOL/.test(code ?? '')
      ? 'the app speaks plain HTTP: omit --https'
      : certificateFault(code);
  }
  if (isHttp2(received)) return HTTP2;
  if (received[0] === TLS_ALERT || (received.length === 0 && (await speaksTls(url)))) {
    return 'the app speaks HTTPS: add --https (and --insecure for a self-signed certificate)';
  }
  if (received.length === 0 && (await speaksHttp2(url))) return HTTP2;
  return null;
}

const HTTP2 =
  'the app speaks HTTP/2 without TLS (h2c), which is not supported: let it serve HTTP/1.1, or put a proxy in front of it that does';

function certificateFault(code: string | null): string | null {
  return /CERT|SELF_SIGNED|ALTNAME|UNABLE_TO_VERIFY/.test(code ?? '')
    ? 'its certificate is not trusted here: --insecure accepts any certificate'
    : null;
}

function isHttp2(bytes: Buffer): boolean {
  return (
    bytes.length >= 9 && bytes[0] === 0 && FIRST_FRAMES.includes(bytes[3] ?? 0) && bytes.readUInt32BE(5) === 0
  );
}

async function speaksTls(url: string): Promise<boolean> {
  const { host, port } = endpointOf(url, true);
  const socket = connectTls({ host, port, rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] });
  try {
    await once(socket, 'secureConnect', { signal: AbortSignal.timeout(LONGEST_MS) });
    return true;
  } catch {
    return false;
  } finally {
    socket.on('error', () => {}).destroy();
  }
}

async function speaksHttp2(url: string): Promise<boolean> {
  const { host, port } = endpointOf(url, true);
  const socket = connectTcp({ host, port });
  socket.write(HTTP2_PREFACE, 'latin1');
  try {
    const [bytes] = (await once(socket, 'data', { signal: AbortSignal.timeout(LONGEST_MS) })) as [Buffer];
    return isHttp2(bytes);
  } catch {
    return false;
  } finally {
    socket.on('error', () => {}).destroy();
  }
}
