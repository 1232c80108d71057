export async function main(a: readonly string[]): Promise<number> { console.log(a); return 0; }
