/** Lists in answers. A row that is not what the contract says is left out: it never costs the others. */
import { z } from 'zod';

export const rowsOf = <T>(row: z.ZodType<T>) =>
  z.array(z.unknown()).transform((rows) =>
    rows.flatMap((given) => {
      const { data, success } = row.safeParse(given);
      return success ? [data] : [];
    }),
  );
