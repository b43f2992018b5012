/** Owns the step from the engine's read-only data to the writable types of the schemas. Nothing is written on the way out. */

type Mutable<T> = { -readonly [K in keyof T]: Mutable<T[K]> };

export function writable<T>(value: T): Mutable<T> {
  return value as Mutable<T>;
}
