import type { Account } from '../state/account';
import type { AppPackage, InstallationRow } from '../state/app-rows';
import { applyField, emptyField } from '../tickets/field-records';

/** A requirement that this account cannot make; the installation fails whole. */
export class RequirementRefused extends Error {}

/** Ticket fields are the only kind played: an app that requires another is refused rather than half installed. */
export function makeRequirements(
  account: Account,
  required: AppPackage['requirements'],
): InstallationRow['requirements'] {
  const others = Object.keys(required).filter((kind) => kind !== 'ticket_fields');
  if (others.length > 0) {
    throw new RequirementRefused(`The practice Zendesk makes no ${others.join(', ')} for apps`);
  }
  return Object.entries(required.ticket_fields ?? {}).map(([identifier, record]) => {
    const type = typeof record.type === 'string' ? record.type : 'text';
    const field = account.fields.save(applyField(account, emptyField(account, type), record));
    return { kind: 'ticket_fields', identifier, requirementId: field.id };
  });
}

/** What an app made goes away with its installation. */
export function removeRequirements(account: Account, installation: InstallationRow): void {
  for (const one of installation.requirements) account.fields.delete(one.requirementId);
}
