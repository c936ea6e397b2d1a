/** What a project deploys, as far as its templates, Terraform and stacks tell: no syntax, no tool. */
import type { LanguageId, Span } from './source.ts';
import type { Value } from './value.ts';

interface Head extends Span {
  /** As its source calls the type: `AWS::Lambda::Function`, `aws_lambda_function`, `aws-cdk-lib/aws-lambda.Function`. */
  readonly type: string;
  /** Logical name in its file. */
  readonly name: string;
  readonly language: LanguageId;
}

/** A function of AWS Lambda, or other code that is given variables: an application of Spring with its settings. */
export interface FunctionResource extends Head {
  readonly kind: 'function';
  /** Directories and files of the project that hold its code. */
  readonly code: readonly string[];
  /** The file that holds its handler, without extension. */
  readonly handlers: readonly string[];
  /** Variables that it gets, as far as they are known. */
  readonly environment: ReadonlyMap<string, Value>;
}

/** A budget of AWS Budgets with what it counts and when it tells. */
export interface BudgetResource extends Head {
  readonly kind: 'budget';
  /** Percent of the limit at which somebody is told. */
  readonly thresholds: readonly number[];
  /** Services that it is confined to; empty where it counts everything. */
  readonly services: readonly string[];
  /** Not all of it is known. */
  readonly isOpen: boolean;
}

/** Capacity of a model that is paid by the hour. */
export interface ProvisionedResource extends Head {
  readonly kind: 'provisioned-throughput';
  /** Id or ARN of the model, where it is known. */
  readonly model?: string;
  readonly units?: number;
  /** Absent: by the hour, without commitment. `unknown`: something that is not known says so. */
  readonly term?: 'OneMonth' | 'SixMonths' | 'unknown';
}

/** `invocation-logging`: requests are logged. `metric`: an alarm, dashboard or filter on metrics of Amazon Bedrock. `bedrock`: anything else of the service. `permission`: a policy that allows calls. */
export interface OtherResource extends Head {
  readonly kind: 'invocation-logging' | 'metric' | 'inference-profile' | 'bedrock' | 'permission';
}

export type Resource = FunctionResource | BudgetResource | ProvisionedResource | OtherResource;

/** Resources that the scanned directory itself deploys: what its neighbours in the repository do, or what was made of its code, is a reason to be silent, never one to report. */
export function deployedHere({ resources }: ProjectFacts): readonly Resource[] {
  return resources.filter(({ path }) => !path.startsWith('../') && !/(?:^|\/)cdk\.out\//.test(path));
}

/** What project rules may ask about the project around the calls. */
export interface ProjectFacts {
  /** In order of place; those of the whole repository. */
  readonly resources: readonly Resource[];
  /** Files that findings can stand in. */
  readonly paths: ReadonlySet<string>;
  /** Does code of the project read what calls used: tokens in answers, traces? */
  readonly readsUsage: boolean;
  /** Where code of the project turns input tokens into money without those that a cache read or wrote. */
  readonly costsWithoutCache: readonly Span[];
}
