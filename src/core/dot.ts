/** Owns the inner loop of everything that compares vectors. */
// Each kind of array has a function of its own: one that sees both is compiled for neither.

/** The product of a vector with the one of the same length that begins at `offset` of `values`; summed in order, so ties stay ties. */
export function dot(vector: Float32Array, values: Float32Array, offset: number): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += (values[offset + i] as number) * (vector[i] as number);
  return sum;
}

/** The same with values in 8-bit steps. Four sums run side by side, so that no addition waits for the one before. */
export function dotSteps(vector: Float32Array, steps: Int8Array, offset: number): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  let i = 0;
  for (; i + 3 < vector.length; i += 4) {
    a += (steps[offset + i] as number) * (vector[i] as number);
    b += (steps[offset + i + 1] as number) * (vector[i + 1] as number);
    c += (steps[offset + i + 2] as number) * (vector[i + 2] as number);
    d += (steps[offset + i + 3] as number) * (vector[i + 3] as number);
  }
  for (; i < vector.length; i++) a += (steps[offset + i] as number) * (vector[i] as number);
  return a + b + c + d;
}
