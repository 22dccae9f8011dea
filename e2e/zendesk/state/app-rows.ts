/** Apps of an account: what was uploaded, what was built from it, and where it is installed. */

export type SettingValue = string | number | boolean;

export interface AppParameter {
  name: string;
  type: 'text' | 'checkbox' | 'url' | 'number' | 'multiline' | 'hidden' | 'oauth';
  isRequired: boolean;
  isSecure: boolean;
  default: SettingValue | null;
  scopes: string[];
}

/** Where in Support an app shows itself, and what is loaded there. */
export interface AppLocation {
  url: string;
  isSigned: boolean;
  isFlexible: boolean;
}

/** What a package says once its rules are checked. */
export interface AppPackage {
  name: string;
  authorUrl: string | null;
  version: string;
  defaultLocale: string;
  isSingleInstall: boolean;
  parameters: AppParameter[];
  domainWhitelist: string[];
  /** By location name, such as `ticket_sidebar`. */
  locations: Record<string, AppLocation>;
  /** Name of the app by locale. */
  names: Record<string, string>;
  /** By kind, then identifier; only what the package asks for. */
  requirements: Record<string, Record<string, Record<string, unknown>>>;
  /** Files under `assets/`, base64 by path below that folder. */
  assets: Record<string, string>;
}

export interface UploadRow {
  id: number;
  /** The zip, base64. */
  content: string;
}

export interface AppRow {
  id: number;
  name: string;
  shortDescription: string;
  ownerId: number;
  package: AppPackage;
  /** Each private app has its own pair; made when first needed. */
  keys: { privatePem: string; publicPem: string } | null;
  createdAt: string;
  updatedAt: string;
}

/** A build of an app, or the part of an installation that creates what the app requires. */
export interface AppJobRow {
  id: string;
  kind: 'build' | 'install';
  status: 'queued' | 'completed' | 'failed';
  message: string;
  /** Real clock: not before this is it done. */
  dueAtMs: number;
  actorId: number;
  uploadId: number | null;
  appId: number | null;
  installationId: number | null;
  name: string;
  shortDescription: string;
}

export interface InstallationRow {
  id: number;
  appId: number;
  isEnabled: boolean;
  /** Secure values included; they leave the account only through the proxy. */
  settings: Record<string, SettingValue>;
  pendingJobId: string | null;
  /** What was made for it: kind, the package's identifier, and the object's id. */
  requirements: { kind: string; identifier: string; requirementId: number }[];
  createdAt: string;
  updatedAt: string;
}
