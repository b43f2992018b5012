/** Owns `tiaosuo index`: documents, or clauses that somebody else has split, become an index. */
import { resolvePath } from '../core/files.ts';
import { DEFAULT_INDEX, type Origin } from '../engine.ts';
import { printChanges } from './changes.ts';
import { type Command, parseOptions, UsageError } from './command.ts';
import { buildWithProgress, modelOptions, openChosenModel, SEEDS_FOLDER } from './indexes.ts';

export const indexCommand: Command = {
  help: `usage: npx tiaosuo index [--documents FOLDER | --clauses FILE] [--index DIR] [--model NAME] [--json]

Reads what changed since the last time and replaces the index at once, or not at all. Says which clauses were added (+), removed (-),
renumbered (>: the same words at another address) or changed (~: other words) since then.

  --documents FOLDER  a folder of .txt documents (default: seeds/ of the checkout), with documents.json or without
  --clauses FILE      clauses that are split already: .jsonl or .jsonl.gz, one {id, document, city?, year?, heading?, text}
                      a line; ids are kept
  --index DIR         where the index goes (default: index/ of the checkout)
  --model NAME        what searches by meaning: box (default), none, hashing, a folder or org/name of Hugging Face
  --dtype NAME        which form of its numbers: fp32, q8, …
  --json              print the report as JSON, with every change up to a thousand`,
  async run(args, terminal) {
    const { values, positionals } = parseOptions(args, {
      documents: { type: 'string' },
      clauses: { type: 'string' },
      index: { type: 'string' },
      ...modelOptions,
      json: { type: 'boolean' },
    });
    if (positionals.length > 0) throw new UsageError(`unexpected "${positionals[0]}"`);
    if (values.documents !== undefined && values.clauses !== undefined) {
      throw new UsageError('--documents and --clauses exclude each other');
    }
    if (values.index === undefined && (values.clauses !== undefined || values.documents !== undefined)) {
      throw new UsageError('name the index with --index DIR: index/ is the one of seeds/');
    }
    const origin: Origin =
      values.clauses === undefined
        ? { kind: 'documents', path: resolvePath(values.documents ?? SEEDS_FOLDER) }
        : { kind: 'clauses', path: resolvePath(values.clauses) };
    const indexFolder = resolvePath(values.index ?? DEFAULT_INDEX);
    const report = await buildWithProgress(
      { origin, indexFolder, embedder: await openChosenModel(values, indexFolder, terminal) },
      terminal,
    );
    if (values.json) {
      terminal.out(`${JSON.stringify(report)}\n`);
      return 0;
    }
    const { documents, clauses, passages } = report.counts;
    const done =
      report.read.length === 0 ? 'unchanged' : `${report.read.length} read, ${report.kept.length} kept`;
    const removed = report.removed.length === 0 ? '' : `, ${report.removed.length} removed`;
    terminal.out(
      `${documents} documents, ${clauses} clauses, ${passages} passages (${done}${removed}); snapshot ${report.snapshot}\n`,
    );
    printChanges(report, terminal);
    return 0;
  },
};
