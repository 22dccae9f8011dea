/**
 * One pass over a comment's HTML: tags and decoded text, in their order. Only the tokenizer of htmlparser2 is used, without its
 * stack of open elements, so that the time is linear and no depth of nesting costs anything. Each entity is decoded once.
 */
import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';

export type Attributes = ReadonlyMap<string, string>;

export type MarkupVisitor = {
  open: (name: string, attributes: Attributes) => void;
  close: (name: string) => void;
  text: (text: string) => void;
};

const nothing = () => undefined;

class Pass {
  private name = '';
  private attributes = new Map<string, string>();
  private attribute = '';
  private value = '';

  constructor(
    private readonly html: string,
    private readonly visitor: MarkupVisitor,
  ) {}

  /** `<br/>` and `<div/>` are the same tags as `<br>` and `<div>`: HTML knows no other way. */
  private endTag(): void {
    this.visitor.open(this.name, this.attributes);
  }

  readonly callbacks: TokenizerCallbacks = {
    onopentagname: (start, end) => {
      this.name = this.html.slice(start, end).toLowerCase();
      this.attributes = new Map();
    },
    onattribname: (start, end) => {
      this.attribute = this.html.slice(start, end).toLowerCase();
      this.value = '';
    },
    onattribdata: (start, end) => {
      this.value += this.html.slice(start, end);
    },
    onattribentity: (codepoint) => {
      this.value += String.fromCodePoint(codepoint);
    },
    onattribend: () => {
      // Of a repeated attribute a browser takes the first.
      if (!this.attributes.has(this.attribute)) this.attributes.set(this.attribute, this.value);
    },
    onopentagend: () => {
      this.endTag();
    },
    onselfclosingtag: () => {
      this.endTag();
    },
    onclosetag: (start, end) => {
      this.visitor.close(this.html.slice(start, end).toLowerCase());
    },
    ontext: (start, end) => {
      this.visitor.text(this.html.slice(start, end));
    },
    ontextentity: (codepoint) => {
      this.visitor.text(String.fromCodePoint(codepoint));
    },
    oncdata: nothing,
    oncomment: nothing,
    ondeclaration: nothing,
    onprocessinginstruction: nothing,
    onend: nothing,
  };
}

export function walkMarkup(html: string, visitor: MarkupVisitor): void {
  const tokenizer = new Tokenizer({ decodeEntities: true }, new Pass(html, visitor).callbacks);
  tokenizer.write(html);
  tokenizer.end();
}
