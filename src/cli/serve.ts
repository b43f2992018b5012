/** Owns `tiaosuo serve`, which is `npm start`. */
import { createApp } from '../server/app.ts';
import { listen } from '../server/serve.ts';
import { type Command, formatError, parseInteger, parseOptions, UsageError } from './command.ts';
import { INDEX_HELP, indexOptions, openChosen } from './indexes.ts';

export const serveCommand: Command = {
  help: `usage: npx tiaosuo serve [--port N] [--host NAME] [options]

One line tells the address when searches can be served. Ctrl-C ends it.

  --port N           default: PORT of the environment, else 8787; 0 takes any free one
  --host NAME        default: HOST of the environment, else 127.0.0.1 (this machine only)
${INDEX_HELP}`,
  async run(args, terminal) {
    const { values, positionals } = parseOptions(args, {
      ...indexOptions,
      port: { type: 'string' },
      host: { type: 'string' },
    });
    if (positionals.length > 0) throw new UsageError(`unexpected "${positionals[0]}"`);
    const port = parseInteger('port', values.port ?? (terminal.env.PORT || '8787'), { min: 0, max: 65_535 });
    const host = values.host ?? (terminal.env.HOST || '127.0.0.1');
    const engine = await openChosen(values, terminal);
    await engine.warmUp();
    const app = createApp(engine, { onInternalError: (error) => terminal.err(formatError(error)) });
    const server = await listen({ fetch: app.fetch, host, port });
    terminal.out(`Tiaosuo is ready at ${server.url}\n`);
    await terminal.interrupted;
    await server.close();
    return 0;
  },
};
