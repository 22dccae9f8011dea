import type { Action, Condition } from './help-desk-rows';

interface DeskRow {
  id: number;
  title: string;
  description: string | null;
  position: number;
  createdAt: string;
  updatedAt: string;
}

export interface ViewRow extends DeskRow {
  active: boolean;
  conditions: { all: Condition[]; any: Condition[] };
  columns: (string | number)[];
  sortBy: string | null;
  sortOrder: 'asc' | 'desc';
  groupBy: string | null;
  groupOrder: 'asc' | 'desc';
}

export interface MacroRow extends DeskRow {
  active: boolean;
  actions: Action[];
}

export interface SlaMetric {
  priority: string;
  metric: string;
  target: number;
  business_hours: boolean;
}

export interface SlaPolicyRow extends DeskRow {
  filter: { all: Condition[]; any: Condition[] };
  metrics: SlaMetric[];
  /** Switches by metric, as they came: which of them exist is not confirmed. */
  settings: Record<string, Record<string, boolean>>;
}
