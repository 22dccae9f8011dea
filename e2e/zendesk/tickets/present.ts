import type { Store } from '../state/store';
import type { Account } from '../state/account';
import type { AttachmentRow, AuditRow, CommentRow, TicketRow } from '../state/help-desk-rows';

/** Zendesk's shape of a ticket, with every recorded key. */
export function presentTicket(store: Store, account: Account, ticket: TicketRow) {
  const customFields = account.fields
    .all()
    .filter((field) => !field.isSystem && field.active)
    .map((field) => ({
      id: field.id,
      value: ticket.customFields[String(field.id)] ?? (field.type === 'checkbox' ? false : null),
    }));
  const isFollowup = ticket.followupSourceId !== null;
  const via = viaOf(account, ticket.viaChannel, ticket.submitterId);
  return {
    url: `${store.baseUrl(account)}/api/v2/tickets/${String(ticket.id)}.json`,
    id: ticket.id,
    external_id: ticket.externalId,
    via: isFollowup
      ? {
          ...via,
          source: {
            ...via.source,
            from: { ...via.source.from, ticket_id: ticket.followupSourceId },
            rel: 'follow_up',
          },
        }
      : via,
    created_at: ticket.createdAt,
    updated_at: ticket.updatedAt,
    type: ticket.type,
    subject: ticket.subject,
    raw_subject: ticket.subject,
    description: ticket.description,
    priority: ticket.priority,
    status: ticket.isDeleted ? 'deleted' : ticket.status,
    recipient: null,
    requester_id: ticket.requesterId,
    submitter_id: ticket.submitterId,
    assignee_id: ticket.assigneeId,
    organization_id: ticket.organizationId,
    group_id: ticket.groupId,
    collaborator_ids: ticket.emailCcIds,
    follower_ids: [],
    email_cc_ids: ticket.emailCcIds,
    forum_topic_id: null,
    problem_id: null,
    has_incidents: false,
    is_public: ticket.isPublic,
    due_at: ticket.dueAt,
    tags: ticket.tags,
    custom_fields: customFields,
    satisfaction_rating: { score: 'unoffered' },
    sharing_agreement_ids: [],
    custom_status_id: null,
    fields: customFields,
    followup_ids: ticket.followupIds,
    ticket_form_id: ticket.ticketFormId,
    brand_id: ticket.brandId,
    allow_channelback: false,
    allow_attachments: true,
    from_messaging_channel: false,
  };
}

/** For a mail the source names both ends; for other channels it is there and empty. */
function viaOf(account: Account, channel: string, authorId: number) {
  if (channel !== 'email') return { channel, source: { from: {}, to: {}, rel: null } };
  const { email = null, name = null } = account.users.get(authorId) ?? {};
  const to = { name: account.row.name, address: `support@${account.subdomain}.zendesk.com` };
  return { channel, source: { from: { address: email, name }, to, rel: null } };
}

export function presentAudit(account: Account, audit: AuditRow) {
  return {
    id: audit.id,
    ticket_id: audit.ticketId,
    created_at: audit.createdAt,
    author_id: audit.authorId,
    metadata: {
      system: { client: 'Practice', ip_address: '127.0.0.1', location: '', latitude: null, longitude: null },
      custom: audit.custom,
    },
    events: audit.events,
    via: viaOf(account, audit.viaChannel, audit.authorId),
  };
}

/** Zendesk's shape of a file in a comment or upload. */
export function presentAttachment(store: Store, account: Account, file: AttachmentRow) {
  const base = store.baseUrl(account);
  const content = `${base}/attachments/token/${file.secret}/?name=${encodeURIComponent(file.fileName)}`;
  return {
    url: `${base}/api/v2/attachments/${String(file.id)}.json`,
    id: file.id,
    file_name: file.fileName,
    content_url: content,
    mapped_content_url: content,
    content_type: file.contentType,
    size: file.size,
    inline: file.isInline ?? false,
    deleted: false,
    malware_access_override: false,
    malware_scan_result: 'malware_not_found',
    thumbnails: [],
  };
}

export function presentComment(store: Store, account: Account, comment: CommentRow) {
  const files = account.attachments.by('comment', comment.id);
  return {
    id: comment.id,
    type: 'Comment',
    author_id: comment.authorId,
    body: comment.body,
    html_body: comment.htmlBody,
    plain_body: comment.plainBody,
    public: comment.isPublic,
    attachments: files.map((file) => presentAttachment(store, account, file)),
    audit_id: comment.auditId,
    via: viaOf(account, comment.viaChannel, comment.authorId),
    created_at: comment.createdAt,
    metadata: { system: {}, custom: {} },
    ...comment.asGiven,
  };
}
