/**
 * Part of a statement's FROM: its transaction ends without waiting for the disk. Only for what may be forgotten when the database itself
 * falls over in the next fraction of a second, because it can be found out or done again; other processes see it at once.
 */
export const unhurried = "(SELECT set_config('synchronous_commit', 'off', true)) AS unhurried";
