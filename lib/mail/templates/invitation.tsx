import { Link, Text } from '@/lib/mail/templates/elements';
import type { MailContents } from '@/lib/mail/content';
import { Greeting, MailLayout } from '@/lib/mail/templates/layout';
import { Action, Paragraph, paragraph } from '@/lib/mail/templates/parts';
import { light } from '@/lib/mail/templates/palette';
import type { MailWords } from '@/lib/mail/words';

/** A long basket would bury the button: the first products are named, the rest counted. */
const namedProducts = 5;

type Props = { words: MailWords; subject: string; content: MailContents['invitation'] };

export const InvitationMail = (props: Props) => <Invitation {...props} kind="invitation" />;
/** The same once more, in other first words. */
export const InvitationReminderMail = (props: Props) => <Invitation {...props} kind="invitation_reminder" />;

function Invitation({
  words,
  subject,
  content,
  kind,
}: Props & { kind: 'invitation' | 'invitation_reminder' }) {
  const { shop, orderRef, products } = content;
  const t = (key: string, values?: Record<string, string | number>) => words.t(`invitation.${key}`, values);
  const more = products.length - namedProducts;
  const lines = [
    t('aboutShop', { shop }),
    ...products.slice(0, namedProducts),
    ...(more > 0 ? [t('more', { count: more })] : []),
  ];
  return (
    <MailLayout
      words={words}
      subject={subject}
      preview={words.t(`${kind}.preview`)}
      heading={words.t(`${kind}.heading`)}
      reason={words.t('layout.authorReason', { shop })}
    >
      <Greeting words={words} firstName={content.firstName} />
      <Paragraph>{words.t(`${kind}.intro`, { shop, orderRef })}</Paragraph>
      <Text className="ink" style={{ ...paragraph, margin: '0 0 4px' }}>
        {t('about')}
      </Text>
      <ul className="ink" style={{ ...paragraph, paddingLeft: '22px' }}>
        {lines.map((line, index) => (
          <li key={index} dir="auto">
            {line}
          </li>
        ))}
      </ul>
      <Action words={words} href={content.url}>
        {t('action')}
      </Action>
      <Paragraph isSoft>{t('promise')}</Paragraph>
      <Paragraph isSoft>{t('expires', { date: words.date(content.expiresAt, content.timeZone) })}</Paragraph>
      <Text className="soft" style={{ ...paragraph, fontSize: '12px', lineHeight: '18px', margin: 0 }}>
        <Link
          href={content.unsubscribeUrl}
          className="soft"
          style={{ color: light.inkSoft, textDecoration: 'underline' }}
        >
          {t('unsubscribe', { shop })}
        </Link>
      </Text>
    </MailLayout>
  );
}
