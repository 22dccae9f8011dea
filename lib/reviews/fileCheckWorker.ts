/** Entry of the thread that looks into one file and ends. No alias and no import but Node's own below it: it starts quickly. */
import { parentPort, workerData } from 'node:worker_threads';
import { inspectBody } from './attachmentContent';

const { content, mediaType } = workerData as { content: Uint8Array; mediaType: string };
parentPort?.postMessage(await inspectBody(content, mediaType));
