package hudson;

import java.util.Map;
import java.util.TreeMap;

public class EnvVars extends TreeMap<String, String> {
  public EnvVars() {}

  public EnvVars(Map<String, String> arg0) {
    super(arg0);
  }

  public EnvVars(EnvVars arg0) {
    super(arg0);
  }

  public EnvVars overrideAll(Map<String, String> arg0) {
    throw new UnsupportedOperationException("a signature only");
  }

  public String get(String arg0, String arg1) {
    return getOrDefault(arg0, arg1);
  }

  public String expand(String arg0) {
    throw new UnsupportedOperationException("a signature only");
  }
}
