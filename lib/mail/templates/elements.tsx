/**
 * The HTML elements of mails. Mail programs lay out by tables, ignore style sheets in part and drop margins of cells; each
 * element carries its whole style for that reason.
 */
import type { CSSProperties, ReactNode } from 'react';

type Styled = { style?: CSSProperties; className?: string; children?: ReactNode };

/** Longer than any mail program's preview line, so that no words of the body follow the preview. */
const previewLength = 150;

export function Html({ lang, children }: { lang: string; children: ReactNode }) {
  return (
    <html lang={lang} dir="ltr">
      {children}
    </html>
  );
}

export function Head({ children }: { children: ReactNode }) {
  return (
    <head>
      <meta httpEquiv="Content-Type" content="text/html; charset=UTF-8" />
      {/* iOS would enlarge the mail and turn dates and numbers into links. */}
      <meta name="x-apple-disable-message-reformatting" />
      <meta name="format-detection" content="telephone=no,date=no,address=no,email=no" />
      {children}
    </head>
  );
}

/** Some programs replace `body` by an element of their own: the style is repeated on a table inside it. */
export function Body({ style, className, children }: Styled) {
  return (
    <body className={className} style={{ margin: 0, backgroundColor: style?.backgroundColor }}>
      <Section className={className} style={style}>
        {children}
      </Section>
    </body>
  );
}

/** What the inbox shows beside the subject; invisible in the mail and left out of the text part. */
export function Preview({ children }: { children: string }) {
  const text = children.slice(0, previewLength);
  return (
    <div
      data-skip-in-text="true"
      style={{
        display: 'none',
        overflow: 'hidden',
        lineHeight: '1px',
        maxHeight: 0,
        maxWidth: 0,
        opacity: 0,
      }}
    >
      {text}
      {'\u00a0\u200c'.repeat(previewLength - text.length)}
    </div>
  );
}

/** A block of the mail. The margin is the table's, everything else the cell's: no program honours a cell's margin. */
export function Section({ style, className, children }: Styled) {
  const { margin, maxWidth, ...inner } = style ?? {};
  return (
    <table
      role="presentation"
      width="100%"
      cellPadding={0}
      cellSpacing={0}
      border={0}
      style={{ margin, maxWidth, borderCollapse: 'separate' }}
    >
      <tbody>
        <tr>
          <td className={className} style={inner}>
            {children}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

/** The column of the mail, in the middle of the window. */
export function Container({ maxWidth, children }: { maxWidth: string; children: ReactNode }) {
  return (
    <table
      role="presentation"
      width="100%"
      align="center"
      cellPadding={0}
      cellSpacing={0}
      border={0}
      style={{ maxWidth, margin: '0 auto' }}
    >
      <tbody>
        <tr>
          <td>{children}</td>
        </tr>
      </tbody>
    </table>
  );
}

export function Heading({ style, className, children }: Styled) {
  return (
    <h1 className={className} style={style}>
      {children}
    </h1>
  );
}

type TextProps = Styled & { dir?: 'auto'; 'data-skip-in-text'?: 'true' };

export function Text({ children, ...rest }: TextProps) {
  return <p {...rest}>{children}</p>;
}

export function Link({ href, style, className, children }: Styled & { href: string }) {
  return (
    <a href={href} className={className} style={style} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}

export function Hr({ color, margin }: { color: string; margin: string }) {
  return <hr style={{ border: 'none', borderTop: `1px solid ${color}`, margin, width: '100%' }} />;
}
