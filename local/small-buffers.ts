/**
 * Has this thread cut its small buffers out of blocks of 8 KB, as Node did until it took 64. A block is held for as long as
 * one buffer cut out of it is, and a thread that lets garbage stand holds hundreds: at 64 KB apiece these are what is left
 * as holes, of tens of megabytes, in the C library's heaps.
 */
export function cutSmallBuffersFromSmallBlocks(): void {
  Buffer.poolSize = 8 * 1024;
}
