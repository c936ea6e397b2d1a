/** Resources of Terraform for each model: its application inference profile, and an alarm in dollars. */
import { NAMESPACE, pricedMetrics, usdExpression } from './metrics.ts';
import type { DeploymentPlan } from './plan.ts';

/** Profiles, and alarms in dollars of those that have prices. */
export function terraformModels(plan: DeploymentPlan): string {
  // As `terraform fmt` aligns them.
  const widest = Math.max(...plan.models.map(({ slug }) => quoted(slug).length));
  const entries = plan.models.map(({ slug, id, name, source }) => `    ${quoted(slug).padEnd(widest)} = { id = ${quoted(id)}, name = ${quoted(name)}, source = "\${local.bedrock_arn}:${source.resource === 'inference-profile' ? '${local.account_id}' : ''}:${source.resource}/${source.id}" }`);
  const priced = plan.models.filter(({ prices }) => prices);
  return `
locals {
  models = {
${entries.join('\n')}
  }
}

resource "aws_bedrock_inference_profile" "model" {
  for_each    = local.models
  name        = "${plan.name}-\${each.key}"
  description = "\${each.value.name} for ${plan.name}"

  model_source {
    copy_from = each.value.source
  }

  tags = {
    application = ${quoted(plan.name)}
  }
}

output "model_profiles" {
  description = "ARNs to call instead of the ids of today"
  value       = { for slug, model in local.models : model.id => aws_bedrock_inference_profile.model[slug].arn }
}
${priced.length > 0 ? `
locals {
  spend = {
${priced.map(model => `    ${quoted(model.slug)} = {
      expression = ${quoted(usdExpression(model))}
      metrics    = { ${pricedMetrics(model).map(({ id, metric }) => `${id} = ${quoted(metric)}`).join(', ')} }
    }`).join('\n')}
  }
}
${SPEND.replace('NAME', plan.name)}` : ''}`;
}

const SPEND = `
resource "aws_cloudwatch_metric_alarm" "spend" {
  for_each            = local.spend
  alarm_name          = "NAME-\${each.key}-usd"
  alarm_description   = "Dollars of \${local.models[each.key].name} in an hour"
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.usd_per_hour
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.model_alarms.arn]

  metric_query {
    id          = "total"
    expression  = each.value.expression
    label       = "USD"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = merge([for id, metric in each.value.metrics : {
      (id)            = { metric = metric, model = local.models[each.key].id }
      "\${id}_profile" = { metric = metric, model = aws_bedrock_inference_profile.model[each.key].id }
    }]...)
    content {
      id = metric_query.key
      metric {
        namespace   = "${NAMESPACE}"
        metric_name = metric_query.value.metric
        stat        = "Sum"
        period      = 3600
        dimensions  = { ModelId = metric_query.value.model }
      }
    }
  }
}
`;

/** A string of HCL. */
export function quoted(text: string): string {
  return JSON.stringify(text).replaceAll('${', '$${').replaceAll('%{', '%%{');
}
