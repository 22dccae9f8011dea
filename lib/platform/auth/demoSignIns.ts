/** The ready accounts of a demonstration. They exist only where demo data was sown, so their password is no secret. */
export const demoPassword = 'demo-demo-demo';

export const demoSignIns = [
  { role: 'merchant', email: 'merchant@demo.test', password: demoPassword },
  { role: 'agent', email: 'agent@demo.test', password: demoPassword },
  { role: 'moderator', email: 'moderator@demo.test', password: demoPassword },
] as const;
