/** The door to zod: what data from outside must look like. */
export * as z from 'zod';
