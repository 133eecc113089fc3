package jenkins.scm.api;

import java.io.Serializable;

public abstract class SCMHeadOrigin implements Serializable {
  public static class Fork extends SCMHeadOrigin {
    public Fork(String arg0) {}
  }
}
