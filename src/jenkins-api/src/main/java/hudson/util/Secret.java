package hudson.util;

import java.io.Serializable;

/** It works, for tests. */
public final class Secret implements Serializable {
  private String text = "";

  public static Secret fromString(String arg0) {
    Secret secret = new Secret();
    secret.text = arg0 == null ? "" : arg0;
    return secret;
  }

  public static String toString(Secret arg0) {
    return arg0 == null ? null : arg0.text;
  }

  public String getPlainText() {
    return text;
  }
}
