package org.jenkinsci.plugins.structs.describable;

import java.io.Serializable;
import java.util.Map;

public class UninstantiatedDescribable implements Serializable {
  public UninstantiatedDescribable(Map<String, ?> arg0) {}

  public UninstantiatedDescribable withArguments(Map<String, ?> arg0) {
    throw new UnsupportedOperationException("a signature only");
  }

  public Map<String, ?> getArguments() {
    throw new UnsupportedOperationException("a signature only");
  }
}
