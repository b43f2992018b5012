/** The adapter of our own engine: token weights as the product gives them, filters by id. */
import type { Adapter } from './adapter.ts';
import { weightsOf } from './expected.ts';
// STAND-IN: replace this import by the engine of src/indexing/, and the formula of bench/expected.ts by its own.
import { build, open } from './stand-in.ts';

export const OURS = 'tiaosuo' as const;

export function tiaosuo(): Adapter {
  return {
    name: 'Tiaosuo (STAND-IN)',
    wantsCodes: false,
    canFilter: true,
    build,
    open(folder) {
      const index = open(folder);
      return {
        search: ({ question, limit, filter }) =>
          index.search({
            weights: weightsOf(question.tokens),
            limit,
            ...(filter === undefined ? {} : { accept: filter.has }),
          }),
      };
    },
  };
}
