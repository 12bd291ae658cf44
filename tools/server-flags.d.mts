export declare function serverFlags(memoryBytes?: number): readonly string[];
