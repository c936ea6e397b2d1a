/** Monitoring and budgets as configuration of Terraform. */
import { allTokens, allTokensExpression, alerts, NAMESPACE } from './metrics.ts';
import { budgetNotes, monitoringNotes } from './notes.ts';
import type { DeploymentPlan } from './plan.ts';
import { terraformLogging } from './terraform-logging.ts';
import { quoted, terraformModels } from './terraform-models.ts';

export function terraformBudget(plan: DeploymentPlan): string {
  const filter = plan.services && `
  cost_filter {
    name   = "Service"
    values = [${plan.services.map(quoted).join(', ')}]
  }
`;
  return `${comment(budgetNotes(plan))}
variable "monthly_limit" {
  description = "US dollars a month"
  type        = number
}

variable "budget_email" {
  description = "Who is told"
  type        = string
}

resource "aws_budgets_budget" "models" {
  name         = ${quoted(`${plan.name}-models`)}
  budget_type  = "COST"
  time_unit    = "MONTHLY"
  limit_amount = var.monthly_limit
  limit_unit   = "USD"
${filter ?? ''}${alerts.map(alert => `
  notification {
    notification_type          = "${alert.type}"
    comparison_operator        = "GREATER_THAN"
    threshold                  = ${alert.percent}
    threshold_type             = "PERCENTAGE"
    subscriber_email_addresses = [var.budget_email]
  }
`).join('')}}
`;
}

export function terraformMonitoring(plan: DeploymentPlan): string {
  return `${comment(monitoringNotes(plan))}
variable "alarm_email" {
  description = "Who is told"
  type        = string
}

variable "tokens_per_hour" {
  description = "More tokens in an hour, over all models, raise the alarm"
  type        = number
}
${plan.models.some(({ prices }) => prices) ? `
variable "usd_per_hour" {
  description = "More US dollars in an hour, for one model, raise the alarm"
  type        = number
}
` : ''}
variable "keep_logs_for_days" {
  type    = number
  default = 30
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  bedrock_arn = "arn:\${data.aws_partition.current.partition}:bedrock:\${data.aws_region.current.region}"
  account_id  = data.aws_caller_identity.current.account_id
}
${terraformLogging}
resource "aws_sns_topic" "model_alarms" {
  name = ${quoted(`${plan.name}-model-alarms`)}
}

resource "aws_sns_topic_subscription" "model_alarms" {
  topic_arn = aws_sns_topic.model_alarms.arn
  protocol  = "email"
  endpoint  = var.alarm_email
}

resource "aws_cloudwatch_metric_alarm" "tokens" {
  alarm_name          = ${quoted(`${plan.name}-model-tokens`)}
  alarm_description   = "Tokens of all models in an hour, cached ones included"
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.tokens_per_hour
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.model_alarms.arn]

  metric_query {
    id          = "total"
    expression  = ${quoted(allTokensExpression)}
    label       = "tokens"
    return_data = true
  }
${allTokens.map(({ id, metric }) => `
  metric_query {
    id = ${quoted(id)}
    metric {
      namespace   = "${NAMESPACE}"
      metric_name = ${quoted(metric)}
      stat        = "Sum"
      period      = 3600
    }
  }
`).join('')}}

resource "aws_cloudwatch_metric_alarm" "throttles" {
  alarm_name          = ${quoted(`${plan.name}-model-throttles`)}
  alarm_description   = "Requests above the quota, for a quarter of an hour"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  evaluation_periods  = 3
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.model_alarms.arn]
  namespace           = "${NAMESPACE}"
  metric_name         = "InvocationThrottles"
  statistic           = "Sum"
  period              = 300
}
${plan.models.length > 0 ? terraformModels(plan) : ''}`;
}

function comment(notes: readonly string[]): string {
  return `${notes.map(line => `# ${line}`.trimEnd()).join('\n')}\n`;
}
