import { html, raw } from 'hono/html';
import type { Html } from '../screens/layout';
import type { HostData } from './launch';

/** The apps' half of a page, only where there are apps: what they start from, and the script that plays their host. */
export function hostScript(data: HostData): Html {
  // The data must not be able to end its own element.
  const text = JSON.stringify(data).replaceAll('<', '\\u003c');
  return html`<script type="application/json" id="host-data">
      ${raw(text)}
    </script>
    <script src="/_host/ticket.js" defer></script>`;
}
