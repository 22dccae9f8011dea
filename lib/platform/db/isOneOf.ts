/**
 * A condition that a column is one of what a subquery gives, for statements that name a few hundred rows of a large table. Written as a
 * join, PostgreSQL may find it cheaper to read the whole table, and each page of a backlog would cost more than the one before; of an
 * array whose length it cannot know it expects few and takes the index.
 * @param subquery gives one column, of the same type.
 */
export const isOneOf = (column: string, subquery: string): string => `${column} = ANY (ARRAY(${subquery}))`;
