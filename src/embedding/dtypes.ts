/** Owns the forms in which a model's numbers are stored, and which file has which. */

// Names as transformers.js has them. Where no form is asked for, the first that is there is taken: the faithful one, then the
// small ones that a processor is quick with, then those it has to convert.
const FILES = {
  fp32: 'model',
  q8: 'model_quantized',
  int8: 'model_int8',
  uint8: 'model_uint8',
  fp16: 'model_fp16',
  q4: 'model_q4',
  q4f16: 'model_q4f16',
  bnb4: 'model_bnb4',
} as const;

export type Dtype = keyof typeof FILES;
export const DTYPES = Object.keys(FILES) as readonly Dtype[];

/** The path inside a model's folder. */
export function onnxFile(dtype: Dtype): string {
  return `onnx/${FILES[dtype]}.onnx`;
}

/**
 * Whether a text's vector depends on the texts it runs with: activations are quantized by the largest of the whole batch.
 * Such a model takes one text at a time.
 */
export function runsAlone(dtype: Dtype): boolean {
  return dtype === 'q8' || dtype === 'int8' || dtype === 'uint8';
}
