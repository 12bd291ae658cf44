const isInvited = (name: string): boolean => name === 'ann';

export const door = (name: string): boolean => isInvited(name);
export const window = (name: string): boolean => isInvited(name);
export const roof = (name: string): boolean => isInvited(name);
export const cellar = (name: string): boolean => isInvited(name);
