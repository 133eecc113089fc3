package org.jenkinsci.plugins.structs.describable;

import java.util.Map;

public interface CustomDescribableModel {
  default Map<String, Object> customInstantiate(Map<String, Object> arg0) {
    throw new UnsupportedOperationException("a signature only");
  }

  default UninstantiatedDescribable customUninstantiate(UninstantiatedDescribable arg0) {
    throw new UnsupportedOperationException("a signature only");
  }
}
