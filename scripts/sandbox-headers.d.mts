export declare const framePolicy: (embedders?: readonly string[], digest?: string | null) => string;
export declare const viewerPolicy: (embedders?: readonly string[]) => string;
export declare const sandboxHeaders: () => { key: string; value: string }[];
export declare const viewerHeaders: () => { key: string; value: string }[];
