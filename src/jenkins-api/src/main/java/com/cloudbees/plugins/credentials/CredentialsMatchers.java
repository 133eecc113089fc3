package com.cloudbees.plugins.credentials;

public class CredentialsMatchers {
  public static CredentialsMatcher anyOf(CredentialsMatcher... arg0) {
    throw new UnsupportedOperationException("a signature only");
  }

  public static CredentialsMatcher instanceOf(Class arg0) {
    throw new UnsupportedOperationException("a signature only");
  }
}
