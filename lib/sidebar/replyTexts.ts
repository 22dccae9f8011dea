/** The texts an agent may put into a reply to one review, filled in. The author's language comes first. */
import { authorLocale } from '@/lib/platform/i18n/authorLocale';
import { translator } from '@/lib/platform/i18n/translator';
import { callName } from '@/lib/platform/text/personName';
import type { ReviewDetail } from '@/lib/reviews/queries';
import { fillTemplate, placeholders, type Placeholder } from '@/lib/sidebar/templates';
import type { Template } from '@/lib/sidebar/templateStore';
import type { TemplateView } from '@/lib/sidebar/view';

const starters = ['thanks', 'help', 'details'] as const;
const marks = Object.fromEntries(placeholders.map((name) => [name, `{{${name}}}`]));

/** What a website without templates of its own starts from, in the author's language. */
function listStarters(locale: string): Pick<Template, 'id' | 'name' | 'body'>[] {
  const t = translator(authorLocale(locale), 'sidebar.starter');
  return starters.map((key) => ({ id: `starter-${key}`, name: t(`${key}Name`), body: t(key, marks) }));
}

export function toReplyTexts(
  review: ReviewDetail,
  templates: readonly Template[],
  agentName: string,
): TemplateView[] {
  const language = review.authorLocale.slice(0, 2).toLowerCase();
  const own = [
    ...templates.filter(({ locale }) => locale === language),
    ...templates
      .filter(({ locale }) => locale !== language)
      .map((template) => ({ ...template, name: `${template.name} (${template.locale})` })),
  ];
  const values: Record<Placeholder, string> = {
    author_first_name: callName({ firstName: review.authorFirstName, lastName: review.authorLastName }),
    order_ref: review.orderRef,
    product_name: review.productName ?? '',
    rating: String(review.rating),
    website_name: review.website.name,
    agent_name: agentName,
  };
  return (own.length > 0 ? own : listStarters(review.authorLocale)).map(({ id, name, body }) => ({
    id,
    name,
    body: fillTemplate(body, values),
  }));
}
