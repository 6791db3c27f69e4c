/** The little of Plotly that the viewer uses; the pinned strict bundle puts it on the global scope. */
declare const Plotly: {
  newPlot(box: HTMLElement, figure: { data: unknown[]; layout: object; frames: unknown[]; config: object }): Promise<unknown>;
  toImage(box: HTMLElement, options: { format: "png" | "svg"; width: number; height: number; scale: number }): Promise<string>;
  purge(box: HTMLElement): void;
};
