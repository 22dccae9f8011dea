import type { ReactNode } from 'react';
import {
  Body,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Preview,
  Section,
  Text,
} from '@/lib/mail/templates/elements';
import { darkStyles, fontFamily, light } from '@/lib/mail/templates/palette';
import { paragraph } from '@/lib/mail/templates/parts';
import type { MailWords } from '@/lib/mail/words';

type LayoutProps = {
  words: MailWords;
  subject: string;
  preview: string;
  heading: string;
  /** Why this person receives the mail; every mail says so. */
  reason: string;
  children: ReactNode;
};

const surface = {
  backgroundColor: light.surface,
  border: `1px solid ${light.line}`,
  borderTop: 'none',
  borderRadius: '0 0 12px 12px',
  padding: '28px 28px 24px',
};
const brand = { color: light.railInk, fontSize: '15px', fontWeight: 600, letterSpacing: '0.01em', margin: 0 };
const title = { color: light.ink, fontSize: '22px', lineHeight: '28px', fontWeight: 650, margin: '0 0 16px' };
const small = { color: light.inkSoft, fontSize: '12px', lineHeight: '18px', margin: '0 0 4px' };

/** The one frame of all mails: brand bar, heading, the template's own part, why the mail came. */
export function MailLayout({ words, subject, preview, heading, reason, children }: LayoutProps) {
  return (
    <Html lang={words.locale}>
      <Head>
        <title>{subject}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{darkStyles}</style>
      </Head>
      <Body
        className="ground"
        style={{ backgroundColor: light.ground, fontFamily, margin: 0, padding: '24px 8px' }}
      >
        <Preview>{preview}</Preview>
        <Container maxWidth="560px">
          <Section
            style={{ backgroundColor: light.rail, borderRadius: '12px 12px 0 0', padding: '14px 28px' }}
          >
            <Text style={brand}>
              <span aria-hidden="true" style={{ color: light.railStar }}>
                ★
              </span>{' '}
              {words.t('layout.brand')}
            </Text>
          </Section>
          <Section className="surface" style={surface}>
            <Heading className="ink" style={title}>
              {heading}
            </Heading>
            {children}
            <Hr color={light.line} margin="24px 0 16px" />
            <Text className="soft" style={small}>
              {reason}
            </Text>
            <Text className="soft" style={{ ...small, margin: 0 }}>
              {words.t('layout.automatic')}
            </Text>
          </Section>
        </Container>
      </Body>
    </Html>
  );
}

export function Greeting({ words, firstName }: { words: MailWords; firstName: string }) {
  return (
    <Text className="ink" style={paragraph}>
      {firstName ? words.t('layout.greeting', { firstName }) : words.t('layout.greetingPlain')}
    </Text>
  );
}
