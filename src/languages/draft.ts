/** Fields that are filled while their object is already known to others. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };
