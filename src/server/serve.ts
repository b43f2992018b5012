/** The door to @hono/node-server: an application becomes a listening process. */
import { type ServerType, serve } from '@hono/node-server';
import { TiaosuoError } from '../core/errors.ts';

export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

export interface ListenOptions {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
}

/** Resolves once connections are accepted. */
export function listen({ fetch, host, port }: ListenOptions): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server: ServerType = serve({ fetch, hostname: host, port }, (address) => {
      const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
      resolve({ url: `http://${name}:${address.port}`, close: () => close(server) });
    });
    server.once('error', (cause: NodeJS.ErrnoException) => reject(explain(cause, host, port)));
  });
}

function close(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}

function explain(cause: NodeJS.ErrnoException, host: string, port: number): TiaosuoError {
  const what =
    cause.code === 'EADDRINUSE'
      ? `port ${port} of ${host} is in use`
      : `cannot listen on ${host} port ${port}: ${cause.message}`;
  return new TiaosuoError('bad_request', what, { hint: `choose another: PORT=${port + 1} npm start`, cause });
}
