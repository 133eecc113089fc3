package jenkins.scm.api;

import hudson.ExtensionPoint;
import hudson.model.Item;

public class SCMHead {
  public SCMHeadOrigin getOrigin() {
    throw new UnsupportedOperationException("a signature only");
  }

  public abstract static class HeadByItem implements ExtensionPoint {
    public static SCMHead findHead(Item arg0) {
      throw new UnsupportedOperationException("a signature only");
    }
  }
}
