package io.jenkins.plugins.checks.api;

public class ChecksAnnotation {
  ChecksAnnotation() {}

  public static class ChecksAnnotationBuilder {
    public ChecksAnnotationBuilder withPath(String arg0) {
      throw new UnsupportedOperationException("a signature only");
    }

    public ChecksAnnotationBuilder withLine(int arg0) {
      throw new UnsupportedOperationException("a signature only");
    }

    public ChecksAnnotationBuilder withAnnotationLevel(ChecksAnnotationLevel arg0) {
      throw new UnsupportedOperationException("a signature only");
    }

    public ChecksAnnotationBuilder withMessage(String arg0) {
      throw new UnsupportedOperationException("a signature only");
    }

    public ChecksAnnotationBuilder withTitle(String arg0) {
      throw new UnsupportedOperationException("a signature only");
    }

    public ChecksAnnotation build() {
      throw new UnsupportedOperationException("a signature only");
    }
  }

  public enum ChecksAnnotationLevel {
    WARNING,
    FAILURE
  }
}
