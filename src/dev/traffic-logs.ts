/** Model invocation logs of made-up traffic, as Amazon Bedrock writes them, whose truth is known by construction. Deterministic. */
import { randomFrom } from './random.ts';

/** One request, before it is written. */
export interface MadeRequest {
  /** Milliseconds since the epoch; logs keep whole seconds. */
  readonly at: number;
  readonly operation: 'Converse' | 'ConverseStream' | 'InvokeModel' | 'InvokeModelWithResponseStream';
  readonly modelId: string;
  readonly system?: string;
  readonly user: string;
  readonly input: number;
  readonly output: number;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
  /** Absent: the log does not tell (InvokeModel without a stream). */
  readonly latency?: number;
  readonly account?: string;
  readonly region?: string;
  readonly errorCode?: string;
  /** The body lies in an object of its own, as bodies above 100 KB do. */
  readonly isApart?: boolean;
}

/** The record of a request; `index` makes its request id. */
export function recordOf(made: MadeRequest, index: number): object {
  const { at, operation, modelId, input, output, cacheRead = 0, cacheWrite = 0, account = '123456789012', region = 'us-east-1', errorCode, isApart } = made;
  const requestId = `${index.toString(16).padStart(8, '0')}-5678-4000-8000-123456789abc`;
  const path = `s3://logs/AWSLogs/${account}/BedrockModelInvocationLogs/${region}/data/${requestId}_input.json.gz`;
  return {
    timestamp: `${new Date(at).toISOString().slice(0, 19)}Z`,
    accountId: account,
    identity: { arn: `arn:aws:sts::${account}:assumed-role/app/session` },
    region,
    requestId,
    operation,
    modelId,
    ...(errorCode && { errorCode }),
    input: {
      inputContentType: 'application/json',
      ...(isApart ? { inputBodyS3Path: path } : { inputBodyJson: bodyOf(made) }),
      inputTokenCount: errorCode ? 0 : input,
      ...(cacheRead + cacheWrite > 0 && { cacheReadInputTokenCount: cacheRead, cacheWriteInputTokenCount: cacheWrite }),
    },
    ...(!errorCode && { output: { outputContentType: 'application/json', outputBodyJson: answerOf(made), outputTokenCount: output } }),
    schemaType: 'ModelInvocationLog',
    schemaVersion: '1.0',
  };
}

/** The body that is sent: of the Converse API, or of the Messages API. */
export function bodyOf({ operation, system, user }: MadeRequest): object {
  if (operation.startsWith('Converse')) return { ...(system !== undefined && { system: [{ text: system }] }), messages: [{ role: 'user', content: [{ text: user }] }], inferenceConfig: { maxTokens: 500 } };
  return { anthropic_version: 'bedrock-2023-05-31', max_tokens: 500, ...(system !== undefined && { system }), messages: [{ role: 'user', content: user }] };
}

function answerOf({ operation, input, output, latency, cacheRead = 0, cacheWrite = 0 }: MadeRequest): unknown {
  const text = 'word '.repeat(Math.min(output, 40));
  if (operation.startsWith('Converse'))
    return { output: { message: { role: 'assistant', content: [{ text }] } }, stopReason: 'end_turn', metrics: { latencyMs: latency }, usage: { inputTokens: input, outputTokens: output, totalTokens: input + output } };
  const usage = { input_tokens: input, cache_creation_input_tokens: cacheWrite, cache_read_input_tokens: cacheRead, output_tokens: output };
  if (operation === 'InvokeModel') return { type: 'message', role: 'assistant', content: [{ type: 'text', text }], stop_reason: 'end_turn', usage };
  // A stream is logged as the list of its chunks.
  return [
    { type: 'message_start', message: { role: 'assistant', content: [], usage } },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } },
    { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: output } },
    { type: 'message_stop', 'amazon-bedrock-invocationMetrics': { inputTokenCount: input, outputTokenCount: output, invocationLatency: latency, firstByteLatency: 300 } },
  ];
}

const WORDS = 'order refund parcel invoice account password delivery address return warranty battery screen charger subscription payment discount voucher shipping customs repair store pickup balance contract upgrade student family business language setting printer camera speaker cable adapter manual colour size weight'.split(' ');

/** A question of so many words, a different one for each number. */
export function questionOf(number: number, words = 24): string {
  const random = randomFrom(number + 1);
  return `Question ${number}: ${Array.from({ length: words }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ')}?`;
}
