package com.cloudbees.plugins.credentials.domains;

import java.util.List;

public class URIRequirementBuilder {
  public static URIRequirementBuilder fromUri(String arg0) {
    throw new UnsupportedOperationException("a signature only");
  }

  public List<DomainRequirement> build() {
    throw new UnsupportedOperationException("a signature only");
  }
}
