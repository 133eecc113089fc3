package io.jenkins.plugins.checks.api;

public class ChecksOutput {
  ChecksOutput() {}

  public static class ChecksOutputBuilder {
    public ChecksOutputBuilder withTitle(String arg0) {
      throw new UnsupportedOperationException("a signature only");
    }

    public ChecksOutputBuilder withSummary(String arg0) {
      throw new UnsupportedOperationException("a signature only");
    }

    public ChecksOutputBuilder withText(String arg0) {
      throw new UnsupportedOperationException("a signature only");
    }

    public ChecksOutputBuilder addAnnotation(ChecksAnnotation arg0) {
      throw new UnsupportedOperationException("a signature only");
    }

    public ChecksOutput build() {
      throw new UnsupportedOperationException("a signature only");
    }
  }
}
