/** Two streams, a line at a time. `out` is what a script wants to have; everything said to a person goes to `say`. */
export interface Terminal {
  out(line: string): void;
  say(line: string): void;
}

export const processTerminal: Terminal = {
  out: (line) => console.log(line),
  say: (line) => console.error(line),
};
