package io.jenkins.plugins.checks.api;

public enum ChecksStatus {
  COMPLETED
}
