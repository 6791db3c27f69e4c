type Directives = Record<string, readonly string[]>;

export declare const pagePolicy: Directives;
export declare const policyText: (directives: Directives) => string;
export declare const policyWithNonce: (nonce: string, embedders?: readonly string[]) => string;
export declare const pageHeaders: (directives?: Directives) => { key: string; value: string }[];
