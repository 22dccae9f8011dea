/** Where the build puts the widget's script; apart, so that serving it loads no bundler. */
export const widgetFile = 'dist/widget.js';
