/** The floating plane that menus, selects and popovers share. */
export const popupStyles =
  'rounded-lg border border-line bg-raised text-ink shadow-float outline-hidden transition-[opacity,transform] ' +
  'origin-(--transform-origin) data-starting-style:scale-98 data-starting-style:opacity-0 data-ending-style:scale-98 data-ending-style:opacity-0';
