/** Plain JSON, the only thing that a graph file holds and a worker message needs. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };
