/**
 * Owns what the official schema of CSL-JSON says of the fields that we write (citation-style-language/schema,
 * schemas/input/csl-data.json, version 1.0.2, draft-07): told again as a table, and stricter, as fields that we never write are
 * refused too. What passes here is valid there.
 */

type Rule = (value: unknown) => boolean;

const text: Rule = (value) => typeof value === 'string';
const textOrNumber: Rule = (value) => text(value) || typeof value === 'number';

/** `date-variable`: one or two dates of one to three parts, and whether it is circa. */
const date: Rule = (value) =>
  isObject(value, {
    'date-parts': (dates) =>
      isList(dates, 1, 2, (parts) => isList(parts, 1, 3, (part) => Number.isInteger(part))),
    circa: (circa) => typeof circa === 'boolean',
  });

/** `name-variable`: bodies have no family name. */
const names: Rule = (value) =>
  isList(value, 1, Number.POSITIVE_INFINITY, (name) => isObject(name, { literal: text }));

const FIELDS: Readonly<Record<string, Rule>> = {
  id: textOrNumber,
  type: (value) => value === 'regulation',
  title: text,
  author: names,
  number: textOrNumber,
  section: text,
  issued: date,
  URL: text,
  accessed: date,
  language: text,
  note: text,
};

/** What is wrong with a CSL-JSON file; [] where nothing is. */
export function cslFaults(data: unknown): string[] {
  if (!Array.isArray(data)) return ['no array of items'];
  return data.flatMap((item: unknown, i) => {
    if (typeof item !== 'object' || item === null) return [`item ${i} is no object`];
    const missing = ['type', 'id']
      .filter((name) => !(name in item))
      .map((name) => `item ${i} has no ${name}`);
    const wrong = Object.entries(item).flatMap(([name, value]) => {
      const rule = FIELDS[name];
      if (rule === undefined) return [`item ${i} has a field "${name}"`];
      return rule(value) ? [] : [`${name} of item ${i} is ${JSON.stringify(value)}`];
    });
    return [...missing, ...wrong];
  });
}

function isList(value: unknown, min: number, max: number, rule: Rule): boolean {
  return Array.isArray(value) && min <= value.length && value.length <= max && value.every(rule);
}

function isObject(value: unknown, fields: Readonly<Record<string, Rule>>): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(([name, part]) => fields[name]?.(part) === true);
}
