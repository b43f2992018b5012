/** Owns what an index depends on besides its sources: the code and the data that read them, each known by an id. */
import { PARSER_VERSION } from '../clauses/parse.ts';
import { STRENGTH_ID } from '../commitments/strength.ts';
import { conceptGraph } from '../concepts/graph.ts';
import { TiaosuoError } from '../core/errors.ts';
import { analyzerId } from '../text/analyze.ts';
import { type Manifest, rebuildCommand } from './snapshot.ts';

export type Identity = Pick<Manifest, 'analyzer' | 'parser' | 'concepts' | 'strength'>;

/** Of this program. */
export function ownIdentity(): Identity {
  return {
    analyzer: analyzerId(),
    parser: PARSER_VERSION,
    concepts: conceptGraph().id,
    strength: STRENGTH_ID,
  };
}

/** Whether an index was read by what reads now. */
export function isOwn(manifest: Identity): boolean {
  return differenceOf(manifest) === null;
}

/** Refuses an index that other code or data made, and says how to build it anew. */
export function refuseOtherCode(folder: string, manifest: Manifest): void {
  const difference = differenceOf(manifest);
  if (difference === null) return;
  throw new TiaosuoError('index_stale', `index "${folder}" ${difference}`, {
    hint: `rebuild it: ${rebuildCommand(folder, manifest.origin)}`,
  });
}

function differenceOf({ analyzer, parser, concepts, strength }: Identity): string | null {
  const own = ownIdentity();
  if (analyzer !== own.analyzer) return `was made by analyzer ${analyzer}, this is ${own.analyzer}`;
  if (parser !== own.parser) return `was read by parser ${parser}, this is ${own.parser}`;
  if (concepts !== own.concepts) {
    return `knows the topics of concept graph ${concepts}, this is ${own.concepts}`;
  }
  if (strength !== own.strength) return `has the strengths of scale ${strength}, this is ${own.strength}`;
  return null;
}
