/** Owns the strip of topics: what the hits speak of, in official terms; a click narrows to one, a second takes it back. */
import type { SearchAnswer } from '../src/engine.ts';
import { searchHref } from './links.ts';
import { type Language, MESSAGES } from './messages.ts';
import { type Choice, Choices, Strip } from './strip.tsx';

// Two lines of a wide window.
const MAX_SHOWN = 12;

interface TopicsProps {
  readonly language: Language;
  readonly url: URL;
  readonly answer: SearchAnswer;
  /** The terms of the topics that the search is narrowed to. */
  readonly topics: readonly string[];
}

export function TopicStrip({ language, url, answer, topics }: TopicsProps) {
  const words = MESSAGES[language].filters;
  const choices = choicesOf({ language, url, answer, topics });
  if (choices.length === 0) return null;
  const isFiltered = topics.length > 0;
  // Beside a chosen topic the others count what both are in, not what each would find: they stand apart.
  const shown = isFiltered ? choices.filter(({ isSelected }) => isSelected) : choices.slice(0, MAX_SHOWN);
  const rest = choices.filter((choice) => !shown.includes(choice));
  const all = { href: searchHref(url, { topic: null }), found: isFiltered ? null : answer.counts };
  return (
    <Strip {...{ language, all, name: 'topic', label: words.topic, choices: shown }}>
      {rest.length > 0 && (
        <details>
          <summary>{isFiltered ? words.topicsBeside(rest.length) : words.moreTopics(rest.length)}</summary>
          <ul>
            <Choices {...{ language, choices: rest }} />
          </ul>
        </details>
      )}
    </Strip>
  );
}

/** The chosen ones first, also those that no hit speaks of. */
function choicesOf({ language, url, answer, topics }: TopicsProps): Choice[] {
  const undoes = MESSAGES[language].filters.undoTopic;
  const found = new Map(
    answer.facets.topic.map(({ value, count, literal }) => [value, { literal, related: count - literal }]),
  );
  return [...new Set([...topics, ...found.keys()])].map((value) => {
    const isSelected = topics.includes(value);
    return {
      value,
      found: found.get(value) ?? { literal: 0, related: 0 },
      isSelected,
      href: searchHref(url, { topic: isSelected ? topics.filter((topic) => topic !== value) : value }),
      undoes: isSelected ? undoes : undefined,
    };
  });
}
