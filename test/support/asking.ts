/** Owns asking an application over HTTP without a port, and holding what comes back against what was promised. */
import type { z } from '@hono/zod-openapi';
import { expect } from 'vitest';
import type { Engine } from '../../src/engine.ts';
import { createApp } from '../../src/server/app.ts';

export type Parameters = Record<string, string> | [string, string][];

export interface Asking {
  ask(path: string, init?: RequestInit): Promise<Asked>;
  /** A 200 held against its schema, word for word: a field that the schema does not know would be missing in what it reads. */
  answer<T extends z.ZodType>(schema: T, path: string, init?: RequestInit): Promise<z.output<T>>;
  /** A 200 that is text, as it was sent, byte order mark included. */
  text(path: string): Promise<{ readonly text: string; readonly headers: Headers }>;
  /** What was thrown and is no refusal. */
  readonly unexplained: readonly unknown[];
}

export interface Asked {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what it is, is what tests ask
  readonly body: any;
}

export function asking(engine: Engine): Asking {
  const unexplained: unknown[] = [];
  const app = createApp(engine, { onInternalError: (error) => unexplained.push(error) });
  async function ask(path: string, init?: RequestInit): Promise<Asked> {
    const response = await app.request(path, init);
    return { status: response.status, body: await response.json() };
  }
  return {
    ask,
    async answer(schema, path, init) {
      const { status, body } = await ask(path, init);
      expect([status, body.error]).toEqual([200, undefined]);
      const read = schema.parse(body);
      expect(read).toEqual(body);
      return read;
    },
    async text(path) {
      const response = await app.request(path);
      expect(response.status).toBe(200);
      const bytes = await response.arrayBuffer();
      return {
        text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
        headers: response.headers,
      };
    },
    unexplained,
  };
}

export function address(path: string, parameters: Parameters = {}): string {
  return `${path}?${new URLSearchParams(parameters)}`;
}

export function post(body: unknown, type = 'application/json'): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': type },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

/** One form for all refusals: a code, a message that names what is wrong, a hint, and never a stack trace. */
export function expectRefusal({ status, body }: Asked, wanted: number, named: string): void {
  expect([status, body.error?.message]).toEqual([wanted, expect.stringContaining(named)]);
  expect(body.error.code).toMatch(/^[a-z_]+$/);
  expect(body.error.hint).not.toBe('');
  expect(JSON.stringify(body)).not.toMatch(/\bat .+:\d+:\d+/);
}

export function isIn({ start, end }: { start: number; end: number }, text: string): boolean {
  return 0 <= start && start < end && end <= text.length;
}
