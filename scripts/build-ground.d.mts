export function ground(): Promise<string>;
