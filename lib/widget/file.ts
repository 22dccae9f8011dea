/** What the build and the server share of the widget's script; apart, so that serving it loads no bundler. */

/** Where the build puts it. */
export const widgetFile = 'dist/widget.js';
/** Stands in it for its own address until it is served. */
export const addressMark = '%script-address%';

/** @param address where the product serves the script, made for one website */
export const writeAddress = (script: string, address: string): string =>
  script.replaceAll(`"${addressMark}"`, () => JSON.stringify(address));
