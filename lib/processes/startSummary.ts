import type { Settings } from '@/lib/processes/startSettings';
import { demoPassword, demoSignIns } from '@/lib/platform/auth/demoSignIns';

const roles: Record<string, { fr: string; en: string }> = {
  merchant: { fr: 'marchand', en: 'merchant' },
  agent: { fr: 'agent (répond seulement)', en: 'agent (reply only)' },
  moderator: { fr: 'équipe de modération', en: 'moderation team' },
};

/** The closing block of `npm start`: every address and the demo sign-ins, French first. */
export function formatSummary({ appUrl, practicePort, hasDemoData, dataDir }: Settings): string {
  const practice = practicePort === null ? null : `http://127.0.0.1:${practicePort}`;
  const rows: [string, string][] = [
    ['Portail / Portal', `${appUrl}/`],
    ['Applications → Zendesk', `${appUrl}/applications/zendesk`],
    ['Avis / Reviews', `${appUrl}/reviews`],
    ['API', `${appUrl}/api/openapi.json`],
    ['Santé / Health', `${appUrl}/api/health/ready`],
  ];
  if (practice)
    rows.push(
      ["Zendesk d'entraînement / Practice Zendesk", `${practice}/`],
      ['Courriels / Mails', `${practice}/_mail`],
    );
  rows.push(['Journaux / Logs', `${dataDir}/logs`]);
  const width = Math.max(...rows.map(([label]) => label.length));
  const lines = rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`);
  if (hasDemoData) lines.push('', ...formatSignIns());
  const rule = '─'.repeat(72);
  return [
    rule,
    ...lines,
    '',
    '  Ctrl-C arrête tout, les données restent. / Ctrl-C stops everything, data stays.',
    rule,
  ].join('\n');
}

function formatSignIns(): string[] {
  const width = Math.max(...demoSignIns.map(({ email }) => email.length));
  const people = demoSignIns.map(
    ({ email, role }) => `    ${email.padEnd(width)}  ${roles[role]?.fr} / ${roles[role]?.en}`,
  );
  return [
    '  Comptes de démonstration / Demo sign-ins',
    ...people,
    `    mot de passe / password: ${demoPassword}`,
  ];
}
