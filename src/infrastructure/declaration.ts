/** A resource as its file declares it, before anybody asks what kind of thing it is. */
import type { CallExpr, Module } from '../core/ir.ts';
import type { Value } from '../core/value.ts';
import type { Engine } from '../resolve/engine.ts';
import { plain } from '../resolve/text.ts';

export interface Declaration {
  /** `AWS::Lambda::Function`, `aws_lambda_function`, `aws-cdk-lib/aws-lambda.Function`. */
  readonly type: string;
  readonly name: string;
  readonly properties: Value;
  /** Beside the properties: `Metadata` of a template. */
  readonly metadata?: Value;
  readonly call: CallExpr;
  readonly module: Module;
}

/** Resources of a template or a Terraform file: each is a call of its type. */
export function declarationsIn(engine: Engine & { begin(): void }, module: Module): Declaration[] {
  const env = engine.frame(module.functions[0]!);
  return module.calls.flatMap(call => {
    const { callee, args } = call;
    if (!call.isNew || callee.kind !== 'name' || !args[0] || !args[1]) return [];
    engine.begin();
    const name = plain(engine.evaluate(args[1].value, env)) ?? '';
    return [{ type: callee.name, name, properties: engine.evaluate(args[0].value, env), ...(args[2] && { metadata: engine.evaluate(args[2].value, env) }), call, module }];
  });
}
