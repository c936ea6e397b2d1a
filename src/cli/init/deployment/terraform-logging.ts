/** Resources of Terraform that log model invocations to a bucket. */

export const terraformLogging = `
resource "aws_s3_bucket" "model_logs" {
  bucket_prefix = "model-invocation-logs-"
}

resource "aws_s3_bucket_public_access_block" "model_logs" {
  bucket                  = aws_s3_bucket.model_logs.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_lifecycle_configuration" "model_logs" {
  bucket = aws_s3_bucket.model_logs.id

  rule {
    id     = "expire"
    status = "Enabled"
    filter {}
    expiration {
      days = var.keep_logs_for_days
    }
  }
}

data "aws_iam_policy_document" "model_logs" {
  statement {
    actions   = ["s3:PutObject"]
    resources = ["\${aws_s3_bucket.model_logs.arn}/AWSLogs/\${local.account_id}/BedrockModelInvocationLogs/*"]
    principals {
      type        = "Service"
      identifiers = ["bedrock.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }
    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["\${local.bedrock_arn}:\${local.account_id}:*"]
    }
  }

  statement {
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.model_logs.arn, "\${aws_s3_bucket.model_logs.arn}/*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_s3_bucket_policy" "model_logs" {
  bucket = aws_s3_bucket.model_logs.id
  policy = data.aws_iam_policy_document.model_logs.json
}

resource "aws_bedrock_model_invocation_logging_configuration" "all" {
  # The bucket is tried when it is set: its policy has to stand.
  depends_on = [aws_s3_bucket_policy.model_logs]

  logging_config {
    text_data_delivery_enabled      = true
    image_data_delivery_enabled     = false
    embedding_data_delivery_enabled = false
    s3_config {
      bucket_name = aws_s3_bucket.model_logs.id
    }
  }
}
`;
