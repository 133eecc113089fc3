package hudson.model;

import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

public abstract class Descriptor<T extends Describable<T>> {
  protected Descriptor(Class<? extends T> arg0) {}

  protected Descriptor() {}

  public String getDisplayName() {
    throw new UnsupportedOperationException("a signature only");
  }

  public boolean configure(StaplerRequest2 arg0, JSONObject arg1) throws FormException {
    throw new UnsupportedOperationException("a signature only");
  }

  public synchronized void save() {
    throw new UnsupportedOperationException("a signature only");
  }

  public synchronized void load() {
    throw new UnsupportedOperationException("a signature only");
  }

  public static final class FormException extends Exception {
    public FormException(String arg0, String arg1) {}
  }
}
