import type { client } from '../harness';

type Api = ReturnType<typeof client>;

export const author = { name: 'Zoé Bernard', email: 'zoe@shop.test' };
/** A ticket as the product makes one: an internal note about what the requester wrote elsewhere. */
export const note = {
  subject: 'Avis',
  comment: { body: '★ Mauvais', public: false },
  requester: author,
};

/** Creates a ticket, this one unless stated otherwise. */
export const createTicket = async (api: Api, ticket: object = note) =>
  (await api.post('/tickets', { ticket })).json.ticket;
