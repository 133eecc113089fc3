package io.jenkins.plugins.checks.api;

public class ChecksDetails {
  ChecksDetails() {}

  public static class ChecksDetailsBuilder {
    public ChecksDetailsBuilder withName(String arg0) {
      throw new UnsupportedOperationException("a signature only");
    }

    public ChecksDetailsBuilder withStatus(ChecksStatus arg0) {
      throw new UnsupportedOperationException("a signature only");
    }

    public ChecksDetailsBuilder withDetailsURL(String arg0) {
      throw new UnsupportedOperationException("a signature only");
    }

    public ChecksDetailsBuilder withConclusion(ChecksConclusion arg0) {
      throw new UnsupportedOperationException("a signature only");
    }

    public ChecksDetailsBuilder withOutput(ChecksOutput arg0) {
      throw new UnsupportedOperationException("a signature only");
    }

    public ChecksDetails build() {
      throw new UnsupportedOperationException("a signature only");
    }
  }
}
